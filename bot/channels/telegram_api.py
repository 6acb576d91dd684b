"""The Bot API by python-telegram-bot: one call with plain JSON in and out, and what its errors mean for us."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.channels.base import Gone, NotSent, TryLater, Undeliverable
from bot.channels.telegram_http import READ_SECONDS, AiohttpRequest
from bot.config import Telegram

# The library's own switch: time periods are timedeltas, as they will be in its next version, and no warning is given.
os.environ.setdefault("PTB_TIMEDELTA", "1")

PARALLEL = 64
WRONG_TOKEN_SECONDS = 60.0


class Api(Bot):
    """A bot whose calls answer with the server's plain JSON: objects nobody reads are not built (0.9 ms a call)."""

    async def call(self, method: str, params: Mapping[str, Any], seconds: float | None = None) -> Any:
        """Call `method` and return its `result`, after at most `seconds` (None: the bot's own limit).

        Raises the library's `TelegramError`s.
        """
        limit = BaseRequest.DEFAULT_NONE if seconds is None else seconds
        written = {name: _written(value) for name, value in params.items()}
        return await self._post(method, written, read_timeout=limit)

    async def close_connections(self) -> None:
        """Give back every connection, whether or not `initialize` was called."""
        for request in self._request:
            await request.shutdown()


def _written(value: Any) -> Any:
    """Keyboards and the like as the JSON that the API takes them as; the library's own way takes ten times as long."""
    return msgspec.json.encode(value).decode() if isinstance(value, dict | list | tuple) else value


def connect(settings: Telegram, seconds: float = READ_SECONDS) -> Api:
    """A bot for `settings` whose calls take at most `seconds` unless they say otherwise; nothing is sent yet."""
    root = settings.api_url.rstrip("/")
    return Api(
        settings.token.get_secret_value(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=AiohttpRequest(root, PARALLEL, seconds),
        get_updates_request=AiohttpRequest(root, 1, seconds),
    )


def explained(error: TelegramError) -> NotSent:
    """What a failed call means for the message that it was to bring.

    Only the server's own words are kept, without what it quotes from the request.
    """
    unknown_chat = isinstance(error, BadRequest) and "chat not found" in error.message.lower()
    if isinstance(error, Forbidden) or unknown_chat:
        return Gone(_words(error))
    if isinstance(error, BadRequest):
        return Undeliverable(_words(error))
    if isinstance(error, RetryAfter):
        return TryLater("Telegram asks to slow down", seconds_of(error))
    if isinstance(error, InvalidToken):
        return TryLater("Telegram refuses the bot's token", WRONG_TOKEN_SECONDS)
    return TryLater(f"Telegram could not be asked: {type(error).__name__}")


def seconds_of(error: RetryAfter) -> float:
    """How long the server asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _words(error: TelegramError) -> str:
    return re.sub(r"(['\"]).*\1", "…", error.message)
