"""The words all rooms share: what came in, and what is to be said, as ids and values and never as text.

Everything here is a frozen struct that msgspec can store. Text, digits, dates, gender and plural are put in at
delivery, by `bot.i18n`, in the reader's language.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal, TypeAlias

import msgspec

from booking.money import Money


class _Value(msgspec.Struct, frozen=True, gc=False, tag_field="t", omit_defaults=True):
    """Base of what a message may hold besides text and whole numbers."""


# ---------------------------------------------------------------------------------------------- values in a message


class Moment(_Value, frozen=True, tag="at"):
    """An instant (aware, UTC), shown in the reader's zone; `day` leaves the time out, `time` the day, `short` is brief,
    `clock` is the bare time for a button under a heading that names the part of the day, `zone` the city whose clock
    the reader goes by."""

    at: datetime
    style: Literal["full", "day", "time", "short", "clock", "zone"] = "full"


class Day(_Value, frozen=True, tag="day"):
    """A calendar day. `full` is weekday, day and month («الأحد ٢٢ نوفمبر»), `month` month and year, `number` the day
    alone, `weekday` its name and `letter` the shortest form of that («ح»), for the head of a month grid."""

    day: date
    style: Literal["full", "month", "number", "weekday", "letter"] = "full"


class Hour(_Value, frozen=True, tag="hour"):
    """A wall-clock time («٥:٠٠ مساءً»)."""

    time: time


class Amount(_Value, frozen=True, tag="money"):
    """Money («١٠٠ ر.س»)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, money: Money) -> Amount:
        """The same amount, ready to be said."""
        return cls(money.minor, money.currency.value)


class Number(_Value, frozen=True, tag="n"):
    """A number with its fraction kept («٧٥٫٥»); whole counts that select a plural are plain ints."""

    value: float


class Code(_Value, frozen=True, tag="code"):
    """A phone number, booking number or account, shown left to right and never with other digits than its own."""

    text: str


class Term(_Value, frozen=True, tag="term"):
    """Another message by id, without arguments: the name of a category, a status, a way to pay."""

    id: str


class Several(_Value, frozen=True, tag="list"):
    """A list of values, joined as the reader's language joins them («أ، ب وج»)."""

    items: tuple[Value, ...]


Value: TypeAlias = str | int | Moment | Day | Hour | Amount | Number | Code | Term | Several


class Say(msgspec.Struct, frozen=True, tag_field="t", tag="say", omit_defaults=True):
    """A message of the locale files: its id and its arguments. A `str` is text that people wrote, shown as it is."""

    id: str
    args: dict[str, Value] = {}


def say(id: str, /, **args: Value) -> Say:  # noqa: A002 - Fluent's own word
    """`Say` with its arguments as keywords."""
    return Say(id, args)


# ------------------------------------------------------------------------------------------------- what is to be said

Label: TypeAlias = Say | Moment | Day | Hour | Amount | Number | Code | Term | str | int


