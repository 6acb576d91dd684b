"""Bad days of a service on loopback: answers that say nothing, come from something in between, or do not come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse, StreamingResponse


@dataclass(frozen=True, kw_only=True)
class Mishap:
    """How a request goes wrong. `status` 0 hangs up; `after` does the work first; `html` comes from something in
    between; `silent` never answers; `torn` breaks off in the middle."""

    status: int = 0
    retry_after: str = ""
    after: bool = False
    html: bool = False
    silent: bool = False
    torn: bool = False


async def spoiled(request: Request, mishap: Mishap, error: object, *, page: str, torn: bytes) -> Response:
    """What the other side gets to see of it: `error` as JSON, `page` where it is HTML, `torn` where it breaks off."""
    if mishap.silent:
        while (await request.receive())["type"] != "http.disconnect":
            pass
    if mishap.torn:
        return StreamingResponse(_half(request, torn), headers={"content-length": "1000"})
    if not mishap.status:
        await _hang_up(request)
    headers = {"retry-after": mishap.retry_after} if mishap.retry_after else None
    if mishap.html:
        return Response(page, mishap.status, headers, "text/html")
    return JSONResponse(error, mishap.status or 500, headers)


async def _half(request: Request, begun: bytes) -> AsyncIterator[bytes]:
    yield begun
    await asyncio.sleep(0)
    await _hang_up(request)


async def _hang_up(request: Request) -> None:
    """Close the connection under uvicorn, whose `receive` belongs to the request that holds it."""
    cycle: Any = request.receive
    cycle.__self__.transport.close()
    await asyncio.sleep(0)
