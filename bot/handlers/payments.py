"""The door for what payment providers report: verified, stored, handled once, and only then acknowledged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import structlog
from fastapi import APIRouter, Request, Response

from booking.paying import PaymentEvent
from bot.handlers import sandbox
from bot.handlers.bodies import body_of
from bot.services.payments.events import happened
from bot.services.payments.refunds import TooEarly
from bot.services.receive import Reception
from payments.base import Garbled, Provider, TryLater, Untrusted
from payments.sandbox import Sandbox

PATH = "/payments/"
MAX_BODY = 1_000_000  # bytes; the reports of providers are some kilobytes

log = structlog.get_logger(__name__)


class Till(Protocol):
    """What the door needs of the program."""

    @property
    def reception(self) -> Reception:
        """Where transactions begin."""
        ...

    @property
    def providers(self) -> Mapping[str, Provider]:
        """The providers that run here, by name."""
        ...

    @property
    def demo(self) -> bool:
        """Whether play money is taken."""
        ...


def router(till: Till) -> APIRouter:
    """`POST /payments/{provider}`, and the sandbox's page in the demo.

    200 after the commit; 401 for a report that the provider did not sign, 404 for one that no provider here sends,
    413 beyond 1 MB. With 400 (signed, unreadable), 500 and 503 nothing is stored and the provider reports again.
    """
    routes = APIRouter()

    @routes.post(PATH + "{name}", include_in_schema=False)
    async def report(request: Request, name: str) -> Response:
        provider = till.providers.get(name)
        if provider is None or not provider.way.opens_page:
            return Response(status_code=404)
        body = await body_of(request, MAX_BODY)
        if body is None:
            return Response(status_code=413)
        return Response(status_code=await take_in(till.reception, provider, request.headers, body))

    play = till.providers.get("sandbox")
    if till.demo and isinstance(play, Sandbox):

        async def take(headers: Mapping[str, str], body: bytes) -> int:
            return await take_in(till.reception, play, headers, body)

        routes.include_router(sandbox.router(till.reception, play, take))
    return routes


async def take_in(reception: Reception, provider: Provider, headers: Mapping[str, str], body: bytes) -> int:
    """Verify a report and store what follows from it; returns the HTTP status to answer with."""
    try:
        events = await provider.read_webhook(headers, body)
        await store(reception, provider.name, events)
    except Untrusted:
        log.warning("payment_report_untrusted", provider=provider.name)
        return 401
    except Garbled:
        log.warning("payment_report_garbled", provider=provider.name)
        return 400
    except (TryLater, TooEarly):
        return 503
    except Exception:  # whatever it was, nothing is stored, so the provider must report again
        log.exception("payment_report_not_stored", provider=provider.name)
        return 500
    return 200


async def store(reception: Reception, name: str, events: tuple[PaymentEvent, ...]) -> None:
    """All events of a report in one transaction, those heard of before left out."""
    async with reception.storage.begin() as tx:
        desk = await reception.desk(tx)
        for event in events:
            if await tx.inbox.is_new(f"payments:{name}", event.event_id, desk.now):
                await happened(desk, event)
    reception.wake(())
