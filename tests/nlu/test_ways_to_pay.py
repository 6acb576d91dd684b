from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.status import PaymentMethod
from bot import nlu
from bot.nlu import Paying

CASH, TRANSFER, PAYPAL = PaymentMethod.CASH, PaymentMethod.BANK_TRANSFER, PaymentMethod.PAYPAL
CARD = frozenset({PaymentMethod.STRIPE, PaymentMethod.TELEGRAM})


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("كاش", {CASH}),
        ("الدفع نقدا", {CASH}),
        ("الدفع نقدًا عند اللقاء", {CASH}),
        ("بدفع كاش لو سمحت", {CASH}),
        ("cash", {CASH}),
        ("I'll pay in cash", {CASH}),
        ("بطاقة", CARD),
        ("بالفيزا", CARD),
        ("مدى", CARD),
        ("ابغى ادفع بالبطاقة", CARD),
        ("بطاقة بنكية", CARD),
        ("by card please", CARD),
        ("أبل باي", {PaymentMethod.STRIPE}),
        ("Apple Pay", {PaymentMethod.STRIPE}),
        ("تحويل", {TRANSFER}),
        ("عايز احول على البنك", {TRANSFER}),
        ("تحويل بنكي", {TRANSFER}),
        ("bank transfer", {TRANSFER}),
        ("bank", {TRANSFER}),
        ("باي بال", {PAYPAL}),
        ("عن طريق paypal", {PAYPAL}),
        ("ادفع", set()),
    ],
)
def test_a_way_to_pay_is_named_in_words(text: str, ways: set[PaymentMethod]) -> None:
    assert nlu.paying(text) == Paying(frozenset(ways), sure=True)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("هل الدفع كاش؟", {CASH}),
        ("كاش؟", {CASH}),
        ("ما ابي كاش", {CASH}),
        ("مو بطاقة", CARD),
        ("كيف ادفع؟", set()),
        ("وش طرق الدفع", set()),
        ("can I pay by transfer?", {TRANSFER}),
        ("how can i pay", set()),
    ],
)
def test_a_question_or_a_doubt_about_paying_pays_nothing(text: str, ways: set[PaymentMethod]) -> None:
    assert nlu.paying(text) == Paying(frozenset(ways), sure=False)


def test_two_ways_are_both_heard() -> None:
    assert nlu.paying("كاش ولا تحويل") == Paying(frozenset({CASH, TRANSFER}), sure=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "نعم",
        "لا",
        "بكم؟",
        "استشارة تغذية بكرة",
        "البطاقة ضاعت مني",
        "ما معي كاش",
        "هل",
        "الأربعاء ٦ المسا",
        "5",
        "💳",
    ],
)
def test_what_speaks_of_anything_else_names_no_way_to_pay(text: str) -> None:
    assert nlu.paying(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "دفعت",
        "دفعت خلاص",
        "تم الدفع",
        "تم الدفع ✅",
        "حولت",
        "حوّلت لكم المبلغ",
        "تم التحويل",
        "وصل؟",
        "هل وصلكم التحويل؟",
        "كم باقي؟",
        "كم باقي علي",
        "I paid",
        "I've paid",
        "i already paid",
        "how much is left?",
    ],
)
def test_that_somebody_has_paid_is_heard(text: str) -> None:
    assert nlu.has_paid(text)


@pytest.mark.parametrize(
    "text",
    ["", "ما دفعت", "كم", "الحين", "خلاص", "نعم", "بدفع كاش", "كم السعر؟", "كم باقي على الموعد", "paid parking?"],
)
def test_what_says_nothing_of_money_that_was_paid_is_left_alone(text: str) -> None:
    assert not nlu.has_paid(text)


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    nlu.paying(text)
    nlu.has_paid(text)
