"""What becomes of an errand that failed, as a table and as rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base import Gone, TryLater, Undeliverable
from bot.jobs.outcomes import LONGEST_PAUSE, MOST_MISHAPS, WORTH_TRYING, Again, Dead, after_failure, pause
from storage.rows import OutboxRow

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def errand(attempts: int = 1, due_at: datetime = NOW) -> OutboxRow:
    return OutboxRow(1, "web", "noura", "deliver", b"", attempts, due_at)


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (TryLater("busy"), SECOND),
        (TryLater("rate limit", 17.0), 17 * SECOND),
        (TryLater("rate limit", 0.2), SECOND),
        (RuntimeError("a bug"), SECOND),
        (TryLater("long rate limit", 7200.0), 7200 * SECOND),
    ],
)
def test_what_may_pass_is_tried_again_and_never_sooner_than_asked(error: Exception, wait: timedelta) -> None:
    outcome = after_failure(errand(), error, NOW, luck=0.0)

    assert isinstance(outcome, Again)
    assert outcome.at == NOW + wait


@pytest.mark.parametrize(("error", "unreachable"), [(Gone("blocked"), True), (Undeliverable("too long"), False)])
def test_what_cannot_be_sent_is_given_up_at_once(error: Exception, unreachable: bool) -> None:
    outcome = after_failure(errand(), error, NOW, luck=0.0)

    assert isinstance(outcome, Dead)
    assert outcome.unreachable is unreachable


def test_what_nobody_waits_for_any_more_is_given_up() -> None:
    old = errand(attempts=40, due_at=NOW - WORTH_TRYING + 9 * timedelta(minutes=1))

    assert isinstance(after_failure(old, TryLater("down"), NOW, luck=0.0), Dead)


def test_a_bug_holds_its_chat_back_only_for_a_few_tries() -> None:
    assert isinstance(after_failure(errand(MOST_MISHAPS - 1), KeyError("x"), NOW, luck=0.0), Again)
    assert isinstance(after_failure(errand(MOST_MISHAPS), KeyError("x"), NOW, luck=0.0), Dead)


def test_the_words_of_a_foreign_error_are_not_kept() -> None:
    outcome = after_failure(errand(), ValueError("call +966501234567"), NOW, luck=0.0)

    assert isinstance(outcome, Again)
    assert outcome.why == "ValueError"


@given(st.integers(1, 10_000), st.floats(0, 1), st.integers(0, 3600))
@settings(max_examples=100)
def test_pauses_grow_up_to_a_limit_and_respect_what_was_asked(attempts: int, luck: float, asked: int) -> None:
    wait = pause(attempts, luck, asked * SECOND)

    assert max(SECOND, asked * SECOND) <= wait <= max(LONGEST_PAUSE, asked * SECOND) * 1.25
    assert pause(attempts + 1, 0.0) >= pause(attempts, 0.0)
