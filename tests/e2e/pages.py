"""The web chat as people use it in a browser: they type, press buttons by their names, and read the latest card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

DAY = re.compile(r"^[٠-٩]{1,2}$")
TIME = re.compile(r"^[٠-٩]{1,2}:[٠-٩]{2}$")
MOST_TABS = 60


class Pane:
    """One side of the chat: `client` or `coach`."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.root = page.locator(f".pane[data-pane={name}]")
        self.input = self.root.get_by_role("textbox")

    @property
    def card(self) -> Locator:
        """The latest card of the bot."""
        return self.root.locator("article.bot").last

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """The first button of the latest card whose name holds `name`."""
        return self.card.get_by_role("button", name=name).first

    def reads(self, *words: str) -> None:
        """Wait until the latest card says all of `words`."""
        for part in words:
            expect(self.card).to_contain_text(part)

    def has_read(self, *words: str) -> None:
        """Wait until some card says all of `words`: where another may have followed it already."""
        cards = self.root.locator("article.bot")
        for part in words:
            cards = cards.filter(has_text=part)
        expect(cards.last).to_be_visible()

    def says(self, text: str) -> None:
        """Type and send."""
        self.input.fill(text)
        self.input.press("Enter")

    def taps(self, *names: str | re.Pattern[str]) -> None:
        """Press buttons, one after the other, each as soon as the latest card has it."""
        for name in names:
            self.button(name).click()

    def reaches(self, wanted: Locator, key: str = "Tab") -> None:
        """Press `key` until the keyboard is at `wanted`, which shows that it is there."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_TABS):
            if wanted.evaluate("here => here === document.activeElement"):
                assert wanted.evaluate("here => getComputedStyle(here).outlineStyle") == "solid"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not lead to {wanted}")


@contextmanager
def visit(
    browser: Browser, url: str, *, language: str = "ar", width: int = 1280, height: int = 800, dark: bool = False
) -> Iterator[Page]:
    """A fresh visitor's page; whatever the page complains of in its console fails the test."""
    context = browser.new_context(
        locale=language,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    try:
        page.goto(url)
        yield page
    finally:
        context.close()
    # That the line breaks is part of what is tested, and the browser mentions it.
    assert [said for said in complaints if "WebSocket" not in said] == []


def introduce(client: Pane) -> None:
    """A new client's name and number, typed, and the card with both confirmed."""
    client.reads("الاسم")
    client.says("نورة الشمري")
    client.reads("رقم الجوال")
    client.says("٠٥٠١٢٣٤٥٦٧")
    client.reads("نورة الشمري", "+966501234567")
    client.taps("نكمل")


@contextmanager
def checkout(client: Pane) -> Iterator[Page]:
    """The page of play money that the latest card leads to, for as long as the block lasts."""
    with client.page.expect_popup() as opened:
        client.card.get_by_role("link", name="الدفع الآن").click()
    yield opened.value
    opened.value.close()
