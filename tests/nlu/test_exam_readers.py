"""Phrases of an examiner for the small readers: answers, facts about the body, booking numbers, ways of meeting."""

from __future__ import annotations

import pytest

from booking.catalogue import MeetingType
from bot import nlu
from bot.nlu import Intent


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (("أي نعم", "ايوة طبعا", "تمام التمام", "اوك تمام", "إيوه يا ريس", "امبلى", "خوش", "واه", "oui"), Intent.YES),
        (("مية مية", "على بركة الله", "توكلنا على الله", "اعتمد", "مظبوط كدا", "إي والله", "تمام شكرا"), Intent.YES),
        (("لا مشكور", "لا يسلمو", "ما نبغيش", "مب لازم", "مستحيل", "لع", "مش عاوز", "لا والله"), Intent.NO),
        (("ما عاد ابي", "غيرت رأيي", "بطلت", "كنسل"), Intent.CANCEL),
        (("ابي اكلم المدرب", "ابغى احد يكلمني", "كلموني", "اتواصل مع الكابتن"), Intent.HUMAN),
        (("ماكو", "والو", "ما فيه", "ولا شي"), Intent.NOTHING),
        (("شحال الثمن", "قديش السعر", "بكام"), Intent.PRICE),
        (("اريد حجز", "ابا احجز", "بغيت نحجز", "هلا، ابي احجز"), Intent.BOOK),
        (("متى موعدي", "وين حجزي"), Intent.MY_BOOKINGS),
    ],
)
def test_every_dialect_says_it_in_its_own_words(said: tuple[str, ...], meant: Intent) -> None:
    assert {text: nlu.intent(text) for text in said} == dict.fromkeys(said, meant)


@pytest.mark.parametrize("text", ["لا نعم", "ايه رأيك؟", "نعم بكرة", "ليلى", "اكيد مو"])
def test_answers_that_differ_or_say_more_are_no_answer(text: str) -> None:
    assert nlu.intent(text) is None


@pytest.mark.parametrize(
    ("text", "age", "weight", "height"),
    [
        ("27/70/165", 27, 70, 165),
        ("27-70-165", 27, 70, 165),
        ("العمر: 27 الوزن: 70 الطول: 165", 27, 70, 165),
        ("طولي متر و ٧٢", None, None, 172),
        ("وزني ٨٠ وابغى اوصل ٧٠", None, 80, None),
        ("بكرة ٥ العصر عمري ٣٠", 30, None, None),
        ("نزلت ٥ كيلو", None, None, None),
        ("ابغى انزل ١٠ كيلو", None, None, None),
        ("هدفي اوصل ٧٠ كيلو", None, None, None),
        ("اتمرن من ٥ سنوات", None, None, None),
        ("خبرة ١٥ سنة تمرين", None, None, None),
        ("12/05/95", None, None, None),
        ("مواليد 1995", None, None, None),
        ("3omri 25 wazni 70 tooli 170", 25, 70, 170),
    ],
)
def test_a_change_an_aim_and_the_past_are_no_measures(
    text: str, age: float | None, weight: float | None, height: float | None
) -> None:
    facts = nlu.read_facts(text)

    assert (facts.age, facts.weight, facts.height) == (age, weight, height)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("الحجز رقم ثلاثة", "3"),
        ("رقم الحجز هو ١٢", "12"),
        ("سي بي ٢٠٢٦١١٢٢ - ٣", "CB-20261122-0003"),
        ("حجزي cb-20261122-0012 ابغى الغيه", "CB-20261122-0012"),
        ("ثلاثة", None),
        ("0551234567", None),
    ],
)
def test_a_booking_number_read_aloud(text: str, number: str | None) -> None:
    assert nlu.booking_number(text) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("gym", MeetingType.IN_PERSON),
        ("اجي عندكم", MeetingType.IN_PERSON),
        ("عن طريق الزوم", MeetingType.ONLINE),
        ("مو حضوري", MeetingType.ONLINE),
        ("اي شي", None),
    ],
)
def test_a_way_of_meeting(text: str, kind: MeetingType | None) -> None:
    assert nlu.meeting(text) == kind
