"""Lanes keep a chat's order, and the offset never passes what is not done."""

from __future__ import annotations

import asyncio
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.handlers.telegram_lanes import Done, Lanes


def test_the_offset_moves_past_what_is_done_without_a_gap() -> None:
    done = Done()
    for update in (10, 11, 12):
        done.begin(update)

    done.finish(11)
    held = done.offset
    done.finish(10)

    assert (held, done.offset, len(done)) == (None, 12, 1)


def test_an_update_still_waiting_is_known() -> None:
    done = Done()

    assert [done.begin(10), done.begin(10)] == [True, False]


def test_numbers_may_begin_anywhere_after_a_quiet_week() -> None:
    done = Done()
    for update in (900_000, 17):
        done.begin(update)
        done.finish(update)

    assert done.offset == 18


@settings(max_examples=100)
@given(st.permutations(range(8)))
def test_in_whatever_order_things_finish_the_offset_is_the_first_that_waits(order: list[int]) -> None:
    done = Done()
    for update in range(8):
        done.begin(update)

    for count, update in enumerate(order, 1):
        done.finish(update)
        waiting = set(order[count:])
        assert (done.offset or 0) == min(waiting, default=8)


async def test_one_chat_is_in_order_and_chats_are_side_by_side() -> None:
    begun: list[str] = []
    go, other = asyncio.Event(), asyncio.Event()

    async def job(name: str) -> None:
        begun.append(name)
        if name == "a1":
            await go.wait()
        if name == "b1":
            other.set()

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(tasks, width=4)
        for chat, name in (("a", "a1"), ("a", "a2"), ("b", "b1")):
            lanes.put(chat, partial(job, name))
        await other.wait()
        while_waiting = list(begun)
        go.set()

    assert while_waiting == ["a1", "b1"]
    assert begun == ["a1", "b1", "a2"]


async def test_no_more_chats_than_the_width_are_handled_at_once() -> None:
    running, most = 0, 0

    async def job() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(tasks, width=3)
        for chat in range(20):
            lanes.put(str(chat), job)

    assert most == 3
