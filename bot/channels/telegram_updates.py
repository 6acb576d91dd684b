"""Telegram's updates as far as we read them, checked and typed in one go.

The library's own objects take ten times as long to build, and hold ten times as much.
"""

from __future__ import annotations

from typing import Annotated

import msgspec


class Part(msgspec.Struct, frozen=True):
    """What we read of an object of the Bot API (core.telegram.org/bots/api); whatever else it has is passed over."""


class User(Part, frozen=True):
    """Somebody who writes."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    language_code: str | None = None


class Chat(Part, frozen=True):
    """Where."""

    id: int
    type: str


class SharedContact(Part, frozen=True):
    """A contact that was shared; `user_id` when Telegram knows them."""

    phone_number: str
    user_id: int | None = None


class Place(Part, frozen=True):
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


class Photo(Part, frozen=True):
    """One size of a photo, in pixels and bytes."""

    file_id: str
    width: int
    height: int
    file_size: int | None = None


class Document(Part, frozen=True):
    """A file, its size in bytes."""

    file_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None


class SuccessfulPayment(Part, frozen=True):
    """Money that an invoice brought, in the smallest units of its currency; `telegram_payment_charge_id` names it."""

    currency: str
    total_amount: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    invoice_payload: str
    telegram_payment_charge_id: str


class Message(Part, frozen=True):
    """A message; `date` is in seconds since 1970."""

    message_id: int
    date: Annotated[int, msgspec.Meta(ge=0, lt=2**40)]
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    contact: SharedContact | None = None
    location: Place | None = None
    photo: tuple[Photo, ...] | None = None
    document: Document | None = None
    successful_payment: SuccessfulPayment | None = None


class Card(Part, frozen=True):
    """The message that a tap is on, one of our own; its `date` is 0 when it is too old for Telegram to show."""

    message_id: int
    date: int
    chat: Chat


class Query(Part, frozen=True):
    """A tap."""

    id: str
    sender: User = msgspec.field(name="from")
    message: Card | None = None
    data: str | None = None


class Member(Part, frozen=True):
    """What somebody is in a chat."""

    status: str


class Change(Part, frozen=True):
    """The bot was blocked, or is welcome again."""

    chat: Chat
    new_chat_member: Member
    sender: User = msgspec.field(name="from")


class PreCheckoutQuery(Part, frozen=True):
    """Somebody is about to pay an invoice, so much in the smallest units of its currency."""

    id: str
    currency: str
    total_amount: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    invoice_payload: str
    sender: User = msgspec.field(name="from")


class Update(Part, frozen=True):
    """One update; of all kinds only those that concern us."""

    update_id: int
    callback_query: Query | None = None
    message: Message | None = None
    edited_message: Message | None = None
    my_chat_member: Change | None = None
    pre_checkout_query: PreCheckoutQuery | None = None
