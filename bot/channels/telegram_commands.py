"""Telegram's command menus: the client's for everybody, the coach's in the owners' own chats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    "money": Say("command-money"),
    "complete": Say("command-complete"),
    "noshow": Say("command-noshow"),
    "note": Say("command-note"),
}

# Telegram takes the menu of the app's language, else the one of no language: that is the source language.
LANGUAGES = (("", "ar"), ("ar", "ar"), ("en", "en"))


def for_everybody() -> Iterator[Mapping[str, Any]]:
    """The parameters of each `setMyCommands` call that sets the clients' menu."""
    return _calls({"type": "default"}, CLIENT)


def for_owner(chat: str) -> Iterator[Mapping[str, Any]]:
    """The parameters of each `setMyCommands` call that sets the menu of an owner's own chat."""
    return _calls({"type": "chat", "chat_id": chat}, COACH | CLIENT)


def _calls(scope: Mapping[str, str], commands: Mapping[str, Say]) -> Iterator[Mapping[str, Any]]:
    for code, language in LANGUAGES:
        voice = Voice(language=language)
        shown = [{"command": name, "description": text(say, voice)} for name, say in commands.items()]
        yield {"scope": scope, "commands": shown} | ({"language_code": code} if code else {})
