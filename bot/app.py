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

from bot.channels import Keepers, channels_of
from bot.channels.base import Channel
from bot.channels.media_links import MediaLinks
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
from bot.services.deliveries import Report, reported
from bot.services.desk import Desk
from bot.services.figures import figures
from bot.services.owners import grant
from bot.services.payments.asking import ask_provider
from bot.services.payments.links import Returns
from bot.services.receive import Reception
from payments import providers, ways
from storage.crypto import Vault, new_key
from storage.outbox import FOLLOWED
from storage.uow import Storage, Tx

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

    from bot.channels.telegram import TelegramChannel
    from bot.handlers.telegram_work import Pay

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
        self.providers = providers(settings)
        self.returns = Returns(_derived(settings, "returns"), settings.base_url)
        self.media = MediaLinks(_derived(settings, "media"), settings.base_url, self.clock.now)
        keepers = Keepers(StoredMailbox(self.storage, self.clock), self.media, self.clock.now)
        self.channels = channels_of(settings, keepers) if channels is None else dict(channels)
        paces = paces_of(settings) if channels is None else {}
        jobs = jobs_of(self.providers, self.returns, self.desk, settings.tax)
        self.worker = Worker(self.storage, self.clock, self.channels, jobs, paces=paces)
        self.reception = Reception(
            self.storage,
            self.clock,
            HOUSE,
            wake=self.worker.wake,
            begin=self.worker.begin,
            ways_to_pay=lambda coach: ways(self.providers.values(), coach),
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
                await grant(tx, owner, self.clock.now())

    async def close(self) -> None:
        """Give everything back; what was not delivered is delivered at the next start."""
        for channel in self.channels.values():
            await channel.close()
        for provider in self.providers.values():
            await provider.close()
        await self.storage.close()

    async def desk(self, tx: Tx) -> Desk:
        """The desk of a transaction."""
        return await self.reception.desk(tx)

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
        from bot.handlers.telegram import serve

        telegram = self.settings.telegram
        await serve(
            self._bot(),
            self.receive,
            stop,
            pay=self._pay(),
            owner_ids=[owner.partition(":")[2] for owner in self.settings.owners if owner.startswith("telegram:")],
            mode=telegram.mode,
            public_url=self.settings.public_url,
            secret=telegram.webhook_secret.get_secret_value(),
        )

    def _bot(self) -> TelegramChannel:
        from bot.channels.telegram import TelegramChannel

        channel = self.channels["telegram"]
        if not isinstance(channel, TelegramChannel):
            raise TypeError("the channel named telegram is not Telegram's")
        return channel

    def _pay(self) -> Pay:
        """Takes what Telegram says of its invoices."""
        from bot.handlers.telegram_till import Till

        return Till(self.reception, self._bot().api, self.settings.telegram.token.get_secret_value()).take

    def http(self) -> FastAPI:
        """The HTTP application with every door that is configured."""
        from bot.handlers import http, media, payments, returns

        @asynccontextmanager
        async def lifespan(_app: object) -> AsyncIterator[None]:
            async with self.running():
                yield

        routers = [
            payments.router(self),
            returns.router(self.reception, self.returns, self.chat_url, ask_provider),
            media.router(self.storage, self.media),
        ]
        if {"whatsapp", "sms"} & set(self.channels):
            routers.append(self._twilio())
        if "telegram" in self.channels and self.settings.telegram.mode == "webhook":
            from bot.handlers import telegram

            secret = self.settings.telegram.webhook_secret.get_secret_value()
            routers.append(telegram.router(self.receive, secret, self._pay()))
        if "web" in self.channels:
            routers.append(self._web())
        watch = http.Watch(ping=self.storage.ping, figures=self._figures, version=VERSION)
        return http.create(watch, routers, lifespan)

    def _twilio(self) -> APIRouter:
        from bot.channels.twilio_states import further
        from bot.channels.whatsapp_parse import parse
        from bot.handlers import twilio

        async def status(provider_id: str, state: str, error: str) -> None:
            async with self.storage.begin() as tx:
                desk = await self.desk(tx)
                for channel in FOLLOWED:
                    await reported(desk, Report(channel, provider_id, state, error), self.channels, further)
            self.worker.wake(())

        token = self.settings.twilio.auth_token.get_secret_value()
        return twilio.router(self.receive, status, auth_token=token, public_url=self.settings.base_url, parse=parse)

    def chat_url(self, channel: str) -> str:
        """Where a browser finds the chat of a channel; "" where that is not known."""
        if channel == "telegram" and (name := getattr(self.channels.get("telegram"), "username", "")):
            return f"https://t.me/{name}"
        if channel == "whatsapp" and self.settings.twilio.whatsapp:
            digits = "".join(filter(str.isdigit, self.settings.twilio.whatsapp_from))
            return f"https://wa.me/{digits}"
        return "/" if channel == "web" and "web" in self.channels else ""

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
            tickets=Tickets(_derived(self.settings, "web tickets")),
            public_url=self.settings.public_url,
        )

    async def _figures(self) -> Mapping[str, int]:
        async with self.storage.read() as tx:
            return await figures(tx, self.channels, self.clock.now())


def paces_of(settings: Settings) -> Mapping[str, Pace]:
    """How fast each channel may be written to. WhatsApp: one message in six seconds to a person, short bursts aside."""
    whatsapp = Pace(per_second=settings.twilio.rate, chat_per_second=1 / 6, burst=20)
    return {"telegram": Pace(), "whatsapp": whatsapp, "sms": Pace(per_second=10, chat_per_second=1, burst=5)}


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


def _derived(settings: Settings, purpose: str) -> bytes:
    """A key of its own for one purpose, the same in every process that has the same keys."""
    return hashlib.sha256(f"{purpose} {keys_of(settings)}".encode()).digest()


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
