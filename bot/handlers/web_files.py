"""Files of the web chat: taking a photo or a PDF in, and handing a file out to the chat it belongs to."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

from fastapi import HTTPException, Request, Response

from bot.channels.web import Tickets, WebChannel
from bot.messages import FileRef

LARGEST: Final = 10 * 1024 * 1024  # bytes
LONGEST_NAME = 100

# Pictures that cannot carry scripts (an SVG can), and what a bank's receipt comes as.
TAKEN = frozenset({
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/avif",
    "application/pdf",
})  # fmt: skip
_SEEN_IN_PLACE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"})
_UNWELCOME = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


async def take_in(request: Request, channel: WebChannel) -> FileRef:
    """Keep the body of `request`. Raises HTTPException 415 (not a picture or PDF), 413 (over 10 MB) or 400 (empty)."""
    mime = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if mime not in TAKEN:
        raise HTTPException(415)
    data = await _body(request)
    name = file_name(request.headers.get("x-file-name", ""))
    return FileRef(channel.name, await channel.mailbox.keep(name, mime, data), name, mime, len(data))


async def _body(request: Request) -> bytes:
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > LARGEST:
            raise HTTPException(413)
    if not data:
        raise HTTPException(400)
    return bytes(data)


def file_name(said: str) -> str:
    """A harmless file name out of a percent-encoded one."""
    return _UNWELCOME.sub("", unquote(said)).strip(" .")[-LONGEST_NAME:] or "file"


async def hand_out(ticket: str, addresses: tuple[str, ...], channel: WebChannel, tickets: Tickets) -> Response:
    """The file of a ticket that was issued to one of `addresses`. Raises HTTPException 404."""
    file = next((ref for address in addresses if (ref := tickets.read(ticket, address))), None)
    data = await channel.mailbox.read(file.id) if file else None
    if file is None or data is None:
        raise HTTPException(404)
    way = "inline" if file.mime in _SEEN_IN_PLACE else "attachment"
    return Response(
        data,
        media_type=file.mime or "application/octet-stream",
        headers={
            "Content-Disposition": f"{way}; filename*=UTF-8''{quote(file.name or 'file', safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=86400",
        },
    )