class Choice(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One button. `value` (ASCII, ≤ 48 bytes) comes back as a `Tap`; with `link` it opens a page instead.

    An empty `value` without a link is a cell that does nothing (a heading or a gap in the month grid). `aside` stands
    beside the choices and is none itself («details», «back»): who types a number does not count it.
    """

    value: str
    label: Label
    link: str = ""
    note: Label = ""  # a second line where the channel has one (list pickers, the web)
    aside: bool = False


Rows: TypeAlias = tuple[tuple[Choice, ...], ...]


class Copyable(msgspec.Struct, frozen=True, gc=False):
    """Something people copy: an IBAN, a reference, a link. It never stands inside a Fluent pattern."""

    label: Say
    text: str


class FileRef(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A file that a channel (or our own `files` table: channel "store") keeps."""

    channel: str
    id: str
    name: str = ""
    mime: str = ""
    size: int = 0


class Attachment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A file that goes with a message: its bytes, or where they are kept."""

    name: str
    mime: str
    data: bytes = b""
    kept: FileRef | None = None


class Brief(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A card in one sentence, and at most three choices that never grow old, by which its reader gets to the whole."""

    said: Say
    choices: tuple[Choice, ...] = ()


class Outgoing(msgspec.Struct, frozen=True, omit_defaults=True):
    """One card: lines of text, buttons in rows, things to copy, a file. `turn` 0 means its buttons never grow old.

    `brief` is for where no more fits or only words approved beforehand pass: an SMS, the subject of a mail, a WhatsApp
    template. `page` is which part of many choices to show, where not all can be shown.
    """

    lines: tuple[Say, ...]
    rows: Rows = ()
    copy: tuple[Copyable, ...] = ()
    file: Attachment | None = None
    ask_contact: bool = False  # the channel's own way to share the sender's phone number, where it has one
    turn: int = 0
    brief: Brief | None = None
    page: int = 0


# --------------------------------------------------------------------------------------------------- what came in


class Text(msgspec.Struct, frozen=True, gc=False):
    """Something typed (at most what the channel allows; empty and very long texts reach us too)."""

    text: str


class Tap(msgspec.Struct, frozen=True, gc=False):
    """A button: the `value` of its choice, the turn it was offered in, and what is needed to answer it.

    `card` is the channel's id of the message that holds the button; `answer` is the id to acknowledge, if any.
    """

    value: str
    turn: int = 0
    card: str = ""
    answer: str = ""


class Command(msgspec.Struct, frozen=True, gc=False):
    """A slash command («/start type_3»): its name without the slash, lower case, and the rest of the line."""

    name: str
    args: str = ""


class Contact(msgspec.Struct, frozen=True, gc=False):
    """A shared contact. `own` only when the channel itself says that it is the sender's."""

    phone: str
    own: bool = False


class Media(msgspec.Struct, frozen=True, gc=False):
    """A photo or a document, with its caption."""

    file: FileRef
    caption: str = ""


class Location(msgspec.Struct, frozen=True, gc=False):
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


class Unreadable(msgspec.Struct, frozen=True, gc=False):
    """Something that a person sent and we do not read: `kind` is sticker, voice, video, edited or other."""

    kind: str


class Blocked(msgspec.Struct, frozen=True, gc=False):
    """The channel says that the person stopped (`gone`) or started again to let us write to them."""

    gone: bool


Body: TypeAlias = Text | Tap | Command | Contact | Media | Location | Unreadable | Blocked


class Incoming(msgspec.Struct, frozen=True):
    """One update of one channel, parsed. (`channel`, `external_id`) is unique; repeats are dropped by the inbox.

    `sender` is the channel's opaque id of the person and `address` where answers go (the chat). They are
    no phone numbers, even where they look like it.
    """

    channel: str
    external_id: str
    sender: str
    address: str
    body: Body
    name: str = ""
    language: str = ""  # a hint of the channel, an IETF tag; "" where it gives none
    phone: str = ""  # E.164, where the channel itself has verified it


class Voice(msgspec.Struct, frozen=True, gc=False):
    """All that rendering must know of the reader. `zone` is IANA; `zone_named` says that times name their zone."""

    language: str = "ar"
    gender: str = "unset"
    zone: str = "Asia/Riyadh"
    zone_named: bool = False
    digits: Literal["arab", "latn"] = "arab"
    country: str = "SA"


# ------------------------------------------------------------------------------------------------------------ errands


class Deliver(msgspec.Struct, frozen=True, tag_field="t", tag="deliver", omit_defaults=True):
    """Say `card` at an address. `edit` is the channel's id of a message to change instead of sending a new one;
    `answer` the id of a tap to acknowledge first."""

    card: Outgoing | None
    voice: Voice
    edit: str = ""
    answer: str = ""


class Checkout(msgspec.Struct, frozen=True, tag_field="t", tag="checkout"):
    """Open the provider's checkout for an order and send the client its link."""

    order_id: int


class AskProvider(msgspec.Struct, frozen=True, tag_field="t", tag="ask"):
    """Ask the provider what has become of an order's checkout, in case its report was lost."""

    order_id: int


class Withdraw(msgspec.Struct, frozen=True, tag_field="t", tag="withdraw"):
    """Have the provider close a checkout of an order, by its `reference`, so that it cannot be paid any more. The order
    may have another one by then, which stays open."""

    order_id: int
    reference: str


class Capture(msgspec.Struct, frozen=True, tag_field="t", tag="capture"):
    """Take the money of an order that the client approved on the checkout `reference`."""

    order_id: int
    reference: str


class SendBack(msgspec.Struct, frozen=True, tag_field="t", tag="refund"):
    """Have the provider of a payment send a refund back."""

    refund_id: int


class Inspect(msgspec.Struct, frozen=True, tag_field="t", tag="inspect"):
    """Look at the bytes of a transfer's receipt, and show it to the team."""

    receipt_id: int


class Paper(msgspec.Struct, frozen=True, tag_field="t", tag="receipt"):
    """Print the receipt of a paid booking, and send it to its client."""

    booking_id: int


Errand: TypeAlias = Deliver | Checkout | AskProvider | Withdraw | Capture | SendBack | Inspect | Paper
