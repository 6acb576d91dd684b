"""What the page after paying looks like: a title, what the ledger says, and the way back to the chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from fastapi import Response

from bot.handlers.sheet import Sheet, paragraphs, words
from bot.messages import Say, Voice, say
from bot.services.payments.standing import Standing
from storage.rows import Order

EVERY_SECONDS = 5
MOST_LOOKS = 24  # two minutes; after that only the client looks again

ChatUrl: TypeAlias = Callable[[str], str]
"""Where the chat of a channel is opened, "" where there is no such link."""


@dataclass(frozen=True, slots=True)
class Found:
    """An order, the channel it was made on, what its books say now, and how its client is spoken to."""

    order: Order
    channel: str
    standing: Standing
    voice: Voice


class Page:
    """The template, filled for one order."""

    def __init__(self, chat_url: ChatUrl) -> None:
        self._chat_url = chat_url
        self._sheet = Sheet("returned.html")

    def unknown(self) -> Response:
        """The same for everybody who has no link of ours, in both languages."""
        title, note = say("returned-unknown"), (say("returned-unknown-note"),)
        arabic, english = Voice(), Voice(language="en", digits="latn")
        said = (
            f"<section><h1>{words(title, arabic)}</h1>{paragraphs(note, arabic)}</section>"
            f'<section lang="en" dir="ltr"><h2>{words(title, english)}</h2>{paragraphs(note, english)}</section>'
        )
        both = words(title, arabic, english)
        return self._sheet.filled(404, language="ar", direction="rtl", again="", title=both, said=said, links="")

    def shown(self, found: Found, looks: str) -> Response:
        """What the ledger says, in the client's language. `looks` is how often the page has looked again by itself."""
        standing, voice = found.standing, found.voice
        count = _count(looks)
        looks_again = standing.awaited and count < MOST_LOOKS
        chat = self._chat_url(found.channel)
        lines = (*standing.lines, *_waiting(standing, looks_again=looks_again), *_no_chat(chat))
        title = words(standing.title, voice)
        return self._sheet.filled(
            language="en" if voice.language == "en" else "ar",
            direction="ltr" if voice.language == "en" else "rtl",
            again=f'<meta http-equiv="refresh" content="{EVERY_SECONDS};url=?n={count + 1}">' if looks_again else "",
            title=title,
            said=f"<section><h1>{title}</h1>{paragraphs(lines, voice)}</section>",
            links=_links(standing, chat, voice, look_now="?" if standing.awaited and not looks_again else ""),
        )


def _count(looks: str) -> int:
    """What is no such number has looked often enough."""
    return int(looks) if looks.isascii() and looks.isdigit() and len(looks) <= len(str(MOST_LOOKS)) else MOST_LOOKS


def _waiting(standing: Standing, *, looks_again: bool) -> tuple[Say, ...]:
    if not standing.awaited:
        return ()
    return (say("returned-looks-again" if looks_again else "returned-in-its-time"),)


def _no_chat(chat: str) -> tuple[Say, ...]:
    return () if chat else (say("returned-chat-elsewhere"),)


def _links(standing: Standing, chat: str, voice: Voice, *, look_now: str) -> str:
    """What can be done next, the likeliest first; a link without an address is left out."""
    ways = (
        (standing.page, say("returned-pay")),
        (chat, say("returned-chat")),
        (look_now, say("returned-look-now")),
    )
    links = [f'href="{escape(url)}">{words(label, voice)}</a>' for url, label in ways if url]
    return f'<nav><a class="main" {"<a ".join(links)}</nav>' if links else ""
