"""The page where play money is paid: part of the demo, in Arabic and English, saying only what the ledger says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from html import escape
from typing import Literal, TypeAlias

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import RedirectResponse

from booking.paying import PaymentNews
from bot.handlers.sheet import Sheet, paragraphs, words
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
    async def act(reference: str, news: Literal[PaymentNews.PAID, PaymentNews.FAILED]) -> Response:
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
    """The template, filled for one order."""

    def __init__(self) -> None:
        self._sheet = Sheet("sandbox.html")

    def shown(self, order: Order, notes: tuple[Say, ...], reception: Reception) -> Response:
        arabic, english = Voice(digits=reception.digits), Voice(language="en", digits="latn")
        said = _said(order, notes)
        return self._sheet.filled(
            title=words(say("sandbox-title"), arabic),
            title_en=words(say("sandbox-title"), english),
            arabic=paragraphs(said, arabic),
            english=paragraphs(said, english),
            buttons=_buttons(order, arabic, english),
            back=words(say("sandbox-back"), arabic, english),
        )


def _said(order: Order, notes: tuple[Say, ...]) -> tuple[Say, ...]:
    what = (say("sandbox-what"), say("sandbox-amount", amount=Amount.of(order.amount)))
    if order.status is OrderStatus.PAID:
        return (*what, say("sandbox-paid"))
    return (*what, *notes) if order.status in PAYABLE else (*what, say("sandbox-closed"))


def _buttons(order: Order, *voices: Voice) -> str:
    """Pay and refuse, each named in both languages; none when nothing is to be paid."""
    if order.status not in PAYABLE:
        return ""
    path = PAGE + escape(order.checkout_reference)
    pay, refuse = (f'formaction="{path}?news={news.value}"' for news in (PaymentNews.PAID, PaymentNews.FAILED))
    return (
        f'<form method="post"><button class="main" {pay}>{words(say("sandbox-pay"), *voices)}</button>'
        f"<button {refuse}>{words(say('sandbox-refuse'), *voices)}</button></form>"
    )
