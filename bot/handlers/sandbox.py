"""The page where play money is paid: part of the demo, in Arabic and English, saying only what the ledger says."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from html import escape
from importlib.resources import files
from string import Template
from typing import TypeAlias

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import RedirectResponse

from booking.paying import PaymentNews
from bot.i18n import text
from bot.messages import Amount, Say, Voice, say
from bot.services.receive import Reception
from payments.sandbox import PAGE, Sandbox, order_of
from storage.rows import Order, OrderStatus, PaymentState

Take: TypeAlias = Callable[[Mapping[str, str], bytes], Awaitable[int]]
"""Takes in a report as from outside; the HTTP status of the answer."""

PAYABLE = frozenset({OrderStatus.OPEN, OrderStatus.FAILED})


def router(reception: Reception, provider: Sandbox, take: Take) -> APIRouter:
    """`GET /sandbox/{reference}` shows what is to be paid; `POST` pays it or refuses, as `?news=` says.

    Paying makes the report that a provider would send, signed, and hands it to the same door. A page stays payable
    after the hold is over: that is how a payment that comes too late is tried out.
    """
    routes = APIRouter()
    page = _Page()

    @routes.get(PAGE + "{reference}", include_in_schema=False)
    async def show(reference: str) -> Response:
        return page.shown(await _order(reception, reference), await _notes(reception, reference), reception)

    @routes.post(PAGE + "{reference}", include_in_schema=False)
    async def act(reference: str, news: PaymentNews) -> Response:
        order = await _order(reception, reference)
        if order.status in PAYABLE:
            status = await take(*provider.report(reference, news, order.amount))
            if status != 200:  # noqa: PLR2004 - HTTP's own number
                return Response(status_code=status)
        return RedirectResponse(PAGE + reference, status_code=303)

    return routes


async def _order(reception: Reception, reference: str) -> Order:
    """The order whose page this is; 404 for a reference that was never given out."""
    try:
        number = order_of(reference)
    except ValueError:
        raise HTTPException(404) from None
    async with reception.storage.read() as tx:
        order = await tx.payments.order(number)
    if order is None or order.checkout_reference != reference:
        raise HTTPException(404)
    return order


async def _notes(reception: Reception, reference: str) -> tuple[Say, ...]:
    """What the ledger says beyond the order: an attempt that did not succeed."""
    async with reception.storage.read() as tx:
        payments = await tx.payments.of_order(order_of(reference))
    failed = bool(payments) and payments[-1].state is PaymentState.FAILED
    return (say("sandbox-tried"),) if failed else ()


class _Page:
    """The template, filled for one order. Its one style sheet stands in it and is allowed by its hash."""

    def __init__(self) -> None:
        html = (files("bot.handlers") / "page" / "sandbox.html").read_text("utf-8")
        self._template = Template(html)
        style = html.partition("<style>")[2].partition("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self._headers = {
            "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }

    def shown(self, order: Order, notes: tuple[Say, ...], reception: Reception) -> Response:
        arabic, english = Voice(digits=reception.digits), Voice(language="en", digits="latn")
        said = _said(order, notes)
        html = self._template.substitute(
            title=escape(text(say("sandbox-title"), arabic)),
            title_en=escape(text(say("sandbox-title"), english)),
            arabic=_paragraphs(said, arabic),
            english=_paragraphs(said, english),
            buttons=_buttons(order, arabic, english),
            back=" · ".join(escape(text(say("sandbox-back"), voice)) for voice in (arabic, english)),
        )
        return Response(html, media_type="text/html", headers=self._headers)


def _said(order: Order, notes: tuple[Say, ...]) -> tuple[Say, ...]:
    what = (say("sandbox-what"), say("sandbox-amount", amount=Amount.of(order.amount)))
    if order.status is OrderStatus.PAID:
        return (*what, say("sandbox-paid"))
    return (*what, *notes) if order.status in PAYABLE else (*what, say("sandbox-closed"))


def _paragraphs(said: tuple[Say, ...], voice: Voice) -> str:
    return "".join(f"<p>{escape(text(line, voice))}</p>" for line in said)


def _buttons(order: Order, *voices: Voice) -> str:
    """Pay and refuse, each named in both languages; none when nothing is to be paid."""
    if order.status not in PAYABLE:
        return ""
    path = PAGE + escape(order.checkout_reference)
    names = ((PaymentNews.PAID, say("sandbox-pay")), (PaymentNews.FAILED, say("sandbox-refuse")))
    shown = (
        f'<button class="{news.value}" formaction="{path}?news={news.value}">'
        f"{' · '.join(escape(text(name, voice)) for voice in voices)}</button>"
        for news, name in names
    )
    return f'<form method="post">{"".join(shown)}</form>'
