"""Twilio's two doors: what people write, and what became of what we sent. Both answer only after it is stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias
from urllib.parse import parse_qsl

import structlog
from fastapi import APIRouter, Request, Response
from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.twilio_states import RANKS, STATUS_PATH
from bot.handlers.bodies import body_of
from bot.messages import Incoming

MESSAGES_PATH = "/twilio/messages"
MAX_BODY = 256_000  # bytes; Twilio's requests are some kilobytes
MAX_FIELDS = 1000

Receive: TypeAlias = Callable[[Incoming], Awaitable[None]]
Parse: TypeAlias = Callable[[Mapping[str, str]], Incoming | None]
Status: TypeAlias = Callable[[str, str, str], Awaitable[None]]
"""Takes in a report: a message's id, its state (a key of `twilio_states.RANKS`), Twilio's error code or ""."""

_Form: TypeAlias = ImmutableMultiDict[str, str]

_FORM = "application/x-www-form-urlencoded"
_EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'

log = structlog.get_logger(__name__)


def router(receive: Receive, status: Status, *, auth_token: str, public_url: str, parse: Parse) -> APIRouter:
    """`POST /twilio/messages` and `POST /twilio/status`.

    200 (with a TwiML that says nothing) after the commit, also for what is of no use to us; 403 without Twilio's
    signature, and always when `auth_token` is empty; 415 for anything but a form, 413 beyond 256 kB, 400 for a broken
    one. 500 when it could not be stored: Twilio repeats that only where the webhook's address ends in
    `#rc=5&rp=all` (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
    """
    door = _Door(auth_token, public_url)
    routes = APIRouter()

    @routes.post(MESSAGES_PATH, include_in_schema=False)
    async def messages(request: Request) -> Response:
        form = await door.form(request, MESSAGES_PATH)
        if isinstance(form, int):
            return Response(status_code=form)
        incoming = parse(_firsts(form))
        stored = incoming is None or await _stored(receive(incoming), "twilio_message_not_stored")
        return Response(_EMPTY, 200, media_type="text/xml") if stored else Response(status_code=500)

    @routes.post(STATUS_PATH, include_in_schema=False)
    async def reports(request: Request) -> Response:
        form = await door.form(request, STATUS_PATH)
        if isinstance(form, int):
            return Response(status_code=form)
        sid, state, error = (form.get(name, "") for name in ("MessageSid", "MessageStatus", "ErrorCode"))
        known = bool(sid) and state in RANKS
        stored = not known or await _stored(status(sid, state, error), "twilio_report_not_stored")
        return Response(status_code=200 if stored else 500)

    return routes


class _Door:
    """Lets in what Twilio signed, over the address by which Twilio knows us, which a proxy may hide from us here."""

    def __init__(self, auth_token: str, public_url: str) -> None:
        self._validator = RequestValidator(auth_token) if auth_token else None
        self._public_url = public_url.rstrip("/")

    async def form(self, request: Request, path: str) -> _Form | int:
        """The fields of the request, or the HTTP status to refuse it with."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            return 415
        body = await body_of(request, MAX_BODY)
        if body is None:
            return 413
        form = _fields(body)
        if form is None:
            return 400
        query = f"?{request.url.query}" if request.url.query else ""
        if not self._signed(request.headers.get("x-twilio-signature", ""), self._public_url + path + query, form):
            log.warning("twilio_signature_wrong", path=path)
            return 403
        return form

    def _signed(self, signature: str, url: str, form: _Form) -> bool:
        """Over every field, those that we do not know yet and those that come twice included."""
        return self._validator is not None and bool(self._validator.validate(url, form, signature))


def _fields(body: bytes) -> _Form | None:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        return None
    return ImmutableMultiDict(pairs)


def _firsts(form: _Form) -> dict[str, str]:
    """A field that comes twice says first what it says."""
    return {name: form.getlist(name)[0] for name in form}


async def _stored(work: Awaitable[None], otherwise: str) -> bool:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - whatever it was, nothing is stored
        log.error(otherwise, error=type(error).__name__)  # noqa: TRY400 - the traceback may hold what was said
        return False
    return True
