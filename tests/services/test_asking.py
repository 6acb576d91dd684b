"""Asking a provider what became of a page, for reports that never came; on both databases."""

from __future__ import annotations

from datetime import timedelta

from booking.paying import PaymentNews
from booking.status import PaymentMethod, PaymentStatus
from bot.services.payments.asking import EVERY, SOON, ask_provider
from payments.base import GiveUp
from tests.services.coach_room import TUESDAY_FIVE
from tests.services.payment_room import HOUR, Till, report

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


async def test_a_report_that_never_came_is_found_within_the_hour(till: Till) -> None:
    booking, order = await till.with_page(start=TUESDAY_FIVE)
    async with till.desk() as desk:  # as after a transfer was chosen before
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=desk.now + 20 * HOUR)
    paid = till.card.report(order.checkout_reference, PaymentNews.PAID, payment="pi_1")

    await till.passes(EVERY - SECOND)
    early = till.card.asked("look_up")
    till.card.says["look_up"].append((paid,))
    await till.passes(SECOND)
    await till.hears(paid)

    assert (early, till.card.asked("look_up")) == ([], [(order.checkout_reference,)])
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.spent(booking) == order.amount


async def test_an_open_page_is_asked_about_once_an_hour_until_it_is_old(till: Till) -> None:
    booking, _ = await till.with_page(start=TUESDAY_FIVE)
    async with till.desk() as desk:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=None)

    for _ in range(12):
        await till.passes(HOUR / 4)
    often = len(till.card.asked("look_up"))
    await till.passes(timedelta(days=5))

    assert (often, len(till.card.asked("look_up"))) == (3, 3)


async def test_who_comes_back_and_looks_again_has_the_provider_asked_at_most_every_half_minute(till: Till) -> None:
    _, order = await till.with_page()

    for wait in (timedelta(), SECOND, SOON - SECOND, SECOND):
        till.clock.move(wait)
        async with till.desk() as desk:
            fresh = await desk.tx.payments.order(order.order_id)
            assert fresh is not None
            await ask_provider(desk, fresh)
        await till.works()

    assert len(till.card.asked("look_up")) == 2


async def test_nobody_is_asked_about_an_order_without_a_page(till: Till) -> None:
    _, order = await till.to_pay(PaymentMethod.BANK_TRANSFER)

    async with till.desk() as desk:
        await ask_provider(desk, order)
        kinds = [row.kind for row in await desk.tx.outbox.claim(desk.now, limit=9, lease=HOUR)]

    assert "ask" not in kinds


async def test_a_provider_that_refuses_to_tell_changes_nothing(till: Till) -> None:
    booking, order = await till.with_page()
    till.card.trouble["look_up"].append(GiveUp("unknown page"))

    async with till.desk() as desk:
        await ask_provider(desk, order)
    said = await till.works()

    assert said == []
    assert await till.now_is(booking) == booking


async def test_the_answer_to_a_question_is_a_report_like_any_other(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, reference="pi_1"))
    till.card.says["look_up"].append((till.card.report(order.checkout_reference, PaymentNews.PAID, payment="pi_1"),))

    async with till.desk() as desk:
        await ask_provider(desk, order)
    await till.works()

    assert await till.verdicts(booking) == ["settles"]
