"""Telegram's command menus: the client's for everybody, the coach's in the owners' own chats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.i18n import text
from bot.messages import Say, Voice

CLIENT = {
    "start": Say("command-start"),
    "book": Say("command-book"),
    "mybookings": Say("command-mybookings"),
    "language": Say("command-language"),
    "help": Say("command-help"),
    "cancel": Say("command-cancel"),
}

COACH = {
    "pending": Say("command-pending"),
    "today": Say("command-today"),
    "upcoming": Say("command-upcoming"),
    "booking": Say("command-booking"),
    "confirm": Say("command-confirm"),
    "decline": Say("command-decline"),
    "paid": Say("command-paid"),
    "complete": Say("command-complete"),
    "noshow": Say("command-noshow"),
    "note": Say("command-note"),
}

# Telegram takes the menu of the app's language, else the one of no language: that is the source language.
LANGUAGES = (("", "ar"), ("ar", "ar"), ("en", "en"))


def menus(owner_ids: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """The parameters of each `setMyCommands` call, the menu for everybody first."""
    scopes = [({"type": "default"}, CLIENT)]
    scopes += [({"type": "chat", "chat_id": owner}, COACH | CLIENT) for owner in owner_ids]
    for scope, commands in scopes:
        for code, language in LANGUAGES:
            shown = [
                {"command": name, "description": text(say, Voice(language=language))} for name, say in commands.items()
            ]
            yield {"scope": scope, "commands": shown} | ({"language_code": code} if code else {})
