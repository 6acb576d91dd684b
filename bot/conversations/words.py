"""The words that work everywhere («رجوع», «القائمة», «إلغاء»…): which route each of them takes."""

from __future__ import annotations

import re

from bot.nlu import Intent, booking_number, has_paid, intent, normal

ROUTES = {
    Intent.BACK: "back",
    Intent.MENU: "menu",
    Intent.CANCEL: "cancel",
    Intent.HELP: "help",
    Intent.HUMAN: "human",
    Intent.ARABIC: "arabic",
    Intent.ENGLISH: "english",
    Intent.LANGUAGE: "language",
    Intent.RESUME: "resume",
    Intent.BOOK: "book",
    Intent.MY_BOOKINGS: "mybookings",
    Intent.GREETING: "hello",
    Intent.THANKS: "thanks",
    Intent.PRICE: "price",
    Intent.PLACE: "place",
    Intent.DURATION: "duration",
    Intent.RECEIPT: "receipt",
    Intent.STOP: "stop",
    Intent.NOTICES: "notices",
    Intent.LINK: "link",
    Intent.MEETING_LINK: "meetinglink",
}

SMALL_TALK = frozenset({"hello", "salam", "thanks", "owing"})
"""The routes that are not taken where somebody tells something in their own words: politeness is part of it."""


def route(text: str) -> str | None:
    """The route that a whole message names, if it is one of these words."""
    meant = intent(text)
    if meant is Intent.GREETING and "سلام" in normal(text):  # that one is always returned in its own words
        return "salam"
    if meant is not None:
        return ROUTES.get(meant)
    return "owing" if has_paid(text) else None


RESTART = frozenset(map(normal, ("رجّع", "رجعها", "رجّع التذكيرات", "ابدأ", "start", "unstop", "resume reminders")))
"""What turns reminders on again, for who has stopped them; to everybody else these words mean other things."""

CLEAR_RESTART = frozenset({"رجّع", "رجّع التذكيرات", "رجع التذكيرات", "start", "unstop", "resume reminders"})
"""Those that mean nothing else while a question is open: with its shadda «رجّع» is no way back to the step before."""

_LINK = re.compile(r"(?:ربط|اربط|link)\s*:?\s*(\d{8})", re.IGNORECASE)


def is_restart(text: str, *, asked: bool) -> bool:
    """Whether the whole message asks for reminders again; where something is `asked`, in words that answer nothing."""
    return text.strip().lower() in CLEAR_RESTART if asked else normal(text) in RESTART


def link(text: str) -> str | None:
    """The code in «ربط 12345678», in digits of any family."""
    found = _LINK.fullmatch(normal(text))
    return found[1] if found else None


_PREFIX = re.compile(r"\bcb|سي ?بي", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_AROUND = frozenset(normal("cb سي بي سيبي رقم حجز الحجز حجزي الرقم number booking no my").split())


def booking(text: str) -> str | None:
    """The whole booking number that a message holds, then what else it says. Without its letters it may as well be a
    phone number or a date."""
    number = booking_number(text) if _PREFIX.search(text) else None
    if number is None or not number.startswith("CB-"):
        return None
    return " ".join((number, *(word for word in _LETTERS.findall(normal(text)) if word not in _AROUND)))
