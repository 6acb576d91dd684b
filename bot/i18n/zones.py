"""The name of the city that stands for a time zone («الرياض» for Asia/Riyadh)."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

_BETTER = {
    ("ar", "America/Los_Angeles"): "لوس أنجلوس",
    ("ar", "UTC"): "غرينتش",
    ("en", "UTC"): "Greenwich",
}
"""Where CLDR has no city, or spells one otherwise than readers do."""


@cache
def city(zone: str, language: str) -> str:
    """The exemplar city of an IANA zone (CLDR); the last part of the zone's own name where CLDR has none."""
    names = (zone, *_other_names(zone))
    for name in names:
        if better := _BETTER.get((language, name.removeprefix("Etc/"))):
            return better
    known = Locale.parse(language).time_zones
    found = (known.get(name, {}).get("city") for name in names)
    return next((str(name) for name in found if name), zone.rpartition("/")[2].replace("_", " "))


def _other_names(zone: str) -> tuple[str, ...]:
    """A zone's newer and older names: CLDR lists Kolkata as Calcutta."""
    aliases: dict[str, str] = dict(get_global("zone_aliases"))
    newest = aliases.get(zone, zone)
    return (newest, *(old for old, new in aliases.items() if new == newest))
