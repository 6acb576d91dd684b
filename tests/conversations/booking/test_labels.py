"""Whatever stands on a button may be typed, at every question of a booking and in both languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.conversations.answers import HEALTH, NOURA, buttons
from tests.conversations.booking.walk import AGREED, WAY, at, at_review


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("question", WAY)
def test_a_typed_label_does_what_its_button_does(question: str, language: str) -> None:
    chat = at(question, replace(NOURA, language=language))
    shown = Counter(chat.name(choice) for choice in buttons(chat.newest))

    for choice in buttons(chat.newest):
        if shown[chat.name(choice)] > 1 or not chat.name(choice).strip("‹›"):
            continue
        tapped, typed = chat.fork(), chat.fork()
        tapped.taps(choice.value)
        typed.says(chat.name(choice))

        assert typed.state.open == tapped.state.open, choice
        assert typed.newest.lines[-1].id == tapped.newest.lines[-1].id, choice


@pytest.mark.parametrize("question", ["meeting", "alternative", "health", "level", "goals"])
def test_a_typed_number_does_what_its_button_does(question: str) -> None:
    chat = at(question)

    for number, choice in enumerate((c for c in buttons(chat.newest) if not c.aside), start=1):
        tapped, typed = chat.fork(), chat.fork()
        tapped.taps(choice.value)
        typed.says(str(number))

        assert typed.state.open == tapped.state.open, choice


@pytest.mark.parametrize(("said", "chosen"), [("1", 1), ("٢", 2), ("۳", 3), ("الثالث", 3)])
def test_numbers_count_consultations_and_not_their_details(said: str, chosen: int) -> None:
    chat = at("consultation")

    chat.says(said)

    assert chat.booking.consultation_id == chosen


def test_last_time_and_this_time_are_told_apart_by_their_labels() -> None:
    chat = at_review(AGREED, health=HEALTH)

    assert chat.booking.details == HEALTH
