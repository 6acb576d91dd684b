"""A program that kills itself where it is told to. It runs as a process of its own: `python -m tests.faults.child`.

The process imports everything once and then forks a life of the program for each line it reads, which holds an
`Order` as JSON; it answers with the life's process id, and with its exit status when it is over.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvicorn

from bot import i18n, logs
from bot.app import Program
from bot.channels.telegram import TelegramChannel
from bot.config import Settings
from bot.handlers import http, telegram  # noqa: F401 - imported once for all lives
from bot.messages import Deliver, Incoming, Outgoing, Voice, say
from storage.crypto import Vault
from storage.uow import Storage, Tx
from tests.faults.order import Ahead, Order, Point


class Fate:
    """The turn or tick that puts something out while the file names it is doomed, and takes the file with it."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._doing: dict[asyncio.Task[Any] | None, str] = {}
        self._point = ""
        self.is_sent = False

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Everything that the running task commits belongs to a turn, or a tick."""
        self._doing[asyncio.current_task()] = what
        try:
            yield
        finally:
            del self._doing[asyncio.current_task()]

    def befalls(self, tx: Tx) -> bool:
        """Whether this is the transaction that is not survived. Repositories are made when they are used."""
        what = self._doing.get(asyncio.current_task())
        if what is None or "outbox" not in vars(tx) or not self._path.exists():
            return False
        doomed, _, point = self._path.read_text("ascii").partition(" ")
        if doomed != what:
            return False
        self._path.unlink()
        self._point, self.is_sent = point, False
        return True

    def comes_to(self, point: Point) -> None:
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)


class DoomedStorage(Storage):
    fate: Fate

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with super().begin() as tx:
            writes_down = self.fate.is_sent
            yield tx
            doomed = self.fate.befalls(tx)
            if doomed:
                self.fate.comes_to(Point.BEFORE_COMMIT)
        if doomed:
            self.fate.comes_to(Point.AFTER_COMMIT)
        elif writes_down:
            self.fate.comes_to(Point.AFTER_WRITTEN_DOWN)


class DoomedTelegram(TelegramChannel):
    fate: Fate

    async def deliver(self, address: str, errand: Deliver) -> str:
        shown = await super().deliver(address, errand)
        self.fate.is_sent = True
        self.fate.comes_to(Point.AFTER_SENT)
        return shown


class DoomedProgram(Program):
    fate: Fate

    async def receive(self, incoming: Incoming) -> None:
        with self.fate.of("turn"):
            await super().receive(incoming)

    async def tick(self) -> None:
        with self.fate.of("tick"):
            await super().tick()


def program_of(order: Order) -> DoomedProgram:
    settings, fate = Settings(_env_file=None, **order.settings), Fate(order.fate)
    storage = DoomedStorage(settings.database_url, Vault.from_text(settings.encryption_keys.get_secret_value()))
    channel = DoomedTelegram(settings.telegram)
    program = DoomedProgram(settings, Ahead(order.ahead), {"telegram": channel}, storage)
    program.fate = storage.fate = channel.fate = fate
    return program


def live(order: Order, door: socket.socket) -> None:
    """Until killed."""
    program = program_of(order)
    config = uvicorn.Config(program.http(), log_config=None, access_log=False)
    uvicorn.Server(config).run(sockets=[door])


def main() -> None:
    logs.configure(as_json=False)
    i18n.lines(Outgoing((say("menu-question"),)), Voice())
    with socket.create_server(("127.0.0.1", 0)) as door:
        print(door.getsockname()[1], flush=True)  # noqa: T201 - this is how it answers
        for line in sys.stdin:
            order = msgspec.json.decode(line, type=Order)
            life = os.fork()
            if not life:
                live(order, door)
                os._exit(0)
            print(life, flush=True)  # noqa: T201
            print(os.waitstatus_to_exitcode(os.waitpid(life, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
