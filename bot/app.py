"""Puts the program together: settings in, a running Jalsa out."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from booking.people import OWNER
from bot.channels import channels_of
from bot.channels.base import Channel
from bot.channels.pace import Pace
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.conversations.house import HOUSE
from bot.handlers.web_mailbox import StoredMailbox
from bot.jobs import clock as ticks
from bot.jobs.registry import jobs_of
from bot.jobs.worker import Worker
from bot.messages import Incoming
from bot.services import catalogue
from bot.services.receive import Reception
from payments import providers, ways
from storage.crypto import Vault, new_key
from storage.uow import Storage, Tx

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

log = structlog.get_logger(__name__)

VERSION = "0.1.0"
KEYS_FILE = "jalsa.keys"
DEMO_COACH = "web:coach"


class Unusable(Exception):  # noqa: N818 - a sentence for the operator, not a fault
    """The program cannot start; the message says why and how to mend it."""


class Program:
    """Everything that runs in one process. Tests bring their own `channels` and `storage` for the configured ones."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        channels: Mapping[str, Channel] | None = None,
        storage: Storage | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.vault = vault_of(settings)
        self.storage = storage or Storage(settings.database_url, self.vault)
        self.demo = settings.web_mode == "demo"
        self.providers = providers(demo=self.demo)
        mailbox = StoredMailbox(self.storage, self.clock)
        self.channels = channels_of(settings, mailbox) if channels is None else dict(channels)
        paces = {"telegram": Pace()} if channels is None else {}
        self.worker = Worker(self.storage, self.clock, self.channels, jobs_of(self.providers), paces=paces)
        self.reception = Reception(
            self.storage,
            self.clock,
            HOUSE,
            wake=self.worker.wake,
            begin=self.worker.begin,
            ways_to_pay=lambda coach: ways(coach, demo=self.demo),
            digits=settings.digits,
            timezone=settings.timezone,
        )

    async def open(self) -> None:
        """Make the database ready: tables, a catalogue when it has none, the owners of the settings."""
        await self.storage.start()
        owners = (*self.settings.owners, *((DEMO_COACH,) if self.demo else ()))
        async with self.storage.begin() as tx:
            if _embedded(self.settings.database_url) is not None:  # nobody else is at it: what was in flight is ours
                await tx.outbox.free()
            await check_keys(tx, self.clock.now())
            if await tx.catalogue.is_empty():
                await catalogue.load(tx, catalogue.read(starter()), self.clock.now())
            for owner in owners:
                channel, _, external_id = owner.partition(":")
                await tx.people.grant(channel, external_id, OWNER, now=self.clock.now())

    async def close(self) -> None:
        """Give everything back; what was not delivered is delivered at the next start."""
        for channel in self.channels.values():
            await channel.close()
        await self.storage.close()

    async def receive(self, incoming: Incoming) -> None:
        """Take in one update; returns after its commit."""
        await self.reception.receive(incoming)

    async def tick(self) -> None:
        """Do what has become due."""
        await ticks.tick(self.storage, self.clock, self.reception.desk)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The worker, the clock and Telegram's polling, for as long as the block lasts."""
        stop = asyncio.Event()
        async with AsyncExitStack() as stack:
            await self.open()
            stack.push_async_callback(self.close)
            work = [self.worker.run(stop), ticks.run(self.tick, stop)]
            if "telegram" in self.channels:
                work.append(self._telegram(stop))
            tasks = [asyncio.create_task(part) for part in work]
            for task in tasks:
                task.add_done_callback(_mourn)
            try:
                yield
            finally:
                stop.set()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _telegram(self, stop: asyncio.Event) -> None:
        from bot.channels.telegram import TelegramChannel
        from bot.handlers.telegram import serve

        channel, telegram = self.channels["telegram"], self.settings.telegram
        if not isinstance(channel, TelegramChannel):
            raise TypeError("the channel named telegram is not Telegram's")
        await serve(
            channel,
            self.receive,
            stop,
            owner_ids=[owner.partition(":")[2] for owner in self.settings.owners if owner.startswith("telegram:")],
            mode=telegram.mode,
            public_url=self.settings.public_url,
            secret=telegram.webhook_secret.get_secret_value(),
        )

    def http(self) -> FastAPI:
        """The HTTP application with every door that is configured."""
        from bot.handlers import http, payments

        @asynccontextmanager
        async def lifespan(_app: object) -> AsyncIterator[None]:
            async with self.running():
                yield

        routers = [payments.router(self)]
        if "telegram" in self.channels and self.settings.telegram.mode == "webhook":
            from bot.handlers import telegram

            routers.append(telegram.router(self.receive, self.settings.telegram.webhook_secret.get_secret_value()))
        if "web" in self.channels:
            routers.append(self._web())
        watch = http.Watch(ping=self.storage.ping, figures=self._figures, version=VERSION)
        return http.create(watch, routers, lifespan)

    def _web(self) -> APIRouter:
        from bot.channels.web import Tickets, WebChannel
        from bot.handlers import web

        channel = self.channels["web"]
        if not isinstance(channel, WebChannel):
            raise TypeError("the channel named web is not the web chat")
        return web.router(
            self.receive,
            channel,
            self.clock,
            mode="demo" if self.demo else "on",
            tickets=Tickets(hashlib.sha256(f"web tickets {keys_of(self.settings)}".encode()).digest()),
            public_url=self.settings.public_url,
        )

    async def _figures(self) -> Mapping[str, int]:
        async with self.storage.read() as tx:
            return await tx.outbox.figures()


def _mourn(task: asyncio.Task[None]) -> None:
    """A part of the program that ends by a bug says so; the others go on."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.critical("part_ended", exc_info=error)


def starter() -> str:
    """The catalogue that a new installation begins with."""
    return (files("bot.starter") / "catalogue.toml").read_text("utf-8")


async def check_keys(tx: Tx, now: datetime) -> None:
    """Raises Unusable when the database is sealed with keys that we do not have."""
    if not await tx.marks.keys_fit(now):
        raise Unusable(
            "the database is sealed with other keys. Give this process the same JALSA_ENCRYPTION_KEYS as the others, "
            f"or the file {KEYS_FILE} of the one that ran before."
        )


def storage_of(settings: Settings) -> Storage:
    """The database of the settings."""
    return Storage(settings.database_url, vault_of(settings))


def vault_of(settings: Settings) -> Vault:
    """What seals, with the keys of the settings. Raises Unusable when they cannot be used."""
    try:
        return Vault.from_text(keys_of(settings))
    except ValueError as problem:
        raise Unusable(f"JALSA_ENCRYPTION_KEYS is written id:base64,id:base64 ({problem})") from None


def keys_of(settings: Settings) -> str:
    """The encryption keys: those of the settings, or one that is made once and kept beside the embedded database (in
    `var/` for any other). Whether they are the database's own is seen when it is opened."""
    given = settings.encryption_keys.get_secret_value()
    return given or _kept_key((_embedded(settings.database_url) or Path("var")) / KEYS_FILE)


def _embedded(url: str) -> Path | None:
    """The folder of an SQLite file; None for any other database."""
    scheme, _, path = url.partition(":///")
    return Path(path).parent if scheme.startswith("sqlite") else None


def _kept_key(path: Path) -> str:
    """The key in a file; the first process to come puts it there, whole or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as fresh:  # readable by us alone
            fresh.write(new_key())
            fresh.flush()
            os.fsync(fresh.fileno())
            with suppress(FileExistsError):
                os.link(fresh.name, path)
    return path.read_text("ascii").strip()
