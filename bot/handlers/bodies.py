"""Reading what is posted to a door, no further than the door allows."""

from __future__ import annotations

from fastapi import Request


async def body_of(request: Request, most: int) -> bytes | None:
    """The body of a request; None when it is longer than `most` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)
