"""What every mailbox promises: the one in memory that tests use, and the one over each kind of database."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.web import Mailbox
from bot.clock import MovableClock
from bot.handlers.web_mailbox import StoredMailbox
from storage.uow import Storage
from tests.standins.mailbox import MemoryMailbox


class Promises:
    """The contract; each class below says whose."""

    async def test_letters_come_back_in_order_and_only_those_of_the_chat(self, mailbox: Mailbox) -> None:
        first = await mailbox.append("nora", b"1")
        await mailbox.append("sara", b"2")
        third = await mailbox.append("nora", b"3")

        letters = await mailbox.since("nora", 0, 10)

        assert [(str(letter.id), letter.body) for letter in letters] == [(first, b"1"), (third, b"3")]
        assert letters[0].seq < letters[1].seq

    async def test_only_what_is_new_and_only_so_many(self, mailbox: Mailbox) -> None:
        for body in (b"1", b"2", b"3"):
            await mailbox.append("nora", body)
        first, *_ = await mailbox.since("nora", 0, 1)

        assert [letter.body for letter in await mailbox.since("nora", first.seq, 1)] == [b"2"]
        assert [letter.body for letter in await mailbox.since("nora", first.seq, 9)] == [b"2", b"3"]

    async def test_a_replaced_letter_keeps_its_id_and_is_news(self, mailbox: Mailbox) -> None:
        first = await mailbox.append("nora", b"1")
        await mailbox.append("nora", b"2")
        *_, last = await mailbox.since("nora", 0, 10)

        replaced = await mailbox.replace(first, "nora", b"new")

        (news,) = await mailbox.since("nora", last.seq, 10)
        assert (replaced, str(news.id), news.body) == (True, first, b"new")

    @pytest.mark.parametrize("id_", ["999", "", "x", "١٢", "9" * 40, "-1"])
    async def test_a_letter_that_is_not_there_cannot_be_replaced(self, mailbox: Mailbox, id_: str) -> None:
        await mailbox.append("nora", b"1")

        assert not await mailbox.replace(id_, "nora", b"new")

    async def test_a_letter_of_another_chat_cannot_be_replaced(self, mailbox: Mailbox) -> None:
        noras = await mailbox.append("nora", b"1")

        assert not await mailbox.replace(noras, "sara", b"new")
        assert [letter.body for letter in await mailbox.since("nora", 0, 10)] == [b"1"]

    async def test_letters_written_at_once_are_all_there(self, mailbox: Mailbox) -> None:
        bodies = [b"%d" % number for number in range(10)]

        await asyncio.gather(*(mailbox.append("nora", body) for body in bodies))

        letters = await mailbox.since("nora", 0, 100)
        assert sorted(letter.body for letter in letters) == bodies
        assert len({letter.seq for letter in letters}) == len(bodies)

    async def test_a_file_is_kept_as_it_is(self, mailbox: Mailbox) -> None:
        kept = await mailbox.keep("إيصال.png", "image/png", b"\x89PNG\0")

        assert await mailbox.read(kept) == b"\x89PNG\0"

    @pytest.mark.parametrize("id_", ["999", "", "../1", "9" * 40])
    async def test_a_file_that_is_not_there_is_none(self, mailbox: Mailbox, id_: str) -> None:
        assert await mailbox.read(id_) is None


class TestInMemory(Promises):
    @pytest.fixture
    def mailbox(self) -> Mailbox:
        return MemoryMailbox()


class TestStored(Promises):
    @pytest.fixture
    def mailbox(self, storage: Storage, clock: MovableClock) -> Mailbox:
        return StoredMailbox(storage, clock)
