"""The door of the web chat: the page and what it loads, its socket, its files."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from importlib.resources import files
from typing import Annotated, Literal, TypeAlias

from fastapi import APIRouter, HTTPException, Query, Request, Response, WebSocket
from starlette.requests import HTTPConnection

from bot.channels.web import Tickets, WebChannel
from bot.clock import Clock
from bot.handlers.web_allowance import Allowance
from bot.handlers.web_files import hand_out, take_in
from bot.handlers.web_identity import address_of, from_our_page, language_of, remember
from bot.handlers.web_socket import FILES, Line, Receive, talk

COACH = "coach"
"""Sender and address of the coach's pane; `web:coach` in `JALSA_OWNERS`."""

UPLOADS, UPLOADS_WITHIN = 10, timedelta(minutes=10)
MOST_UPLOADERS = 1000
LARGEST_SEQ = 2**63 - 1
FORBIDDEN = 4403  # the private range of RFC 6455; before a socket is accepted it is answered as HTTP 403

Pane: TypeAlias = Literal["client", "coach"]

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def router(
    receive: Receive,
    channel: WebChannel,
    clock: Clock,
    *,
    mode: Literal["demo", "on"],
    tickets: Tickets,
    public_url: str = "",
) -> APIRouter:
    """The web chat's routes. In `demo` the coach's pane is open to whoever reaches the page; in `on` there is none."""
    routes = APIRouter()
    door = _Door(receive, channel, clock, tickets, demo=mode == "demo", public_url=public_url)
    routes.add_api_route("/", door.page, methods=["GET"])
    routes.add_api_route("/web/page/{name}", door.part, methods=["GET"])
    routes.add_api_route("/web/files", door.upload, methods=["POST"])
    routes.add_api_route(FILES + "{ticket}", door.download, methods=["GET"])
    routes.add_api_websocket_route("/web/chat", door.chat)
    return routes


class _Door:
    def __init__(
        self, receive: Receive, channel: WebChannel, clock: Clock, tickets: Tickets, *, demo: bool, public_url: str
    ) -> None:
        self._receive = receive
        self._channel = channel
        self._clock = clock
        self._tickets = tickets
        self._demo = demo
        self._public_url = public_url
        self._uploads: dict[str, Allowance] = {}
        folder = files("bot.handlers") / "page"
        self._parts = {part.name: part.read_bytes() for part in folder.iterdir() if _type(part.name)}
        self._page = (folder / "index.html").read_text("utf-8").replace("{mode}", "demo" if demo else "on")

    async def page(self, request: Request) -> Response:
        response = Response(self._page, media_type="text/html", headers=_PAGE_HEADERS)
        remember(request, response, secure=self._public_url.startswith("https:"))
        return response

    async def part(self, request: Request, name: str) -> Response:
        if (data := self._parts.get(name)) is None:
            raise HTTPException(404)
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        headers = {**_PAGE_HEADERS, "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=_type(name), headers=headers)

    async def upload(self, request: Request, pane: Pane = "client") -> dict[str, str]:
        if not from_our_page(request, self._public_url):
            raise HTTPException(403)
        address = self._address(request, pane)
        if address is None:
            raise HTTPException(403)
        if wait := self._allowance(address).take(self._clock.now()):
            raise HTTPException(429, headers={"Retry-After": str(int(wait) + 1)})
        return {"file": self._tickets.issue(await take_in(request, self._channel), address)}

    async def download(self, request: Request, ticket: str) -> Response:
        panes: tuple[Pane, ...] = ("client", "coach")
        addresses = tuple(address for pane in panes if (address := self._address(request, pane)))
        return await hand_out(ticket, addresses, self._channel, self._tickets)

    async def chat(
        self, socket: WebSocket, pane: Pane = "client", since: Annotated[int, Query(ge=0, le=LARGEST_SEQ)] = 0
    ) -> None:
        address = self._address(socket, pane)
        if address is None or not from_our_page(socket, self._public_url):
            await socket.close(FORBIDDEN)
            return
        line = Line(
            receive=self._receive,
            channel=self._channel,
            clock=self._clock,
            tickets=self._tickets,
            address=address,
            language=language_of(socket),
        )
        await talk(socket, line, since)

    def _address(self, connection: HTTPConnection, pane: Pane) -> str | None:
        """The chat that a pane shows to this browser; None when it may not see it."""
        own = address_of(connection)
        if pane == "coach":
            return COACH if own and self._demo else None
        return own

    def _allowance(self, address: str) -> Allowance:
        if len(self._uploads) >= MOST_UPLOADERS and address not in self._uploads:
            self._uploads.clear()
        return self._uploads.setdefault(address, Allowance(UPLOADS, UPLOADS_WITHIN))


def _type(name: str) -> str | None:
    return _TYPES.get(name.rpartition(".")[2])
