"""Stripe on loopback, with clients, a merchant and banks on its other side, for tests that talk real HTTP.

It keeps Stripe's rules in our own words. A test may:

    far_end = StripeFarEnd(clock.now)                       # its clock; pages end by it
    async with served(far_end.app) as url:
        provider = provider_at(url, far_end)                # a ready payments.stripe.Stripe
        page = await provider.checkout(bill)
        far_end.pays(page.reference)                        # or with another `minor` or `currency`; PageClosed
        far_end.pays_slowly(page.reference)                 # then slow_payment_arrives or slow_payment_fails
        far_end.refunds_in_dashboard(payment, 500)          # and disputes, dispute_ends
        far_end.refunds_are = "pending"                     # then refund_arrives or refund_fails
        far_end.look_at_the_clock()                         # report the pages whose time is over
        far_end.faults.append(BROKEN)                       # what the next request meets: see `Fault`
        await far_end.reports.arrive(post)                  # signed webhooks, when the test lets them arrive
        far_end.taken[12], far_end.given_back[12]           # minor units by order
        far_end.calls                                       # every request that came: method, path, parameters
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import SecretStr

from bot import config
from payments.stripe import Stripe
from tests.standins.stripe_faults import ANSWER_LOST, BREAKDOWN, BROKEN, BUSY, FINE, HANGS_UP, Fault, fails
from tests.standins.stripe_objects import PageClosed
from tests.standins.stripe_people import People
from tests.standins.stripe_rules import (
    Params,
    Refusal,
    bad,
    check_in_full,
    check_refund,
    check_refunds,
    check_session,
    decoded,
)

__all__ = ["ANSWER_LOST", "BROKEN", "BUSY", "FINE", "HANGS_UP", "Fault", "PageClosed", "StripeFarEnd", "provider_at"]

KEEPS_KEYS = 24 * 60 * 60  # seconds; the real one promises at least as much


@dataclass(frozen=True)
class _Kept:
    """What a key was first used for, and what was answered."""

    asked: tuple[str, str, str]
    status: int
    body: Any
    since: int


class StripeFarEnd(People):
    """One Stripe account behind `app`."""

    def __init__(self, now: Callable[[], datetime], key: str = "sk_test_far_end") -> None:
        super().__init__(now, webhook_secret="whsec_far_end")
        self.key = key
        self.faults: deque[Fault | None] = deque()
        self.calls: list[tuple[str, str, Params]] = []
        self._keys: dict[str, _Kept] = {}
        self.app = FastAPI(openapi_url=None)
        self.app.api_route("/v1/{path:path}", methods=["GET", "POST", "DELETE"])(self._called)

    async def _called(self, path: str, request: Request) -> Response:
        """One connection a request: the server need not wait at its end for those that are kept open."""
        answer = await self._met(path, request)
        answer.headers["connection"] = "close"
        return answer

    async def _met(self, path: str, request: Request) -> Response:
        form = request.url.query if request.method == "GET" else (await request.body()).decode()
        fault = self.faults.popleft() if self.faults else None
        if fault is None:
            return self._answer(request, path, form)
        if fault.after:
            self._answer(request, path, form)
        if fault.kept:
            self._remember(request, path, form, fault.status, BREAKDOWN)
        return await fails(request, fault)

    def _answer(self, request: Request, path: str, form: str) -> Response:
        """What Stripe says, as long as nothing is in the way."""
        try:
            if request.headers.get("authorization") != f"Bearer {self.key}":
                raise Refusal(401, "invalid_request_error", message="Invalid API Key provided")  # noqa: TRY301
            kept = self._remembered(request, path, form)
            if kept:
                return JSONResponse(kept.body, kept.status, {"idempotent-replayed": "true"})
            work = self._understood(request, path, decoded(form))
        except Refusal as no:
            return JSONResponse(no.body, no.status)
        return self._done(request, path, form, work)

    def _done(self, request: Request, path: str, form: str, work: Callable[[], Any]) -> Response:
        """Do it, and keep the answer under its key, whichever it is."""
        try:
            status, body = 200, work()
        except Refusal as no:
            status, body = no.status, no.body
        self._remember(request, path, form, status, body)
        return JSONResponse(body, status)

    def _understood(self, request: Request, path: str, params: Params) -> Callable[[], Any]:
        """What is to be done. What breaks a rule is refused before, and leaves no trace under its key."""
        self.calls.append((request.method, path, params))
        match request.method, path.split("/"):
            case "POST", ["checkout", "sessions"]:
                check_session(params, self.seconds)
                return lambda: self.open_page(params, str(request.base_url)).shown()
            case "GET", ["checkout", "sessions", name]:
                check_in_full(params)
                return lambda: self.page(name).shown(in_full="expand" in params)
            case "POST", ["checkout", "sessions", name, "expire"]:
                check_in_full(params)
                return lambda: self.close_page(self.page(name)).shown()
            case "POST", ["refunds"]:
                check_refund(params)
                return lambda: self._refund(params)
            case "GET", ["refunds"]:
                check_refunds(params)
                return lambda: self._refunds(params)
        raise bad("", "", "Unrecognized request URL", 404)

    def _refund(self, params: Params) -> Any:
        minor = int(params["amount"]) if "amount" in params else None
        return self.give_back(self.payment(params["payment_intent"]), minor, params.get("metadata", {}))

    def _refunds(self, params: Params) -> Any:
        newest_first = self.payment(params["payment_intent"]).refunds[::-1]
        limit = int(params.get("limit", 10))
        return {
            "object": "list",
            "url": "/v1/refunds",
            "data": newest_first[:limit],
            "has_more": len(newest_first) > limit,
        }

    # ------------------------------------------------------------------------------------------- keys that repeat

    def _remembered(self, request: Request, path: str, form: str) -> _Kept | None:
        kept = self._keys.get(request.headers.get("idempotency-key", "")) if request.method == "POST" else None
        if kept is None or kept.since + KEEPS_KEYS < self.seconds:
            return None
        if kept.asked != (request.method, path, form):
            raise Refusal(400, "idempotency_error", message="Keys can only be used with the same parameters")
        return kept

    def _remember(self, request: Request, path: str, form: str, status: int, body: Any) -> None:
        key = request.headers.get("idempotency-key")
        if key and request.method == "POST":
            self._keys[key] = _Kept((request.method, path, form), status, body, self.seconds)


def provider_at(url: str, far_end: StripeFarEnd, *, patience: float = 5.0) -> Stripe:
    """The provider for a stand-in that is served at `url`; `patience` in seconds."""
    settings = config.Stripe(
        secret_key=SecretStr(far_end.key), webhook_secret=SecretStr(far_end.webhook_secret), api_url=url
    )
    return Stripe(settings, now=far_end.now, patience=patience)
