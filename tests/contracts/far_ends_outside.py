"""The far ends of what Twilio and a mail server carry: WhatsApp, SMS, and e-mail."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote

import httpx
from fastapi import FastAPI

from bot.channels import CHANNELS
from bot.config import Email, Settings
from bot.handlers import media
from bot.messages import FileRef
from tests.contracts.far_ends import CLEAR, FarEnd, Kind, Room, Seen, memory, screens, telegram, web
from tests.standins.site import NO_TLS, served
from tests.standins.smtp import MailServer
from tests.standins.twilio import TwilioFarEnd
from tests.standins.twilio_books import Sent

NUMBER = "+966500000001"
MAILBOX = "nora@example.org"


@asynccontextmanager
async def whatsapp(room: Room) -> AsyncIterator[FarEnd]:
    """Somebody who has just written; the door behind the files' addresses is really there."""
    async with TwilioFarEnd(room.clock.now) as twilio, _door(room) as door:
        person = twilio.person(NUMBER)
        person.message(Body="هلا")
        channel = CHANNELS["whatsapp"].make(Settings(_env_file=None, twilio=twilio.settings()), room.keepers(door))

        async def look() -> list[Seen]:
            return [await _on_whatsapp(message) for message in person.seen]

        async def sent(data: bytes) -> FileRef:
            return FileRef("whatsapp", twilio.keep(data, "image/jpeg"))

        yield FarEnd(channel, look, sent, person.address, room.keep)
        await channel.close()


@asynccontextmanager
async def _door(room: Room) -> AsyncIterator[str]:
    app = FastAPI(openapi_url=None)
    async with served(app) as url:
        app.include_router(media.router(room.storage, room.keepers(url).media))
        yield url


async def _on_whatsapp(message: Sent) -> Seen:
    """A list is one column; what can be followed stands in the text."""
    titles = [title for _, title in message.buttons] + [title for _, title, _ in message.rows]
    links = [word for word in message.text.split() if word.startswith("http://127.0.0.1")]
    files = [await _fetched(link) for link in (*links, *([message.media_url] if message.media_url else []))]
    text = message.text.translate(CLEAR)
    return Seen(text, [[title.translate(CLEAR)] for title in titles], file="".join(files))


async def _fetched(link: str) -> str:
    """The name of the file at an address of ours."""
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
        answer = await http.get(link)
    assert answer.status_code == 200
    return unquote(answer.headers["content-disposition"].partition("''")[2])


@asynccontextmanager
async def sms(room: Room) -> AsyncIterator[FarEnd]:
    async with TwilioFarEnd(room.clock.now) as twilio:
        channel = CHANNELS["sms"].make(Settings(_env_file=None, twilio=twilio.settings()), room.keepers())

        async def look() -> list[Seen]:
            return [Seen(message.text) for message in twilio.billed]

        yield FarEnd(channel, look, address=NUMBER)
        await channel.close()


@asynccontextmanager
async def email(room: Room) -> AsyncIterator[FarEnd]:
    async with MailServer() as server:
        given = {"host": "127.0.0.1", "port": server.port, "from": "bookings@coach.example"}
        settings = Settings(_env_file=None, email=Email.model_validate(given))
        channel = CHANNELS["email"].make(settings, room.keepers())

        async def look() -> list[Seen]:
            return [_read(letter.message) for letter in server.letters]

        yield FarEnd(channel, look, address=MAILBOX)
        await channel.close()


def _read(message: EmailMessage) -> Seen:
    body = message.get_body(("plain",))
    assert body is not None
    text = re.sub("\r\n", "\n", body.get_content()).strip().translate(CLEAR)
    return Seen(text, file=_names(message.iter_attachments()))


def _names(attached: Iterable[Any]) -> str:
    return "".join(part.get_filename() or "" for part in attached)


KINDS: Mapping[str, Kind] = {
    "telegram": Kind(telegram),
    "whatsapp": Kind(whatsapp, edits=False, grid=False),
    "web": Kind(web),
    "sms": Kind(sms, edits=False, grid=False, fetches=False, whole=False),
    "email": Kind(email, edits=False, grid=False, fetches=False),
    "memory": Kind(memory),
    "screens": Kind(screens),
}
"""By the channel's name: those of the registry, and the stand-ins that tests of everything else use."""


def having(*abilities: str) -> list[str]:
    """The names of those that can do all of this."""
    return [name for name, kind in KINDS.items() if all(getattr(kind, ability) for ability in abilities)]


def lacking(ability: str) -> list[str]:
    """The names of those that cannot do this."""
    return [name for name, kind in KINDS.items() if not getattr(kind, ability)]
