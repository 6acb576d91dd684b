from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.people import FitnessLevel, Gender
from bot.nlu import Facts, fitness, gender, goals, read_facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("٢٨ سنة ٧٥ كيلو ١٧٥", Facts(age=28, weight=75, weight_unit="kg", height=175)),
        ("28y 75kg 175", Facts(age=28, weight=75, weight_unit="kg", height=175)),
        ("وزني ٧٥ وطولي متر وخمسة وسبعين", Facts(weight=75, height=175, height_unit="cm")),
        ("١٧٥ ٧٥ ٢٨", Facts(age=28, weight=75, height=175)),
        ("28 75 175", Facts(age=28, weight=75, height=175)),
        ("عمري ثمانية وعشرين ووزني ثمانين كيلو", Facts(age=28, weight=80, weight_unit="kg")),
        ("١٧٠سم", Facts(height=170, height_unit="cm")),
        ("1.75", Facts(height=1.75)),
        ("طولي 1.75 متر", Facts(height=1.75, height_unit="m")),
        ("1 متر و 75 و ٩٠ كيلو", Facts(weight=90, weight_unit="kg", height=175, height_unit="cm")),
        ("5'9 160lb", Facts(weight=160, weight_unit="lb", height=5.75, height_unit="ft")),
        ("انا بنت عمري ٢٢ مبتدئة", Facts(age=22, gender=Gender.FEMALE, fitness_level=FitnessLevel.BEGINNER)),
        ("وزني ٧٥", Facts(weight=75)),
        ("٣٠", Facts(age=30)),
        ("٧٥", Facts()),
        ("", Facts()),
        ("لا شيء", Facts()),
    ],
)
def test_facts_in_any_order_and_unit(text: str, facts: Facts) -> None:
    assert read_facts(text) == facts


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ذكر", Gender.MALE),
        ("انا بنت", Gender.FEMALE),
        ("female", Gender.FEMALE),
        ("رجال", Gender.MALE),
        ("مش ذكر", None),
        ("", None),
    ],
)
def test_gender(text: str, meant: Gender | None) -> None:
    assert gender(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("مبتدئ", FitnessLevel.BEGINNER),
        ("متوسط الحمدلله", FitnessLevel.INTERMEDIATE),
        ("محترف", FitnessLevel.ADVANCED),
        ("مو مبتدئ", None),
        ("ما ادري", None),
    ],
)
def test_fitness(text: str, meant: FitnessLevel | None) -> None:
    assert fitness(text) == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ابغى انزل وزني وابني عضل والنوم", ("lose_weight", "build_muscle", "sleep")),
        ("دايت", ("nutrition",)),
        ("توتر وعادات", ("stress", "habits")),
        ("العب كوره", ()),
    ],
)
def test_goals(text: str, found: tuple[str, ...]) -> None:
    assert goals(text) == found


@given(st.text(alphabet=st.characters(), max_size=200) | st.text(alphabet="0123456789٠١٢٣.و متركيلوسنة'", max_size=60))
def test_any_text_is_fine(text: str) -> None:
    assert isinstance(read_facts(text), Facts)
    assert isinstance(goals(text), tuple)
