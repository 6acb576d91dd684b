"""The page that a client's browser comes back to after paying: it says what the ledger says, and looks again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias

from fastapi import APIRouter, Request, Response

from bot.handlers.returned_page import ChatUrl, Found, Page
from bot.services.desk import Desk
from bot.services.payments.links import PATH, Returns
from bot.services.payments.standing import books_of, seen
from storage.rows import Order, OrderStatus
from storage.uow import Storage, Tx

Ask: TypeAlias = Callable[[Desk, Order], Awaitable[None]]
"""Has the provider asked what became of an order's page; may be repeated."""


class Front(Protocol):
    """What the page needs of the reception."""

    @property
    def storage(self) -> Storage:
        """Where transactions begin."""
        ...

    @property
    def wake(self) -> Callable[[tuple[()]], object]:
        """Has errands run that are committed."""
        ...

    async def desk(self, tx: Tx) -> Desk:
        """The desk of a transaction."""
        ...


def router(front: Front, returns: Returns, chat_url: ChatUrl, ask: Ask) -> APIRouter:
    """`GET /pay/{token}`; `?back=1` for those who turned back at the provider. 404 for a link that we did not make.

    Looking changes nothing of the booking. While the order is open its provider is asked what became of the payment,
    so that a client who is faster than the provider's report need not wait for it.
    """
    routes = APIRouter()
    page = Page(chat_url)

    @routes.api_route(PATH + "{token:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def show(token: str, request: Request) -> Response:
        try:
            order_id = returns.order_of(token)
        except ValueError:
            return page.unknown()
        found = await _found(front, order_id, turned_back=request.query_params.get("back") == "1")
        if found is None:
            return page.unknown()
        if found.order.status is OrderStatus.OPEN and found.order.checkout_reference:
            await _asked(front, order_id, ask)
        return page.shown(found, request.query_params.get("n", "0"))

    return routes


async def _found(front: Front, order_id: int, *, turned_back: bool) -> Found | None:
    async with front.storage.read() as tx:
        books = await books_of(tx, order_id)
        if books is None:
            return None
        desk = await front.desk(tx)
        voice = desk.voice(await tx.people.get(books.order.client_id))
        return Found(books.order, books.booking.source, seen(books, desk.now, turned_back=turned_back), voice)


async def _asked(front: Front, order_id: int, ask: Ask) -> None:
    async with front.storage.begin() as tx:
        order = await tx.payments.order(order_id)
        if order is not None:
            await ask(await front.desk(tx), order)
    front.wake(())
