"""The whole program and a Bot API server, real HTTP between them: a booking from /start to its calendar file."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from bot.app import Program, starter
from bot.config import Settings
from bot.services import catalogue
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_people import Person, Shown

COACH = 900


@pytest.fixture
async def telegram(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[TelegramStandIn]:
    """The server, and an environment for a program that is to find it."""
    async with TelegramStandIn() as server:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("JALSA_TELEGRAM__TOKEN", server.token)
        monkeypatch.setenv("JALSA_TELEGRAM__API_URL", server.url)
        monkeypatch.setenv("JALSA_OWNERS", f"telegram:{COACH}")
        yield server


@asynccontextmanager
async def by_polling(_: pytest.MonkeyPatch) -> AsyncIterator[Program]:
    program = Program(Settings())
    await approve_the_free_one(program)
    async with program.running():
        yield program


@asynccontextmanager
async def by_webhook(environment: pytest.MonkeyPatch) -> AsyncIterator[Program]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        environment.setenv("JALSA_TELEGRAM__MODE", "webhook")
        environment.setenv("JALSA_TELEGRAM__WEBHOOK_SECRET", "a-secret")
        environment.setenv("JALSA_PUBLIC_URL", f"http://127.0.0.1:{listening.getsockname()[1]}")
        program = Program(Settings())
        await approve_the_free_one(program)
        async with served(program, listening):
            yield program


@asynccontextmanager
async def served(program: Program, listening: socket.socket) -> AsyncIterator[None]:
    """The program's HTTP side; its lifespan runs the rest."""
    app = program.http()
    config, state = Config(app, log_config=None, lifespan="off"), ServerState()
    config.load()
    async with app.router.lifespan_context(app):
        server = await asyncio.get_running_loop().create_server(
            lambda: HttpToolsProtocol(config, state, app_state={}), sock=listening
        )
        try:
            yield
        finally:
            server.close()
            for connection in tuple(state.connections):
                connection.shutdown()


async def approve_the_free_one(program: Program) -> None:
    """Load the starter's catalogue with one change: the free consultation, too, waits for the coach."""
    offered = starter().replace('price = "0"', 'price = "0"\nrequires_approval = true')
    await program.storage.start()
    async with program.storage.begin() as tx:
        await catalogue.load(tx, catalogue.read(offered), program.clock.now())


async def books(nora: Person) -> Shown:
    """From /start to a booking that waits for the coach, by taps and by typing; the card that says so."""
    await nora.types("/start")
    await nora.taps("حجز استشارة", await nora.sees("بمَ نبدأ؟"))
    await nora.taps("استشارة تعارف مجانية", await nora.sees("أي استشارة تناسبك؟"))
    await nora.sees("ما الاسم")
    await nora.types("نورة الشمري")
    await nora.sees("ما رقم الجوال؟")
    await nora.shares_contact("966501234567")
    await nora.taps("صحيحة، نكمل", await nora.sees("+966501234567"))
    await nora.taps("›", await nora.sees("ما اليوم المناسب؟"))
    next_month = await nora.answered()
    await nora.taps(first_free_day(next_month), next_month)
    await nora.sees("ما الوقت المناسب")
    await nora.types("الساعة ٥ العصر")
    await nora.taps("هذا الوقت يكفي", await nora.sees("٥:٠٠ مساءً."))
    await nora.taps("نكمل بدونها", await nora.sees("الصحة والأهداف"))
    await nora.taps("تأكيد الحجز", await nora.sees("مراجعة الحجز"))
    return await nora.sees("وصل حجزك إلى الكابتن")


def first_free_day(month: Shown) -> str:
    return next(label for row in month.rows for label in row if label.isdigit())


@pytest.mark.parametrize("running", [by_polling, by_webhook])
async def test_a_client_books_the_coach_confirms_and_the_client_gets_a_calendar_file(
    telegram: TelegramStandIn,
    monkeypatch: pytest.MonkeyPatch,
    running: Callable[[pytest.MonkeyPatch], AbstractAsyncContextManager[Program]],
) -> None:
    nora, coach = telegram.person(7, "نورة"), telegram.person(COACH, "طه")
    async with running(monkeypatch):
        await coach.types("/start")
        await coach.sees("أهلًا")
        await books(nora)
        await coach.taps("تأكيد", await coach.sees("حجز جديد بانتظار التأكيد"))
        confirmed = await nora.sees("تم تأكيد موعدك")
        await coach.sees("تم التأكيد")
        await telegram.settled()

    assert confirmed.file.endswith(".ics")
    assert any(b"BEGIN:VEVENT" in data for _, data in telegram.files.values())
    assert all(telegram.queries.values())
    assert {scope for scope, _ in telegram.commands} == {"default", str(COACH)}
    assert set(telegram.posted) <= {200}
