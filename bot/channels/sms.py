"""The SMS channel, by Twilio: a card in one short text, for where nothing else reaches a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from bot.channels.base import Undeliverable
from bot.channels.twilio_api import Api, Message
from bot.channels.twilio_http import READ_SECONDS
from bot.channels.twilio_sending import Sender, key_of
from bot.channels.twilio_states import STATUS_PATH
from bot.channels.whatsapp_text import plain, shortened
from bot.clock import SystemClock
from bot.config import Twilio
from bot.i18n import GAP, text
from bot.messages import Deliver, FileRef, Outgoing, Voice

NAME = "sms"
LETTERS = 480
"""Arabic goes in parts of 67 letters, each of them paid for; this is seven and a bit, and a brief is about two."""

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_NOW = SystemClock().now


class SmsChannel:
    """One sender of texts, whose calls take at most `seconds`. Twilio reports to `public_url` what became of each."""

    name = NAME

    def __init__(
        self,
        settings: Twilio,
        *,
        public_url: str,
        now: Callable[[], datetime] = _NOW,
        seconds: float = READ_SECONDS,
    ) -> None:
        self._api = Api(settings, seconds)
        self._from = settings.sms_from
        self._callback = public_url.rstrip("/") + STATUS_PATH
        self._sender = Sender(self._api, now)

    async def deliver(self, address: str, errand: Deliver) -> str:
        """Send the card in short to a number (E.164); returns the message's id ("" when nothing was said).

        Raises `NotSent`. A send whose answer was lost is looked for before it is repeated, see `twilio_sending`.
        """
        if errand.card is None or not (words := said(errand.card, errand.voice)):
            return ""
        if not _PHONE.fullmatch(address):
            raise Undeliverable("no phone number")
        message = Message(address, self._from, self._callback, words)
        return await self._sender.send(key_of(address, errand), [message])

    async def fetch(self, file: FileRef) -> bytes:  # noqa: ARG002 - the interface's
        """Nobody sends us files by SMS. Raises `Undeliverable`."""
        raise Undeliverable("no files come by SMS")

    async def state_of(self, provider_id: str) -> tuple[str, str]:
        """How far a message has come (a key of `twilio_states.RANKS`), and Twilio's error code. Raises `NotSent`."""
        return await self._api.state_of(provider_id)

    async def me(self) -> str:
        """The state of the account: active, suspended or closed. Raises `NotSent`."""
        return await self._api.account()

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()


def said(card: Outgoing, voice: Voice) -> str:
    """The card's brief, else its first paragraph, in at most 480 letters; with the link where the card has just one.

    Without the marks that isolate left from right: they cost a letter each, and older phones show them as boxes.
    """
    words = plain(text(card.brief.said, voice)) if card.brief else _first(card, voice)
    links = [choice.link for row in card.rows for choice in row if choice.link]
    link = links[0] if len(links) == 1 and len(links[0]) < LETTERS // 2 else ""
    return "\n".join(part for part in (shortened(words, LETTERS - len(link) - 1), link) if part)


def _first(card: Outgoing, voice: Voice) -> str:
    lines: list[str] = []
    for line in card.lines:
        if line.id == GAP and lines:
            break
        lines += [shown for part in text(line, voice).split("\n") if (shown := plain(part))]
    return "\n".join(lines)
