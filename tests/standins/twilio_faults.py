"""The bad days of Twilio's server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse, StreamingResponse


@dataclass(frozen=True)
class Fault:
    """How a call goes wrong. `status` 0 hangs up; `after` does the work first; `html` comes from something in
    between; `silent` never answers; `torn` breaks off in the middle."""

    status: int = 0
    code: int = 0
    retry_after: str = ""
    after: bool = False
    html: bool = False
    silent: bool = False
    torn: bool = False


BROKEN = Fault(500, 20500)
BUSY = Fault(429, 20429, retry_after="7")
HANGS_UP = Fault()
ANSWER_LOST = Fault(after=True)
SILENT_AFTER = Fault(after=True, silent=True)
TORN_AFTER = Fault(after=True, torn=True)
BAD_GATEWAY = Fault(502, html=True)
LOGIN_PAGE = Fault(200, html=True)


async def answered(request: Request, fault: Fault) -> Response:
    """The answer of a call that goes wrong in this way."""
    if fault.silent:
        while (await request.receive())["type"] != "http.disconnect":
            pass
    if fault.torn:
        return StreamingResponse(_half(request), headers={"content-length": "1000"})
    if not fault.status:
        await _hang_up(request)
    if fault.html:
        return Response("<html>+966500000001</html>", fault.status, media_type="text/html")
    headers = {"retry-after": fault.retry_after} if fault.retry_after else None
    return JSONResponse({"code": fault.code, "message": "+966500000001", "status": fault.status}, fault.status, headers)


async def _half(request: Request) -> AsyncIterator[bytes]:
    yield b'{"sid": "SM'
    await asyncio.sleep(0)
    await _hang_up(request)


async def _hang_up(request: Request) -> None:
    """Close the connection under uvicorn, whose `receive` belongs to the request that holds it."""
    connection: Any = request.receive
    connection.__self__.transport.close()
    await asyncio.sleep(0)
