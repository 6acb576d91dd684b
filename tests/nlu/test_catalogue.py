from __future__ import annotations

import pytest

from booking.catalogue import Category, Consultation
from booking.money import Currency, Money
from bot.nlu import consultations


def offer(number: int, title: str, title_en: str, category: Category) -> Consultation:
    return Consultation(
        consultation_id=number,
        title=title,
        title_en=title_en,
        duration_minutes=60,
        price=Money(0, Currency("USD")),
        category=category,
    )


OFFERED = (
    offer(1, "استشارة تغذية", "Nutrition consultation", Category.NUTRITION),
    offer(2, "تدريب رياضي شخصي", "Personal training", Category.SPORTS),
    offer(3, "كوتشينج حياة", "Life coaching", Category.LIFE_COACHING),
    offer(4, "جلسة جماعية", "Group session", Category.GROUP),
    offer(5, "متابعة تغذية شهرية", "Monthly nutrition follow-up", Category.NUTRITION),
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("استشارة تغذيه", [1]),
        ("متابعة تغذية شهرية", [5]),
        ("Personal training", [2]),
        ("دايت", [1, 5]),
        ("ابغى شي للتخسيس", [1, 5]),
        ("جماعي", [4]),
        ("تدرييب", [2]),
        ("استشارة", []),
        ("بكرة ٥ العصر", []),
        ("السلام عليكم", []),
        ("", []),
    ],
)
def test_the_consultation_that_is_meant(text: str, numbers: list[int]) -> None:
    assert [one.consultation_id for one in consultations(text, OFFERED)] == numbers


def test_one_message_with_more_in_it_still_names_its_consultation() -> None:
    meant = consultations("أبغى استشارة تغذية بكرة بعد العصر أونلاين", OFFERED)

    assert meant[0].consultation_id == 1


def test_an_empty_catalogue_offers_nothing() -> None:
    assert consultations("تغذية", ()) == ()
