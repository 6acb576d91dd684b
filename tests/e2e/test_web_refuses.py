"""A program that cannot start says why in a sentence, and how to mend it; a stack trace helps nobody there."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from storage.crypto import new_key
from tests.e2e.program import free_port, run

CASES = {
    "play money in public": (
        {"JALSA_WEB__MODE": "demo", "JALSA_PUBLIC_URL": "https://jalsa.example"},
        "JALSA_WEB__MODE=demo",
    ),
    "a server that is not there": (
        {"JALSA_DATABASE_URL": "postgresql+asyncpg://jalsa:secret@127.0.0.1:1/jalsa", "JALSA_ENCRYPTION_KEYS": new_key()},
        "JALSA_DATABASE_URL does not answer",
    ),
    "an address that is none": (
        {"JALSA_DATABASE_URL": "here", "JALSA_ENCRYPTION_KEYS": new_key()},
        "JALSA_DATABASE_URL does not answer",
    ),
    "another kind of database": (
        {"JALSA_DATABASE_URL": "mysql://jalsa:secret@127.0.0.1/jalsa", "JALSA_ENCRYPTION_KEYS": new_key()},
        "use sqlite or postgresql",
    ),
    "a shared database without keys": (
        {"JALSA_DATABASE_URL": "postgresql+asyncpg://jalsa:secret@127.0.0.1:1/jalsa"},
        "JALSA_ENCRYPTION_KEYS has to be given",
    ),
    "a key that is none": ({"JALSA_ENCRYPTION_KEYS": "here"}, "JALSA_ENCRYPTION_KEYS is not right"),
}


@pytest.mark.parametrize(("settings", "sentence"), CASES.values(), ids=CASES.keys())
def test_what_cannot_work_is_said_in_a_sentence(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    ended = run(tmp_path, JALSA_PORT=str(free_port()), **settings)

    assert ended.returncode == 1
    assert ended.stderr.startswith("Jalsa cannot start")
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr
    assert ended.stdout == ""


def test_a_second_program_at_the_same_address_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run(tmp_path, JALSA_PORT=str(taken.getsockname()[1]))

    assert ended.returncode == 1
    assert "JALSA_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "var").exists()
