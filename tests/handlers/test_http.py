"""What a watchman is told."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest
from fastapi import APIRouter

from bot.handlers.http import Watch, create, exposed

FIGURES = {"outbox_pending": 2, "outbox_dead": 0, "inbox": 40}


async def answers() -> None:
    pass


async def is_silent() -> None:
    raise ConnectionError("postgresql://secret@host")


async def figures() -> Mapping[str, int]:
    return FIGURES


def visitor(watch: Watch, *routers: APIRouter) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create(watch, routers)), base_url="http://jalsa")


WELL = Watch(ping=answers, figures=figures, version="1.2.3")
ILL = Watch(ping=is_silent, figures=figures, version="1.2.3")


@pytest.mark.parametrize(("watch", "alive", "ready"), [(WELL, 200, 200), (ILL, 200, 503)])
async def test_alive_is_the_process_and_ready_is_the_database(watch: Watch, alive: int, ready: int) -> None:
    async with visitor(watch) as person:
        assert (await person.get("/healthz")).status_code == alive
        answer = await person.get("/readyz")

    assert answer.status_code == ready
    assert "secret" not in answer.text


async def test_the_figures_are_told() -> None:
    async with visitor(WELL) as person:
        answer = await person.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert answer.text == exposed("1.2.3", FIGURES)


def test_the_figures_read_as_prometheus_reads_them() -> None:
    assert exposed("1.2.3", {"inbox": 40}).splitlines() == [
        "# TYPE jalsa_build_info gauge",
        'jalsa_build_info{version="1.2.3"} 1',
        "# TYPE jalsa_inbox gauge",
        "jalsa_inbox 40",
    ]


def test_figures_of_one_name_stand_below_one_heading() -> None:
    figures = {'messages_sent{channel="sms"}': 3, 'messages_sent{channel="whatsapp"}': 7, "money_tasks": 0}

    assert exposed("1.2.3", figures).splitlines()[2:] == [
        "# TYPE jalsa_messages_sent gauge",
        'jalsa_messages_sent{channel="sms"} 3',
        'jalsa_messages_sent{channel="whatsapp"} 7',
        "# TYPE jalsa_money_tasks gauge",
        "jalsa_money_tasks 0",
    ]


async def test_the_doors_it_is_given_are_open_and_it_describes_itself_to_nobody() -> None:
    door = APIRouter()
    door.add_api_route("/door", answers)

    async with visitor(WELL, door) as person:
        statuses = [(await person.get(path)).status_code for path in ("/door", "/openapi.json", "/docs", "/redoc")]

    assert statuses == [200, 404, 404, 404]
