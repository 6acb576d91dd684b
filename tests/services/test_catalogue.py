from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from booking.catalogue import Category, Delivery
from booking.money import Currency, Money
from booking.slots import Hours, HoursException, Weekday
from bot.app import starter
from bot.clock import MovableClock
from bot.services.catalogue import CatalogueError, load, read
from storage.uow import Storage

COACH = '[coach]\nname = "طه"\n'
HOURS = '[[hours]]\ndays = ["sunday", "monday"]\nsince = "09:00"\nuntil = "21:00"\n'
TYPE = """
[[consultations]]
consultation_id = 7
title = "رياضية"
duration_minutes = 60
price = "99.50"
currency = "SAR"
category = "sports"
delivery = "online"
features = ["خطة"]
min_notice = 24
cancel_notice = 0.5
"""


def test_a_catalogue_is_read_with_its_units() -> None:
    closed = '[[exceptions]]\nday = 2027-03-09\nspans = [["10:00", "14:00"]]\n'

    coach, week, (offer,) = read(COACH + HOURS + closed + TYPE)

    assert (coach.name, coach.timezone) == ("طه", "Asia/Riyadh")
    assert week.hours == tuple(Hours(day, time(9), time(21)) for day in (Weekday.SUNDAY, Weekday.MONDAY))
    assert week.exceptions == (HoursException(date(2027, 3, 9), ((time(10), time(14)),)),)
    assert offer.price == Money(9950, Currency.SAR)
    assert (offer.category, offer.delivery, offer.features) == (Category.SPORTS, Delivery.ONLINE, ("خطة",))
    assert (offer.min_notice, offer.cancel_notice) == (timedelta(hours=24), timedelta(minutes=30))


def test_the_catalogue_that_comes_with_the_program_can_be_read() -> None:
    assert read(starter()).consultations


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("coach = ", "not valid TOML"),
        ("", "'coach'"),
        ("[coach]\n", "name"),
        (COACH + 'timezone = "Asia/Riyad"\n', "Asia/Riyad"),
        (COACH + 'colour = "blue"\n', "colour"),
        (COACH + HOURS.replace("sunday", "sundey"), "sundey"),
        (COACH + HOURS.replace("09:00", "9 o'clock"), "9 o'clock"),
        (COACH + HOURS.replace("until", "to"), "until"),
        (COACH + '[[exceptions]]\nday = "9 March"\n', "2027-03-09"),
        (COACH + TYPE.replace('title = "رياضية"\n', ""), "title"),
        (COACH + TYPE.replace("99.50", "a lot"), "a lot"),
        (COACH + TYPE.replace("99.50", "-1"), "price"),
        (COACH + TYPE.replace("SAR", "EUR"), "EUR"),
        (COACH + TYPE.replace('"sports"', '"yoga"'), "yoga"),
        (COACH + TYPE.replace("duration_minutes = 60", "duration_minutes = 0"), "duration_minutes"),
        (COACH + TYPE.replace("duration_minutes = 60", 'duration_minutes = "an hour"'), "duration_minutes"),
        (COACH + TYPE + "durration = 1\n", "durration"),
    ],
)
def test_a_broken_catalogue_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(CatalogueError) as told:
        read(text)

    assert says in str(told.value)


async def test_loading_again_brings_up_to_date_and_removes_nothing(storage: Storage, clock: MovableClock) -> None:
    other = TYPE.replace("= 7", "= 8").replace("رياضية", "تغذية")
    for text in (COACH + HOURS + TYPE, COACH + HOURS + TYPE.replace("99.50", "120"), COACH + HOURS + other):
        async with storage.begin() as tx:
            await load(tx, read(text), clock.now())

    async with storage.begin() as tx:
        offers = await tx.catalogue.active()
    assert [(offer.consultation_id, offer.price.minor) for offer in offers] == [(7, 12000), (8, 9950)]
