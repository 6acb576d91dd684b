"""The rates of a channel, kept with a clock that is moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.pace import Pace
from bot.clock import MovableClock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def sent_over(pace: Pace, addresses: list[str], clock: MovableClock) -> list[float]:
    """When each message goes out, in seconds after the start, by a sender that waits as it is told."""
    start, times = clock.now(), []
    for address in addresses:
        while wait := pace.reserve(address, clock.now()):
            clock.move(timedelta(seconds=wait))
        times.append((clock.now() - start).total_seconds())
    return times


def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    times = sent_over(Pace(), ["nora"] * 8, MovableClock(NOON))

    assert times == [0, 0, 0, 0, 0, 1, 2, 3]


def test_a_whole_that_is_slower_than_one_a_second_still_sends() -> None:
    times = sent_over(Pace(per_second=0.5), ["nora", "sara", "omar"], MovableClock(NOON))

    assert times == [0, 2, 4]


def test_one_busy_chat_does_not_hold_up_another() -> None:
    pace, clock = Pace(), MovableClock(NOON)
    sent_over(pace, ["nora"] * 5, clock)

    assert pace.reserve("nora", clock.now()) > 0
    assert pace.reserve("sara", clock.now()) == 0


def test_all_chats_together_keep_the_rate_of_the_whole() -> None:
    times = sent_over(Pace(), [str(chat) for chat in range(90)], MovableClock(NOON))

    assert times[29] == 0
    assert 1.9 < times[-1] < 2.1


def test_asking_without_sending_counts_nothing() -> None:
    pace = Pace(burst=1)
    pace.reserve("nora", NOON)

    assert [pace.reserve("nora", NOON) for _ in range(3)] == [1, 1, 1]


def test_a_chat_that_has_been_quiet_may_burst_again_and_is_forgotten_meanwhile() -> None:
    pace, clock = Pace(), MovableClock(NOON)
    sent_over(pace, ["nora"] * 6, clock)
    clock.move(timedelta(seconds=10))
    pace.reserve("sara", clock.now())

    assert list(pace._chats) == ["sara"]
    assert sent_over(pace, ["nora"] * 5, clock) == [0] * 5


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 2)), max_size=60))
def test_no_second_ever_holds_more_than_a_chat_may_get(asked: list[tuple[str, float]]) -> None:
    pace, clock = Pace(), MovableClock(NOON)
    sent: list[tuple[str, datetime]] = []

    for address, later in asked:
        clock.move(timedelta(seconds=later))
        if not pace.reserve(address, clock.now()):
            sent.append((address, clock.now()))

    for address, first in sent:
        window = [at for other, at in sent if other == address and first <= at < first + timedelta(seconds=1)]
        assert len(window) <= 5 + 1
