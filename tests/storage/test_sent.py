"""What was sent and has yet to be heard of: who it is found by, and how long what it said is kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from booking.people import Client
from storage.crypto import Vault, new_key
from storage.models import messages_sent, outbox
from storage.uow import Storage, Tx
from tests.storage.examples import HOUR, NOW, open_shop

PHONE = "+966501111111"
ADDRESS = f"whatsapp:{PHONE}"


async def noura(tx: Tx) -> Client:
    about: dict[str, Any] = {"name": "نورة", "language": "ar", "timezone": "Asia/Riyadh", "now": NOW}
    return await tx.people.register("whatsapp", PHONE[1:], ADDRESS, phone=PHONE, **about)


async def say(tx: Tx, ids: str, *, channel: str = "whatsapp", address: str = ADDRESS) -> None:
    """An errand has been run; the channel calls what it sent by these ids."""
    errand = await tx.outbox.put(channel, address, "deliver", b"words", due_at=NOW, now=NOW, purpose="moved")
    await tx.sent.follow(errand, ids, NOW)
    await tx.outbox.done(errand, ids, NOW)


async def test_a_message_is_found_by_its_channel_and_its_id(storage: Storage) -> None:
    async with storage.begin() as tx:
        await say(tx, "SM1")

        found, other = await tx.sent.get("whatsapp", "SM1"), await tx.sent.get("sms", "SM1")

    assert other is None
    assert found is not None
    assert (found.channel, found.address, found.purpose, found.booking_id) == ("whatsapp", ADDRESS, "moved", None)
    assert (found.state, found.errand) == ("sent", b"words")


async def test_of_several_messages_the_last_keeps_what_was_said(storage: Storage) -> None:
    async with storage.begin() as tx:
        await say(tx, "SM1 SM2 SM3")

        found = [await tx.sent.get("whatsapp", name) for name in ("SM1", "SM2", "SM3")]

    assert [one.errand if one else None for one in found] == [b"", b"", b"words"]


async def test_where_nothing_was_said_nothing_is_followed(storage: Storage) -> None:
    async with storage.begin() as tx:
        await say(tx, "")

        assert await tx.sent.counts(["whatsapp"], NOW - HOUR) == {"whatsapp": 0}


async def test_how_far_it_has_come_is_kept_without_what_it_said(storage: Storage) -> None:
    async with storage.begin() as tx:
        await say(tx, "SM1")
        before = await tx.sent.get("whatsapp", "SM1")
        assert before is not None

        await tx.sent.report(before.id, "failed", "63016")
        await tx.sent.let_go(before.id)

        after = await tx.sent.get("whatsapp", "SM1")
        (error,) = await tx.audit._all(select(messages_sent.c.error))
    assert after is not None
    assert (after.state, after.errand, error[0]) == ("failed", b"", "63016")


async def test_only_what_was_sent_before_is_forgotten(storage: Storage) -> None:
    async with storage.begin() as tx:
        await say(tx, "SM1")

        await tx.sent.forget(NOW)
        kept = await tx.sent.get("whatsapp", "SM1")
        await tx.sent.forget(NOW + HOUR)
        gone = await tx.sent.get("whatsapp", "SM1")

    assert kept is not None
    assert gone is not None
    assert (kept.errand, gone.errand) == (b"words", b"")


async def test_messages_are_counted_by_channel_since_a_moment(storage: Storage) -> None:
    async with storage.begin() as tx:
        await say(tx, "SM1 SM2")
        await say(tx, "SM3", channel="sms", address=PHONE)

        assert await tx.sent.counts(["whatsapp", "sms", "web"], NOW) == {"whatsapp": 2, "sms": 1, "web": 0}
        assert await tx.sent.counts(["whatsapp"], NOW + HOUR) == {"whatsapp": 0}


# ------------------------------------------------------------------------------------------- keys, and being forgotten


async def test_what_was_said_needs_the_old_key_no_more_after_a_rotation(storage: Storage, database_url: str) -> None:
    await open_shop(storage)
    old, new = new_key("k1"), new_key("k2")
    before = Storage(database_url, Vault.from_text(old))
    async with before.begin() as tx:
        await say(tx, "SM1")
    await before.close()

    both = Storage(database_url, Vault.from_text(f"{new},{old}"))
    assert (await both.rotate(), await both.rotate()) == (1, 0)
    await both.close()

    after = Storage(database_url, Vault.from_text(new))
    async with after.begin() as tx:
        found = await tx.sent.get("whatsapp", "SM1")
    await after.close()
    assert found is not None
    assert found.errand == b"words"


async def test_erasing_a_client_forgets_what_they_were_told_and_where(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await noura(tx)
        await tx.people.save(client.client_id, now=NOW, email="noura@example.org")
        await say(tx, "SM1")
        await say(tx, "SM2", channel="sms", address=PHONE)
        await say(tx, "SM3", channel="sms", address="+966502222222")
        for channel, address in (("sms", PHONE), ("email", "noura@example.org"), ("email", "layla@example.org")):
            await tx.outbox.put(channel, address, "deliver", b"words", due_at=NOW, now=NOW)

        await tx.people.erase(client.client_id, NOW)

        left = [await tx.sent.get("whatsapp", "SM1"), await tx.sent.get("sms", "SM2"), await tx.sent.get("sms", "SM3")]
        waiting = await tx.audit._all(select(outbox.c.address).where(outbox.c.finished_at.is_(None)))
    told = [(one.address, one.errand) for one in left if one is not None]
    assert told == [("", b""), ("", b""), ("+966502222222", b"words")]
    assert [row.address for row in waiting] == ["layla@example.org"]
