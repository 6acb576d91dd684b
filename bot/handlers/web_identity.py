"""Who sits at a page of the web chat: a cookie that cannot be guessed, and whether the page is our own."""

from __future__ import annotations

import hashlib
import re
import secrets
from urllib.parse import urlsplit

from fastapi import Response
from starlette.requests import HTTPConnection

COOKIE = "jalsa"
COOKIE_SECONDS = 365 * 24 * 3600
TOKEN_BYTES = 16

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


def address_of(connection: HTTPConnection) -> str | None:
    """The chat of this browser, or None when it has no cookie of ours.

    The cookie's own value stays between the browser and us: what is stored, and may be logged, is its fingerprint.
    """
    token = connection.cookies.get(COOKIE, "")
    return f"w{hashlib.sha256(token.encode()).hexdigest()[:32]}" if _TOKEN.fullmatch(token) else None


def remember(connection: HTTPConnection, response: Response, *, secure: bool) -> None:
    """Give the browser its cookie, or make the one it has last another year."""
    token = connection.cookies.get(COOKIE, "")
    if not _TOKEN.fullmatch(token):
        token = secrets.token_urlsafe(TOKEN_BYTES)
    secure = secure or connection.url.scheme == "https"
    response.set_cookie(COOKIE, token, max_age=COOKIE_SECONDS, httponly=True, samesite="lax", secure=secure)


def from_our_page(connection: HTTPConnection, public_url: str) -> bool:
    """Whether a request was made by our own page: its Origin is the host that was asked, or the public address."""
    origin = urlsplit(connection.headers.get("origin", ""))
    ours = {connection.headers.get("host", ""), urlsplit(public_url).netloc}
    return origin.scheme in {"http", "https"} and bool(origin.netloc) and origin.netloc in ours


def language_of(connection: HTTPConnection) -> str:
    """The browser's first language as an IETF tag, or "": as its page says, since sockets do not always tell."""
    if _LANGUAGE.fullmatch(said := connection.query_params.get("language", "")):
        return said
    first = connection.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return first if _LANGUAGE.fullmatch(first) else ""
