"""Telegram's two doors: the webhook, and polling. Both answer for an update only after it is stored."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Sequence
from functools import partial
from itertools import chain, repeat
from typing import Any, Literal

import structlog
from fastapi import APIRouter, Request, Response

from bot.channels.base import NotSent, TryLater
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_api import Api
from bot.channels.telegram_insist import insist, sleep
from bot.handlers.bodies import body_of
from bot.handlers.telegram_polling import ALLOWED_UPDATES, poll
from bot.handlers.telegram_work import Pay, Receive, no_till, work_of

__all__ = ["PATH", "Receive", "poll", "router", "serve", "set_webhook"]

PATH = "/telegram"
MAX_BODY = 1_000_000  # bytes; Telegram's updates are some kilobytes
MAX_CONNECTIONS = 40  # Telegram's own default, said so that an earlier setting does not stay
MENU_PAUSES = (1.0, 5.0, 30.0, 300.0)
"""Seconds between tries to set the command menus; the last one for ever."""

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

log = structlog.get_logger()


def router(receive: Receive, secret: str, pay: Pay = no_till) -> APIRouter:
    """`POST /telegram`: 200 after `receive`, or `pay`, has returned, so that Telegram repeats what was not stored.

    403 without the right secret, and always when `secret` is empty; 413 beyond 1 MB; 400 for what is no JSON object.
    """
    routes = APIRouter()

    @routes.post(PATH, include_in_schema=False)
    async def telegram(request: Request) -> Response:
        if not _knows(request, secret):
            return Response(status_code=403)
        body = await body_of(request, MAX_BODY)
        if body is None:
            return Response(status_code=413)
        update = _json(body)
        if not isinstance(update, dict):
            return Response(status_code=400)
        return Response(status_code=200 if await _stored(update, receive, pay) else 500)

    return routes


async def serve(
    channel: TelegramChannel,
    receive: Receive,
    stop: asyncio.Event,
    *,
    pay: Pay = no_till,
    owner_ids: Sequence[str] = (),
    mode: Literal["polling", "webhook"] = "polling",
    public_url: str = "",
    secret: str = "",
) -> None:
    """Let updates in until `stop`: poll for them, or have Telegram post them to `public_url`, where `router` waits.

    The command menus are set meanwhile, for as long as that takes: a bot without them understands people all the same.
    """
    menus = asyncio.create_task(_set_menus(channel, owner_ids, stop))
    try:
        if mode == "polling":
            await poll(channel.api, receive, stop, pay=pay)
        else:
            await set_webhook(channel.api, public_url, secret, stop)
            await stop.wait()
    finally:
        menus.cancel()
        await asyncio.wait({menus})


async def _set_menus(channel: TelegramChannel, owner_ids: Sequence[str], stop: asyncio.Event) -> None:
    for pause in chain(MENU_PAUSES, repeat(MENU_PAUSES[-1])):
        try:
            await channel.set_commands(owner_ids)
            await channel.me()
        except TryLater as later:
            log.warning("telegram_menus_not_set", why=str(later))
            await sleep(later.seconds or pause, stop)
        except NotSent as refused:
            log.warning("telegram_menus_refused", why=str(refused))
            return
        else:
            return


async def set_webhook(api: Api, public_url: str, secret: str, stop: asyncio.Event) -> None:
    """Have Telegram post updates to `public_url`, what is waiting included; tried until it succeeds or `stop`."""
    params = {
        "url": public_url.rstrip("/") + PATH,
        "secret_token": secret,
        "allowed_updates": ALLOWED_UPDATES,
        "max_connections": MAX_CONNECTIONS,
        "drop_pending_updates": False,
    }
    await insist(partial(api.call, "setWebhook", params), stop)


def _knows(request: Request, secret: str) -> bool:
    given = request.headers.get(_SECRET_HEADER, "")
    return bool(secret) and hmac.compare_digest(given.encode(), secret.encode())


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


async def _stored(update: dict[str, Any], receive: Receive, pay: Pay) -> bool:
    """Whether Telegram may forget the update."""
    work = work_of(update, receive, pay)
    if work is None:
        return True
    try:
        await work.run()
    except Exception as error:  # noqa: BLE001 - whatever it was, the update is not stored
        log.warning("telegram_update_not_stored", update_id=update["update_id"], error=type(error).__name__)
        return False
    return True
