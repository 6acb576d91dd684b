"""Reads a catalogue file (TOML) and loads it: the coach, the working hours, the consultations."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from booking.catalogue import Category, Consultation, Delivery
from booking.money import Money
from booking.people import BankAccount, Coach, Place
from booking.slots import Hours, HoursException, Week, Weekday
from storage.uow import Tx

_LIMITS = {
    "duration_minutes": (5, 720),
    "slot_step": (5, 720),
    "buffer_before": (0, 360),
    "buffer_after": (0, 360),
    "capacity": (1, 1000),
    "max_bookings_per_day": (1, 1000),
    "horizon": (1, 366),
    "refund_share_before": (0, 100),
    "refund_share_inside": (0, 100),
}
"""Whole numbers that make sense; a session with its buffers claims no more than a day of the coach's time."""

_HOURS_FIELDS = ("min_notice", "cancel_notice", "reschedule_notice")


class Catalogue(NamedTuple):
    """The contents of a catalogue file."""

    coach: Coach
    week: Week
    consultations: tuple[Consultation, ...]


class CatalogueError(ValueError):
    """A catalogue file that cannot be loaded; the message says what to mend and where."""


def read(text: str) -> Catalogue:
    """The catalogue in a TOML text. Raises CatalogueError."""
    try:
        raw = tomllib.loads(text)
        coach = _coach(raw["coach"])
        return Catalogue(
            coach,
            Week(
                coach.timezone, tuple(_hours(raw.get("hours", ()))), tuple(map(_exception, raw.get("exceptions", ())))
            ),
            tuple(_consultation(entry) for entry in raw.get("consultations", ())),
        )
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"not valid TOML: {error}") from error
    except KeyError as error:
        raise CatalogueError(f"a required entry is missing: {error}") from error
    except (TypeError, ValueError) as error:
        raise CatalogueError(str(error)) from error


def _coach(raw: Mapping[str, Any]) -> Coach:
    plain = {key: value for key, value in raw.items() if key not in {"place", "bank"}}
    place, bank = Place(**raw.get("place", {})), BankAccount(**raw.get("bank", {}))
    coach = Coach(coach_id=plain.pop("coach_id", 1), place=place, bank=bank, **plain)
    if coach.timezone not in available_timezones():
        raise ValueError(f"the coach's timezone «{coach.timezone}» is no IANA zone, such as Asia/Riyadh")
    return coach


def _hours(entries: list[Mapping[str, Any]]) -> list[Hours]:
    return [
        Hours(_weekday(day), time.fromisoformat(entry["since"]), time.fromisoformat(entry["until"]))
        for entry in entries
        for day in entry["days"]
    ]


def _weekday(name: str) -> Weekday:
    if name.upper() not in Weekday.__members__:
        raise ValueError(f"«{name}» is no weekday; they are written sunday, monday, …")
    return Weekday[name.upper()]


def _exception(entry: Mapping[str, Any]) -> HoursException:
    day = entry["day"]
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError("an exception's day is a date, such as 2027-03-09")  # noqa: TRY004 - the file is what is wrong
    spans = tuple((time.fromisoformat(since), time.fromisoformat(until)) for since, until in entry.get("spans", ()))
    return HoursException(day, spans)


def _consultation(entry: Mapping[str, Any]) -> Consultation:
    raw = dict(entry)
    raw["price"] = _price(str(raw["price"]), raw.pop("currency", "USD"))
    if "price_usd" in raw:
        raw["usd_minor"] = _price(str(raw.pop("price_usd")), "USD").minor
    raw["category"] = Category(raw["category"])
    raw["delivery"] = Delivery(raw.get("delivery", "both"))
    raw["features"] = tuple(raw.get("features", ()))
    for field in _HOURS_FIELDS:
        if field in raw:
            raw[field] = timedelta(hours=float(raw[field]))
    consultation = Consultation(**raw)
    for field, (low, high) in _LIMITS.items():
        value = getattr(consultation, field)
        if not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{consultation.title}: {field} is a number from {low} to {high}")
    if consultation.price.minor < 0:
        raise ValueError(f"{consultation.title}: the price is not below 0")
    if consultation.usd_minor is not None and (consultation.usd_minor <= 0 or consultation.is_free):
        raise ValueError(f"{consultation.title}: price_usd is the price once more, in dollars, and above 0")
    return consultation


def _price(amount: str, currency: str) -> Money:
    try:
        return Money.of(amount, currency)
    except ArithmeticError:
        raise ValueError(f"the price «{amount}» is no amount, such as 99.50") from None


async def load(tx: Tx, catalogue: Catalogue, now: datetime) -> None:
    """Put a catalogue in: coach, hours and exceptions are replaced by its own; types it does not name stay."""
    await tx.catalogue.load(catalogue.coach, catalogue.week, catalogue.consultations, now)
