"""Runs the program under uvicorn until it is told to stop."""

from __future__ import annotations

import asyncio
import socket
import sys

import uvicorn

from bot.app import Program, Unusable, check_keys, storage_of
from bot.clock import SystemClock
from bot.config import Settings
from bot.logs import configure
from storage.uow import Storage


def serve(settings: Settings) -> None:
    """Start everything that is configured and stay until SIGINT or SIGTERM.

    Raises Unusable, before anything is promised, when the address or the database cannot be used.
    """
    configure()
    with _listening(settings) as door:
        asyncio.run(try_database(settings))
        program = Program(settings)
        for line in greeting(program):
            print(line)  # noqa: T201 - the operator's first look
        sys.stdout.flush()
        config = uvicorn.Config(program.http(), log_config=None, access_log=False, timeout_graceful_shutdown=5)
        uvicorn.Server(config).run(sockets=[door])


def _listening(settings: Settings) -> socket.socket:
    """The door, taken first: a second program at the same address shall not touch the database."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except (OSError, OverflowError) as problem:
        where = f"{settings.host}:{settings.port}"
        raise Unusable(
            f"nothing can listen at {where} ({problem}). Another program may be there already, Jalsa itself perhaps; "
            "JALSA_PORT and JALSA_HOST choose another address."
        ) from problem


async def try_database(settings: Settings) -> None:
    """Bring the database up to date before uvicorn starts, which would answer a failure with a stack trace.

    Raises Unusable with what is to be looked at.
    """
    try:
        storage = _storage(settings)
        try:
            await storage.start()
            async with storage.begin() as tx:
                await check_keys(tx, SystemClock().now())
        finally:
            await storage.close()
    except Unusable:
        raise
    except Exception as problem:
        raise Unusable(
            f"the database of JALSA_DATABASE_URL does not answer ({type(problem).__name__}). Is the address complete, "
            "the server up, the password right, the folder ours to write to?"
        ) from problem


def _storage(settings: Settings) -> Storage:
    try:
        return storage_of(settings)
    except ValueError as problem:  # in words of our own, without the password and without the keys
        raise Unusable(f"JALSA_DATABASE_URL or JALSA_ENCRYPTION_KEYS is not right: {problem}.") from problem


def greeting(program: Program) -> list[str]:
    """What runs, and where to look."""
    settings, lines = program.settings, ["Jalsa (جلسة)"]
    address = settings.public_url or f"http://{settings.host}:{settings.port}/"
    if "telegram" in program.channels:
        lines.append(f"  Telegram by {settings.telegram.mode}")
    if "whatsapp" in program.channels:
        lines.append("  WhatsApp by Twilio")
    reached = {owner.partition(":")[0] for owner in settings.owners} & set(program.channels)
    if not reached and not program.demo:
        lines.append("  JALSA_OWNERS names nobody on these channels yet: bookings would reach no coach")
    if "web" in program.channels:
        demo = ", demo: play money, and the coach's pane beside the client's" if program.demo else ""
        lines.append(f"  Web chat at {address}{demo}")
    return [*lines, "  Stop with Ctrl+C"]
