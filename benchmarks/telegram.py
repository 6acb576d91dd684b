"""Telegram without a network: updates as the Bot API sends them, and a transport that answers every call at once."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from telegram._utils.defaultvalue import DefaultValue
from telegram.request import BaseRequest, RequestData

_numbers = count(1)
_BOT = {"id": 1, "is_bot": True, "first_name": "Jalsa", "username": "jalsa_bot"}


class Canned(BaseRequest):
    """Answers every method with success, without a network: what is left is the caller's own work."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        return None

    async def shutdown(self) -> None:
        return None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: DefaultValue[Any] | float | None,
        **_more: Any,
    ) -> tuple[int, bytes]:
        """One call: its parameters are encoded, as any transport must, and noted."""
        name = url.rsplit("/", 1)[1]
        params = request_data.json_parameters if request_data else {}
        json.dumps(params)
        if name in {"sendMessage", "editMessageText"}:
            self.said.append(dict(params))
        if name == "getMe":
            return 200, json.dumps({"ok": True, "result": _BOT}).encode()
        if name == "answerCallbackQuery":
            return 200, b'{"ok":true,"result":true}'
        message = {
            "message_id": next(_numbers),
            "date": 1795000000,
            "chat": {"id": int(params.get("chat_id", 1)), "type": "private"},
            "from": _BOT,
            "text": params.get("text", ""),
        }
        return 200, json.dumps({"ok": True, "result": message}).encode()


def person(number: int) -> dict[str, Any]:
    """Somebody who writes."""
    return {"id": number, "is_bot": False, "first_name": "نورة", "language_code": "ar"}


def typed(number: int, text: str) -> dict[str, Any]:
    """An update with a message."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
    return {
        "update_id": next(_numbers),
        "message": {
            "message_id": next(_numbers),
            "date": 1795000000,
            "chat": {"id": number, "type": "private", "first_name": "نورة"},
            "from": person(number),
            "text": text,
            "entities": entities,
        },
    }


def tapped(number: int, data: str) -> dict[str, Any]:
    """An update with a tap on the bot's newest card."""
    return {
        "update_id": next(_numbers),
        "callback_query": {
            "id": str(next(_numbers)),
            "from": person(number),
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": 1,
                "date": 1795000000,
                "chat": {"id": number, "type": "private", "first_name": "نورة"},
                "from": _BOT,
                "text": "…",
            },
        },
    }
