"""How far a message has come, whatever the order of its reports."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest

from bot.channels.twilio_states import RANKS, further

WAY = ("queued", "sending", "sent", "delivered", "read")


def kept(reports: Iterable[str]) -> str:
    state = ""
    for report in reports:
        state = report if further(state, report) else state
    return state


def test_in_any_order_and_twice_over_the_furthest_state_is_kept() -> None:
    ends = {kept((*reports, *reports)) for reports in permutations(WAY)}

    assert ends == {"read"}


@pytest.mark.parametrize("end", ["failed", "undelivered", "canceled"])
@pytest.mark.parametrize("new", sorted(RANKS))
def test_nothing_comes_after_a_failure(end: str, new: str) -> None:
    assert not further(end, new)


@pytest.mark.parametrize("end", ["failed", "undelivered"])
def test_what_was_sent_may_fail_and_what_was_delivered_was_delivered(end: str) -> None:
    assert all(further(old, end) for old in ("", "queued", "sending", "sent"))
    assert not any(further(old, end) for old in ("delivered", "read"))


def test_an_unknown_state_changes_nothing_and_is_followed_by_any() -> None:
    assert not further("sent", "teleported")
    assert not further("", "")
    assert further("teleported", "queued")
