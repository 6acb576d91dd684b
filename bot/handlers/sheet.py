"""A page of one sheet: no script, one style that is allowed by its hash, and nothing that is kept or passed on."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from string import Template

from fastapi import Response

from bot.i18n import text
from bot.messages import Say, Voice


class Sheet:
    """The template `page/<name>`, to be filled with HTML; `page/sheet.css` is its style."""

    def __init__(self, name: str) -> None:
        folder = files("bot.handlers") / "page"
        self._template = Template((folder / name).read_text("utf-8"))
        self._style = (folder / "sheet.css").read_text("utf-8")
        digest = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        self._headers = {
            "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
        }

    def filled(self, status: int = 200, **parts: str) -> Response:
        """The page with its parts, which are HTML."""
        html = self._template.substitute(parts, style=self._style)
        return Response(html, status, media_type="text/html", headers=self._headers)


def words(say: Say, *voices: Voice) -> str:
    """A message as HTML, in each voice."""
    return " · ".join(escape(text(say, voice)) for voice in voices)


def paragraphs(said: Iterable[Say], voice: Voice) -> str:
    """Each message a paragraph."""
    return "".join(f"<p>{words(line, voice)}</p>" for line in said)
