"""A program that cannot start says why in a sentence, and how to mend it; a stack trace helps nobody there."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import Unusable
from bot.config import Settings
from bot.serve import try_database
from storage.crypto import new_key
from tests.e2e.program import free_port, run

NOBODY = "postgresql+asyncpg://jalsa:secret@127.0.0.1:1/jalsa"
KEY = new_key()

PROGRAMS = {
    "play money in public": (
        {"JALSA_WEB__MODE": "demo", "JALSA_PUBLIC_URL": "https://jalsa.example"},
        "JALSA_WEB__MODE=demo",
    ),
    "a server that is not there": (
        {"JALSA_DATABASE_URL": NOBODY, "JALSA_ENCRYPTION_KEYS": KEY},
        "JALSA_DATABASE_URL does not answer",
    ),
}
DATABASES = {
    "no address": ("here", KEY, "JALSA_DATABASE_URL does not answer"),
    "another kind": ("mysql://jalsa:secret@127.0.0.1/jalsa", KEY, "use sqlite or postgresql"),
    "a folder that is a file": (f"sqlite+aiosqlite:///{__file__}/jalsa.db", KEY, "JALSA_DATABASE_URL does not answer"),
    "a file that is no database": (f"sqlite+aiosqlite:///{__file__}", KEY, "JALSA_DATABASE_URL does not answer"),
    "a key that is none": (NOBODY, "secret", "JALSA_ENCRYPTION_KEYS is written"),
}


@pytest.mark.parametrize(("settings", "sentence"), PROGRAMS.values(), ids=PROGRAMS.keys())
def test_what_cannot_work_is_said_in_a_sentence(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    ended = run(tmp_path, JALSA_PORT=str(free_port()), **settings)

    assert ended.returncode == 1
    assert ended.stderr.startswith("Jalsa cannot start")
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr
    assert ended.stdout == ""


def test_a_second_program_at_the_same_address_says_so_and_touches_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run(tmp_path, JALSA_PORT=str(taken.getsockname()[1]))

    assert ended.returncode == 1
    assert "JALSA_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("address", "keys", "sentence"), DATABASES.values(), ids=DATABASES.keys())
async def test_a_database_that_cannot_be_used_is_named_without_its_password(
    address: str, keys: str, sentence: str
) -> None:
    settings = Settings(database_url=address, encryption_keys=SecretStr(keys))

    with pytest.raises(Unusable, match=sentence) as refused:
        await try_database(settings)

    assert "secret" not in str(refused.value)


async def test_a_database_sealed_with_other_keys_is_not_touched(database_url: str) -> None:
    ours, theirs = (Settings(database_url=database_url, encryption_keys=SecretStr(new_key())) for _ in range(2))
    await try_database(ours)

    with pytest.raises(Unusable, match="sealed with other keys"):
        await try_database(theirs)

    await try_database(ours)
