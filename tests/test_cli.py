"""The command line, from the shell's side: what is typed, what is printed, what the exit code says."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner, Result

from booking.people import OWNER, Client
from bot.cli import app
from bot.config import Settings
from storage.crypto import Vault, new_key
from storage.uow import Storage, Tx
from tests.conversations.answers import NOW
from tests.standins.twilio import BROKEN, TwilioFarEnd

T = TypeVar("T")
CATALOGUE = """
[coach]
name = "طه"

[coach.bank]
bank = "B"
holder = "H"
iban = "SA4420000001234567891234"

[[hours]]
days = ["sunday"]
since = "09:00"
until = "21:00"

[[consultations]]
consultation_id = 1
title = "رياضية"
duration_minutes = 60
price = "100"
currency = "SAR"
category = "sports"
"""
SATURDAY = "2026-11-21T09:00:00+03:00"


class Shell:
    """Runs `jalsa` in a folder of its own, over a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.key = new_key()
        self.env: dict[str, str | None] = {
            "JALSA_DATABASE_URL": database,
            "JALSA_ENCRYPTION_KEYS": self.key,
            "JALSA_OWNERS": "telegram:1",
            "JALSA_TIMEZONE": "Asia/Riyadh",
        }

    def runs(self, *words: str) -> Result:
        return CliRunner().invoke(app, words, env=self.env)

    def file(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, "utf-8")
        return str(self.folder / name)

    def looks(self, at: Callable[[Tx], Awaitable[T]]) -> T:
        """What is in the database."""

        async def look() -> T:
            storage = Storage(str(self.env["JALSA_DATABASE_URL"]), Vault.from_text(self.key))
            try:
                async with storage.begin() as tx:
                    return await at(tx)
            finally:
                await storage.close()

        return asyncio.run(look())


@pytest.fixture
def shell(sqlite_url: str, tmp_path: Path) -> Shell:
    return Shell(tmp_path, sqlite_url)


# ---------------------------------------------------------------------------------------------------------- parsing


@pytest.mark.parametrize(
    ("phrase", "asked", "read"),
    [
        ("بكرة", "date", {"status": "ok", "value": "2026-11-22"}),
        ("٥ العصر", "time", {"status": "ok", "value": "17:00"}),
        ("بكرة ٥ العصر", "datetime", {"status": "ok", "value": "2026-11-22T17:00+03:00"}),
        ("بلوط", "datetime", {"status": "reject", "reason": "not_understood"}),
    ],
)
def test_parse_prints_what_is_understood(shell: Shell, phrase: str, asked: str, read: dict[str, str]) -> None:
    result = shell.runs("parse", phrase, "--asked", asked, "--now", SATURDAY)

    assert result.exit_code == 0
    assert {**json.loads(result.stdout), **read} == json.loads(result.stdout)


def test_parse_takes_a_moment_without_an_offset_as_local(shell: Shell) -> None:
    result = shell.runs("parse", "بكرة ٥ العصر", "--now", "2026-11-21T09:00:00")

    assert json.loads(result.stdout)["value"] == "2026-11-22T17:00+03:00"


@pytest.mark.parametrize("words", [("--asked", "colour"), ("--now", "yesterday")])
def test_parse_refuses_what_it_cannot_work_with(shell: Shell, words: tuple[str, str]) -> None:
    result = shell.runs("parse", "بكرة", *words)

    assert result.exit_code == 2
    assert words[1] in result.stderr


# -------------------------------------------------------------------------------------------------------- catalogue


def test_a_catalogue_is_loaded(shell: Shell) -> None:
    result = shell.runs("catalogue", "load", shell.file("good.toml", CATALOGUE))

    assert (result.exit_code, result.stdout) == (0, "Loaded 1 consultations of طه.\n")
    assert [offer.title for offer in shell.looks(lambda tx: tx.catalogue.active())] == ["رياضية"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CATALOGUE.replace("sunday", "sundey"), "sundey"),
        (CATALOGUE.replace('"100"', '"a lot"'), "a lot"),
        (CATALOGUE.replace("[coach]", "[coach"), "not valid TOML"),
    ],
)
def test_a_broken_catalogue_is_not_loaded_and_says_why(shell: Shell, text: str, says: str) -> None:
    result = shell.runs("catalogue", "load", shell.file("broken.toml", text))

    assert result.exit_code == 1
    assert "broken.toml" in result.output
    assert says in result.output
    assert shell.looks(lambda tx: tx.catalogue.is_empty())


@pytest.mark.parametrize("words", [("catalogue", "load"), ("users", "import")])
def test_a_file_that_is_not_there_is_named(shell: Shell, words: tuple[str, str]) -> None:
    result = shell.runs(*words, "nowhere.csv")

    assert result.exit_code != 0
    assert "nowhere.csv" in result.output


def test_a_file_that_is_no_text_is_said_to_be_none(shell: Shell) -> None:
    picture = shell.folder / "picture.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")

    result = shell.runs("catalogue", "load", str(picture))

    assert result.exit_code == 1
    assert "picture.png" in result.output
    assert not isinstance(result.exception, UnicodeDecodeError)


