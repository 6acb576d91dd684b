"""One open page of the web chat: tells it what its mailbox holds, and hears what is typed and tapped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

import msgspec
import structlog
from fastapi import WebSocket, WebSocketDisconnect

from bot.channels.web import Letter, Tickets, WebChannel, kept, parse
from bot.channels.web_parse import clean, frame_id
from bot.clock import Clock
from bot.handlers.web_allowance import Allowance
from bot.messages import FileRef, Incoming, Media

Receive: TypeAlias = Callable[[Incoming], Awaitable[None]]
"""Returns after the commit; raises when the message was not stored."""

BATCH = 100
LONGEST_FRAME = 32_768  # letters
LOOK_SECONDS = 2.0  # another process may have written: nobody wakes us for that
FRAMES, FRAMES_WITHIN = 20, timedelta(seconds=10)
WENT_WRONG = 1011  # RFC 6455, 7.4.1
FILES = "/web/files/"

log = structlog.get_logger()
_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a page is connected to. `language` is the browser's first wish, an IETF tag, or ""."""

    receive: Receive
    channel: WebChannel
    clock: Clock
    tickets: Tickets
    address: str
    language: str = ""


async def talk(socket: WebSocket, line: Line, since: int) -> None:
    """Serve one socket until either side hangs up, beginning with what changed after `since`."""
    await socket.accept()
    with line.channel.listening(line.address) as woken:
        sides = [asyncio.create_task(_tell(socket, line, since, woken)), asyncio.create_task(_hear(socket, line))]
        try:
            await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for side in sides:
                side.cancel()
            ends = await asyncio.gather(*sides, return_exceptions=True)
    if broken := [end for end in ends if isinstance(end, Exception) and not isinstance(end, WebSocketDisconnect)]:
        log.error("web_chat_broke", error=type(broken[0]).__name__)
        with suppress(RuntimeError, WebSocketDisconnect):  # the page has gone meanwhile
            await socket.close(WENT_WRONG)


async def _tell(socket: WebSocket, line: Line, since: int, woken: asyncio.Event) -> None:
    seq, told_ready = since, False
    while True:
        woken.clear()
        letters = await line.channel.mailbox.since(line.address, seq, BATCH)
        for letter in letters:
            await _send(socket, shown(letter, line))
            seq = letter.seq
        if len(letters) == BATCH:
            continue
        if not told_ready:
            await _send(socket, {"kind": "ready"})
            told_ready = True
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await woken.wait()


def shown(letter: Letter, line: Line) -> dict[str, Any]:
    """A letter as the page gets it: files become links that only this chat may follow."""
    body = _decode(letter.body)
    kind = "card" if "card" in body else "own"
    content = body[kind]
    if file := content.get("file"):
        ref = FileRef(line.channel.name, file["id"], file["name"], file["mime"], file["size"])
        content["file"] = {**file, "link": FILES + line.tickets.issue(ref, line.address)}
    return {"kind": kind, "id": letter.id, "seq": letter.seq, kind: content}


async def _hear(socket: WebSocket, line: Line) -> None:
    allowance = Allowance(FRAMES, FRAMES_WITHIN)
    while True:
        event = await socket.receive()
        if event["type"] == "websocket.disconnect":
            return
        frame = _frame(event.get("text") or "")
        wait = allowance.take(line.clock.now())
        if wait:
            await _send(socket, {"kind": "slow", "of": frame_id(frame), "seconds": wait})
        else:
            await _send(socket, {"kind": await _take(frame, line), "of": frame_id(frame)})


def _frame(text: str) -> object:
    try:
        return _decode(text) if len(text) <= LONGEST_FRAME else None
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return None


async def _take(frame: object, line: Line) -> str:
    """What to answer: `ack` (stored), `refused` (not readable, never again) or `failed` (send it once more, later)."""
    incoming = parse(frame, line.address, line.tickets, line.language)
    if incoming is None:
        return "refused"
    try:
        await _echo(frame, incoming, line)
        await line.receive(incoming)
    except Exception as error:  # noqa: BLE001 - the page keeps what was not stored, and sends it again
        log.error("web_frame_failed", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote people
        return "failed"
    return "ack"


async def _echo(frame: object, incoming: Incoming, line: Line) -> None:
    """Keep what people say among the letters, so that a page opened later shows both sides. Taps are no words."""
    said: dict[str, Any] = {"of": frame_id(frame)}
    match incoming.body, frame:
        case Media(file, caption), _:
            said |= {"file": kept(file), "text": caption}
        case _, {"text": str(typed)}:
            said["text"] = clean(typed)
        case _:
            return
    await line.channel.mailbox.append(line.address, _encode({"own": said}))
    line.channel.wake(line.address)


async def _send(socket: WebSocket, frame: dict[str, Any]) -> None:
    await socket.send_text(_encode(frame).decode())


__all__ = ["FILES", "Line", "Receive", "shown", "talk"]
