"""Looks for what is wrong with an installation, and says how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.app import Unusable, storage_of
from bot.config import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` says what to do when it is not fine."""

    what: str
    fine: bool
    mend: str = ""


async def findings(settings: Settings) -> list[Finding]:
    """Everything that was looked at, in the order of what depends on what."""
    return [_zone(settings), *await _database(settings), _owners(settings), *await _telegram(settings)]


def _zone(settings: Settings) -> Finding:
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return Finding("time zone", fine=False, mend="JALSA_TIMEZONE is no IANA zone, such as Asia/Riyadh")
    return Finding(f"time zone {settings.timezone}", fine=True)


async def _database(settings: Settings) -> list[Finding]:
    try:
        storage = storage_of(settings)
    except Unusable as problem:
        return [Finding("encryption keys", fine=False, mend=str(problem))]
    try:
        await storage.start()
        async with storage.read() as tx:
            offered = len(await tx.catalogue.active())
    except Exception as problem:  # noqa: BLE001 - whatever it is, the operator wants to hear of it
        mend = f"JALSA_DATABASE_URL does not answer ({type(problem).__name__}): is the server up, the password right?"
        return [Finding("database", fine=False, mend=mend)]
    finally:
        await storage.close()
    catalogue = Finding(f"catalogue: {offered} consultations", fine=offered > 0, mend="jalsa catalogue load FILE")
    return [Finding("encryption keys", fine=True), Finding("database", fine=True), catalogue]


def _owners(settings: Settings) -> Finding:
    fine = bool(settings.owners) or settings.web_mode == "demo"
    return Finding("owners", fine=fine, mend="JALSA_OWNERS names nobody: set it to telegram:YOUR_ID")


async def _telegram(settings: Settings) -> list[Finding]:
    if not settings.telegram:
        return [Finding("Telegram is not configured", fine=True)]
    from bot.channels.base import NotSent, TryLater
    from bot.channels.telegram import TelegramChannel

    channel = TelegramChannel(settings.telegram)
    try:
        name = await channel.me()
    except TryLater:
        mend = "it cannot be reached from here: look at the network and at JALSA_TELEGRAM__API_URL"
        return [Finding("Telegram", fine=False, mend=mend)]
    except NotSent:
        mend = "JALSA_TELEGRAM__TOKEN is not taken: copy it again from BotFather"
        return [Finding("Telegram", fine=False, mend=mend)]
    finally:
        await channel.close()
    found = [Finding(f"Telegram: @{name}", fine=True)]
    if settings.telegram.mode == "webhook":
        fine = settings.public_url.startswith("https://") and bool(settings.telegram.webhook_secret.get_secret_value())
        mend = "webhook mode needs JALSA_PUBLIC_URL (https) and JALSA_TELEGRAM__WEBHOOK_SECRET"
        found.append(Finding("webhook", fine=fine, mend=mend))
    return found