# ----------------------------------------------------------------------------------------------------------- people


def test_people_are_imported_from_what_a_spreadsheet_saves(shell: Shell) -> None:
    text = "\ufeffchannel,external_id,display_name,phone\ntelegram,1001,نورة,0501234567\n"

    result = shell.runs("users", "import", shell.file("people.csv", text))

    known = shell.looks(lambda tx: tx.people.by_identity("telegram", "1001"))
    assert (result.exit_code, result.stdout) == (0, "Imported 1 people; 0 were known already.\n")
    assert known is not None
    assert (known.display_name, known.phone) == ("نورة", "+966501234567")


def test_a_list_with_a_mistake_is_not_imported_at_all(shell: Shell) -> None:
    text = "channel,external_id,phone\ntelegram,1001,\ntelegram,1002,12\n"

    result = shell.runs("users", "import", shell.file("people.csv", text))

    assert result.exit_code == 1
    assert "line 3: the phone cannot be read" in result.output
    assert shell.looks(lambda tx: tx.people.by_identity("telegram", "1001")) is None


def test_an_owner_is_named_before_their_first_message(shell: Shell) -> None:
    result = shell.runs("owner", "add", "telegram:42")

    owner: Client | None = shell.looks(lambda tx: tx.people.by_identity("telegram", "42"))
    assert result.exit_code == 0
    assert owner is not None
    assert owner.permissions == OWNER


def test_an_owner_on_whatsapp_is_named_by_number(shell: Shell) -> None:
    result = shell.runs("owner", "add", "whatsapp:+966500000001")

    owner = shell.looks(lambda tx: tx.people.by_identity("whatsapp", "966500000001"))
    reached = shell.looks(lambda tx: tx.people.client_at("whatsapp", "whatsapp:+966500000001"))
    assert result.exit_code == 0
    assert owner is not None
    assert owner.permissions == OWNER
    assert reached == owner


@pytest.mark.parametrize("identity", ["42", "telegram:", "pigeon:42", ":42"])
def test_an_owner_is_written_with_a_channel(shell: Shell, identity: str) -> None:
    result = shell.runs("owner", "add", identity)

    assert result.exit_code == 1
    assert "CHANNEL:ID" in result.output


# --------------------------------------------------------------------------------------------------- keys, database


def test_migrate_makes_a_database_that_does_not_exist_yet(shell: Shell) -> None:
    shell.env["JALSA_DATABASE_URL"] = f"sqlite+aiosqlite:///{shell.folder / 'new' / 'jalsa.db'}"

    result = shell.runs("migrate")

    assert result.exit_code == 0
    assert shell.looks(lambda tx: tx.catalogue.is_empty())


def test_two_keys_of_one_name_are_refused_before_anything_is_sealed(shell: Shell) -> None:
    shell.env["JALSA_ENCRYPTION_KEYS"] = f"{new_key()},{new_key()}"

    result = shell.runs("keys", "rotate")

    assert result.exit_code == 1
    assert "two encryption keys are called 'k1'" in str(result.exception)


def test_keys_are_rotated_and_the_old_one_may_go(shell: Shell) -> None:
    async def talk(tx: Tx) -> int:
        client = await tx.people.register("web", "1", "1", name="", language="ar", timezone="Asia/Riyadh", now=NOW)
        number = await tx.conversations.create("web", "1", client.client_id, NOW)
        await tx.conversations.save(number, b"{}", NOW)
        return number

    shell.looks(talk)
    newer = new_key("k2")
    shell.env["JALSA_ENCRYPTION_KEYS"] = f"{newer},{shell.key}"

    result = shell.runs("keys", "rotate")

    shell.key = newer
    opened: Any = shell.looks(lambda tx: tx.conversations.open("web", "1", "1"))
    assert result.exit_code == 0
    assert "Sealed anew:" in result.stdout
    assert opened.state == b"{}"


# --------------------------------------------------------------------------------------------------------- WhatsApp


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioFarEnd]:
    async with TwilioFarEnd() as far_end:
        yield far_end


async def templates(shell: Shell, twilio: TwilioFarEnd, *words: str, token: str = "") -> Result:
    """The command runs in a thread, since the stand-in lives in this one's loop."""
    shell.env |= {
        "JALSA_TWILIO__ACCOUNT_SID": twilio.account,
        "JALSA_TWILIO__AUTH_TOKEN": token or twilio.token,
        "JALSA_TWILIO__WHATSAPP_FROM": twilio.whatsapp_from,
        "JALSA_TWILIO__API_URL": twilio.url,
        "JALSA_TWILIO__CONTENT_API_URL": twilio.url,
    }
    return await asyncio.to_thread(shell.runs, "whatsapp", "templates", *words)


