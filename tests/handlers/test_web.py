"""The web chat over real HTTP and WebSocket: who sees which chat, and what becomes of what they send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from websockets.exceptions import InvalidStatus

from bot.channels.web import WebChannel
from bot.messages import Command, Deliver, Incoming, Outgoing, Tap, Text, Voice, say
from tests.handlers.web_program import ID, Program, app
from tests.standins.site import Browser, Page, browser, served

VOICE = Voice()
CARD = Outgoing((say("go-book"),), turn=1)
PICTURE = {"Content-Type": "image/png", "X-File-Name": "%D8%A5%D9%8A%D8%B5%D8%A7%D9%84.png"}


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


async def say_hello(page: Page) -> None:
    await page.says(id=ID, text="مرحبا")
    await page.hears("ack")


# ------------------------------------------------------------------------------------------------------- the page


async def test_the_page_gives_a_cookie_that_scripts_and_other_sites_do_not_get(demo: str) -> None:
    async with browser(demo, visit=False) as person:
        answer = await person.http.get("/")

    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert 'data-mode="demo"' in answer.text


async def test_a_browser_that_comes_back_keeps_its_cookie(nora: Browser) -> None:
    before = dict(nora.http.cookies)

    await nora.http.get("/")

    assert dict(nora.http.cookies) == before


async def test_a_made_up_cookie_is_replaced(demo: str) -> None:
    async with browser(demo, visit=False) as person:
        answer = await person.http.get("/", headers={"Cookie": "jalsa=coach"})

    assert "jalsa=coach" not in answer.headers["set-cookie"]


async def test_behind_https_the_cookie_is_for_https_only(program: Program) -> None:
    async with served(app(program, "on", "https://chat.example")) as url, browser(url, visit=False) as person:
        answer = await person.http.get("/")

    assert "Secure" in answer.headers["set-cookie"]
    assert 'data-mode="on"' in answer.text


@pytest.mark.parametrize(
    ("name", "type_"),
    [("chat.js", "text/javascript"), ("chat.css", "text/css"), ("icon.svg", "image/svg+xml")],
)
async def test_the_parts_of_the_page_are_served_once(nora: Browser, name: str, type_: str) -> None:
    first = await nora.http.get(f"/web/page/{name}")
    again = await nora.http.get(f"/web/page/{name}", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["content-type"].startswith(type_)
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize("path", ["/web/page/index.html", "/web/page/..%2Fweb.py", "/web/page/", "/openapi.json"])
async def test_nothing_else_is_served(nora: Browser, path: str) -> None:
    assert (await nora.http.get(path)).status_code == 404


# ------------------------------------------------------------------------------------------------------- the chat


async def test_what_is_typed_is_received_and_then_acknowledged(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await page.says(id=ID, text="بكرة ٥ العصر")
        acknowledged = await page.hears("ack")

    (incoming,) = program.received
    assert acknowledged["of"] == ID
    assert incoming == Incoming(
        "web", f"{incoming.address}:{ID}", incoming.sender, incoming.address, Text("بكرة ٥ العصر"), language="ar-SA"
    )
    assert nora.http.cookies["jalsa"] not in incoming.address


async def test_an_answer_arrives_at_once_and_an_edit_keeps_its_id(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await say_hello(page)
        shown = await program.answer(CARD)
        first = await page.hears("card")
        await program.answer(Outgoing((say("go-menu"),), turn=2), edit=shown)
        edited = await page.hears("card")

    assert str(first["id"]) == str(edited["id"]) == shown
    assert (first["card"]["turn"], edited["card"]["turn"]) == (1, 2)
    assert edited["seq"] > first["seq"]


async def test_a_tap_and_a_deep_link_are_received_without_an_echo(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await page.says(id=ID + "1", start="type_3")
        await page.says(id=ID + "2", tap={"value": "do:book", "turn": 1, "card": "5"})
        await page.hears("ack")
        await page.hears("ack")

    assert [incoming.body for incoming in program.received] == [Command("start", "type_3"), Tap("do:book", 1, "5")]
    assert await program.channel.mailbox.since(program.received[0].address, 0, 10) == []


async def test_a_page_opened_later_shows_both_sides(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await say_hello(page)
        await program.answer(CARD)

    async with nora.chat() as later:
        own, card = await later.hears("own"), await later.hears("card")
        await later.hears("ready")

    assert (own["own"], card["card"]["turn"]) == ({"of": ID, "text": "مرحبا"}, 1)


async def test_a_page_that_reconnects_hears_only_what_is_new(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await say_hello(page)
        await program.answer(CARD)
        seen = await page.hears("card")
    await program.answer(Outgoing((say("go-menu"),), turn=2))

    async with nora.chat(since=seen["seq"]) as page:
        assert (await page.hears("card"))["card"]["turn"] == 2


async def test_a_long_history_comes_whole(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await say_hello(page)
    for turn in range(1, 251):
        await program.answer(Outgoing((say("go-menu"),), turn=turn))

    async with nora.chat() as page:
        turns = [(await page.hears("card"))["card"]["turn"] for _ in range(250)]

    assert turns == list(range(1, 251))


async def test_what_another_process_wrote_is_found_soon(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await say_hello(page)
        elsewhere = WebChannel(program.channel.mailbox)
        await elsewhere.deliver(program.received[0].address, Deliver(CARD, VOICE))

        assert (await page.hears("card"))["card"]["turn"] == 1


async def test_two_people_do_not_see_each_other(nora: Browser, demo: str, program: Program) -> None:
    async with browser(demo) as sara, nora.chat() as noras, sara.chat() as saras:
        await say_hello(noras)
        await say_hello(saras)
        await program.answer(CARD, to=0)
        await program.answer(Outgoing((say("go-menu"),), turn=7), to=1)

        assert (await noras.hears("card"))["card"]["turn"] == 1
        assert (await saras.hears("card"))["card"]["turn"] == 7


GARBAGE = ["", "{", "[]", "5", '{"id": "0123456789"}', '{"id":"0123456789","text":"\\ud800"}', b"\x00"]


@pytest.mark.parametrize("raw", GARBAGE)
async def test_garbage_is_refused_and_the_chat_goes_on(nora: Browser, program: Program, raw: str | bytes) -> None:
    async with nora.chat() as page:
        await page.sends(raw)
        await page.hears("refused")
        await say_hello(page)

    assert [incoming.body for incoming in program.received] == [Text("مرحبا")]


async def test_a_frame_too_long_is_refused(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        await page.says(id=ID, text="x" * 40_000)
        await page.hears("refused")

    assert program.received == []


async def test_what_could_not_be_stored_is_not_acknowledged(nora: Browser, program: Program) -> None:
    program.broken = True
    async with nora.chat() as page:
        await page.says(id=ID, text="مرحبا")
        failed = await page.hears("failed")
        program.broken = False
        await say_hello(page)

    assert failed["of"] == ID
    assert len(program.received) == 1


async def test_a_flood_is_slowed_down_and_nothing_of_it_is_stored(nora: Browser, program: Program) -> None:
    async with nora.chat() as page:
        for number in range(21):
            await page.says(id=f"{ID}{number}", tap={"value": "yes", "turn": 1})
        slow = await page.hears("slow")
        program.clock.move(timedelta(seconds=slow["seconds"]))
        await page.says(id=slow["of"], tap={"value": "yes", "turn": 1})
        acknowledged = [(await page.hears("ack"))["of"] for _ in range(21)]

    assert acknowledged == [f"{ID}{number}" for number in range(21)]
    assert len(program.received) == 21


# ---------------------------------------------------------------------------------------------------- who may enter


async def test_the_coach_sits_in_the_demo(nora: Browser, program: Program) -> None:
    async with nora.chat("coach") as page:
        await say_hello(page)

    assert (program.received[0].sender, program.received[0].address) == ("coach", "coach")


async def test_there_is_no_coach_outside_of_the_demo(program: Program) -> None:
    async with served(app(program, "on")) as url, browser(url) as person:
        with pytest.raises(InvalidStatus) as refused:
            async with person.chat("coach"):
                pass
        upload = await person.http.post("/web/files?pane=coach", content=b"x", headers={**PICTURE, "Origin": url})

    assert (refused.value.response.status_code, upload.status_code) == (403, 403)


@pytest.mark.parametrize(("pane", "since"), [("owner", 0), ("client", -1), ("client", "x"), ("client", 2**63)])
async def test_an_address_that_makes_no_sense_is_refused(nora: Browser, pane: str, since: object) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with nora.chat(pane, since):
            pass

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "file://127.0.0.1"])
async def test_a_page_of_another_site_is_refused(nora: Browser, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with nora.chat(origin=origin):
            pass
    upload = await nora.http.post("/web/files", content=b"x", headers={**PICTURE, "Origin": origin})

    assert (refused.value.response.status_code, upload.status_code) == (403, 403)


async def test_the_public_address_is_our_own_page(program: Program) -> None:
    async with served(app(program, "on", "https://chat.example")) as url, browser(url, visit=False) as person:
        answer = await person.http.get("/")
        token = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
        person.http.cookies.clear()
        person.http.cookies.set("jalsa", token)
        async with person.chat(origin="https://chat.example") as page:
            await page.hears("ready")


async def test_without_a_cookie_there_is_no_chat(demo: str) -> None:
    async with browser(demo, visit=False) as person:
        with pytest.raises(InvalidStatus) as refused:
            async with person.chat():
                pass

    assert refused.value.response.status_code == 403
