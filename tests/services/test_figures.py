"""What a watchman is told of the work."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.ledger import Verdict
from booking.money import Currency, Money
from bot.services.figures import DAY, figures
from storage.rows import RefundState
from storage.uow import Storage, Tx
from tests.storage.examples import NOW, open_shop
from tests.storage.money import came, ordered

CHANNELS = ("telegram", "whatsapp")
SOME = Money(1_000, Currency.SAR)
A_MOMENT = timedelta(seconds=1)


async def sent(tx: Tx, channel: str, provider_ids: str, at: datetime, purpose: str = "") -> None:
    """An errand that was delivered, as so many messages as it has ids."""
    errand = await tx.outbox.put(channel, "1", "deliver", b"{}", due_at=at, now=at, purpose=purpose)
    if channel == "whatsapp":
        await tx.sent.follow(errand, provider_ids, at)
    await tx.outbox.done(errand, provider_ids, at)


async def test_a_quiet_house_tells_nought_of_everything(storage: Storage) -> None:
    async with storage.begin() as tx:
        assert await figures(tx, CHANNELS, NOW) == {
            "outbox_pending": 0,
            "outbox_dead": 0,
            'messages_sent{channel="telegram"}': 0,
            'messages_sent{channel="whatsapp"}': 0,
            "money_tasks": 0,
        }


async def test_every_message_of_whatsapp_is_counted_and_elsewhere_every_notice(storage: Storage) -> None:
    async with storage.begin() as tx:
        await sent(tx, "whatsapp", "SM1 SM2", NOW)
        await sent(tx, "telegram", "7", NOW, purpose="confirmed")
        await sent(tx, "telegram", "8", NOW)

        told = await figures(tx, CHANNELS, NOW)

    assert told['messages_sent{channel="whatsapp"}'] == 2
    assert told['messages_sent{channel="telegram"}'] == 1


async def test_messages_are_counted_for_a_day(storage: Storage) -> None:
    async with storage.begin() as tx:
        await sent(tx, "whatsapp", "SM1", NOW - DAY)
        await sent(tx, "whatsapp", "SM2", NOW - DAY - A_MOMENT)

        told = await figures(tx, CHANNELS, NOW)

    assert told['messages_sent{channel="whatsapp"}'] == 1


async def test_money_that_waits_for_the_coach_is_counted(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        _, order = await ordered(tx)
        settled = await came(tx, order, "pi_1", SOME, Verdict.SETTLES)
        await came(tx, order, "pi_2", SOME, Verdict.MISMATCHED)
        await came(tx, None, "pi_3", SOME, Verdict.STRAY)
        for state in RefundState:
            await tx.payments.refund(settled.payment_id, SOME, "cancelled", NOW, state=state)

        told = await figures(tx, CHANNELS, NOW)
        waiting = len(await tx.payments.in_review()) + len(await tx.payments.owed_back())

    assert told["money_tasks"] == waiting == 4
