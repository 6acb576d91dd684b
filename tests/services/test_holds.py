"""Seats that are held: the nudge at half time, the end, and what is never taken away."""

from __future__ import annotations

import asyncio

from booking.people import Actor
from booking.status import Event, PaymentMethod, Status
from bot.messages import say
from tests.jobs.shop import DAY, HOUR, MINUTE, SECOND, Shop, riyadh

START = riyadh(24, 17)


async def test_the_client_is_nudged_once_when_half_of_the_hold_is_gone(shop: Shop) -> None:
    opened = shop.clock.now()
    booking = await shop.held(START)

    await shop.at(opened + 15 * MINUTE - SECOND)
    assert shop.told() == []
    await shop.at(opened + 15 * MINUTE)
    assert say("hold-minutes-left", minutes=15) in shop.channel.cards("noura")[-1].lines
    assert shop.buttons() == ["do:resume", f"do:drophold:{booking.booking_id}"]
    await shop.at(opened + 20 * MINUTE)
    assert shop.told() == ["hold-until"]


async def test_a_hold_that_is_over_frees_the_seat_and_offers_it_again(shop: Shop) -> None:
    opened = shop.clock.now()
    booking = await shop.held(START)

    await shop.at(opened + 30 * MINUTE - SECOND)
    assert (await shop.now_is(booking)).status is Status.PENDING_PAYMENT
    await shop.at(opened + 30 * MINUTE)

    assert (await shop.now_is(booking)).status is Status.CANCELLED
    assert shop.buttons() == [f"do:again:{booking.booking_id}"]
    assert shop.told() == ["hold-until", "hold-ended"]
    assert await shop.held(START, "sara")


async def test_the_end_of_a_hold_is_in_the_history_as_nobodys_doing(shop: Shop) -> None:
    booking = await shop.held(START)

    await shop.at(shop.clock.now() + HOUR)

    async with shop.desk() as desk:
        last = (await desk.tx.bookings.history(booking.booking_id))[-1]
    assert (last.event, last.by, last.actor_id) == (Event.HOLD_EXPIRED, Actor.SYSTEM, None)
    assert (last.from_status, last.to_status) == (Status.PENDING_PAYMENT, Status.CANCELLED)


async def test_ticking_again_tells_nothing_twice(shop: Shop) -> None:
    await shop.held(START)
    shop.clock.move(HOUR)

    for _ in range(3):
        await shop.tick()

    assert shop.told() == ["hold-ended"]


async def test_found_after_an_outage_the_end_is_told_and_no_nudge(shop: Shop) -> None:
    await shop.held(START)
    shop.clock.move(2 * DAY)
    await shop.restart()

    await shop.tick()

    assert shop.told() == ["hold-ended"]


async def test_while_a_receipt_waits_for_the_coach_the_seat_stays(shop: Shop) -> None:
    booking = await shop.held(START, payment_method=PaymentMethod.BANK_TRANSFER)
    await shop.save(booking, hold_expires_at=None)

    await shop.at(shop.clock.now() + 2 * DAY)

    assert (await shop.now_is(booking)).status is Status.PENDING_PAYMENT
    assert shop.told() == []


async def test_a_transfer_is_reminded_of_after_twelve_hours_and_asks_for_its_receipt(shop: Shop) -> None:
    until = shop.clock.now() + DAY
    booking = await shop.held(START, payment_method=PaymentMethod.BANK_TRANSFER, hold_expires_at=until)

    await shop.at(until - 12 * HOUR)

    lines = shop.channel.cards("noura")[-1].lines
    assert lines[1] == say("hold-hours-left", hours=12)
    assert lines[-1] == say("hold-awaits-transfer")
    assert shop.buttons() == [f"do:mybooking:{booking.booking_id}", f"do:drop:{booking.booking_id}"]


async def test_a_payment_that_is_open_has_its_page_on_the_nudge(shop: Shop) -> None:
    booking = await shop.held(START, payment_method=PaymentMethod.STRIPE)
    async with shop.desk() as desk:
        order = await desk.tx.payments.open_order(booking, PaymentMethod.STRIPE, desk.now)
        page = "https://pay.example.org/1"
        await desk.tx.payments.checkout_link(order.order_id, page, "ref", booking.hold_expires_at, desk.now)

    await shop.at(shop.clock.now() + 15 * MINUTE)

    assert shop.channel.cards("noura")[-1].rows[0][0].link == page


async def test_who_paid_meanwhile_is_neither_nudged_nor_expired(shop: Shop) -> None:
    booking = await shop.held(START, payment_method=PaymentMethod.STRIPE)
    await shop.save(booking, status=Status.PENDING_CONFIRMATION, hold_expires_at=None)

    await shop.at(shop.clock.now() + HOUR)

    assert shop.told() == []
    assert (await shop.now_is(booking)).status is Status.PENDING_CONFIRMATION


async def test_a_client_out_of_reach_loses_the_seat_all_the_same(shop: Shop) -> None:
    booking = await shop.held(START)
    async with shop.desk() as desk:
        await desk.tx.people.mark_dead("web", "noura", dead=True)

    await shop.at(shop.clock.now() + HOUR)

    assert (await shop.now_is(booking)).status is Status.CANCELLED


async def test_two_processes_end_each_hold_once(shop: Shop) -> None:
    names = [f"client{number}" for number in range(6)]
    for number, name in enumerate(names):
        await shop.held(START + number * HOUR, name)
    shop.clock.move(HOUR)
    other = Shop(shop.url, shop.vault, shop.clock, channel=shop.channel)

    await asyncio.gather(shop.tick(), other.tick())
    await other.close()

    assert [shop.told(name) for name in names] == [["hold-ended"]] * 6
