"""Reads Telegram's updates: private chats only, and nothing that comes from outside makes it raise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import structlog

from bot.channels.telegram_updates import Chat, Message, Query, SharedContact, Update, User
from bot.messages import Blocked, Body, Command, Contact, FileRef, Incoming, Location, Media, Tap, Text, Unreadable

NAME = "telegram"

log = structlog.get_logger()

_TAP = re.compile(r"(\d{1,9}):(.*)", re.ASCII | re.DOTALL)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.ASCII | re.DOTALL)

_KINDS = {
    "sticker": "sticker",
    "voice": "voice",
    "audio": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",  # before the document that accompanies it
}

# Messages that Telegram itself writes into a chat: nobody waits for an answer to them.
_SERVICE = frozenset({
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "connected_website",
    "chat_background_set",
    "successful_payment",
    "refunded_payment",
    "proximity_alert_triggered",
})  # fmt: skip

_GARBAGE = (TypeError, ValueError, OverflowError, RecursionError)  # msgspec's are ValueErrors


def parse(update: object) -> Incoming | None:
    """One update as decoded JSON; None for what is not a person in a private chat, and for what is no update at all."""
    if not isinstance(update, dict):
        return None
    try:
        return _read(update)
    except _GARBAGE as error:  # it is confirmed, or it would come for ever; this line is all that is left of it
        number = update.get("update_id")
        log.warning(
            "telegram_update_unreadable",
            update_id=number if isinstance(number, int) else None,
            error=type(error).__name__,
        )
        return None


def _read(update: Mapping[str, Any]) -> Incoming | None:
    seen = msgspec.convert(update, Update)
    if (tap := seen.callback_query) is not None:
        card = tap.message
        return _incoming(seen, tap.sender, card.chat, _tap(tap)) if card and _private(card.chat) else None
    if (message := seen.message) is not None and message.sender is not None and _private(message.chat):
        body = _body(update["message"], message, message.sender)
        return _incoming(seen, message.sender, message.chat, body) if body is not None else None
    if (edited := seen.edited_message) is not None and edited.sender is not None and _private(edited.chat):
        return _incoming(seen, edited.sender, edited.chat, Unreadable("edited"))
    if (change := seen.my_chat_member) is not None and _private(change.chat):
        gone = {"kicked": True, "member": False}.get(change.new_chat_member.status)
        return _incoming(seen, change.sender, change.chat, Blocked(gone)) if gone is not None else None
    return None


def _private(chat: Chat) -> bool:
    return chat.type == "private"


def _incoming(seen: Update, sender: User, chat: Chat, body: Body) -> Incoming | None:
    if sender.is_bot:
        return None
    return Incoming(
        channel=NAME,
        external_id=str(seen.update_id),
        sender=str(sender.id),
        address=str(chat.id),
        body=msgspec.json.decode(msgspec.json.encode(body), type=type(body)),  # what leaves here can be stored
        name=clean(f"{sender.first_name} {sender.last_name}" if sender.last_name else sender.first_name),
        language=clean(sender.language_code or ""),
    )


def _tap(query: Query) -> Tap:
    """The choice that was tapped; the value is empty for a cell that does nothing and for data that is not ours.

    A card too old for Telegram to show us (its date is 0) cannot be edited: its tap names no card.
    """
    ours = _TAP.fullmatch(query.data or "")
    turn, value = (int(ours[1]), ours[2]) if ours else (0, "")
    card = str(query.message.message_id) if query.message is not None and query.message.date else ""
    return Tap(clean(value), turn, card, answer=query.id)


def _body(raw: Mapping[str, Any], message: Message, sender: User) -> Body | None:
    if message.text is not None:
        return _text(clean(message.text))
    if message.contact is not None:
        return _contact(message.contact, sender)
    if message.location is not None:
        return Location(message.location.latitude, message.location.longitude)
    kind = next((said for key, said in _KINDS.items() if key in raw), None)
    if kind is not None:
        return Unreadable(kind)
    if (file := _file(message)) is not None:
        return Media(file, clean(message.caption or ""))
    return None if _SERVICE & raw.keys() else Unreadable("other")


def _text(text: str) -> Text | Command:
    command = _COMMAND.fullmatch(text)
    return Command(command[1].lower(), (command[2] or "").strip()) if command else Text(text)


def _contact(contact: SharedContact, sender: User) -> Contact:
    """Telegram gives the sender's own number in full, often without its plus."""
    own = contact.user_id is not None and contact.user_id == sender.id
    phone = clean(contact.phone_number)
    return Contact("+" + phone.lstrip("+") if own else phone, own=own)


def _file(message: Message) -> FileRef | None:
    if message.photo:
        photo = max(message.photo, key=lambda size: size.width * size.height)
        return FileRef(NAME, photo.file_id, mime="image/jpeg", size=photo.file_size or 0)
    if (document := message.document) is not None:
        name, mime = clean(document.file_name or ""), clean(document.mime_type or "")
        return FileRef(NAME, document.file_id, name, mime, document.file_size or 0)
    return None


def clean(text: str) -> str:
    """Without what a database refuses."""
    return text.replace("\0", "").encode(errors="replace").decode()
