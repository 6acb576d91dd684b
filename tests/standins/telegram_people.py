"""People who use the bot of the Bot API stand-in: what they see, and what they can do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

Push = Callable[[dict[str, Any]], Awaitable[None]]
"""Hands an update to the bot."""
Keep = Callable[[bytes, str], str]
"""Keeps a file's bytes under a kind; returns its file id."""

UNSEEN = dict.fromkeys([*range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
"""Direction marks: they steer the eye, and nobody sees them."""

PATIENCE = 10.0  # seconds that a person waits for the bot


@dataclass(frozen=True)
class Shown:
    """A message on somebody's screen. `markup` is its inline keyboard as the bot sent it."""

    id: int
    text: str
    mine: bool = False
    markup: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    keyboard: bool = False  # it opened or closed a reply keyboard, so it cannot be edited

    @property
    def seen(self) -> str:
        """Its text as the eye sees it."""
        return self.text.translate(UNSEEN)

    @property
    def rows(self) -> list[list[str]]:
        """The labels of its buttons, as the eye sees them."""
        return [[_label(button) for button in row] for row in self.markup.get("inline_keyboard", [])]

    def button(self, label: str) -> dict[str, Any]:
        """The button with exactly this label, else the only one that contains it."""
        buttons = [button for row in self.markup.get("inline_keyboard", []) for button in row]
        found = [button for button in buttons if _label(button) == label]
        found = found or [button for button in buttons if label in _label(button)]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} buttons {label!r} in {self.rows}")
        return dict(found[0])


def _label(button: dict[str, Any]) -> str:
    return str(button["text"]).translate(UNSEEN)


class Person:
    """One person in a private chat with the bot."""

    def __init__(self, push: Push, keep: Keep, id: int, name: str, language: str) -> None:  # noqa: A002
        self._push = push
        self._keep = keep
        self.id = id
        self.name = name
        self.language = language
        self.screen: list[Shown] = []
        self.keyboard: list[list[dict[str, Any]]] = []
        self.started = False
        self.blocked = False
        self.changed = asyncio.Condition()
        self._last_id = id * 1000
        self._seen = 0

    # ------------------------------------------------------------------------------------------ what they see

    @property
    def cards(self) -> list[Shown]:
        """The bot's messages, oldest first."""
        return [message for message in self.screen if not message.mine]

    @property
    def card(self) -> Shown:
        """The bot's newest message."""
        return self.cards[-1]

    async def sees(self, fragment: str) -> Shown:
        """Wait until a message of the bot contains `fragment`; the newest such."""

        def found() -> Shown | None:
            return next((card for card in reversed(self.cards) if fragment in card.seen), None)

        try:
            async with asyncio.timeout(PATIENCE), self.changed:
                await self.changed.wait_for(lambda: found() is not None)
        except TimeoutError:
            raise AssertionError(f"never saw {fragment!r}; saw {[card.seen for card in self.cards]}") from None
        return found() or self.card

    async def answered(self) -> Shown:
        """Wait until the bot has changed the screen since this person last did something; the newest card."""
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(lambda: self._seen > 0)
        return self.card

    # ------------------------------------------------------------------------------------------ what they do

    async def types(self, text: str, **more: Any) -> None:
        await self._says(text, text=text, **more)

    async def taps(self, label: str, on: Shown | None = None) -> None:
        """Tap a button of a message (the newest that has it), else of the reply keyboard."""
        keys = [key for row in self.keyboard for key in row if label in _label(key)]
        if on is None and keys:
            await (self.shares_contact() if keys[0].get("request_contact") else self.types(keys[0]["text"]))
            return
        holders = [card for card in self.cards if any(label in shown for row in card.rows for shown in row)]
        card = on or (holders or self.cards)[-1]
        await self._did({"callback_query": self._query(card, card.button(label)["callback_data"])})

    async def shares_contact(self, phone: str = "966501234567", of: int | None = None) -> None:
        """Their own contact, or that of somebody else (`of`; 0 for somebody who is not on Telegram)."""
        contact = {"phone_number": phone, "first_name": self.name, "user_id": self.id if of is None else of}
        self.keyboard = []
        await self._says("", contact={key: value for key, value in contact.items() if value})

    async def sends_photo(self, data: bytes = b"\xff\xd8photo", caption: str = "") -> None:
        sizes = [{"file_id": self._keep(data, "photo"), "file_unique_id": "u", "width": side, "height": side}
                 for side in (90, 800)]  # fmt: skip
        await self._says(caption, photo=sizes, **({"caption": caption} if caption else {}))

    async def sends_document(self, name: str, data: bytes, mime: str = "application/pdf") -> None:
        file = {"file_id": self._keep(data, "document"), "file_unique_id": "u", "file_size": len(data)}
        await self._says("", document={**file, "file_name": name, "mime_type": mime})

    async def sends(self, kind: str) -> None:
        """A sticker, a voice note, a video, a poll, …: things that the bot does not read."""
        await self._says("", **{kind: {"file_id": "F", "file_unique_id": "u"}})

    async def forwards(self, text: str) -> None:
        origin = {"type": "hidden_user", "date": 1, "sender_user_name": "somebody"}
        await self.types(text, forward_origin=origin)

    async def edits(self, text: str) -> None:
        """Change the text of their own newest message."""
        last = max(index for index, message in enumerate(self.screen) if message.mine)
        self.screen[last] = replace(self.screen[last], text=text)
        edited = {**self._message(self.screen[last].id), "edit_date": 2, "text": text}
        await self._did({"edited_message": edited})

    async def blocks(self) -> None:
        self.blocked = True
        await self._membership("member", "kicked")

    async def unblocks(self) -> None:
        self.blocked = False
        await self._membership("kicked", "member")

    # ------------------------------------------------------------------------------------------ on the wire

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    async def show(self, message: Shown) -> None:
        """Put a message of the bot on the screen, in place of the one with its id if there is one."""
        places = [index for index, shown in enumerate(self.screen) if shown.id == message.id]
        if places:
            self.screen[places[0]] = message
        else:
            self.screen.append(message)
        await self._noticed()

    async def lose(self, message: Shown) -> None:
        """Take a message from the screen."""
        self.screen.remove(message)
        await self._noticed()

    async def _noticed(self) -> None:
        async with self.changed:
            self._seen += 1
            self.changed.notify_all()

    async def _says(self, shown: str, **content: Any) -> None:
        message = {**self._message(self.next_id()), **content}
        self.screen.append(Shown(message["message_id"], shown, mine=True))
        await self._did({"message": message})

    async def _did(self, update: dict[str, Any]) -> None:
        self.started = True
        self._seen = 0
        await self._push(update)

    async def _membership(self, before: str, after: str) -> None:
        bot = {"id": 1, "is_bot": True, "first_name": "bot"}
        members = {
            f"{when}_chat_member": {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}
            for when, status in (("old", before), ("new", after))
        }
        await self._did({"my_chat_member": {**self.where(), "date": 1, **members}})

    def where(self) -> dict[str, Any]:
        user = {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}
        return {"chat": {"id": self.id, "type": "private", "first_name": self.name}, "from": user}

    def _message(self, message_id: int) -> dict[str, Any]:
        return {"message_id": message_id, "date": 1_790_000_000, **self.where()}

    def _query(self, card: Shown, data: str) -> dict[str, Any]:
        message = {**self._message(card.id), "text": card.text, "reply_markup": card.markup}
        message["from"] = {"id": 1, "is_bot": True, "first_name": "bot"}
        query = {"id": f"{self.id}-{self.next_id()}", "from": self.where()["from"], "chat_instance": "1"}
        return {**query, "message": message, "data": data}
