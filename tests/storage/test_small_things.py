from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from storage.crypto import Vault, new_key
from storage.engines import engine_of, url_of
from storage.rows import Feedback, StoredFile
from storage.uow import Storage
from tests.storage.examples import HOUR, NOW, booked, open_shop, somebody


async def test_the_inbox_takes_an_update_once_a_channel(storage: Storage) -> None:
    async with storage.begin() as tx:
        assert await tx.inbox.is_new("telegram", "1", NOW)
        assert not await tx.inbox.is_new("telegram", "1", NOW + HOUR)
        assert await tx.inbox.is_new("web", "1", NOW)


async def test_the_inbox_forgets_what_is_old(storage: Storage) -> None:
    async with storage.begin() as tx:
        await tx.inbox.is_new("web", "1", NOW)
        await tx.inbox.is_new("web", "2", NOW + HOUR)

        assert await tx.inbox.forget(NOW + HOUR) == 1
        assert await tx.inbox.is_new("web", "1", NOW)
        assert not await tx.inbox.is_new("web", "2", NOW)


async def test_an_update_that_comes_twice_at_once_is_new_once(storage: Storage) -> None:
    async def arrive() -> bool:
        async with storage.begin() as tx:
            return await tx.inbox.is_new("telegram", "7", NOW)

    assert sum(await asyncio.gather(*(arrive() for _ in range(8)))) == 1


