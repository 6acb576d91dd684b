from __future__ import annotations

import asyncio

from storage.crypto import Vault, new_key
from storage.rows import Talk
from storage.uow import Storage
from tests.storage.examples import HOUR, NOW, somebody


async def test_a_talk_is_opened_with_its_state_and_its_client(storage: Storage) -> None:
    async with storage.begin() as tx:
        assert await tx.conversations.open("telegram", "1", "chat") is None
        client = await somebody(tx, "1")
        assert await tx.conversations.open("telegram", "1", "chat") is None
        talk = await tx.conversations.create("telegram", "chat", client.client_id, NOW)
        assert await tx.conversations.open("telegram", "1", "chat") == Talk(talk, None, client)
        await tx.conversations.save(talk, b"state", NOW)

    async with storage.begin() as tx:
        assert await tx.conversations.open("telegram", "1", "chat") == Talk(talk, b"state", client)
        assert await tx.conversations.open("web", "1", "chat") is None


async def test_a_state_is_saved_without_opening_the_talk_first(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx, "1")
        talk = await tx.conversations.create("telegram", "chat", client.client_id, NOW)
    async with storage.begin() as tx:
        await tx.conversations.save(talk, b"by a job", NOW)

    async with storage.begin() as tx:
        assert await tx.conversations.open("telegram", "1", "chat") == Talk(talk, b"by a job", client)


async def test_creating_a_talk_again_keeps_it_and_empties_it_for_another_client(storage: Storage) -> None:
    async with storage.begin() as tx:
        one, other = await somebody(tx, "1"), await somebody(tx, "2")
        talk = await tx.conversations.create("telegram", "chat", one.client_id, NOW)
        await tx.conversations.save(talk, b"state", NOW)

        assert await tx.conversations.create("telegram", "chat", one.client_id, NOW) == talk
        assert await tx.conversations.open("telegram", "1", "chat") == Talk(talk, b"state", one)
        assert await tx.conversations.create("telegram", "chat", other.client_id, NOW) == talk
        assert await tx.conversations.open("telegram", "1", "chat") is None
        assert await tx.conversations.open("telegram", "2", "chat") == Talk(talk, None, other)


async def test_turns_of_one_talk_see_what_the_turn_before_left(storage: Storage) -> None:
    async with storage.begin() as tx:
        client = await somebody(tx, "1")
        talk = await tx.conversations.create("telegram", "chat", client.client_id, NOW)
        await tx.conversations.save(talk, b"", NOW)

    async def turn() -> None:
        async with storage.begin() as tx:
            opened = await tx.conversations.open("telegram", "1", "chat")
            assert opened is not None
            assert opened.client.display_name == "1" + "x" * len(opened.state or b"")
            await tx.people.save(client.client_id, now=NOW, display_name=opened.client.display_name + "x")
            await tx.conversations.save(talk, (opened.state or b"") + b"x", NOW + HOUR)

    await asyncio.gather(*(turn() for _ in range(10)))

    async with storage.begin() as tx:
        opened = await tx.conversations.open("telegram", "1", "chat")
    assert opened is not None
    assert opened.state == b"x" * 10


async def test_a_state_whose_key_is_lost_is_opened_as_one_that_cannot_be_read(database_url: str, vault: Vault) -> None:
    before, after = Storage(database_url, vault), Storage(database_url, Vault.from_text(new_key()))
    async with before.begin() as tx:
        client = await somebody(tx, "1")
        talk = await tx.conversations.create("telegram", "chat", client.client_id, NOW)
        await tx.conversations.save(talk, b"state", NOW)

    async with after.begin() as tx:
        opened = await tx.conversations.open("telegram", "1", "chat")

    assert opened == Talk(talk, b"", client)
    await before.close()
    await after.close()
