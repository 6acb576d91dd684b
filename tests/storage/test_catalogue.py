from __future__ import annotations

from dataclasses import replace

import pytest

from booking.people import BankAccount
from booking.slots import Week
from storage.uow import Storage
from tests.storage.examples import COACH, GROUP, NOW, SINGLE, WEEK, open_shop


async def test_what_was_loaded_is_read_back(storage: Storage) -> None:
    async with storage.begin() as tx:
        assert await tx.catalogue.is_empty()
        assert await tx.catalogue.coach() is None
    await open_shop(storage)

    async with storage.begin() as tx:
        assert not await tx.catalogue.is_empty()
        assert await tx.catalogue.coach() == COACH
        assert await tx.catalogue.coach(1) == COACH
        assert await tx.catalogue.coach(2) is None
        assert await tx.catalogue.week(1) == WEEK
        assert await tx.catalogue.active() == (SINGLE, GROUP)
        assert await tx.catalogue.get(1) == SINGLE
        assert await tx.catalogue.get(3) is None


async def test_loading_again_writes_over_what_is_named_and_keeps_the_rest(storage: Storage) -> None:
    await open_shop(storage)
    coach = replace(COACH, bank=BankAccount(bank="الراجحي", holder="طه", iban="SA03"))
    week = Week("Asia/Riyadh", WEEK.hours[:1])
    renamed = replace(SINGLE, title="استشارة", features=())

    async with storage.begin() as tx:
        await tx.catalogue.load(coach, week, (renamed,), NOW)

        assert await tx.catalogue.coach() == coach
        assert await tx.catalogue.week(1) == week
        assert await tx.catalogue.active() == (renamed, GROUP)


async def test_an_archived_type_can_be_read_and_not_booked(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        assert await tx.catalogue.archive(1, NOW)
        assert not await tx.catalogue.archive(3, NOW)

        assert await tx.catalogue.active() == (GROUP,)
        assert await tx.catalogue.get(1) == replace(SINGLE, is_active=False)


async def test_a_coach_who_is_not_there_has_no_week(storage: Storage) -> None:
    async with storage.begin() as tx:
        with pytest.raises(LookupError):
            await tx.catalogue.week(1)