async def test_an_update_whose_turn_failed_is_new_again(storage: Storage) -> None:
    async def fail() -> None:
        async with storage.begin() as tx:
            await tx.inbox.is_new("telegram", "7", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    async with storage.begin() as tx:
        assert await tx.inbox.is_new("telegram", "7", NOW)


async def test_a_mark_is_set_once(storage: Storage) -> None:
    async with storage.begin() as tx:
        assert await tx.marks.once("brief", "2026-11-21", NOW)
        assert not await tx.marks.once("brief", "2026-11-21", NOW)
        assert await tx.marks.once("brief", "2026-11-22", NOW)


async def test_feedback_may_be_changed_and_keeps_its_first_moment(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        id_, who = booking.booking_id, booking.client_id
        assert await tx.feedback.get(id_) is None
        await tx.feedback.save(id_, who, 3, "جيد", NOW)
        await tx.feedback.save(id_, who, 5, "ممتاز", NOW + HOUR)

        assert await tx.feedback.get(id_) == Feedback(id_, who, 5, "ممتاز", NOW)
        with pytest.raises(IntegrityError):
            async with tx.savepoint():
                await tx.feedback.save(id_, who, 6, "", NOW)


async def test_files_come_back_as_they_were(storage: Storage) -> None:
    async with storage.begin() as tx:
        file = await tx.files.put("رسالة.ics", "text/calendar", b"\0\1", NOW)

        assert await tx.files.get(file) == StoredFile("رسالة.ics", "text/calendar", b"\0\1")
        assert await tx.files.get(file + 1) is None


async def test_a_file_is_kept_for_a_while_or_for_good(storage: Storage) -> None:
    async with storage.begin() as tx:
        linked = await tx.files.put("a.ics", "text/calendar", b"1", NOW, keep_until=NOW + HOUR)
        receipt = await tx.files.put("b.png", "image/png", b"2", NOW)

        await tx.files.forget(NOW + HOUR - timedelta(seconds=1))
        before = await tx.files.get(linked)
        await tx.files.forget(NOW + HOUR)

        assert before is not None
        assert await tx.files.get(linked) is None
        assert await tx.files.get(receipt) is not None


async def test_a_file_of_a_client_goes_with_them(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx)
        file = await tx.files.put("a", "b", b"c", NOW, client_id=client.client_id)
        await tx.people.erase(client.client_id, NOW)

        assert await tx.files.get(file) is None


async def test_the_web_chat_tells_what_was_said_or_changed_since(storage: Storage) -> None:
    async with storage.begin() as tx:
        first = await tx.web.append("1", b"a")
        second = await tx.web.append("1", b"b")
        await tx.web.append("2", b"elsewhere")
        assert [(row.id, row.seq, row.body) for row in await tx.web.since("1", 0, 9)] == [
            (first, 1, b"a"),
            (second, 2, b"b"),
        ]

        assert await tx.web.replace(first, "1", b"A")
        assert not await tx.web.replace(first, "2", b"A")

        assert [(row.id, row.seq, row.body) for row in await tx.web.since("1", 2, 9)] == [(first, 3, b"A")]
        assert [row.id for row in await tx.web.since("1", 0, 1)] == [second]


async def test_many_who_speak_at_once_at_one_address_stay_in_order(storage: Storage) -> None:
    async def speak(number: int) -> None:
        async with storage.begin() as tx:
            await tx.web.append("1", str(number).encode())

    await asyncio.gather(*(speak(number) for number in range(10)))

    async with storage.begin() as tx:
        assert [row.seq for row in await tx.web.since("1", 0, 99)] == list(range(1, 11))


async def test_refusals_and_sent_messages_are_on_record(storage: Storage, database_url: str) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx)
        await tx.audit.refused(client.client_id, "confirm", "CB-20261123-0001", NOW)
        await tx.audit.refused(None, "confirm", "CB-20261123-0001", NOW)
        for purpose in ("", "confirmed"):
            await tx.outbox.put("web", "1", "deliver", b"x", due_at=NOW, now=NOW, purpose=purpose)
            (errand,) = await tx.outbox.claim(NOW, limit=1, lease=HOUR)
            await tx.outbox.done(errand.id, "77", NOW)
            await tx.outbox.done(errand.id, "77", NOW)

    assert await _ask(database_url, "SELECT client_id, action, target FROM refusals ORDER BY id") == [
        (client.client_id, "confirm", "CB-20261123-0001"),
        (None, "confirm", "CB-20261123-0001"),
    ]
    sent = "SELECT channel, purpose, provider_id, state FROM messages_sent"
    assert await _ask(database_url, sent) == [("web", "confirmed", "77", "sent")]
    assert await _ask(database_url, "SELECT length(payload) FROM outbox") == [(0,), (0,)]


async def _ask(url: str, question: str) -> list[tuple[object, ...]]:
    engine = engine_of(url_of(url))
    async with engine.connect() as connection:
        rows = [tuple(row) for row in await connection.execute(text(question))]
    await engine.dispose()
    return rows


async def test_instants_keep_their_microseconds_and_come_back_in_utc(storage: Storage) -> None:
    cairo = datetime.fromisoformat("2027-04-30T01:00:00.000001+03:00")

    async with storage.begin() as tx:
        client = await somebody(tx)
        saved = await tx.people.save(client.client_id, now=NOW, consent_at=cairo)

    assert saved.consent_at == cairo
    assert saved.consent_at is not None
    assert saved.consent_at.utcoffset() == timedelta(0)


async def test_an_instant_without_a_zone_is_refused(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx)
        with pytest.raises(StatementError, match="without a zone"):
            await tx.people.save(client.client_id, now=NOW, consent_at=datetime(2026, 1, 1))  # noqa: DTZ001 - the point


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"])
def test_a_database_we_cannot_use_is_refused_in_words(url: str, vault: Vault) -> None:
    with pytest.raises(ValueError, match="sqlite"):
        Storage(url, vault)


async def test_keys_that_were_rotated_in_fit_and_those_that_were_rotated_out_do_not(database_url: str) -> None:
    old, new = new_key("old"), new_key("new")
    before, both, after = (Storage(database_url, Vault.from_text(keys)) for keys in (old, f"{new},{old}", new))
    async with before.begin() as tx:
        assert await tx.marks.keys_fit(NOW)

    await both.rotate()

    async with after.begin() as tx:
        assert await tx.marks.keys_fit(NOW)
    async with before.begin() as tx:
        assert not await tx.marks.keys_fit(NOW)
    for storage in (before, both, after):
        await storage.close()
