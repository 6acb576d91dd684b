"""What can be sent on WhatsApp, one value a message, and how long each part of it may be."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.messages import Attachment

TEXT = 1600  # https://www.twilio.com/docs/api/errors/21617
BODY = 1024  # https://www.twilio.com/docs/content/twilio-quick-reply and …/twiliolist-picker
BODY_LINES = 60  # a content has at most 100 variables, and a body's lines are one each beside 31 for a full list
CAPTION = 1024  # https://developers.facebook.com/docs/whatsapp/cloud-api/messages/image-messages
BUTTONS = 3  # in a session, without approval
BUTTON_TITLE = 20
ROWS = 10
ROW_TITLE = 24
ROW_DESCRIPTION = 72

CAPTIONED = frozenset({"image/jpeg", "image/png"})
"""The files of ours that WhatsApp shows text under; a document's is dropped on the way.
Source: https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages"""


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """One message. Lengths are counted in UTF-16 units, which is never less than any other way of counting."""


class Words(_Piece, frozen=True):
    """Text alone."""

    body: str


class Button(_Piece, frozen=True):
    """A quick reply; `id` comes back when it is tapped."""

    id: str
    title: str


class Buttons(_Piece, frozen=True):
    """Text above at most three quick replies, whose titles differ."""

    body: str
    buttons: tuple[Button, ...]


class Row(_Piece, frozen=True):
    """A line of a list; `description` may be empty."""

    id: str
    title: str
    description: str = ""


class Menu(_Piece, frozen=True):
    """Text above a button that opens a list of at most ten rows."""

    body: str
    button: str
    rows: tuple[Row, ...]


class Document(_Piece, frozen=True):
    """A file, with a caption where WhatsApp shows one."""

    caption: str
    file: Attachment


class Pin(_Piece, frozen=True):
    """A place on the map, in degrees."""

    latitude: float
    longitude: float
    label: str


Piece: TypeAlias = Words | Buttons | Menu | Document | Pin
