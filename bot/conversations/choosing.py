"""Which of the choices on a card somebody means who types instead of tapping: by its label, or by its number."""

from __future__ import annotations

from collections.abc import Iterator

from bot import nlu
from bot.i18n import label
from bot.messages import Choice, Rows, Tap, Voice


def by_label(rows: Rows, text: str, voice: Voice) -> Tap | None:
    """The choice whose label was typed; None where several are labelled so («9:00» in the morning and at night)."""
    wanted = nlu.normal(text)
    if not wanted:  # an emoji alone, say; arrows have no letters either
        return None
    named = {choice.value for choice in _choices(rows) if _said(choice, voice) == wanted}
    return Tap(named.pop()) if len(named) == 1 else None


def by_number(rows: Rows, text: str, voice: Voice) -> Tap | None:
    """The choice at the number that was typed («2», «٢», «الثاني»), counted along the rows.

    None where the labels are numbers themselves: «22» in a month is a day, never the twenty-second button.
    """
    number = nlu.small_number(text)
    choices = [choice for choice in _choices(rows) if not choice.aside]
    if not number or number > len(choices) or any(_said(choice, voice).isdecimal() for choice in choices):
        return None
    return Tap(choices[number - 1].value)


def _choices(rows: Rows) -> Iterator[Choice]:
    return (choice for row in rows for choice in row if choice.value)


def _said(choice: Choice, voice: Voice) -> str:
    return nlu.normal(label(choice.label, voice))
