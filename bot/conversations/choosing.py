"""Which of the choices on a card somebody means who types instead of tapping: by its label, or by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from bot import nlu
from bot.conversations.state import State
from bot.i18n import label
from bot.messages import Choice, Outgoing, Rows, Tap, Voice

_YES, _NO = frozenset({"نعم", "yes"}), frozenset({"لا", "no"})
"""How the labels of such choices begin."""

_MINUS = ("-", "−")


def shown(state: State, cards: Iterable[Outgoing]) -> State:
    """The state after these cards: the choices of a card beside the questions are remembered, and what came last."""
    for card in cards:
        if card.turn:
            state = msgspec.structs.replace(state, told_last=False)
        elif any(_choices(card.rows)):
            state = msgspec.structs.replace(state, told=card.rows, told_last=True)
    return state


def in_words(rows: Rows, text: str, voice: Voice) -> Tap | None:
    """The choice that somebody means who answers a card by a label, a number, or yes or no."""
    return by_label(rows, text, voice) or by_number(rows, text, voice) or _by_yes_or_no(rows, text, voice)


def is_answer(text: str) -> bool:
    """Whether a text is nothing but an answer to what was shown last: a number, yes or no."""
    return nlu.small_number(text) is not None or nlu.intent(text) in {nlu.Intent.YES, nlu.Intent.NO}


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
    number = nlu.small_number(text) if not text.lstrip().startswith(_MINUS) else None
    choices = [choice for choice in _choices(rows) if not choice.aside]
    if not number or number > len(choices) or any(_said(choice, voice).isdecimal() for choice in choices):
        return None
    return Tap(choices[number - 1].value)


def the_only_one(rows: Rows, text: str) -> Tap | None:
    """A yes to a card with a single choice."""
    choices = list(_choices(rows))
    return Tap(choices[0].value) if len(choices) == 1 and nlu.intent(text) is nlu.Intent.YES else None


def _by_yes_or_no(rows: Rows, text: str, voice: Voice) -> Tap | None:
    """The choice of a card that can be answered so; beside a yes, the only other choice is the no."""
    choices = [choice for choice in _choices(rows) if not choice.aside]
    yes = [choice for choice in choices if _begins(choice, _YES, voice)]
    others = [choice for choice in choices if choice not in yes]
    no = others if len(others) == 1 else [choice for choice in others if _begins(choice, _NO, voice)]
    meant = {nlu.Intent.YES: yes, nlu.Intent.NO: no if yes else []}.get(nlu.intent(text) or nlu.Intent.HELP, [])
    return Tap(meant[0].value) if len(meant) == 1 else None


def _begins(choice: Choice, words: frozenset[str], voice: Voice) -> bool:
    return not words.isdisjoint(_said(choice, voice).split()[:1])


def _choices(rows: Rows) -> Iterator[Choice]:
    return (choice for row in rows for choice in row if choice.value)


def _said(choice: Choice, voice: Voice) -> str:
    return nlu.normal(label(choice.label, voice))