async def test_templates_that_are_missing_are_listed_and_nothing_is_made(shell: Shell, twilio: TwilioFarEnd) -> None:
    result = await templates(shell, twilio)

    *lines, last = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines
    assert all(line.startswith("missing ") for line in lines)
    assert last == f"0 of {len(lines)} are approved."
    assert twilio.contents == {}


async def test_templates_are_submitted_once(shell: Shell, twilio: TwilioFarEnd) -> None:
    first = await templates(shell, twilio, "--submit")
    again = await templates(shell, twilio, "--submit")

    lines = first.stdout.splitlines()[:-1]
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert all(line.startswith("received ") for line in lines)
    assert again.stdout == first.stdout
    assert len(twilio.contents) == len(twilio.approvals) == len(lines)


async def test_an_approval_and_a_rejection_are_told_with_the_reason(shell: Shell, twilio: TwilioFarEnd) -> None:
    await templates(shell, twilio, "--submit")
    good, bad, *_ = [asked["name"] for asked in twilio.approvals.values()]
    twilio.approve(good)
    twilio.reject(bad, "too generic")

    result = await templates(shell, twilio)

    assert result.exit_code == 1
    assert f"approved    {good}\n" in result.stdout
    assert f"rejected    {bad} — too generic\n" in result.stdout
    assert "\n1 of " in result.stdout


def test_templates_need_a_whatsapp_sender(shell: Shell) -> None:
    result = shell.runs("whatsapp", "templates")

    assert result.exit_code == 1
    assert "JALSA_TWILIO__WHATSAPP_FROM" in result.output


async def test_twilio_that_takes_no_keys_is_told_in_a_sentence(shell: Shell, twilio: TwilioFarEnd) -> None:
    result = await templates(shell, twilio, token="another token")

    assert result.exit_code == 1
    assert "JALSA_TWILIO__AUTH_TOKEN" in result.output
    assert "another token" not in result.output
    assert isinstance(result.exception, SystemExit)


async def test_twilio_out_of_order_is_told_in_a_sentence(shell: Shell, twilio: TwilioFarEnd) -> None:
    twilio.fail("contents", BROKEN)

    result = await templates(shell, twilio, "--submit")

    assert result.exit_code == 1
    assert "JALSA_TWILIO__CONTENT_API_URL" in result.output
    assert twilio.contents == {}


# --------------------------------------------------------------------------------------------------------- settings

ROOT = Path(__file__).parents[1]


def names(model: type[BaseModel], prefix: str = "JALSA_") -> Iterator[str]:
    """Every setting by the name it has in the environment."""
    for name, field in model.model_fields.items():
        said = prefix + (field.alias or name).upper()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from names(field.annotation, f"{said}__")
        else:
            yield said


@pytest.mark.parametrize("page", ["README.md", ".env.example"])
def test_every_setting_is_explained_and_none_that_does_not_exist(page: str) -> None:
    explained = set(re.findall(r"\bJALSA_[A-Z_]+", (ROOT / page).read_text("utf-8")))

    assert explained == set(names(Settings))


# ----------------------------------------------------------------------------------------------------------- doctor


def test_a_healthy_installation_passes(shell: Shell) -> None:
    shell.runs("catalogue", "load", shell.file("good.toml", CATALOGUE))

    result = shell.runs("doctor")

    assert result.exit_code == 0
    assert "FAIL" not in result.stdout


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("JALSA_TIMEZONE", "Asia/Riyad", "JALSA_TIMEZONE"),
        ("JALSA_ENCRYPTION_KEYS", "not-a-key", "JALSA_ENCRYPTION_KEYS"),
        ("JALSA_DATABASE_URL", "postgresql+asyncpg://nobody@127.0.0.1:1/none", "JALSA_DATABASE_URL"),
        ("JALSA_TELEGRAM__TOKEN", "1:unreachable", "JALSA_TELEGRAM__API_URL"),
    ],
)
def test_what_is_wrong_is_named_with_the_way_to_mend_it(shell: Shell, name: str, value: str, mend: str) -> None:
    shell.runs("catalogue", "load", shell.file("good.toml", CATALOGUE))
    shell.env |= {name: value, "JALSA_TELEGRAM__API_URL": "http://127.0.0.1:1"}

    result = shell.runs("doctor")

    assert result.exit_code == 1
    assert mend in next(line for line in result.stdout.splitlines() if line.startswith("FAIL"))


def test_an_empty_catalogue_is_pointed_out(shell: Shell) -> None:
    result = shell.runs("doctor")

    assert result.exit_code == 1
    assert "jalsa catalogue load FILE" in result.stdout


@pytest.mark.parametrize("owners", ["", "123456789", "telegram:1,pigeon:2"])
def test_nobody_to_run_the_business_is_pointed_out(shell: Shell, owners: str) -> None:
    shell.runs("catalogue", "load", shell.file("good.toml", CATALOGUE))
    shell.env |= {"JALSA_OWNERS": owners, "JALSA_WEB__MODE": "on"}

    result = shell.runs("doctor")

    assert result.exit_code == 1
    assert "JALSA_OWNERS" in result.stdout
