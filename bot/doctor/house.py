"""Looks at what every installation has: time zone, keys, database, catalogue, owners, ways to pay."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from booking.catalogue import Consultation
from booking.people import Coach
from bot.app import Unusable, storage_of
from bot.config import Settings
from bot.doctor import ways
from bot.doctor.finding import Finding
from bot.services.elsewhere import CHATS


async def look(settings: Settings) -> list[Finding]:
    """The house itself; nothing outside but the database is asked."""
    return [_zone(settings), *await _database(settings), _owners(settings)]


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
            coach, offered = await tx.catalogue.coach(), await tx.catalogue.active()
    except Exception as problem:  # noqa: BLE001 - whatever it is, the operator wants to hear of it
        mend = f"JALSA_DATABASE_URL does not answer ({type(problem).__name__}): is the server up, the password right?"
        return [Finding("database", fine=False, mend=mend)]
    finally:
        await storage.close()
    return [Finding("encryption keys", fine=True), Finding("database", fine=True), *_offer(settings, coach, offered)]


def _offer(settings: Settings, coach: Coach | None, offered: tuple[Consultation, ...]) -> list[Finding]:
    number = len(offered)
    catalogue = Finding(f"catalogue: {number} consultations", fine=number > 0, mend="jalsa catalogue load FILE")
    return [catalogue, *(ways.look(settings, coach, offered) if coach else ())]


def _owners(settings: Settings) -> Finding:
    if not all(_is_owner(owner) for owner in settings.owners):
        mend = "one of JALSA_OWNERS is not written CHANNEL:ID, such as telegram:123456789 or whatsapp:+966500000001"
        return Finding("owners", fine=False, mend=mend)
    fine = bool(settings.owners) or settings.web_mode == "demo"
    mend = "JALSA_OWNERS names nobody: set it to telegram:YOUR_ID or whatsapp:+YOUR_NUMBER"
    return Finding("owners", fine=fine, mend=mend)


def _is_owner(said: str) -> bool:
    channel, _, who = said.partition(":")
    return channel in CHATS and bool(who)
