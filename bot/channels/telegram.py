"""The Telegram channel: acknowledges taps, edits or sends cards, keeps the command menus, fetches files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import structlog
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.base import Undeliverable
from bot.channels.telegram_api import Api, connect, explained
from bot.channels.telegram_commands import for_everybody, for_owner
from bot.channels.telegram_http import READ_SECONDS
from bot.channels.telegram_parse import NAME, parse
from bot.channels.telegram_render import Part, Rendered, render
from bot.config import Telegram
from bot.messages import Attachment, Deliver, FileRef

__all__ = ["TelegramChannel", "parse", "render"]

UPLOAD_SECONDS = 60.0

_SAME = "message is not modified"
_NO_LONGER = ("message to edit not found", "message can't be edited", "no text in the message", "message_id_invalid")

log = structlog.get_logger()


class TelegramChannel:
    """One bot, whose calls take at most `seconds`. It connects at its first call; `api` is for the door that polls."""

    name = NAME

    def __init__(self, settings: Telegram, seconds: float = READ_SECONDS) -> None:
        self.api: Api = connect(settings, seconds)
        self.username = ""  # known once Telegram was asked
        # Chats where we opened the contact keyboard. Forgotten in a restart, it stays until used, which harms nobody.
        self._asked: set[str] = set()
        # Owners who have not written to the bot yet: until then Telegram takes no menu for them.
        self._without_menu: set[str] = set()

    async def deliver(self, address: str, errand: Deliver) -> str:
        """Acknowledge the tap while the card is edited or sent; returns the message's id ("" when none was said).

        Raises `NotSent`. Acknowledging and editing may be repeated; a send repeated after a lost answer is seen twice.
        """
        acknowledged = asyncio.create_task(self._acknowledge(errand.answer)) if errand.answer else None
        try:
            shown = await self._show(address, errand)
        except TelegramError as error:
            raise explained(error) from None
        finally:
            if acknowledged is not None:
                await acknowledged
        if shown and address in self._without_menu:
            await self._set_late_menu(address)
        return shown

    async def _acknowledge(self, query: str) -> None:
        """Stop the button's spinner. Too late, or not possible now: the card matters more."""
        with suppress(TelegramError):
            await self.api.call("answerCallbackQuery", {"callback_query_id": query})

    async def _show(self, address: str, errand: Deliver) -> str:
        if errand.card is None:
            return ""
        rendered = render(errand.card, errand.voice)
        if not errand.card.ask_contact:
            await self._put_keyboard_away(address)
        if errand.edit and rendered.editable and await self._edited(address, errand.edit, rendered.parts[0]):
            return errand.edit
        shown = await self._send(address, rendered)
        if errand.card.ask_contact:
            self._asked.add(address)
        return shown

    async def _edited(self, address: str, message: str, part: Part) -> bool:
        """Whether the message now shows `part`; not when it cannot be edited any more."""
        target = {"chat_id": address, "message_id": message}
        try:
            await self.api.call("editMessageText", target | _text(part))
        except BadRequest as error:
            why = error.message.lower()
            if _SAME in why:
                return True
            if any(reason in why for reason in _NO_LONGER):
                return False
            raise
        return True

    async def _send(self, address: str, rendered: Rendered) -> str:
        if rendered.file is not None and rendered.captioned:
            return await self._send_file(address, rendered.file, _caption(rendered.parts[0]))
        if rendered.file is not None:
            await self._send_file(address, rendered.file, {})
        shown = ""
        for part in rendered.parts:
            message = await self.api.call("sendMessage", {"chat_id": address} | _text(part))
            shown = str(message["message_id"])
        return shown

    async def _send_file(self, address: str, file: Attachment, caption: Mapping[str, Any]) -> str:
        """By its id where Telegram keeps it. A photo is no document to Telegram, and an id does not say which it is."""
        if file.kept is None:
            upload = {"chat_id": address, "document": InputFile(file.data, filename=file.name), **caption}
            return str((await self.api.call("sendDocument", upload, UPLOAD_SECONDS))["message_id"])
        if file.kept.channel != NAME:
            raise Undeliverable("the file is kept elsewhere")
        first, second = ("photo", "document") if file.kept.mime.startswith("image/") else ("document", "photo")
        try:
            return await self._send_kept(address, first, file.kept.id, caption)
        except BadRequest as error:
            if "file of type" not in error.message.lower():
                raise
        return await self._send_kept(address, second, file.kept.id, caption)

    async def _send_kept(self, address: str, kind: str, file_id: str, caption: Mapping[str, Any]) -> str:
        params = {"chat_id": address, kind: file_id, **caption}
        return str((await self.api.call(f"send{kind.title()}", params))["message_id"])

    async def _put_keyboard_away(self, address: str) -> None:
        """Close the contact keyboard. Only a message can, and one with buttons of its own cannot: so one that goes."""
        if address not in self._asked:
            return
        away = {"chat_id": address, "text": "✓", "disable_notification": True}
        message = await self.api.call("sendMessage", away | {"reply_markup": {"remove_keyboard": True}})
        self._asked.discard(address)
        with suppress(TelegramError):
            await self.api.call("deleteMessage", {"chat_id": address, "message_id": message["message_id"]})

    async def fetch(self, file: FileRef) -> bytes:
        """The bytes of a file that a person sent, at most 20 MB (Telegram's limit for bots). Raises `NotSent`."""
        try:
            kept = await self.api.get_file(file.id)
            return bytes(await kept.download_as_bytearray(read_timeout=UPLOAD_SECONDS))
        except TelegramError as error:
            raise explained(error) from None

    async def me(self) -> str:
        """The bot's username, without an @. Raises `NotSent`."""
        try:
            self.username = str((await self.api.call("getMe", {}))["username"])
        except TelegramError as error:
            raise explained(error) from None
        return self.username

    async def set_commands(self, owner_ids: Iterable[str]) -> None:
        """Set the menus. An owner who has not written to the bot yet gets theirs after their first answer.

        Raises `NotSent`; may be repeated.
        """
        try:
            for menu in for_everybody():
                await self.api.call("setMyCommands", menu)
            for owner in owner_ids:
                await self._set_owner_menu(owner)
        except TelegramError as error:
            raise explained(error) from None

    async def _set_owner_menu(self, owner: str) -> None:
        try:
            for menu in for_owner(owner):
                await self.api.call("setMyCommands", menu)
        except (BadRequest, Forbidden) as error:
            self._without_menu.add(owner)
            log.warning("telegram_owner_menu_waits", why=str(explained(error)))
        else:
            self._without_menu.discard(owner)

    async def _set_late_menu(self, owner: str) -> None:
        """They read us now, so they have a chat. Failing that, their next answer brings another try."""
        with suppress(TelegramError):
            await self._set_owner_menu(owner)

    async def close(self) -> None:
        """Give back connections."""
        await self.api.close_connections()


def _text(part: Part) -> dict[str, Any]:
    return {
        "text": part.text,
        "entities": part.entities or None,
        "reply_markup": part.markup,
        "link_preview_options": {"is_disabled": True},
    }


def _caption(part: Part) -> dict[str, Any]:
    return {
        "caption": part.text or None,
        "caption_entities": part.entities or None,
        "reply_markup": part.markup,
    }
