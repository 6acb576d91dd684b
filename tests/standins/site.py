"""An ASGI application on a port of this machine, served by the real server, and browsers without a screen."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

PATIENCE = 5.0  # seconds until a test gives up waiting
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # nothing here is https, and reading the authorities takes long


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """Serve `app` on loopback; the address without a slash at its end."""
    config = uvicorn.Config(app, log_config=None, lifespan="off")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else a kept connection waits 40 ms a request
        await server.startup(sockets=[listening])  # not `serve`, which takes the signals and looks only now and then
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            await _shut(server)


async def _shut(server: uvicorn.Server) -> None:
    """What uvicorn's own shutdown does, without the tenth of a second that it always waits."""
    for listener in server.servers:
        listener.close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    await asyncio.gather(*server.server_state.tasks, return_exceptions=True)
    for connection in list(server.server_state.connections):
        connection.transport.abort()  # one whose other side was killed in the middle
    while server.server_state.connections:  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0)


class Page:
    """An open chat of a browser."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._heard: list[dict[str, Any]] = []

    async def says(self, **frame: Any) -> None:
        """Send a frame."""
        await self._socket.send(json.dumps(frame))

    async def sends(self, raw: str | bytes) -> None:
        """Send anything."""
        await self._socket.send(raw)

    async def hears(self, kind: str) -> dict[str, Any]:
        """The next frame of a kind; others are kept for later."""
        async with asyncio.timeout(PATIENCE):
            while not (heard := [frame for frame in self._heard if frame["kind"] == kind]):
                self._heard.append(json.loads(await self._socket.recv()))
        self._heard.remove(heard[0])
        return heard[0]


class Browser:
    """Keeps its cookie, and says which page it comes from."""

    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        self.url = url
        self.http = http

    @asynccontextmanager
    async def chat(self, pane: str = "client", since: object = 0, origin: str | None = None) -> AsyncIterator[Page]:
        """Open the chat's socket."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        async with connect(
            f"{self.url.replace('http', 'ws', 1)}/web/chat?pane={pane}&since={since}",
            origin=Origin(origin or self.url),
            additional_headers={"Cookie": cookies, "Accept-Language": "ar-SA,en;q=0.5"},
            proxy=None,
        ) as socket:
            yield Page(socket)


@asynccontextmanager
async def browser(url: str, *, visit: bool = True) -> AsyncIterator[Browser]:
    """A browser of its own; unless told otherwise it has opened the page."""
    async with httpx.AsyncClient(base_url=url, trust_env=False, verify=NO_TLS) as http:
        if visit:
            await http.get("/")
        yield Browser(url, http)
