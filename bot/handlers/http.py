"""The HTTP application: the doors it is given, and what a watchman asks (alive? ready? how much is waiting?)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Response

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus text exposition format 0.0.4

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What can be asked of the running program.

    `ping` raises when the database does not answer. `figures` gives whole numbers by name, such as
    `outbox_pending`, `money_tasks`, `messages_sent{channel="sms"}`: all of them gauges.
    """

    ping: Callable[[], Awaitable[object]]
    figures: Callable[[], Awaitable[Mapping[str, int]]]
    version: str


def create(
    watch: Watch,
    routers: Iterable[APIRouter] = (),
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[Any]] | None = None,
) -> FastAPI:
    """The application with `routers`, /healthz, /readyz and /metrics; it describes itself to nobody."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    for router in routers:
        app.include_router(router)
    app.include_router(_watched(watch))
    return app


def _watched(watch: Watch) -> APIRouter:
    router = APIRouter()

    @router.get("/healthz")
    async def alive() -> Response:
        return Response("ok\n", media_type="text/plain")

    @router.get("/readyz")
    async def ready() -> Response:
        try:
            await watch.ping()
        except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
            log.warning("not_ready", error=type(error).__name__)
            return Response("the database does not answer\n", 503, media_type="text/plain")
        return Response("ok\n", media_type="text/plain")

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(exposed(watch.version, await watch.figures()), media_type=METRICS_TYPE)

    return router


def exposed(version: str, figures: Mapping[str, int]) -> str:
    """The figures as Prometheus reads them, each a gauge named `jalsa_…`; those of one name stand together."""
    families = {f'build_info{{version="{version}"}}': 1, **figures}
    lines: list[str] = []
    for name, value in families.items():
        family, _, _ = name.partition("{")
        kind = f"# TYPE jalsa_{family} gauge"
        lines += [*(() if kind in lines else (kind,)), f"jalsa_{name} {value}"]
    return "\n".join(lines) + "\n"
