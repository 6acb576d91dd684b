from __future__ import annotations

from dataclasses import replace

import pytest

from booking.people import BankAccount
from booking.slots import Week
from storage.crypto import Vault
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


async def test_what_another_process_writes_is_seen_by_the_next_transaction(database_url: str, vault: Vault) -> None:
    one, other = Storage(database_url, vault), Storage(database_url, vault)
    await open_shop(one)

    async with one.begin() as tx:
        before = await tx.catalogue.active()
    async with other.begin() as tx:
        await tx.catalogue.archive(1, NOW)
    async with one.begin() as tx:
        after = await tx.catalogue.active(), await tx.catalogue.get(1)

    assert before == (SINGLE, GROUP)
    assert after == ((GROUP,), replace(SINGLE, is_active=False))
    await one.close()
    await other.close()


async def test_a_catalogue_that_was_not_committed_is_forgotten(storage: Storage) -> None:
    await open_shop(storage)
    renamed = replace(SINGLE, title="استشارة")

    async def fail() -> None:
        async with storage.begin() as tx:
            await tx.catalogue.load(COACH, WEEK, (renamed,), NOW)
            assert await tx.catalogue.get(1) == renamed
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with storage.begin() as tx:
        await tx.catalogue.load(COACH, Week("Asia/Riyadh", ()), (), NOW)

    async with storage.begin() as tx:
        assert await tx.catalogue.get(1) == SINGLE
        assert await tx.catalogue.week(1) == Week("Asia/Riyadh", ())


async def test_the_catalogue_is_read_once_for_many_turns(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        first = await tx.catalogue.active(), await tx.catalogue.week(1)
    async with storage.begin() as tx:
        second = await tx.catalogue.active(), await tx.catalogue.week(1)

    assert all(one is other for one, other in zip(first, second, strict=True))
