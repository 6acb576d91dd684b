"""The WhatsApp channel, by Twilio: sends cards as few messages, templates when the window is closed; fetches files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.channels import twilio_media
from bot.channels.base import Undeliverable
from bot.channels.twilio_api import Api, Content, Message
from bot.channels.twilio_contents import Contents
from bot.channels.twilio_errors import NoContent
from bot.channels.twilio_http import READ_SECONDS
from bot.channels.twilio_sending import Sender, key_of
from bot.channels.twilio_states import STATUS_PATH
from bot.channels.whatsapp_contents import Interactive, content_name, content_of, content_variables
from bot.channels.whatsapp_parse import NAME, parse
from bot.channels.whatsapp_pieces import Buttons, Document, Menu, Piece, Pin, Words
from bot.channels.whatsapp_render import render
from bot.channels.whatsapp_templates import Template, filled
from bot.clock import SystemClock
from bot.config import Twilio
from bot.messages import Attachment, Brief, Choice, Deliver, FileRef, Outgoing, Voice, say

__all__ = ["NAME", "WhatsAppChannel", "parse", "render", "sendable"]

TAKEN = frozenset({"image/jpeg", "image/png", "application/pdf"})
"""The files of ours that WhatsApp takes."""

_PREFIX = "whatsapp:"
_OWN_FILES = "store"  # what `FileRef.channel` says of our own table of files
_NOW = SystemClock().now


class WhatsAppChannel:
    """One WhatsApp sender, whose calls take at most `seconds`. It connects at its first call.

    Twilio reports to `public_url` what became of each message. `media_url` gives the address, good for a while, from
    which Twilio fetches a file of our own table.
    """

    name = NAME

    def __init__(
        self,
        settings: Twilio,
        *,
        public_url: str,
        media_url: Callable[[FileRef], str],
        now: Callable[[], datetime] = _NOW,
        seconds: float = READ_SECONDS,
    ) -> None:
        self._api = Api(settings, seconds)
        self._root = settings.api_url.rstrip("/")
        self._from = _PREFIX + settings.whatsapp_from.removeprefix(_PREFIX)
        self._callback = public_url.rstrip("/") + STATUS_PATH
        self._media_url = media_url
        self._sender = Sender(self._api, now)
        self._contents = Contents(self._api, now)

    async def deliver(self, address: str, errand: Deliver) -> str:
        """Send the card; returns the ids of its messages, with spaces between them ("" when none was said).

        There is nothing to edit or to acknowledge on WhatsApp. Raises `NotSent`. A send whose answer was lost is
        looked for before it is repeated, see `twilio_sending`.
        """
        if errand.card is None:
            return ""
        _check(address)
        pieces = render(sendable(errand.card, self._link), errand.voice)
        messages = [await self._message(address, piece) for piece in pieces]
        return await self._send(key_of(address, _wherever_kept(errand)), messages)

    async def deliver_template(self, address: str, brief: Brief, voice: Voice) -> str:
        """Say a brief by its approved template, which passes when the window is closed; returns the message's id.

        Raises `WindowClosed` where the template is not approved, and any `NotSent`.
        """
        _check(address)
        template, values = filled(brief, voice)
        sid = await self._contents.approved(template)
        message = self._to(address, text=_filled_in(template.body, values), content_sid=sid, variables=_written(values))
        return await self._send(key_of(address, message), [message])

    async def _send(self, key: bytes, messages: Sequence[Message]) -> str:
        try:
            return await self._sender.send(key, messages)
        except NoContent:
            self._contents.forget()
            raise

    async def _message(self, address: str, piece: Piece) -> Message:
        match piece:
            case Words(body=body):
                return self._to(address, text=body)
            case Buttons() | Menu():
                return await self._interactive(address, piece)
            case Document(caption=caption, file=file):
                return self._to(address, text=caption, media_url=self._link(file))
            case Pin(latitude=latitude, longitude=longitude, label=label):
                return self._to(address, text=label, place=f"geo:{latitude},{longitude}|{label.replace('|', ' ')}")

    async def _interactive(self, address: str, piece: Interactive) -> Message:
        sid = await self._contents.sid(content_name(piece), content_of(piece))
        variables = _written(content_variables(piece))
        return self._to(address, text=piece.body, content_sid=sid, variables=variables)

    def _to(
        self,
        address: str,
        *,
        text: str,
        media_url: str = "",
        place: str = "",
        content_sid: str = "",
        variables: str = "",
    ) -> Message:
        return Message(address, self._from, self._callback, text, media_url, place, content_sid, variables)

    def _link(self, file: Attachment) -> str:
        if file.kept is None or file.kept.channel != _OWN_FILES:
            raise Undeliverable("the file is not in our own table, from which Twilio could fetch it")
        return self._media_url(file.kept)

    async def fetch(self, file: FileRef) -> bytes:
        """The bytes of a picture or a PDF that a person sent, at most 16 MB. Raises `NotSent`."""
        return await twilio_media.fetch(self._api.session, file.id, self._root, self._api.auth)

    async def state_of(self, provider_id: str) -> tuple[str, str]:
        """How far a message has come (a key of `twilio_states.RANKS`), and Twilio's error code. Raises `NotSent`."""
        return await self._api.state_of(provider_id)

    async def me(self) -> str:
        """The state of the account: active, suspended or closed. Raises `NotSent`."""
        return await self._api.account()

    async def submit(self, templates: Sequence[Template]) -> Mapping[str, Content]:
        """Create the templates that are missing and ask WhatsApp for their approval; what is known of each, by name.

        Raises `NotSent`; may be repeated.
        """
        return await self._contents.submit(templates)

    async def approvals(self) -> Mapping[str, Content]:
        """What WhatsApp says of each content of the account, by name. Raises `NotSent`."""
        return await self._contents.approvals()

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()


_CALENDAR = "text/calendar"


def sendable(card: Outgoing, link: Callable[[Attachment], str]) -> Outgoing:
    """The card with a link in place of a file that WhatsApp does not take, such as a calendar entry.

    Source: https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
    """
    if card.file is None or card.file.mime in TAKEN:
        return card
    opens = say("go-calendar" if card.file.mime == _CALENDAR else "whatsapp-file")
    return replace(card, file=None, rows=((Choice("", opens, link=link(card.file)),), *card.rows))


def _check(address: str) -> None:
    """Without the prefix Twilio would take it for an SMS."""
    if not address.startswith(_PREFIX):
        raise Undeliverable("no WhatsApp address")


def _wherever_kept(errand: Deliver) -> Deliver:
    """The errand as it is at each of its tries: its file may be kept anew for each."""
    if errand.card is None or errand.card.file is None:
        return errand
    file = Attachment(errand.card.file.name, errand.card.file.mime)
    return msgspec.structs.replace(errand, card=msgspec.structs.replace(errand.card, file=file))


def _written(variables: Mapping[str, str]) -> str:
    return json.dumps(variables, ensure_ascii=False)


def _filled_in(body: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        body = body.replace(f"{{{{{name}}}}}", value)
    return body
