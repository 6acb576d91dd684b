"""A Bot API server on loopback with people on its other side, for tests that talk real HTTP.

It keeps Telegram's rules in our own words and can be told to fail. Use:

    async with TelegramStandIn() as telegram:
        nora = telegram.person(77, "نورة")
        await nora.types("/start")
        await nora.sees("أهلًا")
        await nora.taps("حجز")
"""

from __future__ import annotations

import asyncio
import email.policy
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial
from typing import Self
from urllib.parse import parse_qsl

import httpx
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from tests.standins.telegram_methods import BotApi, Params
from tests.standins.telegram_people import PATIENCE, Person
from tests.standins.telegram_rules import Refusal, check_call

_AGAIN = 0.02  # seconds until a webhook that failed is posted again


class TelegramStandIn(BotApi):
    """One bot's server. `calls` holds every call with its parameters, `posted` what the webhook answered."""

    def __init__(self) -> None:
        super().__init__()
        self.token = "12345:TEST"
        self.url = ""
        self.calls: list[tuple[str, Params]] = []
        self.posted: list[int] = []
        self._faults: dict[str, deque[Refusal | float]] = defaultdict(deque)
        self._chat_order: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._posts: set[asyncio.Task[None]] = set()
        self._posting = 0
        self._state = ServerState()

    def person(self, id: int, name: str, language: str = "ar") -> Person:  # noqa: A002
        """Somebody new. The bot knows them once they have done something."""
        self.people[id] = Person(self.push, self._keep, id, name, language)
        return self.people[id]

    def fail(self, method: str, code: int, description: str = "failed", retry_after: int | None = None) -> None:
        """Answer the next call of `method` with an error, and do nothing; call it again for more of them."""
        self._faults[method].append(Refusal(code, description, retry_after))

    def hang(self, method: str, seconds: float) -> None:
        """Do what the next call of `method` asks, but answer only after `seconds`."""
        self._faults[method].append(seconds)

    def called(self, method: str) -> list[Params]:
        """The parameters of every call of `method`, in order."""
        return [params for name, params in self.calls if name == method]

    async def settled(self) -> None:
        """Wait until the bot has taken every update: confirmed by a poll, or acknowledged by the webhook."""
        await self.until(lambda: not self.waiting and not self._posting)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until `holds`; looked at after every update and every call."""
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(holds)

    async def push(self, update: Params) -> None:
        """Hand an update to the bot as it is; it gets an id unless it has one."""
        numbered = {"update_id": self.next_update(), **update}
        if "callback_query" in update:
            self.queries[update["callback_query"]["id"]] = False
        if self.webhook:
            chat = next(
                (said["from"]["id"] for said in update.values() if isinstance(said, dict) and "from" in said), 0
            )
            self._posting += 1
            task = asyncio.create_task(self._post(chat, numbered))
            self._posts.add(task)
            task.add_done_callback(self._posts.discard)
        else:
            await self.queue(numbered)

    async def _post(self, chat: int, update: Params) -> None:
        """To the webhook: a chat's updates one after another, each until it is taken."""
        async with self._chat_order[chat], httpx.AsyncClient() as client:
            headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token") or ""}
            while True:
                with suppress(httpx.TransportError):
                    answer = await client.post(self.webhook["url"], json=update, headers=headers)
                    self.posted.append(answer.status_code)
                    if answer.is_success:
                        break
                await asyncio.sleep(_AGAIN)
        async with self.news:
            self._posting -= 1
            self.news.notify_all()

    async def _post_what_waits(self) -> None:
        """A webhook that has just been set gets what no poll has fetched."""
        while self.webhook and self.waiting:
            await self.push(self.waiting.popleft())

    # -------------------------------------------------------------------------------------------- the server

    async def __aenter__(self) -> Self:
        app = FastAPI(openapi_url=None)
        app.post("/bot{token}/{method}")(self._called)
        app.get("/file/bot{token}/{path:path}")(self._download)
        # uvicorn's protocol without its server, which takes the process's signals and 0.2 s to stop.
        config = Config(app, log_level="critical", lifespan="off", ws="none")
        config.load()
        serve = partial(HttpToolsProtocol, config=config, server_state=self._state, app_state={})
        self._server = await asyncio.get_running_loop().create_server(serve, "127.0.0.1", 0)
        self.url = "http://{}:{}".format(*self._server.sockets[0].getsockname())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        running = [*self._posts, *self._state.tasks]
        for task in running:
            task.cancel()
        for connection in tuple(self._state.connections):
            connection.shutdown()
        await asyncio.gather(*running, return_exceptions=True)

    async def _called(self, token: str, method: str, request: Request) -> Response:
        try:
            if token != self.token:
                raise Refusal(401, "Unauthorized")  # noqa: TRY301 - one place answers
            params = await _params(request)
            self.calls.append((method, params))
            check_call(method, params)
            fault = self._faults[method].popleft() if self._faults[method] else 0.0
            if isinstance(fault, Refusal):
                raise fault
            result = await self.methods()[method](params)
            await self._post_what_waits()
            async with self.news:
                self.news.notify_all()
            await asyncio.sleep(fault)
        except Refusal as no:
            after = {} if no.retry_after is None else {"parameters": {"retry_after": no.retry_after}}
            return JSONResponse({"ok": False, "error_code": no.code, "description": no.description, **after}, no.code)
        return JSONResponse({"ok": True, "result": result})

    async def _download(self, token: str, path: str) -> Response:
        if token != self.token or path not in self.files:
            return Response(status_code=404)
        return Response(self.files[path][1])


async def _params(request: Request) -> Params:
    """A call's parameters from JSON, a form, or a form with files."""
    kind, body = request.headers.get("content-type", ""), await request.body()
    if kind.startswith("application/json"):
        return dict(await request.json())
    if kind.startswith("multipart/form-data"):
        return _parts(kind, body)
    return dict(parse_qsl(body.decode()))


def _parts(kind: str, body: bytes) -> Params:
    form = BytesParser(EmailMessage, policy=email.policy.HTTP).parsebytes(
        f"Content-Type: {kind}\r\n\r\n".encode() + body
    )
    params: Params = {}
    for part in form.iter_parts():
        name, data = str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True)
        content = data if isinstance(data, bytes) else b""
        params[name] = (part.get_filename(), content) if part.get_filename() else content.decode()
    return params
