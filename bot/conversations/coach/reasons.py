"""The reasons offered as buttons: kept by name, so that each reader sees them in their own language."""

from __future__ import annotations

from collections.abc import Sequence

from bot import nlu
from bot.messages import Body, Choice, Rows, Tap, Term, Text, Value

DECLINE = ("away", "full", "unsuitable", "illness")
RECEIPT = ("missing", "blurred", "account")
CLIENT = ("time", "health", "money")
"""Those that a client is offered when they cancel; the words for them stand with the client's own messages."""

UNANSWERED = "unanswered"
"""Nobody's reason: the time had passed before the coach answered."""

LONGEST = 500


def spoken(reason: str) -> Value:
    """A stored reason as it is said: by name, or in the words somebody wrote."""
    if reason in CLIENT:
        return Term(f"cancel-because-{reason}")
    return Term(f"reason-{reason}") if reason in {*DECLINE, *RECEIPT, "amount", UNANSWERED} else reason


def buttons(reasons: Sequence[str]) -> Rows:
    """The reasons, a row each."""
    return tuple((Choice(f"reason:{reason}", Term(f"reason-{reason}")),) for reason in reasons)


def taken(body: Body, reasons: Sequence[str]) -> str | None:
    """The reason that was tapped or written; None for a bare number, which means one of the buttons."""
    match body:
        case Tap(value=value) if value.removeprefix("reason:") in reasons:
            return value.removeprefix("reason:")
        case Text(text=text) if nlu.small_number(text) is None:
            return text.strip()[:LONGEST]
        case _:
            return None
