"""Twilio on loopback, with people on its other side, for tests that talk real HTTP.

It keeps Twilio's rules in our own words. A test may:

    async with TwilioFarEnd(clock.now) as twilio:           # its clock; windows close by it
        settings = twilio.settings()                        # a bot.config.Twilio that leads here
        twilio.door = "http://127.0.0.1:…"                  # where its webhooks go
        twilio.public_url = "https://bot.example"           # what it knows that door by, and signs
        nora = twilio.person("+966500000001", "نورة")
        await nora.says("هلا")                              # and taps, sends_media, sends_location; the door's status
        nora.seen, nora.last                                # what reached her: text, buttons, rows, media_url, place
        await twilio.fetches(nora.last)                     # the file, as Twilio fetches it from us
        await twilio.reports.arrive(twilio.bring)           # status callbacks, when the test lets them arrive
        twilio.fail("send", ANSWER_LOST)                    # what the next call of this kind meets: see `Fault`
        twilio.approve(name), twilio.reject(name, why)      # a template that was submitted
        twilio.billed, twilio.calls                         # messages that cost money; every call by its kind
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import parse_qs

import httpx
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import SecretStr

from bot.config import Twilio
from tests.standins.reports import Report
from tests.standins.site import NO_TLS, served
from tests.standins.twilio_books import Books, Sent
from tests.standins.twilio_faults import (
    ANSWER_LOST,
    BAD_GATEWAY,
    BROKEN,
    BUSY,
    HANGS_UP,
    LOGIN_PAGE,
    SILENT_AFTER,
    TORN_AFTER,
    Fault,
    answered,
)
from tests.standins.twilio_people import Person
from tests.standins.twilio_rules import Refusal

__all__ = [
    "ANSWER_LOST",
    "BAD_GATEWAY",
    "BROKEN",
    "BUSY",
    "HANGS_UP",
    "LOGIN_PAGE",
    "SILENT_AFTER",
    "TORN_AFTER",
    "Fault",
    "TwilioFarEnd",
]

_CONTENT = "https://content.twilio.com"


def _utc() -> datetime:
    return datetime.now(UTC)


class TwilioFarEnd(Books):
    """One account's server, and the world behind it."""

    def __init__(self, now: Callable[[], datetime] = _utc) -> None:
        super().__init__(now)
        self.url = ""
        self.door = ""
        self.public_url = "https://bot.example"
        self.page = 100
        self.calls: list[str] = []
        self.files: dict[str, tuple[bytes, str]] = {}
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._stack = AsyncExitStack()
        self.app = FastAPI(openapi_url=None)
        self.app.api_route("/2010-04-01/Accounts/{path:path}", methods=["GET", "POST"])(self._account)
        self.app.api_route("/v1/{path:path}", methods=["GET", "POST"])(self._content)
        self.app.get("/cdn/{name}")(self._file)

    async def __aenter__(self) -> Self:
        self.url = await self._stack.enter_async_context(served(self.app))
        self._http = await self._stack.enter_async_context(httpx.AsyncClient(trust_env=False, verify=NO_TLS))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    def settings(self) -> Twilio:
        """Settings that lead here."""
        return Twilio(
            account_sid=self.account,
            auth_token=SecretStr(self.token),
            whatsapp_from=self.whatsapp_from,
            sms_from=self.sms_from,
            api_url=self.url,
            content_api_url=self.url,
        )

    def person(self, id: str, name: str = "نورة") -> Person:  # noqa: A002
        """Somebody on WhatsApp, by number or by opaque id. The window opens when they write."""
        return Person(self, id, name)

    def fail(self, call: str, *faults: Fault) -> None:
        """What the next calls of a kind meet: send, recent, state, account, contents, create, approval, media, file."""
        self._faults[call].extend(faults)

    def keep(self, data: bytes, mime: str) -> str:
        """Keep a file that somebody sent; its address, which wants the account's keys."""
        name = self.new_sid("ME")
        self.files[name] = (data, mime)
        return f"{self.url}/2010-04-01/Accounts/{self.account}/Messages/{self.new_sid('MM')}/Media/{name}"

    # ---------------------------------------------------------------------------------------------- to our doors

    async def post(self, report: Report, path: str = "/twilio/messages") -> int:
        """Bring a request to the door; the status it was answered with. A 200 must be TwiML that says nothing."""
        answer = await self._http.post(self.door + path, content=report.body, headers=report.headers)
        if answer.status_code == 200 and path == "/twilio/messages":
            assert answer.headers["content-type"].startswith("text/xml")
            assert answer.text.endswith("<Response/>")
        return answer.status_code

    async def bring(self, report: Report) -> int:
        """Bring a report of `reports` to the door."""
        return await self.post(report, "/twilio/status")

    async def fetches(self, message: Sent) -> tuple[bytes, str]:
        """The file of a message and its type, fetched from our door as Twilio does, without any key."""
        address = message.media_url.replace(self.public_url, self.door, 1)
        answer = await self._http.get(address)
        assert answer.status_code == 200
        return answer.content, answer.headers["content-type"]

    # -------------------------------------------------------------------------------------------------- its calls

    async def _account(self, path: str, request: Request) -> Response:
        parts = path.split("/")
        match request.method, parts[1:]:
            case "POST", ["Messages.json"]:
                return await self._called("send", request, self._send)
            case "GET", ["Messages.json"]:
                return await self._called("recent", request, self._recent)
            case "GET", ["Messages", sid] if sid.endswith(".json"):
                return await self._called("state", request, lambda _: self._state(sid.removesuffix(".json")))
            case "GET", []:
                return await self._called("account", request, self._shown)
            case "GET", ["Messages", _, "Media", name]:
                return await self._called("media", request, lambda _: RedirectResponse(f"/cdn/{name}?sig=a%2Bb%2Fc"))
        return JSONResponse({"code": 20404, "message": "no such thing", "status": 404}, 404)

    async def _content(self, path: str, request: Request) -> Response:
        match request.method, path.split("/"):
            case "POST", ["Content"]:
                return await self._called("create", request, self._create)
            case "GET", ["ContentAndApprovals"]:
                return await self._called("contents", request, self._contents)
            case "POST", ["Content", sid, "ApprovalRequests", "whatsapp"] if sid in self.contents:
                return await self._called("approval", request, lambda body: self._asked(sid, body))
        return JSONResponse({"code": 20404, "message": "no such thing", "status": 404}, 404)

    async def _called(self, call: str, request: Request, work: Callable[[Any], Response]) -> Response:
        self.calls.append(call)
        fault = self._faults[call].popleft() if self._faults[call] else None
        if fault and not fault.after:
            return await answered(request, fault)
        try:
            self._check_keys(request)
            answer = work(await _asked_for(request))
        except Refusal as no:
            body = {"code": no.code, "message": no.message, "status": no.status, "more_info": "https://…"}
            return JSONResponse(body, no.status)
        return await answered(request, fault) if fault else answer

    def _check_keys(self, request: Request) -> None:
        keys = base64.b64encode(f"{self.account}:{self.token}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {keys}":
            raise Refusal(401, 20003)

    def _send(self, fields: Any) -> Response:
        message = self.send(fields)
        return JSONResponse({**message.shown(self.account), "status": "queued", "error_code": None}, 201)

    def _recent(self, fields: Any) -> Response:
        if fields.keys() - {"To", "From", "PageSize"}:
            raise Refusal(400, 20001, "not asked for in this way")
        to, sender, size = (fields[name][0] for name in ("To", "From", "PageSize"))
        found = [row.shown(self.account) for row in self.sent if (row.to, row.sender) == (to, sender)]
        listed = found[::-1][: int(size)]
        return JSONResponse({"messages": listed, "page": 0, "next_page_uri": None, "uri": "/2010-04-01/…"})

    def _state(self, sid: str) -> Response:
        message = next((message for message in self.sent if message.sid == sid), None)
        if message is None:
            raise Refusal(404, 20404, "no such message")
        return JSONResponse(message.shown(self.account))

    def _shown(self, _: Any) -> Response:
        return JSONResponse({"sid": self.account, "status": "active", "friendly_name": "Jalsa"})

    def _create(self, body: Any) -> Response:
        return JSONResponse(self.create_content(body), 201)

    def _contents(self, fields: Any) -> Response:
        """A page at a time; the next one's address is on Twilio's own name, wherever this runs."""
        page = int(fields.get("Page", ["0"])[0])
        rows = [self.with_approval(sid) for sid in self.contents]
        more = f"{_CONTENT}/v1/ContentAndApprovals?PageSize={self.page}&Page={page + 1}&PageToken=P{page + 1}"
        there_is_more = len(rows) > (page + 1) * self.page
        meta = {"key": "contents", "page": page, "next_page_url": more if there_is_more else None}
        return JSONResponse({"contents": rows[page * self.page :][: self.page], "meta": meta})

    def _asked(self, sid: str, body: Any) -> Response:
        return JSONResponse(self.ask_approval(sid, body), 201)

    async def _file(self, name: str, request: Request) -> Response:
        """Where files lie is no part of Twilio: keys that come along are a leak."""
        self.calls.append("file")
        if self._faults["file"]:
            return await answered(request, self._faults["file"].popleft())
        if "authorization" in request.headers or request.url.query != "sig=a%2Bb%2Fc":
            return Response("<Error>InvalidArgument</Error>", 400)
        data, mime = self.files.get(name, (b"", ""))
        return Response(data, 200, media_type=mime) if mime else Response(status_code=404)


async def _asked_for(request: Request) -> Any:
    """What a call says: a form, JSON, or its query, each where it belongs."""
    if request.method == "GET":
        return parse_qs(request.url.query, keep_blank_values=True)
    kind = request.headers.get("content-type", "")
    if request.url.path.startswith("/v1/"):
        assert kind == "application/json"
        return json.loads(await request.body())
    assert kind == "application/x-www-form-urlencoded"
    return parse_qs((await request.body()).decode(), keep_blank_values=True)
