"""The page after paying in a real browser: on a phone, light and dark, and how it learns of the payment by itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import pytest
from fastapi import Response
from playwright.sync_api import Browser, Locator, Page, expect

from bot.clock import MovableClock
from storage.crypto import Vault, new_key
from storage.uow import Storage
from tests.browser import browser as running_browser
from tests.e2e.pages import visit
from tests.handlers.returned_room import Room
from tests.standins.site import served

T = TypeVar("T")

SOON = 10_000  # milliseconds; the page looks again after five seconds
CHAT = "<title>chat</title><link rel=icon href=data:,>"
FINGER = 44  # pixels, the least that WCAG 2.2 asks of a target (2.5.5)


class Behind:
    """The page's door and its books, on a thread of their own: Playwright has ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._open = AsyncExitStack()

    def __enter__(self) -> Self:
        self._thread.start()
        self.does(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.does(self._open.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        storage = Storage(f"sqlite+aiosqlite:///{self._folder}/jalsa.db", Vault.from_text(new_key()))
        self._open.push_async_callback(storage.close)
        await storage.start()
        self.room = Room(storage, MovableClock(datetime(2026, 11, 21, 6, tzinfo=UTC)))
        await self.room.open()
        app = self.room.app()
        app.add_api_route("/", lambda: Response(CHAT, media_type="text/html"))
        self.url = await self._open.enter_async_context(served(app))

    def does(self, work: Coroutine[Any, Any, T]) -> T:
        """Have something done on the other thread."""
        done: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Behind]:
    with Behind(tmp_path) as behind:
        yield behind


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def is_within_reach(page: Page, link: Locator) -> None:
    """The link is on the screen, large enough for a finger, and the keyboard comes to it."""
    expect(link).to_be_in_viewport(ratio=1)
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= FINGER
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert link.evaluate("here => getComputedStyle(here).outlineStyle") == "solid"


def test_the_page_learns_of_the_payment_by_itself_and_leads_back_to_the_chat(browser: Browser, behind: Behind) -> None:
    order = behind.does(behind.room.ordered(source="web"))

    with visit(browser, behind.url + behind.room.returns.page(order.order_id), width=390, height=844) as page:
        heading = page.get_by_role("heading")
        expect(heading).to_have_text("لم يصل خبر الدفع بعد")
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        behind.does(behind.room.paid(order))
        expect(heading).to_have_text("وصل الدفع ✅", timeout=SOON)
        page.get_by_role("link", name="العودة إلى المحادثة").click()
        expect(page).to_have_title("chat")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_a_phone_everything_is_within_reach(browser: Browser, behind: Behind, language: str, dark: bool) -> None:
    order = behind.does(behind.room.ordered(language=language))
    url = f"{behind.url}{behind.room.returns.page(order.order_id)}?back=1"

    with visit(browser, url, language=language, width=320, height=568, dark=dark) as page:
        assert fits(page)
        links = page.get_by_role("link")
        expect(links).to_have_count(2)
        for link in links.all():
            is_within_reach(page, link)
        is_styled = page.get_by_role("main").evaluate("here => getComputedStyle(here).borderRadius")
        assert is_styled == "20px"
