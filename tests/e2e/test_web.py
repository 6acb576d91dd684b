"""The program that `make run` starts, in a real browser: people book, pay, confirm, and come back after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import browser as running_browser
from tests.e2e.pages import DAY, TIME, Pane, checkout, introduce, visit
from tests.e2e.program import Running

QUICK_SECONDS = 10  # a start takes two or three; the machine may be busy with the other tests


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Running]:
    with Running(tmp_path) as running:
        yield running


def book_the_free_one(client: Pane) -> None:
    client.taps("حجز استشارة", "تعارف مجانية")
    introduce(client)
    client.taps(DAY, TIME, "نكمل بدونها", "تأكيد الحجز")
    client.reads("تم تأكيد موعدك", "استشارة تعارف مجانية")


def test_a_client_books_and_pays_and_the_coach_confirms(browser: Browser, program: Running, tmp_path: Path) -> None:
    with visit(browser, program.url) as page:
        client, coach = Pane(page, "client"), Pane(page, "coach")

        client.reads("الكابتن طه الصباغ")
        client.says("استشارة تغذية")
        introduce(client)
        client.taps(DAY, TIME, "أونلاين", "هذا الوقت يكفي", "نكمل بدونها")
        client.reads("مراجعة الحجز", "١٥٠ ر.س")
        client.taps("دفع تجريبي")
        with checkout(client) as purse:
            purse.get_by_role("button", name="رفض الدفع").click()
            client.reads("لم ينجح الدفع")
            purse.get_by_role("button", name="دفع · Pay").click()
            client.has_read("وصل المبلغ", "١٥٠ ر.س")

        coach.reads("نورة الشمري", "استشارة تغذية", "مدفوع")
        coach.taps("تأكيد")
        coach.reads("تم التأكيد", "مؤكَّد")

        client.reads("تم تأكيد موعدك", "https://meet.example.com/captain-taha")
        with page.expect_download() as downloading:
            client.card.get_by_role("link", name=".ics").click()
        downloading.value.save_as(tmp_path / "session.ics")

    assert downloading.value.suggested_filename.endswith("-0001.ics")
    assert (tmp_path / "session.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_after_a_crash_the_page_comes_back_and_nothing_is_lost(browser: Browser, program: Running) -> None:
    with visit(browser, program.url) as page:
        client = Pane(page, "client")
        book_the_free_one(client)
        before = client.root.locator("article").count()

        program.stop()
        expect(client.root.get_by_role("status")).not_to_be_empty()
        client.says("حجوزاتي")  # kept by the page until the program is there again
        seconds = program.start()

        client.reads("حجوزاتك القادمة", "استشارة تعارف مجانية", "مؤكَّد")
        expect(client.root.get_by_role("status")).to_be_empty()
        page.reload()
        expect(client.root.locator("article")).to_have_count(before + 2)
        client.reads("استشارة تعارف مجانية")

    assert seconds < QUICK_SECONDS


def test_the_keyboard_alone_books_the_free_one(browser: Browser, program: Running) -> None:
    with visit(browser, program.url) as page:
        client, press = Pane(page, "client"), page.keyboard.press
        client.reads("الكابتن طه الصباغ")

        for answer, question in (
            ("استشارة تعارف مجانية", "الاسم"),
            ("نورة الشمري", "رقم الجوال"),
            ("0501234567", "نورة الشمري"),
        ):
            client.reaches(client.input)
            page.keyboard.type(answer)
            press("Enter")
            client.reads(question)
        client.reaches(client.button("نكمل"), "Shift+Tab")
        press("Enter")
        for button in (DAY, TIME, "نكمل بدونها", "تأكيد الحجز"):
            client.reaches(client.button(button))
            press("Enter")

        client.reads("تم تأكيد موعدك")


def test_a_phone_shows_one_pane_at_a_time_and_nothing_sticks_out(browser: Browser, program: Running) -> None:
    with visit(browser, program.url, width=390, height=844, dark=True) as page:
        client, coach = Pane(page, "client"), Pane(page, "coach")
        client.says("جلسة جماعية")
        introduce(client)
        client.taps(DAY)
        expect(client.button(TIME)).to_be_visible()

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert client.root.evaluate(
            "pane => [...pane.querySelectorAll('.choice')].every(one => one.scrollWidth <= one.clientWidth + 1)"
        )
        expect(coach.root).to_be_hidden()
        page.get_by_role("button", name="الكابتن", exact=False).first.click()
        expect(coach.card).to_be_visible()
        expect(client.root).to_be_hidden()
