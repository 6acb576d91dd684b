from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.health import HealthDetails
from booking.people import FitnessLevel, Gender
from storage.crypto import CannotOpen, Vault, new_key
from storage.uow import Storage
from tests.storage.examples import HOUR, NOON, NOW, booked, open_shop, somebody

VAULT = Vault.from_text(new_key())
HEALTH = HealthDetails(
    age=28,
    gender=Gender.FEMALE,
    weight=75.5,
    height=175,
    fitness_level=FitnessLevel.BEGINNER,
    medical_conditions="asthma-ربو",
    goals=("lose_weight", "نوم أفضل"),
)


@given(plain=st.binary(max_size=200), about=st.text(max_size=20))
def test_what_is_sealed_opens_again(plain: bytes, about: str) -> None:
    assert VAULT.open(VAULT.seal(plain, about), about) == plain


@given(plain=st.binary(max_size=50), at=st.integers(0), bit=st.integers(0, 7))
def test_a_changed_byte_anywhere_is_noticed(plain: bytes, at: int, bit: int) -> None:
    sealed = bytearray(VAULT.seal(plain, "x"))
    sealed[at % len(sealed)] ^= 1 << bit

    with pytest.raises(CannotOpen):
        VAULT.open(bytes(sealed), "x")


@pytest.mark.parametrize("length", range(20))
def test_a_piece_of_a_sealed_value_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpen):
        VAULT.open(VAULT.seal(b"secret", "x")[:length], "x")


def test_a_value_belongs_to_one_place() -> None:
    with pytest.raises(CannotOpen):
        VAULT.open(VAULT.seal(b"x", "conversation:web:1"), "conversation:web:2")


def test_an_older_key_still_opens_and_the_first_one_seals() -> None:
    old, new = new_key("k1"), new_key("k2")
    sealed = Vault.from_text(old).seal(b"x", "")
    both = Vault.from_text(f"{new}, {old}")

    assert both.open(sealed, "") == b"x"
    assert (both.is_current(sealed), both.is_current(both.seal(b"x", ""))) == (False, True)


def test_a_key_that_is_gone_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        Vault.from_text(new_key("k2")).open(Vault.from_text(new_key("k1")).seal(b"x", ""), "")


@pytest.mark.parametrize("text", ["", " , ", "k1", "k1:", "k1:%%%", "k1:" + base64.b64encode(b"short").decode()])
def test_unreadable_keys_are_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="key") as caught:
        Vault.from_text(text)
    assert text.partition(":")[2] == "" or text.partition(":")[2] not in str(caught.value)


async def test_health_answers_come_back_for_their_client_only(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, stranger = await booked(tx), await somebody(tx, "stranger")
        await tx.bookings.save_health(booking.booking_id, booking.client_id, HEALTH, NOW)

        assert await tx.bookings.health(booking.booking_id, booking.client_id) == HEALTH
        assert await tx.bookings.last_health(booking.client_id) == HEALTH
        assert await tx.bookings.health(booking.booking_id, stranger.client_id) is None
        assert await tx.bookings.last_health(stranger.client_id) is None
        with pytest.raises(LookupError):
            await tx.bookings.save_health(booking.booking_id, stranger.client_id, HEALTH, NOW)


async def test_the_latest_answers_are_a_clients_last(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        first = await booked(tx)
        later = HealthDetails(age=29)
        await tx.bookings.save_health(first.booking_id, first.client_id, HEALTH, NOW)
        await tx.bookings.save_health(first.booking_id, first.client_id, later, NOW + HOUR)

        assert await tx.bookings.last_health(first.client_id) == later


async def test_erasing_a_client_makes_their_answers_unreadable_and_their_bookings_nameless(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        client = await somebody(tx, "09:00")
        booking = await booked(tx, NOON)
        await tx.bookings.save_health(booking.booking_id, booking.client_id, HEALTH, NOW)
        talk = await tx.conversations.create("telegram", "1", booking.client_id, NOW)
        await tx.conversations.save(talk, b"draft", NOW)
        await tx.people.erase(booking.client_id, NOW)

        assert await tx.bookings.health(booking.booking_id, booking.client_id) is None
        assert await tx.people.identities(booking.client_id) == ()
        left = await tx.bookings.get(booking.booking_id)
        assert left is not None
        assert (left.name, left.phone, left.status) == ("", "", booking.status)
        with pytest.raises(LookupError):
            await tx.bookings.save_health(booking.booking_id, booking.client_id, HEALTH, NOW)
        assert (await tx.people.get(booking.client_id)).display_name == ""
        assert await tx.people.get(client.client_id)


async def test_nothing_private_lies_readable_in_the_file(sqlite_storage: Storage, tmp_path: Path) -> None:
    await open_shop(sqlite_storage)
    secret = "asthma-ربو"
    async with sqlite_storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.save_health(booking.booking_id, booking.client_id, HEALTH, NOW)
        talk = await tx.conversations.create("web", "1", booking.client_id, NOW)
        await tx.conversations.save(talk, secret.encode(), NOW)
        await tx.outbox.put("web", "1", "deliver", secret.encode(), due_at=NOW, now=NOW)
        await tx.web.append("1", secret.encode())
        await tx.files.put("a", "text/plain", secret.encode(), NOW)

    raw = _bytes_in(tmp_path)

    assert "استشارة".encode() in raw  # it is the right file
    assert [word for word in (secret.encode(), b"asthma", "ربو".encode()) if word in raw] == []


def _bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("jalsa.db*"))


async def test_rotation_needs_the_old_key_no_more(storage: Storage, database_url: str) -> None:
    await open_shop(storage)
    old, new = new_key("k1"), new_key("k2")
    before = Storage(database_url, Vault.from_text(old))
    async with before.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.save_health(booking.booking_id, booking.client_id, HEALTH, NOW)
        talk = await tx.conversations.create("telegram", "7", booking.client_id, NOW)
        await tx.conversations.save(talk, b"state", NOW)
        await tx.conversations.create("web", "no state", booking.client_id, NOW)
        await tx.outbox.put("web", "1", "deliver", b"errand", due_at=NOW, now=NOW)
        message = await tx.web.append("1", b"message")
        file = await tx.files.put("a", "b", b"file", NOW)
    await before.close()

    both = Storage(database_url, Vault.from_text(f"{new},{old}"))
    assert (await both.rotate(), await both.rotate()) == (5, 0)
    await both.close()

    after = Storage(database_url, Vault.from_text(new))
    async with after.begin() as tx:
        assert await tx.bookings.health(booking.booking_id, booking.client_id) == HEALTH
        assert [row.payload for row in await tx.outbox.claim(NOW, limit=9, lease=HOUR)] == [b"errand"]
        assert [(row.id, row.body) for row in await tx.web.since("1", 0, 9)] == [(message, b"message")]
        kept = await tx.files.get(file)
        assert kept is not None
        assert kept.data == b"file"
    await after.close()
