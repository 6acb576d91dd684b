from __future__ import annotations

from storage.rows import Reminder
from storage.uow import Storage
from tests.storage.examples import HOUR, NOON, NOW, booked, open_shop


async def test_a_reminder_is_planned_once_for_a_start(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        id_ = booking.booking_id

        assert await tx.reminders.plan(id_, "day", NOON, NOON - 24 * HOUR, NOW)
        assert not await tx.reminders.plan(id_, "day", NOON, NOON - 23 * HOUR, NOW)
        assert await tx.reminders.plan(id_, "day", NOON + HOUR, NOON - 23 * HOUR, NOW)
        assert await tx.reminders.plan(id_, "hour", NOON, NOON - HOUR, NOW)

        assert [(row.purpose, row.start_at) for row in await tx.reminders.due(NOON, 9)] == [
            ("day", NOON),
            ("day", NOON + HOUR),
            ("hour", NOON),
        ]


async def test_a_reminder_is_due_at_its_time_and_until_it_is_settled(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        due_at = NOON - HOUR
        await tx.reminders.plan(booking.booking_id, "hour", NOON, due_at, NOW)

        assert await tx.reminders.due(NOON - 2 * HOUR, 9) == ()
        (reminder,) = await tx.reminders.due(due_at, 9)
        assert reminder == Reminder(reminder.id, "hour", NOON, due_at, booking)
        await tx.reminders.settle(reminder.id, "dropped", "moved", NOON)
        assert await tx.reminders.due(NOON, 9) == ()
        assert not await tx.reminders.plan(booking.booking_id, "hour", NOON, due_at, NOW)
