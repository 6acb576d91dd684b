"""Who talks in a transcript, on which channels, and what their screens are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.chat.told import Letters, Texts
from tests.chat.whatsapp import WhatsAppScreens
from tests.chat.world import Person, Screens

NAMES = {"نورة": "نورة", "سالم": "Salem", "Sara": "Sara", "الكابتن": "طه", "مساعد": "خالد"}
"""In transcripts, and as the channel calls them."""

FULL_NAMES = {"نورة": "نورة الشمري", "سالم": "سالم العتيبي", "Sara": "Sara Smith"}
"""As they call themselves in most of the transcripts, and in their profiles on WhatsApp."""

TEAM = {"الكابتن": "coach", "مساعد": "assistant"}
CLIENTS = {"نورة": "1001", "سالم": "1002", "Sara": "1003"}
NUMBERS = {"نورة": "966501234567", "سالم": "966507654321", "Sara": "966505550000"}
TEAM_NUMBERS = {"الكابتن": "966500000001", "مساعد": "966500000002"}
PLACES = {"telegram": "تلغرام", "whatsapp": "واتساب", "web": "الموقع"}

SCREENS: Mapping[str, Callable[[], Screens]] = {"whatsapp": WhatsAppScreens, "sms": Texts, "email": Letters}


def screens_of(channels: str) -> dict[str, Screens]:
    """The far ends of the channels of a transcript («whatsapp+sms»)."""
    return {name: SCREENS[name]() if name in SCREENS else Screens(name) for name in channels.split("+")}


def people(channels: str) -> dict[str, Person]:
    """Everybody by name: on the first channel by their own, on the others by where it is («نورة في تلغرام»)."""
    first, *others = channels.split("+")
    found = {name: _person(first, name) for name in NAMES}
    for other in others:
        if other in PLACES:
            found |= {f"{name} في {PLACES[other]}": _person(other, name) for name in NAMES}
    if "sms" in others:
        found["نورة برسالة نصية"] = Person("sms", f"+{NUMBERS['نورة']}")
    if "email" in others:
        found["نورة بالبريد"] = Person("email", "noura@example.org")
    return found


def strangers(script: str) -> dict[str, Person]:
    """Everybody on WhatsApp, where the clients keep their numbers to themselves. Their profiles bear the names by which
    they call themselves in the script."""
    found = people("whatsapp")
    for name, id_ in CLIENTS.items():
        called = FULL_NAMES[name] if FULL_NAMES[name] in script else NAMES[name]
        found[name] = replace(found[name], sender=f"SA.{id_}", at=f"whatsapp:SA.{id_}", name=called)
    return found


def _person(channel: str, name: str) -> Person:
    language = "en" if name == "Sara" else "ar"
    if channel != "whatsapp":
        return Person(channel, {**CLIENTS, **TEAM}[name], NAMES[name], language)
    number = {**NUMBERS, **TEAM_NUMBERS}[name]
    return Person(channel, number, NAMES[name], language, at=f"whatsapp:+{number}")
