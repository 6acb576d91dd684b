"""PayPal on loopback, with clients, a merchant and banks on its other side, for tests that talk real HTTP.

It keeps PayPal's rules in our own words. A test may:

    far_end = PayPalFarEnd(clock.now)                       # its clock; tokens and orders end by it
    async with served(far_end.app) as url:
        provider = provider_at(url, far_end)                # a ready payments.paypal.PayPal
        page = await provider.checkout(bill)                # in US dollars
        far_end.approves(page.reference)                    # or with another `value` or `currency`; PageGone
        far_end.approves_slowly(page.reference)             # captured, it is pending: clears or denies (its capture)
        far_end.approves_and_declines(page.reference)       # captured, it is refused; may be approved again
        await provider.capture(page.reference, key)
        capture = far_end.captured(page.reference)
        far_end.refunds_in_dashboard(capture, "5.00")       # and reverses, disputes, dispute_ends or loses, lets_go
        far_end.refunds_are = "PENDING"                     # then refund_arrives or refund_fails; or "FAILED"
        far_end.faults.append(BROKEN)                       # what the next request meets: see `Fault`
        far_end.login_faults.append(BROKEN)                 # the same for the next token
        far_end.tokens.revoke()                             # no token is good any more; `given` counts them
        await far_end.reports.arrive(post)                  # signed webhooks, when the test lets them arrive
        far_end.taken[12], far_end.given_back[12]           # minor units by order of ours
        far_end.calls                                       # every request that came: method, path, body
"""

from __future__ import annotations

import hmac
import json
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from aiohttp import encode_basic_auth
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import SecretStr

from bot import config
from payments.paypal import PayPal
from tests.standins.paypal_faults import ANSWER_LOST, BROKEN, BUSY, FINE, HANGS_UP, IN_WORK, Fault, fails
from tests.standins.paypal_keys import Keys, Tokens
from tests.standins.paypal_objects import PageGone
from tests.standins.paypal_people import People
from tests.standins.paypal_rules import (
    Json,
    Refusal,
    check_capture,
    check_order,
    check_refund,
    check_verify,
    malformed,
    missing,
)

__all__ = [
    "ANSWER_LOST",
    "BROKEN",
    "BUSY",
    "FINE",
    "HANGS_UP",
    "IN_WORK",
    "Fault",
    "PageGone",
    "PayPalFarEnd",
    "provider_at",
]


