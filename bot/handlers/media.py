"""The door from which Twilio and clients fetch files of ours by a signed address, and nothing else."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response

from bot.channels.media_links import PATH, MediaLinks
from storage.uow import Storage


def router(storage: Storage, links: MediaLinks) -> APIRouter:
    """`GET /media/{token}`: the file; 404 for an address that we did not make or that is no longer good."""
    routes = APIRouter()

    @routes.api_route(PATH + "{token}", methods=["GET", "HEAD"], include_in_schema=False)
    async def fetch(token: str) -> Response:
        try:
            number = links.file_of(token)
        except ValueError:
            return Response(status_code=404)
        async with storage.read() as tx:
            stored = await tx.files.get(number)
        if stored is None:
            return Response(status_code=404)
        headers = {
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(stored.name)}",
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Robots-Tag": "noindex",
        }
        return Response(stored.data, media_type=stored.mime, headers=headers)

    return routes
