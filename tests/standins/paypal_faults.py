"""The PayPal stand-in's bad days: answers that say nothing, come from something in between, or do not come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse, StreamingResponse


@dataclass(frozen=True)
class Fault:
    """How a request goes wrong. `status` 0 hangs up; `after` does the work first; `html` comes from something in
    between; `silent` never answers; `torn` breaks off in the middle; `issue` is the error's code."""

    status: int = 0
    issue: str = "INTERNAL_SERVER_ERROR"
    retry_after: str = ""
    after: bool = False
    html: bool = False
    silent: bool = False
    torn: bool = False


BROKEN = Fault(500)
BUSY = Fault(429, "RATE_LIMIT_REACHED", retry_after="7")
IN_WORK = Fault(409, "PREVIOUS_REQUEST_IN_PROGRESS")
HANGS_UP = Fault()
ANSWER_LOST = Fault(after=True)
FINE = None
"""No fault: for the requests that come before the one that is meant."""

SECRET = "token of client@example.com"
"""What stands in an error's sentence, and must not be repeated."""


async def fails(request: Request, fault: Fault) -> Response:
    """What the other side gets to see of it."""
    if fault.silent:
        while (await request.receive())["type"] != "http.disconnect":
            pass
    if fault.torn:
        return StreamingResponse(_half(request), headers={"content-length": "1000"})
    if not fault.status:
        await _hang_up(request)
    headers = {"retry-after": fault.retry_after} if fault.retry_after else None
    if fault.html:
        return Response("<html>Bad gateway</html>", fault.status, headers, "text/html")
    return JSONResponse({"name": fault.issue, "message": SECRET, "details": []}, fault.status or 500, headers)


async def _half(request: Request) -> AsyncIterator[bytes]:
    yield b'{"id": "5O190127TN364715T", '
    await _hang_up(request)


async def _hang_up(request: Request) -> None:
    """Close the connection under uvicorn, whose `receive` belongs to the request that holds it."""
    cycle: Any = request.receive
    cycle.__self__.transport.close()
    await asyncio.sleep(0)