class PayPalFarEnd(People):
    """One business account's app behind `app`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now, webhook_id="8PT597110X687430L")
        self.client_id, self.client_secret = "far-end", "far end's secret"
        self.faults: deque[Fault | None] = deque()
        self.login_faults: deque[Fault | None] = deque()
        self.calls: list[tuple[str, str, Any]] = []
        self.tokens = Tokens(now)
        self.keys = Keys(now)
        self.app = FastAPI(openapi_url=None)
        self.app.post("/v1/oauth2/token")(self._logged_in)
        self.app.api_route("/{path:path}", methods=["GET", "POST", "PATCH", "DELETE"])(self._called)

    # ------------------------------------------------------------------------------------------------------- tokens

    async def _logged_in(self, request: Request) -> Response:
        fault = self.login_faults.popleft() if self.login_faults else None
        if fault is not None:
            return await fails(request, fault)
        known = encode_basic_auth(self.client_id, self.client_secret)
        if not hmac.compare_digest(request.headers.get("authorization", ""), known):
            return JSONResponse({"error": "invalid_client", "error_description": "Client Authentication failed"}, 401)
        if await request.body() != b"grant_type=client_credentials":
            return JSONResponse({"error": "unsupported_grant_type"}, 400)
        return _closing(JSONResponse(self.tokens.give()))

    # --------------------------------------------------------------------------------------------------- the others

    async def _called(self, path: str, request: Request) -> Response:
        """One connection a request: the server need not wait at its end for those that are kept open."""
        return _closing(await self._met(path, request))

    async def _met(self, path: str, request: Request) -> Response:
        body = await request.body()
        fault = self.faults.popleft() if self.faults else None
        if fault is None:
            return self._answer(request, path, body)
        if fault.after:
            self._answer(request, path, body)
        return await fails(request, fault)

    def _answer(self, request: Request, path: str, body: bytes) -> Response:
        """What PayPal says, as long as nothing is in the way."""
        self.root = str(request.base_url)
        try:
            self.tokens.check(request.headers.get("authorization", ""))
            said = _read(request, body)
            self.calls.append((request.method, path, said))
            return self._done(request, path, said, body)
        except Refusal as no:
            return JSONResponse(no.body, no.status)

    def _done(self, request: Request, path: str, said: Any, body: bytes) -> Response:
        whole = request.headers.get("prefer") == "return=representation"
        match request.method, path.split("/"):
            case "POST", ["v2", "checkout", "orders"]:
                return self._once(request, lambda: self._opened(said, whole=whole))
            case "GET", ["v2", "checkout", "orders", name]:
                return JSONResponse(self.order(name).shown())
            case "POST", ["v2", "checkout", "orders", name, "capture"]:
                return self._once(request, lambda: self._captured_now(name, said, whole=whole))
            case "POST", ["v2", "payments", "captures", name, "refund"]:
                return self._once(request, lambda: self._sent_back(name, said, whole=whole))
            case "POST", ["v1", "notifications", "verify-webhook-signature"]:
                return JSONResponse({"verification_status": self._verified(said, body)})
        raise missing()

    def _opened(self, said: Any, *, whole: bool) -> Callable[[], Json]:
        check_order(said)
        order = self.open_order(said)
        return lambda: order.shown(whole=whole)

    def _captured_now(self, name: str, said: Any, *, whole: bool) -> Callable[[], Json]:
        check_capture(said)
        order = self.take(self.order(name))
        return lambda: order.shown(whole=whole)

    def _sent_back(self, name: str, said: Any, *, whole: bool) -> Callable[[], Json]:
        check_refund(said)
        capture = self.capture(name)
        refund = self.give_back(capture, said)
        return lambda: capture.shown_refund(refund, whole=whole)

    def _verified(self, said: Any, body: bytes) -> str:
        """Whether this was signed here, to the byte."""
        check_verify(said)
        report = bytes(msgspec.json.decode(body, type=_Question).webhook_event)
        good = self.signature(said["transmission_id"], said["transmission_time"], report)
        ours = said["webhook_id"] == self.webhook_id and hmac.compare_digest(said["transmission_sig"], good)
        return "SUCCESS" if ours else "FAILURE"

    def _once(self, request: Request, work: Callable[[], Callable[[], Json]]) -> Response:
        api, key = request.url.path.split("/")[2], request.headers.get("paypal-request-id", "")
        status, body = self.keys.once(api, key, work)
        return JSONResponse(body, status)


class _Question(msgspec.Struct):
    webhook_event: msgspec.Raw


def _read(request: Request, body: bytes) -> Any:
    if request.method == "GET":
        return None
    if request.headers.get("content-type") != "application/json":
        raise Refusal(415, "UNSUPPORTED_MEDIA_TYPE")
    try:
        return json.loads(body)
    except ValueError:
        raise malformed("MALFORMED_REQUEST_JSON") from None


def _closing(answer: Response) -> Response:
    answer.headers["connection"] = "close"
    return answer


def provider_at(url: str, far_end: PayPalFarEnd, *, patience: float = 5.0) -> PayPal:
    """The provider for a stand-in that is served at `url`; `patience` in seconds."""
    settings = config.PayPal(
        client_id=far_end.client_id,
        client_secret=SecretStr(far_end.client_secret),
        webhook_id=far_end.webhook_id,
        api_url=url,
    )
    return PayPal(settings, now=far_end.now, patience=patience)
