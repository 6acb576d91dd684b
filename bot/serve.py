"""Runs the program under uvicorn until it is told to stop."""

from __future__ import annotations

import sys

import uvicorn

from bot.app import Program
from bot.config import Settings
from bot.logs import configure


def serve(settings: Settings) -> None:
    """Start everything that is configured and stay until SIGINT or SIGTERM."""
    configure()
    program = Program(settings)
    for line in greeting(program):
        print(line)  # noqa: T201 - the operator's first look
    sys.stdout.flush()
    config = uvicorn.Config(
        program.http(),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run()


def greeting(program: Program) -> list[str]:
    """What runs, and where to look."""
    settings, lines = program.settings, ["Jalsa (جلسة)"]
    address = settings.public_url or f"http://{settings.host}:{settings.port}/"
    if "telegram" in program.channels:
        lines.append(f"  Telegram by {settings.telegram.mode}")
        if not any(owner.startswith("telegram:") for owner in settings.owners):
            lines.append("  JALSA_OWNERS names nobody on Telegram yet: bookings would reach no coach")
    if "web" in program.channels:
        demo = ", demo: play money, and the coach's pane beside the client's" if program.demo else ""
        lines.append(f"  Web chat at {address}{demo}")
    return [*lines, "  Stop with Ctrl+C"]
