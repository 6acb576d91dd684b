from __future__ import annotations

import asyncio

import pytest

from booking.people import OWNER, Client, FitnessLevel, Gender, Permission
from storage.rows import Identity, Person
from storage.uow import Storage
from tests.storage.examples import HOUR, NOW, somebody


async def test_a_client_is_found_by_identity_alone(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx, "42")

        assert await tx.people.by_identity("telegram", "42") == client
        assert await tx.people.by_identity("web", "42") is None
        assert client == Client(client_id=client.client_id, display_name="42")


async def test_registering_a_known_identity_gives_who_has_it(storage: Storage) -> None:
    async with storage.begin() as tx:
        first, second = await somebody(tx, "42"), await somebody(tx, "42")
        other = await somebody(tx, "43")

    assert first == second
    assert other.client_id != first.client_id


async def test_registering_one_identity_at_once_makes_one_client(storage: Storage) -> None:
    async def register() -> Client:
        async with storage.begin() as tx:
            return await somebody(tx)

    clients = await asyncio.gather(*(register() for _ in range(8)))

    assert len(set(clients)) == 1


async def test_every_field_of_a_client_can_be_changed(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx)
        wanted = Client(
            client_id=client.client_id,
            display_name="نورة",
            email="n@example.org",
            phone="+966500000001",
            phone_verified=True,
            gender=Gender.FEMALE,
            fitness_level=FitnessLevel.ADVANCED,
            goals=("sleep", "لياقة"),
            language="en",
            timezone="Africa/Cairo",
            consent_at=NOW,
            consent_version="1",
            reminders_on=False,
            permissions=frozenset({Permission.VIEW}),
        )
        changes = {name: getattr(wanted, name) for name in Client.__dataclass_fields__ if name != "client_id"}

        assert await tx.people.save(client.client_id, now=NOW, **changes) == wanted
        assert await tx.people.get(client.client_id) == wanted


async def test_a_client_who_is_not_there_is_an_error(storage: Storage) -> None:
    async with storage.begin() as tx:
        with pytest.raises(LookupError):
            await tx.people.get(4711)
        with pytest.raises(LookupError):
            await tx.people.save(4711, now=NOW, language="en")


async def test_granting_makes_a_client_once_and_adds_permissions(storage: Storage) -> None:
    async with storage.begin() as tx:
        viewer = await tx.people.grant("web", "coach", {Permission.VIEW}, now=NOW)
        owner = await tx.people.grant("web", "coach", OWNER, now=NOW)

        assert (owner.client_id, owner.permissions) == (viewer.client_id, OWNER)
        assert await tx.people.grant("web", "coach", OWNER, now=NOW) == owner
        identity = Identity("web", "coach", "coach", owner.client_id)
        assert await tx.people.staff(Permission.MANAGE) == ((owner, identity),)


async def test_staff_is_who_holds_the_permission(storage: Storage) -> None:
    async with storage.begin() as tx:
        await somebody(tx)
        viewer = await tx.people.grant("web", "viewer", {Permission.VIEW}, now=NOW)
        owner = await tx.people.grant("web", "owner", OWNER, now=NOW)

        assert [client for client, _ in await tx.people.staff(Permission.VIEW)] == [viewer, owner]
        assert [client for client, _ in await tx.people.staff(Permission.DELETE)] == [owner]


async def test_identities_begin_where_the_client_last_wrote(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx, "1")
        for channel in ("telegram", "web"):
            await tx.people.import_([Person(channel=channel, external_id="2")], now=NOW)
        talk = await tx.conversations.create("telegram", "1", client.client_id, NOW)
        assert [identity.address for identity in await tx.people.identities(client.client_id)] == ["1"]
        await tx.conversations.save(talk, b"", NOW + HOUR)

        await tx.people.mark_dead("telegram", "1", True)
        assert (await tx.people.identities(client.client_id))[0].is_dead
        await tx.people.mark_dead("telegram", "1", False)
        assert not (await tx.people.identities(client.client_id))[0].is_dead


async def test_importing_keeps_those_we_know(storage: Storage) -> None:
    async with storage.begin() as tx:
        known = await somebody(tx, "1")
        people = [
            Person(channel="telegram", external_id="1", display_name="someone else"),
            Person(channel="whatsapp", external_id="abc", display_name="ليلى", phone="+966500000002"),
        ]

        assert await tx.people.import_(people, now=NOW) == 1
        assert await tx.people.get(known.client_id) == known
        found = await tx.people.by_identity("whatsapp", "abc")
        assert found is not None
        assert (found.display_name, found.phone, found.phone_verified) == ("ليلى", "+966500000002", False)
