"""What a Bot API server refuses, as far as our calls can break it: lengths, keyboards, commands."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LINK = re.compile(r"(https?|tg)://.+")

PARAMETERS = {
    "getMe": set[str](),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set[str](),
    "sendMessage": {"chat_id", "text", "entities", "link_preview_options", "disable_notification", "reply_markup"},
    "editMessageText": {"chat_id", "message_id", "text", "entities", "link_preview_options", "reply_markup"},
    "deleteMessage": {"chat_id", "message_id"},
    "sendDocument": {"chat_id", "document", "caption", "caption_entities", "reply_markup"},
    "sendPhoto": {"chat_id", "photo", "caption", "caption_entities", "reply_markup"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "getFile": {"file_id"},
    "createInvoiceLink": {"title", "description", "payload", "provider_token", "currency", "prices"},
    "answerPreCheckoutQuery": {"pre_checkout_query_id", "ok", "error_message"},
}
"""The methods it has, and the parameters of each that we may use."""


class Refusal(Exception):  # noqa: N818 - an answer, as the server gives it
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def refuse(why: str) -> Refusal:
    return Refusal(400, f"Bad Request: {why}")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_call(method: str, params: Mapping[str, Any]) -> None:
    """The method exists and has these parameters. The real server passes over unknown ones: here they are slips."""
    if method not in PARAMETERS:
        raise Refusal(404, "Not Found")
    if unknown := params.keys() - PARAMETERS[method]:
        raise refuse(f"{method} has no parameter {sorted(unknown)}")


def check_text(text: object, entities: object, limit: int = 4096, *, required: bool = True) -> str:
    if text is None and not required:
        return ""
    if not isinstance(text, str) or not text.strip():
        raise refuse("message text is empty")
    if units(text) > limit:
        raise refuse("message is too long" if required else "message caption is too long")
    for entity in decoded(entities) or []:
        if not 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units(text):
            raise refuse("entity lies outside the text")
    return text


def check_markup(markup: object) -> dict[str, Any]:
    """The keyboard as a dict, {} for none."""
    keyboard = decoded(markup) or {}
    if not isinstance(keyboard, dict):
        raise refuse("object expected as reply markup")
    rows = keyboard.get("inline_keyboard", [])
    if rows and (max(map(len, rows)) > 8 or sum(map(len, rows)) > 100):
        raise refuse("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    for row in keyboard.get("keyboard", []):
        if not row or not all(button["text"].strip() for button in row):
            raise refuse("keyboard button text must be non-empty")
    return keyboard


def _check_button(button: Mapping[str, Any]) -> None:
    if not button.get("text"):
        raise refuse("text buttons are unallowed in the inline keyboard")
    if len(button) != 2:
        raise refuse("a button has exactly one action")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise refuse("BUTTON_DATA_INVALID")
    if "url" in button and not _LINK.fullmatch(button["url"]):
        raise refuse(f"inline keyboard button URL '{button['url']}' is invalid")
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= 256:
        raise refuse("BUTTON_COPY_TEXT_INVALID")


def check_commands(commands: object, language: str) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = decoded(commands)
    for item in listed:
        if not _COMMAND.fullmatch(item["command"]):
            raise refuse("BOT_COMMAND_INVALID")
        if not 1 <= len(item["description"]) <= 256:
            raise refuse("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(listed) > 100 or (language and len(language) != 2):
        raise refuse("BOT_COMMANDS_TOO_MUCH or wrong language code")
    return listed


def check_webhook(url: object, secret: object) -> None:
    if not isinstance(url, str) or not url.startswith("http"):
        raise refuse("bad webhook: an HTTPS URL must be provided for webhook")
    if secret is not None and not (isinstance(secret, str) and _SECRET.fullmatch(secret)):
        raise refuse("secret token contains unallowed characters")


def decoded(value: object) -> Any:
    """A parameter as JSON: forms carry it as a string, JSON bodies as it is."""
    return json.loads(value) if isinstance(value, str) and value else value
