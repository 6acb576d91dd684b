"""Recognises the links that name a point on the map, so that WhatsApp can show it as a pin of its own."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*", re.ASCII)
_MAPS = {
    "www.google.com": ("query", "q"),  # https://developers.google.com/maps/documentation/urls/get-started
    "maps.google.com": ("query", "q"),
    "maps.apple.com": (
        "ll",
        "q",
    ),  # https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference
}
_NORTH, _EAST = 90.0, 180.0


def point(link: str) -> tuple[float, float] | None:
    """Latitude and longitude (degrees) that a map's link names outright; None for any other link.

    What follows an @ in a copied address is where the map was looked at, not the place, and is not taken.
    """
    try:
        parts = urlsplit(link)
    except ValueError:  # brackets that do not match
        return None
    given = parse_qs(parts.query) if parts.scheme == "https" else {}
    for name in _MAPS.get(parts.netloc.lower(), ()):
        if (read := _POINT.fullmatch(given.get(name, [""])[0])) is not None:
            latitude, longitude = float(read[1]), float(read[2])
            return (latitude, longitude) if abs(latitude) <= _NORTH and abs(longitude) <= _EAST else None
    return None
