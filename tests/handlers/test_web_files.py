"""Files of the web chat over real HTTP: what is taken in, and to whom it is handed out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from bot.handlers.web_files import LARGEST, file_name
from bot.messages import Attachment, Deliver, FileRef, Media, Outgoing, Voice, say
from tests.handlers.web_program import ID, Program, app
from tests.standins.site import Browser, browser, served

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
async def demo(program: Program) -> AsyncIterator[str]:
    async with served(app(program, "demo")) as url:
        yield url


@pytest.fixture
async def nora(demo: str) -> AsyncIterator[Browser]:
    async with browser(demo) as person:
        yield person


async def upload(person: Browser, data: bytes = PNG, kind: str = "image/png") -> httpx.Response:
    headers = {"Content-Type": kind, "X-File-Name": "%D8%A5%D9%8A%D8%B5%D8%A7%D9%84.png", "Origin": person.url}
    return await person.http.post("/web/files", content=data, headers=headers)


async def test_a_receipt_is_received_and_shown_to_its_sender_only(nora: Browser, demo: str, program: Program) -> None:
    ticket = (await upload(nora)).json()["file"]

    async with nora.chat() as page:
        await page.says(id=ID, file=ticket, caption="الإيصال")
        own = (await page.hears("own"))["own"]
        await page.hears("ack")
    seen = await nora.http.get(own["file"]["link"])
    async with browser(demo) as sara:
        unseen = await sara.http.get(own["file"]["link"])

    body = program.received[0].body
    assert isinstance(body, Media)
    assert (body.file.name, body.file.mime, body.file.size, body.caption) == ("إيصال.png", "image/png", 8, "الإيصال")
    assert await program.channel.fetch(body.file) == PNG
    assert (own["text"], seen.content, unseen.status_code) == ("الإيصال", PNG, 404)


async def test_a_ticket_of_somebody_else_is_refused_in_the_chat(nora: Browser, demo: str, program: Program) -> None:
    ticket = (await upload(nora)).json()["file"]

    async with browser(demo) as sara, sara.chat() as page:
        await page.says(id=ID, file=ticket)
        await page.hears("refused")

    assert program.received == []


async def test_the_coach_of_the_demo_sees_what_was_sent_to_the_coach(nora: Browser, program: Program) -> None:
    id_ = await program.channel.mailbox.keep("إيصال.png", "image/png", PNG)
    kept = FileRef("web", id_, "إيصال.png", "image/png", len(PNG))
    card = Outgoing((say("go-book"),), file=Attachment("إيصال.png", "image/png", kept=kept))
    await program.channel.deliver("coach", Deliver(card, Voice()))

    async with nora.chat("coach") as page:
        link = (await page.hears("card"))["card"]["file"]["link"]

    assert (await nora.http.get(link)).content == PNG


async def test_a_file_that_is_no_picture_is_saved_and_not_opened(nora: Browser, program: Program) -> None:
    calendar = Attachment("موعد.ics", "text/calendar", b"BEGIN:VCALENDAR")
    async with nora.chat() as page:
        await page.says(id=ID, text="مرحبا")
        await page.hears("ack")
        await program.answer(Outgoing((say("go-book"),), file=calendar))
        link = (await page.hears("card"))["card"]["file"]["link"]

    answer = await nora.http.get(link)

    assert answer.content == b"BEGIN:VCALENDAR"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%D9%85")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("kind", ["", "image/svg+xml", "text/html", "application/zip", "image/PNG/x"])
async def test_other_kinds_of_files_are_not_taken(nora: Browser, kind: str) -> None:
    assert (await upload(nora, kind=kind)).status_code == 415


@pytest.mark.parametrize(("size", "status"), [(0, 400), (LARGEST, 200), (LARGEST + 1, 413)])
async def test_a_file_has_something_in_it_and_at_most_ten_megabytes(nora: Browser, size: int, status: int) -> None:
    assert (await upload(nora, b"x" * size)).status_code == status


async def test_too_many_files_are_put_off(nora: Browser, program: Program) -> None:
    statuses = [(await upload(nora)).status_code for _ in range(11)]
    program.clock.move(timedelta(minutes=10))
    later = await upload(nora)

    assert statuses == [200] * 10 + [429]
    assert later.status_code == 200


@pytest.mark.parametrize("ticket", ["7", "x.y", "%00", "W10=.AAAAAAAAAAAAAAAAAAAAAA"])
async def test_a_made_up_ticket_is_not_found(nora: Browser, ticket: str) -> None:
    assert (await nora.http.get(f"/web/files/{ticket}")).status_code == 404


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("%D8%A5%D9%8A%D8%B5%D8%A7%D9%84.png", "إيصال.png"),
        ("", "file"),
        ("..", "file"),
        ("../../etc/passwd", "etcpasswd"),
        ("a%0D%0Ab%00.pdf", "ab.pdf"),
        ("%E2%80%AEgnp.exe", "gnp.exe"),
        ("x" * 200 + ".png", "x" * 96 + ".png"),
    ],
)
def test_a_file_name_is_made_harmless(said: str, name: str) -> None:
    assert file_name(said) == name
