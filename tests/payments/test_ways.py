"""Which ways to pay there are for whom."""

from __future__ import annotations

import pytest

from booking.catalogue import MeetingType
from booking.money import Currency, Money
from booking.paying import fitting
from booking.people import BankAccount, Coach
from booking.status import PaymentMethod
from payments import PROVIDERS, providers, ways

WITHOUT_ACCOUNT = Coach(coach_id=1, name="طه")
WITH_ACCOUNT = Coach(coach_id=1, name="طه", bank=BankAccount(bank="بنك", holder="طه", iban="SA0380000000608010167519"))


@pytest.mark.parametrize(
    ("coach", "demo", "names"),
    [
        (WITHOUT_ACCOUNT, False, ["cash"]),
        (WITH_ACCOUNT, False, ["bank_transfer", "cash"]),
        (WITHOUT_ACCOUNT, True, ["sandbox", "cash"]),
        (WITH_ACCOUNT, True, ["sandbox", "bank_transfer", "cash"]),
    ],
)
def test_a_transfer_takes_an_account_and_play_money_the_demo(coach: Coach, demo: bool, names: list[str]) -> None:
    assert [way.method.value for way in ways(coach, demo=demo)] == names


def test_cash_is_for_meeting_in_person_and_not_paid_ahead() -> None:
    found = ways(WITH_ACCOUNT, demo=False)
    price = Money(10000, Currency.SAR)

    online = [way.method for way in fitting(found, price, MeetingType.ONLINE)]
    (cash,) = [way for way in found if way.method is PaymentMethod.CASH]

    assert online == [PaymentMethod.BANK_TRANSFER]
    assert fitting([cash], price, MeetingType.IN_PERSON) == (cash,)
    assert not cash.ahead


def test_outside_the_demo_nobody_sends_reports_of_play_money() -> None:
    assert "sandbox" not in providers(demo=False)
    assert set(providers(demo=True)) == set(PROVIDERS)
