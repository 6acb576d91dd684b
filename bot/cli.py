"""The command line: run, migrate, load a catalogue, import people, name owners, rotate keys, have WhatsApp's templates
approved, look for what is wrong."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

if TYPE_CHECKING:
    from bot.doctor.templates import Standing

app = typer.Typer(help="Jalsa: a booking bot that speaks Arabic.", no_args_is_help=True, add_completion=False)
catalogue_app = typer.Typer(help="What is offered.", no_args_is_help=True)
users_app = typer.Typer(help="Who is known.", no_args_is_help=True)
owner_app = typer.Typer(help="Who runs the business.", no_args_is_help=True)
keys_app = typer.Typer(help="What seals health answers and conversations.", no_args_is_help=True)
whatsapp_app = typer.Typer(help="What WhatsApp has to approve beforehand.", no_args_is_help=True)
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(users_app, name="users")
app.add_typer(owner_app, name="owner")
app.add_typer(keys_app, name="keys")
app.add_typer(whatsapp_app, name="whatsapp")

T = TypeVar("T")


def main() -> None:
    """The program's entry; what cannot work is said in a sentence, without a stack trace."""
    from pydantic import ValidationError

    from bot.app import Unusable
    from bot.logs import configure

    configure()
    try:
        app()
    except Unusable as problem:
        sys.exit(f"Jalsa cannot start: {problem}")
    except ValidationError as problem:
        lines = [f"  {'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in problem.errors()]
        sys.exit("\n".join(["Jalsa cannot start, the settings are not right:", *lines]))


@app.command()
def run() -> None:
    """Start everything that is configured; with no channel configured, the web chat."""
    from bot.serve import serve

    serve(_settings())


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date (`run` does it too)."""
    from bot.serve import try_database

    _do(try_database(_settings()))
    print("The database is up to date.")


@catalogue_app.command("load")
def catalogue_load(file: Path) -> None:
    """Load consultations, hours and the coach from a TOML FILE; what it does not name stays as it is."""
    from bot.services import catalogue

    try:
        read = catalogue.read(_text(file))
    except catalogue.CatalogueError as problem:
        sys.exit(f"{file}: {problem}")
    _do(_in_transaction(lambda tx, now: catalogue.load(tx, read, now)))
    print(f"Loaded {len(read.consultations)} consultations of {read.coach.name}.")


@users_app.command("import")
def users_import(file: Path) -> None:
    """Import clients from a CSV FILE with the columns channel, external_id, display_name, email, phone, gender,
    language, timezone (the first two are required)."""
    from bot.services import people

    try:
        persons = people.read(_text(file))
    except people.PeopleError as problem:
        sys.exit(f"{file}: {problem}")
    new = _do(_in_transaction(lambda tx, now: tx.people.import_(persons, now=now)))
    print(f"Imported {new} people; {len(persons) - new} were known already.")


@owner_app.command("add")
def owner_add(identity: Annotated[str, typer.Argument(metavar="CHANNEL:ID")]) -> None:
    """Make somebody an owner, for example telegram:123456789 or whatsapp:+966500000001."""
    from bot.services.elsewhere import CHATS
    from bot.services.owners import grant

    channel, _, external_id = identity.partition(":")
    if channel not in CHATS or not external_id:
        sys.exit("An owner is written CHANNEL:ID, for example telegram:123456789 or whatsapp:+966500000001.")
    _do(_in_transaction(lambda tx, now: grant(tx, identity, now)))
    print("Done: the next message from there comes from an owner.")


@keys_app.command("rotate")
def keys_rotate() -> None:
    """Seal everything anew with the first of JALSA_ENCRYPTION_KEYS; afterwards the others may go."""
    from bot.app import storage_of
    from bot.serve import try_database

    async def work() -> int:
        await try_database(_settings())
        storage = storage_of(_settings())
        try:
            return await storage.rotate()
        finally:
            await storage.close()

    print(f"Sealed anew: {_do(work())}.")


@whatsapp_app.command("templates")
def whatsapp_templates(
    submit: Annotated[bool, typer.Option(help="Make those that are missing, and ask for their approval.")] = False,
) -> None:
    """List the templates with their approval; ends with 1 while one of them is missing or rejected."""
    from bot.doctor.templates import APPROVED, TO_MEND

    listed = _do(_templates(submit=submit))
    for template in listed:
        print(f"{template.status:<12}{template.name}{f' — {template.why}' if template.why else ''}")
    print(f"{sum(template.status == APPROVED for template in listed)} of {len(listed)} are approved.")
    raise typer.Exit(1 if any(template.status in TO_MEND for template in listed) else 0)


async def _templates(*, submit: bool) -> list[Standing]:
    from bot.channels.base import NotSent
    from bot.doctor.templates import standings
    from bot.doctor.twilio import refused

    settings = _settings().twilio
    if not settings.whatsapp:
        sys.exit(
            "WhatsApp is not configured: it needs JALSA_TWILIO__ACCOUNT_SID, JALSA_TWILIO__AUTH_TOKEN and "
            "JALSA_TWILIO__WHATSAPP_FROM."
        )
    try:
        return await standings(settings, submit=submit)
    except NotSent as no:
        finding = refused(no)
        sys.exit(f"{finding.what} — {finding.mend}")


@app.command()
def doctor() -> None:
    """Check settings, database, channels and ways to pay; say what is wrong and how to mend it."""
    from bot.doctor import findings

    found = _do(findings(_settings()))
    for finding in found:
        print(f"{'ok  ' if finding.fine else 'FAIL'}  {finding.what}{'' if finding.fine else f' — {finding.mend}'}")
    raise typer.Exit(0 if all(finding.fine for finding in found) else 1)


@app.command()
def parse(
    phrase: str,
    asked: Annotated[Literal["date", "time", "datetime"], typer.Option()] = "datetime",
    now: Annotated[str, typer.Option(help="ISO moment with its offset; the present when left out")] = "",
) -> None:
    """Show as JSON what is understood of PHRASE."""
    from zoneinfo import ZoneInfo

    from bot.nlu.explain import as_json, explain

    try:
        reference = datetime.fromisoformat(now) if now else datetime.now(ZoneInfo(_settings().timezone))
    except ValueError:
        raise typer.BadParameter(f"{now} is no ISO moment, such as 2026-11-21T09:00:00+03:00") from None
    if reference.tzinfo is None:
        reference = reference.replace(tzinfo=ZoneInfo(_settings().timezone))
    read, used = explain(phrase, asked, reference)
    said = as_json(read) | {"used": [asdict(stretch) for stretch in used]}
    print(json.dumps(said, ensure_ascii=False))


def _text(file: Path) -> str:
    """The text of a file that somebody wrote; spreadsheets put a mark in front of theirs."""
    try:
        return file.read_text("utf-8-sig")
    except OSError as problem:
        sys.exit(f"{file}: {problem.strerror}")
    except UnicodeDecodeError:
        sys.exit(f"{file}: this is not UTF-8; save it as UTF-8 («CSV UTF-8» in spreadsheets) and try again")


def _settings() -> Any:
    from bot.config import Settings

    return Settings()


def _do(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


async def _in_transaction(work: Any) -> Any:
    from bot.app import storage_of
    from bot.clock import SystemClock
    from bot.serve import try_database

    await try_database(_settings())
    storage = storage_of(_settings())
    try:
        async with storage.begin() as tx:
            return await work(tx, SystemClock().now())
    finally:
        await storage.close()


if __name__ == "__main__":
    main()
