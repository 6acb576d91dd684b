"""The methods of the Bot API stand-in, over the people it knows and the updates that wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from tests.standins.telegram_invoices import Invoices
from tests.standins.telegram_people import Person, Shown
from tests.standins.telegram_rules import (
    Refusal,
    check_commands,
    check_markup,
    check_text,
    check_webhook,
    decoded,
    refuse,
)

Params = dict[str, Any]


class BotApi:
    """What one bot's server keeps, and what its methods do. `commands` holds the menus by (scope, language)."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.queries: dict[str, bool] = {}  # callback query -> whether it was answered
        self.files: dict[str, tuple[str, bytes]] = {}  # file id -> kind, bytes
        self.invoices = Invoices()
        self.webhook: Params = {}
        self.waiting: deque[Params] = deque()  # updates not yet confirmed
        self.news = asyncio.Condition()
        self._poll = 0
        self._last_update = 1000

    def next_update(self) -> int:
        """The id of the next update."""
        self._last_update += 1
        return self._last_update

    async def queue(self, update: Params) -> None:
        """Let an update wait for a poll."""
        async with self.news:
            self.waiting.append(update)
            self.news.notify_all()

    def _keep(self, data: bytes, kind: str) -> str:
        file_id = f"{kind}-{len(self.files)}"
        self.files[file_id] = (kind, data)
        return file_id

    def methods(self) -> dict[str, Callable[[Params], Awaitable[Any]]]:
        """What each method does."""
        return {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._set_webhook,
            "getWebhookInfo": self._webhook_info,
            "sendMessage": self._send_message,
            "editMessageText": self._edit,
            "deleteMessage": self._delete,
            "sendDocument": self._send_file,
            "sendPhoto": self._send_file,
            "answerCallbackQuery": self._answer,
            "setMyCommands": self._set_commands,
            "getFile": self._get_file,
            "createInvoiceLink": self.invoices.create,
            "answerPreCheckoutQuery": self.invoices.answer,
        }

    async def _get_me(self, _: Params) -> Params:
        return {"id": 1, "is_bot": True, "first_name": "جلسة", "username": "jalsa_bot"}

    async def _get_updates(self, params: Params) -> list[Params]:
        """Forgets what is below the offset; waits when there is nothing. A newer poll ends an older one."""
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poll = mine = self._poll + 1
        offset = int(params.get("offset") or 0)
        async with self.news:
            while self.waiting and self.waiting[0]["update_id"] < offset:
                self.waiting.popleft()
            self.news.notify_all()
            try:
                async with asyncio.timeout(float(params.get("timeout") or 0)):
                    await self.news.wait_for(lambda: self.waiting or self._poll != mine)
            except TimeoutError:
                return []
            if self._poll != mine:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
            return list(self.waiting)[: int(params.get("limit") or 100)]

    async def _set_webhook(self, params: Params) -> bool:
        """Also deletes it: then there is no url."""
        if not params.get("url"):
            self.webhook = {}
            return True
        check_webhook(params["url"], params.get("secret_token"))
        self.webhook = params
        return True

    async def _webhook_info(self, _: Params) -> Params:
        return {"url": self.webhook.get("url", ""), "pending_update_count": len(self.waiting)}

    async def _send_message(self, params: Params) -> Params:
        person, markup = self._reader(params), check_markup(params.get("reply_markup"))
        text = check_text(params.get("text"), params.get("entities"))
        return await self._shown(person, text, markup)

    async def _send_file(self, params: Params) -> Params:
        person, markup = self._reader(params), check_markup(params.get("reply_markup"))
        caption = check_text(params.get("caption"), params.get("caption_entities"), 1024, required=False)
        kind = "photo" if "photo" in params else "document"
        file = params.get(kind)
        if isinstance(file, tuple):
            name = file[0]
            self._keep(file[1], kind)
        else:
            name = str(file)
            if name not in self.files:
                raise refuse("wrong file identifier/HTTP URL specified")
            if self.files[name][0] != kind:
                raise refuse(f"can't use file of type {self.files[name][0].title()} as {kind.title()}")
        return await self._shown(person, caption, markup, file=name)

    async def _edit(self, params: Params) -> Params:
        person = self._reader(params)
        message = self._message(person, params["message_id"])
        markup = check_markup(params.get("reply_markup"))
        text = check_text(params.get("text"), params.get("entities"))
        if message.file:
            raise refuse("there is no text in the message to edit")
        if message.mine or message.keyboard or "keyboard" in markup:
            raise refuse("message can't be edited")
        if (message.text, message.markup) == (text, markup):
            raise refuse("message is not modified: specified new message content and reply markup are exactly the same")
        await person.show(Shown(message.id, text, markup=markup))
        return {"message_id": message.id, "date": 1, "chat": {"id": person.id, "type": "private"}, "text": text}

    async def _delete(self, params: Params) -> bool:
        person = self._reader(params)
        await person.lose(self._message(person, params["message_id"]))
        return True

    async def _answer(self, params: Params) -> bool:
        query = params["callback_query_id"]
        if query not in self.queries:
            raise refuse("query is too old and response timeout expired or query ID is invalid")
        self.queries[query] = True
        return True

    async def _set_commands(self, params: Params) -> bool:
        scope = decoded(params.get("scope")) or {"type": "default"}
        if scope["type"] == "chat":
            self._reader(scope)
        language = params.get("language_code") or ""
        key = "default" if scope["type"] == "default" else str(scope["chat_id"])
        self.commands[key, language] = check_commands(params["commands"], language)
        return True

    async def _get_file(self, params: Params) -> Params:
        if params["file_id"] not in self.files:
            raise refuse("wrong file_id or the file is temporarily unavailable")
        return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": params["file_id"]}

    def _reader(self, params: Params) -> Person:
        chat = str(params.get("chat_id"))
        person = self.people.get(int(chat)) if chat.lstrip("-").isdigit() else None
        if person is None or not person.started:
            raise refuse("chat not found")
        if person.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return person

    def _message(self, person: Person, message_id: object) -> Shown:
        found = next((shown for shown in person.screen if str(shown.id) == str(message_id)), None)
        if found is None:
            raise refuse("message to edit not found")
        return found

    async def _shown(self, person: Person, text: str, markup: Params, file: str = "") -> Params:
        if "keyboard" in markup or "remove_keyboard" in markup:
            person.keyboard = markup.get("keyboard", [])
        inline = {key: value for key, value in markup.items() if key == "inline_keyboard"}
        message = Shown(person.next_id(), text, markup=inline, file=file, keyboard=bool(markup) and not inline)
        await person.show(message)
        chat = {"id": person.id, "type": "private", "first_name": person.name}
        return {"message_id": message.id, "date": 1, "chat": chat, "text": text}
