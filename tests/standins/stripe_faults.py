"""The Stripe stand-in's bad days: answers that say nothing, come from something in between, or do not come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse, StreamingResponse


@dataclass(frozen=True)
class Fault:
    """How a request goes wrong. `status` 0 hangs up; `after` does the work first; `kept` answers the same to its key
    from then on; `html` comes from something in between; `silent` never answers; `torn` breaks off in the middle."""

    status: int = 0
    retry_after: str = ""
    after: bool = False
    kept: bool = False
    html: bool = False
    silent: bool = False
    torn: bool = False


BROKEN = Fault(500)
BUSY = Fault(429, retry_after="7")
HANGS_UP = Fault()
ANSWER_LOST = Fault(after=True)
FINE = None
"""No fault: for the requests that come before the one that is meant."""

BREAKDOWN = {"error": {"type": "api_error", "message": "sk_live_secret of client@example.com"}}
"""An error whose sentence must not be repeated."""


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
    return JSONResponse(BREAKDOWN, fault.status or 500, headers)


async def _half(request: Request) -> AsyncIterator[bytes]:
    yield b'{"id": "cs_test_000001", '
    await _hang_up(request)


async def _hang_up(request: Request) -> None:
    """Close the connection under uvicorn, whose `receive` belongs to the request that holds it."""
    cycle: Any = request.receive
    cycle.__self__.transport.close()
    await asyncio.sleep(0)
