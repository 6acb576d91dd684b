"""Files that come and go by WhatsApp: fetched from us by a signed address over real HTTP, and kept sealed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from booking.status import PaymentMethod
from bot.channels.base import TryLater
from bot.channels.media_links import GOOD_FOR, MediaLinks
from bot.clock import MovableClock
from bot.handlers import http, media
from bot.jobs.base import Outside
from bot.jobs.deliver import deliver_by
from bot.messages import Attachment, Deliver, FileRef, Outgoing, Voice, say
from bot.services.notices import packed
from storage.models import files
from storage.rows import OutboxRow
from storage.uow import Storage
from tests.services.payment_room import Till
from tests.standins.memory_channel import MemoryChannel
from tests.standins.site import NO_TLS, served

KEY = b"a key of every process"
ICS = b"BEGIN:VCALENDAR"
NAME = "موعد.ics"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def links(clock: MovableClock, base_url: str = "", key: bytes = KEY) -> MediaLinks:
    return MediaLinks(key, base_url, clock.now)


def ours(number: int) -> FileRef:
    return FileRef("store", str(number), NAME, "text/calendar", len(ICS))


@pytest.fixture
async def site(storage: Storage, clock: MovableClock) -> AsyncIterator[str]:
    async def no_figures() -> dict[str, int]:
        return {}

    watch = http.Watch(ping=storage.ping, figures=no_figures, version="1")
    async with served(http.create(watch, [media.router(storage, links(clock))])) as url:
        yield url


@pytest.fixture
async def number(storage: Storage, clock: MovableClock) -> int:
    """A calendar file in our table."""
    async with storage.begin() as tx:
        return await tx.files.put(NAME, "text/calendar", ICS, clock.now())


async def got(url: str, method: str = "GET") -> httpx.Response:
    async with httpx.AsyncClient(verify=NO_TLS) as client:
        return await client.request(method, url)


# ------------------------------------------------------------------------------------------------------------- the door


async def test_a_file_is_fetched_by_its_address_and_kept_by_nobody(site: str, number: int, clock: MovableClock) -> None:
    answer = await got(links(clock, site).url(ours(number)))

    assert (answer.status_code, answer.content) == (200, ICS)
    assert answer.headers["content-type"].partition(";")[0] == "text/calendar"
    assert answer.headers["content-disposition"].startswith("inline; filename*=UTF-8''%D9%85")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_its_head_is_answered_without_its_bytes(site: str, number: int, clock: MovableClock) -> None:
    answer = await got(links(clock, site).url(ours(number)), "HEAD")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(ICS))


@pytest.mark.parametrize(("after", "status"), [(GOOD_FOR, 200), (GOOD_FOR + SECOND, 404)])
async def test_an_address_is_good_for_two_days(
    site: str, number: int, clock: MovableClock, after: timedelta, status: int
) -> None:
    url = links(clock, site).url(ours(number))
    clock.move(after)

    assert (await got(url)).status_code == status


async def test_a_file_that_is_gone_is_not_found(site: str, clock: MovableClock) -> None:
    assert (await got(links(clock, site).url(ours(404)))).status_code == 404


FORGED: dict[str, Callable[[str, str, str], str]] = {
    "another file": lambda file, until, seal: f"{int(file) + 1}-{until}-{seal}",
    "a longer time": lambda file, until, seal: f"{file}-{int(until) + 1}-{seal}",
    "no seal": lambda file, until, _seal: f"{file}-{until}-",
    "a shorter seal": lambda file, until, seal: f"{file}-{until}-{seal[:-1]}",
    "capitals": lambda file, until, seal: f"{file}-{until}-{seal.upper()}",
    "a zero before": lambda file, until, seal: f"0{file}-{until}-{seal}",
    "more behind": lambda file, until, seal: f"{file}-{until}-{seal}-1",
    "other digits": lambda _file, until, seal: f"١-{until}-{seal}",
    "nothing": lambda _file, _until, _seal: "x",
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
async def test_an_address_that_we_did_not_make_is_not_found(
    site: str, number: int, clock: MovableClock, forge: Callable[[str, str, str], str]
) -> None:
    base, _, token = links(clock, site).url(ours(number)).rpartition("/")
    file, until, seal = token.split("-")

    assert (await got(f"{base}/{forge(file, until, seal)}")).status_code == 404


async def test_an_address_of_other_keys_is_not_found(site: str, number: int, clock: MovableClock) -> None:
    assert (await got(links(clock, site, b"another key").url(ours(number)))).status_code == 404


def test_the_key_is_not_shown(clock: MovableClock) -> None:
    assert not re.search("key of every", repr(links(clock)))


# ------------------------------------------------------------------------------------------------------------ going out


@pytest.fixture
async def till(storage: Storage, clock: MovableClock) -> Till:
    """With WhatsApp beside the web chat."""
    till = Till(storage, clock)
    till.channels["whatsapp"] = MemoryChannel("whatsapp", files={"ME1": b"a picture"})
    await till.open()
    return till


def whatsapp(till: Till) -> MemoryChannel:
    channel = till.channels["whatsapp"]
    assert isinstance(channel, MemoryChannel)
    return channel


async def test_what_is_sent_by_whatsapp_goes_with_whom_it_is_about(till: Till) -> None:
    booking, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER)
    card = Outgoing((say("told-confirmed"),), file=Attachment(NAME, "text/calendar", ICS))
    payload = packed(Deliver(card, Voice()))
    outside = Outside(till.storage, till.clock, till.channels)
    async with till.desk() as desk:
        await desk.tx.people.grant("whatsapp", "1", (), now=desk.now, address="whatsapp:1")
        await desk.tx.people.heard("whatsapp", "whatsapp:1", desk.now)

    row = OutboxRow(1, "whatsapp", "whatsapp:1", "deliver", payload, 1, till.clock.now(), "", booking.booking_id)
    await deliver_by(till.make_desk)(row, outside)

    (said,) = whatsapp(till).cards("whatsapp:1")
    assert said.file is not None
    kept = said.file.kept
    assert kept is not None
    assert kept == ours(int(kept.id))
    async with till.desk() as desk:
        before = await desk.tx.files.get(int(kept.id))
        await desk.tx.people.erase(booking.client_id, desk.now)
        after = await desk.tx.files.get(int(kept.id))
    assert before is not None
    assert (before.name, before.data, after) == (NAME, ICS, None)


# ------------------------------------------------------------------------------------------------------------ coming in


PICTURE = FileRef("whatsapp", "ME1", "receipt.jpg", "image/jpeg", 9)


async def test_a_receipt_that_came_by_whatsapp_is_kept_by_us_and_sealed(till: Till) -> None:
    booking, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER)
    receipt = await till.sends(PICTURE)
    await till.works()

    async with till.desk() as desk:
        kept = await desk.tx.payments.receipt(receipt.receipt_id)
        assert kept is not None
        stored = await desk.tx.files.get(int(kept.file_id))
        (row,) = await desk.tx.audit._all(
            select(files.c.data, files.c.client_id).where(files.c.id == int(kept.file_id))
        )
    assert (kept.channel, kept.name, kept.mime) == ("store", "receipt.jpg", "image/jpeg")
    assert stored is not None
    assert stored.data == b"a picture"
    assert b"picture" not in row.data
    assert row.client_id == booking.client_id


async def test_the_team_sees_it_when_whatsapp_has_let_it_go(till: Till) -> None:
    await till.to_pay(PaymentMethod.BANK_TRANSFER)
    await till.sends(PICTURE)
    till.channel.trouble["taha"].append(TryLater("busy", 1))
    await till.works()
    whatsapp(till).files.clear()
    till.clock.move(MINUTE)

    said = await till.works()

    shown = [card.file for to, card in said if to == "taha" and card.file]
    assert [file.data for file in shown] == [b"a picture"]


async def test_a_receipt_of_the_web_chat_stays_where_it_is(till: Till) -> None:
    *_, receipt = await till.with_receipt()

    await till.works()

    async with till.desk() as desk:
        kept = await desk.tx.payments.receipt(receipt.receipt_id)
        assert kept is not None
        assert (kept.channel, kept.file_id) == (receipt.channel, receipt.file_id)


async def test_a_receipt_that_whatsapp_has_no_more_is_shown_without_its_picture(till: Till) -> None:
    await till.to_pay(PaymentMethod.BANK_TRANSFER)
    await till.sends(FileRef("whatsapp", "ME404", "receipt.jpg", "image/jpeg", 9))

    said = await till.works()

    (card,) = [card for to, card in said if to == "taha" and card.lines[0].id == "receipt-came"]
    assert card.file is None
