"""The page after paying, over HTTP and on both databases: it says what the ledger says, to whom it was given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest

from booking.ledger import Verdict
from booking.money import Money
from booking.status import PaymentStatus, Status
from bot.clock import MovableClock
from bot.handlers.returned_page import MOST_LOOKS
from bot.services.payments.links import Returns
from storage.rows import Order, OrderStatus, PaymentState, RefundState
from storage.uow import Storage
from tests.handlers.returned_room import CHATS, HALF, PAGE, PRICE, PRIVATE, Room, links, read, refreshed

PAY, CHAT, LOOK = "العودة إلى صفحة الدفع", "العودة إلى المحادثة", "تحديث الصفحة"
ARRIVED = ("وصل الدفع", "المبلغ الذي وصل")


@dataclass(frozen=True)
class Door:
    """The page from outside, and the room behind it."""

    http: httpx.AsyncClient
    room: Room

    async def shown(self, order: Order, query: str = "") -> str:
        """The page of an order as HTML."""
        answer = await self.http.get(self.room.returns.page(order.order_id) + query)
        assert answer.status_code == 200
        assert [word for word in PRIVATE if word in answer.text] == []
        return answer.text


@pytest.fixture
async def door(storage: Storage, clock: MovableClock) -> AsyncIterator[Door]:
    room = Room(storage, clock)
    await room.open()
    async with opened(room) as http:
        yield Door(http, room)


def opened(room: Room) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=room.app()), base_url="http://bot")


# ---------------------------------------------------------------------------------- before the provider has reported


async def test_before_the_report_it_claims_nothing_and_looks_again_by_itself(door: Door) -> None:
    order = await door.room.ordered()

    page = await door.shown(order)

    assert "لم يصل خبر الدفع بعد" in read(page)
    assert not any(claim in read(page) for claim in ARRIVED)
    assert "رقم الحجز: CB-20261122-0001" in read(page)
    assert "المبلغ: ١٠٠ ر.س" in read(page)
    assert refreshed(page) == "?n=1"
    assert links(page) == {CHAT: CHATS["telegram"]}


async def test_looking_asks_the_provider_and_changes_nothing_of_the_booking(door: Door) -> None:
    order = await door.room.ordered()
    _, booking, payments = await door.room.books(order)

    await door.shown(order)

    assert door.room.asked == [order.order_id]
    assert door.room.woken == [0]
    after, *rest = await door.room.books(order)
    assert rest == [booking, payments]
    assert after is not None
    assert (after.status, after.asked_at) == (OrderStatus.OPEN, door.room.clock.now())


async def test_it_does_not_look_again_for_ever(door: Door) -> None:
    order = await door.room.ordered()

    for said in (str(MOST_LOOKS), "99", "999999999999", "-1", "x", "", "٣"):
        page = await door.shown(order, f"?n={said}")

        assert refreshed(page) == ""
        assert "متى وصل الخبر ظهر في المحادثة" in read(page)
        assert links(page) == {CHAT: CHATS["telegram"], LOOK: "?"}


async def test_it_counts_how_often_it_has_looked(door: Door) -> None:
    order = await door.room.ordered()

    assert refreshed(await door.shown(order, f"?n={MOST_LOOKS - 1}")) == f"?n={MOST_LOOKS}"


async def test_a_page_that_looks_every_few_seconds_asks_once(door: Door) -> None:
    order = await door.room.ordered()

    for looks in range(3):
        await door.shown(order, f"?n={looks}")

    assert await door.room.errands() == ["ask"]


async def test_an_attempt_that_failed_before_is_not_taken_for_the_one_just_made(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.heard(order, PaymentState.FAILED)

    page = await door.shown(order)

    assert "لم يصل خبر الدفع بعد" in read(page)
    assert PAY not in links(page)


async def test_money_that_is_on_its_way_is_being_processed(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.heard(order, PaymentState.FAILED, reference="pi_0")
    await door.room.heard(order, PaymentState.PENDING)

    for query in ("", "?back=1"):
        page = await door.shown(order, query)
        assert "الدفع قيد المعالجة" in read(page)
        assert not any(claim in read(page) for claim in ARRIVED)
        assert refreshed(page) == "?n=1"
        assert PAY not in links(page)


async def test_money_that_was_on_its_way_and_failed_is_not_processed_any_more(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.heard(order, PaymentState.PENDING)
    await door.room.heard(order, PaymentState.FAILED)

    assert "لم يصلنا أي مبلغ" in read(await door.shown(order, "?back=1"))


# ------------------------------------------------------------------------------------ turned back, given up, too late


async def test_who_turned_back_is_told_until_when_the_time_is_kept_and_can_go_on(door: Door) -> None:
    order = await door.room.ordered()

    page = await door.shown(order, "?back=1")

    assert "لم يصلنا أي مبلغ" in read(page)
    assert "الموعد محفوظ حتى السبت ٢١ نوفمبر، ٩:٣٠ صباحًا." in read(page)
    assert links(page) == {PAY: PAGE, CHAT: CHATS["telegram"]}
    assert refreshed(page) == ""
    assert door.room.asked == [order.order_id]


async def test_a_page_that_takes_no_money_any_more_is_not_offered(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.becomes(order, hold_expires_at=door.room.clock.now() + timedelta(hours=2))
    door.room.clock.move(timedelta(minutes=30))

    page = await door.shown(order, "?back=1")

    assert "الموعد محفوظ" in read(page)
    assert PAY not in links(page)


async def test_while_its_page_is_being_closed_nothing_is_promised(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.closes(order)

    page = await door.shown(order, "?back=1")

    assert "محفوظ" not in read(page)
    assert PAY not in links(page)


@pytest.mark.parametrize("ended", [False, True], ids=["before the round", "after it"])
async def test_when_the_hold_is_over_the_time_is_not_kept(door: Door, ended: bool) -> None:
    order = await door.room.ordered()
    door.room.clock.move(timedelta(minutes=30))
    if ended:
        await door.room.becomes(order, status=Status.CANCELLED)

    page = await door.shown(order, "?back=1")

    assert "لم يعد الموعد محفوظًا" in read(page)
    assert "يمكن حجز موعد آخر في المحادثة" in read(page)
    assert links(page) == {CHAT: CHATS["telegram"]}
    assert refreshed(page) == ""


async def test_who_may_have_paid_too_late_is_told_that_the_news_will_come(door: Door) -> None:
    order = await door.room.ordered()
    door.room.clock.move(timedelta(minutes=30))

    page = await door.shown(order)

    assert "إن كان الدفع قد تمّ، فخبره يصل في المحادثة" in read(page)
    assert refreshed(page) == "?n=1"


async def test_an_order_that_was_given_up_for_another_way_to_pay(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.settled(order, OrderStatus.CANCELLED)

    page = await door.shown(order)

    assert "لم تعد صفحة الدفع هذه مستعملة" in read(page)
    assert links(page) == {CHAT: CHATS["telegram"]}
    assert door.room.asked == []


async def test_an_order_without_a_page_asks_nobody(door: Door) -> None:
    order = await door.room.ordered(page=False)

    page = await door.shown(order, "?back=1")

    assert door.room.asked == []
    assert PAY not in links(page)


# ----------------------------------------------------------------------------------------------- what has arrived


@pytest.mark.parametrize(
    ("status", "name"), [(Status.PENDING_CONFIRMATION, "بانتظار تأكيد الكابتن"), (Status.CONFIRMED, "مؤكَّد")]
)
async def test_what_is_paid_is_said_to_be_paid(door: Door, status: Status, name: str) -> None:
    order = await door.room.ordered()
    await door.room.paid(order, status)

    page = await door.shown(order)

    assert "وصل الدفع ✅" in read(page)
    assert "رقم الحجز: CB-20261122-0001" in read(page)
    assert "المبلغ الذي وصل: ١٠٠ ر.س" in read(page)
    assert f"الحالة: {name}" in read(page)
    assert refreshed(page) == ""
    assert links(page) == {CHAT: CHATS["telegram"]}
    assert door.room.asked == []


async def test_that_a_browser_turned_back_proves_nothing(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.paid(order)

    assert await door.shown(order, "?back=1") == await door.shown(order)


async def test_another_amount_is_not_called_the_payment(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.heard(order, PaymentState.COMPLETED, amount=HALF, verdict=Verdict.MISMATCHED)

    page = await door.shown(order)

    assert "وصل مبلغ" in read(page)
    assert "المبلغ الذي وصل: ٥٠ ر.س" in read(page)
    assert "يراجع الكابتن" in read(page)
    assert ARRIVED[0] not in read(page)


async def test_a_currency_that_is_none_of_ours_is_named_as_the_provider_did(door: Door) -> None:
    order = await door.room.ordered()
    nothing = Money(0, PRICE.currency)
    await door.room.heard(
        order, PaymentState.COMPLETED, amount=nothing, verdict=Verdict.MISMATCHED, note="12.00 <b>EUR</b>"
    )

    page = await door.shown(order)

    assert "المبلغ الذي وصل: 12.00 <b>EUR</b>" in read(page)
    assert "<b>" not in page


async def test_a_part_is_no_payment(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.heard(order, PaymentState.COMPLETED, amount=HALF, verdict=Verdict.PART)

    assert "التفاصيل في المحادثة" in read(await door.shown(order))


async def test_money_whose_seat_is_gone_leaves_a_choice(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.heard(order, PaymentState.COMPLETED, verdict=Verdict.CHOICE)
    await door.room.settled(order, OrderStatus.PAID)
    await door.room.becomes(order, status=Status.CANCELLED, payment_status=PaymentStatus.COMPLETED)

    page = await door.shown(order)

    assert "وصل الدفع بعد انتهاء وقت الحفظ" in read(page)
    assert "موعد آخر أو استرداد المبلغ كاملًا" in read(page)


# ---------------------------------------------------------------------------------------------------- what goes back


@pytest.mark.parametrize(
    ("state", "title", "line"),
    [
        (RefundState.PENDING, "المبلغ يعود إليك", "يُستردّ لك: ١٠٠ ر.س"),
        (RefundState.FAILED, "المبلغ يعود إليك", "يُستردّ لك: ١٠٠ ر.س"),
        (RefundState.BY_HAND, "المبلغ يعود إليك", "يعيده إليك الكابتن: ١٠٠ ر.س"),
        (RefundState.SENT, "المبلغ يعود إليك", "في طريقه إليك: ١٠٠ ر.س"),
        (RefundState.COMPLETED, "عاد المبلغ إليك", "أُعيد إليك: ١٠٠ ر.س"),
    ],
)
async def test_money_that_goes_back_is_where_the_ledger_says(
    door: Door, state: RefundState, title: str, line: str
) -> None:
    order = await door.room.ordered()
    await door.room.goes_back(await door.room.paid(order), state=state)
    await door.room.settled(order, OrderStatus.REFUNDED)
    await door.room.becomes(order, status=Status.CANCELLED, payment_status=PaymentStatus.REFUNDED)

    page = await door.shown(order)

    assert title in read(page)
    assert line in read(page)
    assert ARRIVED[0] not in read(page)


async def test_of_a_cancelled_booking_only_what_goes_back_is_said_to(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.goes_back(await door.room.paid(order), HALF)
    await door.room.settled(order, OrderStatus.REFUNDED)
    await door.room.becomes(order, status=Status.CANCELLED, payment_status=PaymentStatus.REFUNDED)

    page = await door.shown(order)

    assert "أُلغي هذا الحجز" in read(page)
    assert "المبلغ الذي وصل: ١٠٠ ر.س" in read(page)
    assert "في طريقه إليك: ٥٠ ر.س" in read(page)


async def test_what_came_twice_is_paid_once_and_goes_back_once(door: Door) -> None:
    order = await door.room.ordered()
    await door.room.paid(order)
    second = await door.room.heard(order, PaymentState.COMPLETED, verdict=Verdict.EXTRA, reference="pi_2")
    await door.room.goes_back(second)

    page = await door.shown(order)

    assert "وصل الدفع ✅" in read(page)
    assert read(page).count("المبلغ الذي وصل: ١٠٠ ر.س") == 2
    assert "في طريقه إليك: ١٠٠ ر.س" in read(page)


async def test_what_goes_back_of_another_order_stands_on_its_own_page(door: Door) -> None:
    first = await door.room.ordered()
    second = await door.room.ordered_otherwise(first)
    await door.room.paid(second)
    twice = await door.room.heard(first, PaymentState.COMPLETED, verdict=Verdict.EXTRA, reference="pi_2")
    await door.room.goes_back(twice)

    one, other = await door.shown(first), await door.shown(second)

    assert "المبلغ يعود إليك" in read(one)
    assert "وصل الدفع ✅" in read(other)
    assert "في طريقه إليك" not in read(other)


# -------------------------------------------------------------------------------------------- in whose words, and where


async def test_who_speaks_english_is_spoken_to_in_english(door: Door) -> None:
    order = await door.room.ordered(language="en")
    await door.room.paid(order)

    page = await door.shown(order)

    assert '<html lang="en" dir="ltr">' in page
    assert "Payment received ✅" in read(page)
    assert "Amount received: SAR 100" in read(page)
    assert "Status: Waiting for the coach" in read(page)
    assert links(page) == {"Back to the chat": CHATS["telegram"]}


async def test_arabic_goes_from_right_to_left_in_the_digits_of_the_house(door: Door) -> None:
    order = await door.room.ordered()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=door.room.app(digits="latn")), base_url="http://bot"
    ) as http:
        page = (await http.get(door.room.returns.page(order.order_id))).text

    assert '<html lang="ar" dir="rtl">' in page
    assert "المبلغ: 100 ر.س" in read(page)


async def test_the_button_leads_to_the_chat_of_the_booking(door: Door) -> None:
    order = await door.room.ordered(source="web")

    assert links(await door.shown(order))[CHAT] == "/"


async def test_a_chat_without_a_link_is_named_in_words(door: Door) -> None:
    order = await door.room.ordered(source="whatsapp")

    page = await door.shown(order)

    assert "يمكن العودة إلى المحادثة." in read(page)
    assert links(page) == {}


# ----------------------------------------------------------------------------------------------------------- strangers


async def test_a_link_that_we_did_not_make_shows_nothing(door: Door) -> None:
    order = await door.room.ordered()
    path = door.room.returns.page(order.order_id)

    for forged in ("/pay/", path[:-1], f"{path}/", path.replace("/1-", "/2-"), path.replace("-", "%2F")):
        answer = await door.http.get(forged)

        assert answer.status_code == 404
        assert "لا شيء في هذه الصفحة" in read(answer.text)
        assert "There is nothing on this page" in read(answer.text)
        assert "CB-" not in answer.text
        assert links(answer.text) == {}
    assert door.room.asked == []


async def test_links_of_another_house_and_of_no_order_are_answered_alike(door: Door) -> None:
    order = await door.room.ordered()
    elsewhere = Returns(b"another secret", "").page(order.order_id)
    nobody = door.room.returns.page(order.order_id + 1)

    answers = [await door.http.get(url) for url in (elsewhere, nobody, "/pay/x")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.text for answer in answers}) == 1


async def test_every_answer_keeps_to_itself(door: Door) -> None:
    order = await door.room.ordered()

    for path in (door.room.returns.page(order.order_id), "/pay/x"):
        headers = (await door.http.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "style-src 'sha256-" in policy
        assert "unsafe-inline" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex"


async def test_a_page_is_there_for_those_who_ask_only_for_its_head(door: Door) -> None:
    order = await door.room.ordered()

    assert (await door.http.head(door.room.returns.page(order.order_id))).status_code == 200
    assert (await door.http.head("/pay/x")).status_code == 404


async def test_it_can_only_be_looked_at(door: Door) -> None:
    order = await door.room.ordered()

    assert (await door.http.post(door.room.returns.page(order.order_id))).status_code == 405


# --------------------------------------------------------------------------------------------------------------- links


RETURNS = Returns(b"secret", "https://bot.example")
SEAL = RETURNS.page(1).partition("-")[2]


def test_a_link_names_its_order_and_its_secret_is_not_shown() -> None:
    page = RETURNS.page(12)

    assert page.startswith("https://bot.example/pay/12-")
    assert RETURNS.order_of(page.removeprefix("https://bot.example/pay/")) == 12
    assert "secret" not in repr(RETURNS)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "1",
        "1-",
        "1-" + "0" * 32,
        "1-" + "٠" * 32,
        f"2-{SEAL}",
        f"01-{SEAL}",
        f"١-{SEAL}",
        f" 1-{SEAL}",
        f"1-{SEAL}\n",
        f"1-{SEAL}0",
        f"1-{SEAL.upper()}",
        f"{10**19}-{SEAL}",
    ],
)
def test_a_token_is_good_in_one_spelling_only(token: str) -> None:
    assert RETURNS.order_of(f"1-{SEAL}") == 1

    with pytest.raises(ValueError, match="not a link of ours"):
        RETURNS.order_of(token)
