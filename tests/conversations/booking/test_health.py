from __future__ import annotations

from dataclasses import replace

import pytest

from booking.health import HealthDetails
from booking.people import FitnessLevel, Gender
from bot.conversations.booking.consent import CONSENT_VERSION
from bot.conversations.booking.health import QUESTIONS
from bot.conversations.booking.health_step import ALL
from bot.conversations.commands import GiveConsent, Submit
from tests.conversations.answers import HEALTH, NOURA, Chat, ids, values
from tests.conversations.booking.walk import AGREED, at


def told(text: str) -> HealthDetails:
    """What is understood of a line about the body."""
    chat = at("body")
    chat.says(text)
    return chat.booking.details


# ------------------------------------------------------------------------------------------------------ consent


def test_nothing_is_asked_before_consent_which_is_noted_with_its_text() -> None:
    chat = at("health")
    asked = chat.newest

    chat.says("نعم")

    assert ids(asked) == ["ask-consent"]
    assert chat.shop.did(GiveConsent) == [GiveConsent(CONSENT_VERSION)]
    assert ids(chat.newest) == ["ask-health-body"]


@pytest.mark.parametrize("said", ["لا", "تخطي", "نكمل بدونها"])
def test_who_does_not_consent_books_all_the_same(said: str) -> None:
    chat = at("health")

    card = chat.says(said)
    chat.taps("pay:sandbox")

    assert ids(card)[0] == "review-title"
    assert chat.shop.did(GiveConsent) == []
    assert [command.health for command in chat.shop.did(Submit)] == [None]


def test_who_consented_before_is_not_asked_again() -> None:
    chat = at("health", AGREED)

    chat.taps("agree")

    assert chat.shop.did(GiveConsent) == []


@pytest.mark.parametrize("said", ["لا", "لم يتغيّر شيء", "ما عندي شيء"])
def test_last_times_answers_serve_again(said: str) -> None:
    chat = at("health", AGREED, health=HEALTH)
    asked = chat.newest

    chat.says(said)

    assert ids(asked)[0] == "ask-health-changed"
    assert chat.booking.details == HEALTH
    assert ids(chat.newest)[0] == "review-title"


def test_what_has_changed_is_told_and_the_rest_kept() -> None:
    chat = at("health", AGREED, health=HEALTH)
    chat.says("نعم")

    chat.says("وزني ٧٠")

    assert chat.booking.details == replace(HEALTH, weight=70.0)


# --------------------------------------------------------------------------------------------------- the questions


@pytest.mark.parametrize(
    "text",
    ["٢٨ سنة ٧٥ كيلو ١٧٥", "28y 75kg 175", "عمري ٢٨ وزني ٧٥ وطولي ١٧٥", "175 75 28", "٢٨ سنة ٧٥ كيلو ١٫٧٥"],
)
def test_several_facts_are_taken_from_one_line(text: str) -> None:
    assert told(text) == HEALTH


def test_what_is_missing_is_asked_for_one_by_one_and_the_unit_is_guessed() -> None:
    chat = at("body")

    cards = [ids(chat.says(text)) for text in ("عمري ٢٨", "٧٥", "1.75")]

    assert [card[-1] for card in cards] == ["ask-health-weight", "ask-health-height", "ask-health-level"]
    assert "health-understood" in cards[0]
    assert chat.booking.details == HEALTH


@pytest.mark.parametrize(("text", "why"), [("عمري ٥ سنوات", "refused-age"), ("وزني ٧٠٠ كيلو", "refused-weight")])
def test_a_slip_of_the_finger_is_asked_about(text: str, why: str) -> None:
    chat = at("body")

    assert ids(chat.says(text))[0] == why
    assert chat.booking.details == HealthDetails()


def test_a_line_may_tell_level_and_gender_which_are_not_asked_then() -> None:
    chat = at("body", replace(NOURA, gender=Gender.UNSET))

    card = chat.says("رجل مبتدئ ٢٨ سنة ٧٥ كيلو ١٧٥")

    assert ids(card)[-1] == "ask-health-goals"
    assert chat.booking.details == replace(HEALTH, gender=Gender.MALE, fitness_level=FitnessLevel.BEGINNER)


def test_gender_is_asked_where_the_profile_does_not_tell() -> None:
    chat = at("body", replace(NOURA, gender=Gender.UNSET))
    chat.taps("skip")

    chat.says("أنثى")

    assert chat.booking.details.gender is Gender.FEMALE


@pytest.mark.parametrize("said", ["متوسط", "intermediate", "٢"])
def test_the_level_may_be_typed(said: str) -> None:
    chat = at("level")

    chat.says(said)

    assert chat.booking.details.fitness_level is FitnessLevel.INTERMEDIATE


def test_goals_are_tapped_one_after_the_other_and_off_again() -> None:
    chat = at("goals")

    for value in ("g:fitness", "g:energy", "g:fitness", "g:sleep"):
        chat.taps(value)
    chat.presses("تم")

    assert chat.booking.details.goals == ("energy", "sleep")
    assert ids(chat.newest) == ["ask-health-conditions"]


def test_goals_may_be_typed_in_ones_own_words() -> None:
    chat = at("goals")
    chat.taps("g:fitness")

    chat.says("أركض ماراثون الرياض")

    assert chat.booking.details.goals == ("fitness", "أركض ماراثون الرياض")


@pytest.mark.parametrize("question", ["conditions", "activity", "notes"])
def test_own_words_are_kept_up_to_a_length(question: str) -> None:
    chat = at(question)

    chat.says("  ربو خفيف " + "ا" * 1000)

    kept = {
        "conditions": chat.booking.details.medical_conditions,
        "activity": chat.booking.details.current_activity,
        "notes": chat.booking.details.additional_notes,
    }[question]
    assert kept.startswith("ربو خفيف")
    assert len(kept) == 600


@pytest.mark.parametrize("question", ["body", "level", "goals", "conditions", "activity", "notes"])
@pytest.mark.parametrize("said", ["تخطي", "لا", "ما عندي"])
def test_every_question_may_be_skipped(question: str, said: str) -> None:
    chat = at(question)

    chat.says(said)

    assert chat.booking.details == HealthDetails()
    assert question in chat.booking.answered


@pytest.mark.parametrize("question", ["body", "level", "goals", "conditions", "activity", "notes"])
@pytest.mark.parametrize("said", ["تخطّي الكل", "skip all"])
def test_all_that_is_left_may_be_skipped_at_once(question: str, said: str) -> None:
    chat = at(question)
    if said == "skip all":
        chat.taps("skipall")
    else:
        chat.says(said)

    assert ids(chat.newest)[0] == "review-title"


def test_back_goes_question_by_question_and_never_gets_stuck() -> None:
    chat = at("notes")

    asked = [ids(chat.says("رجوع"))[0] for _ in range(10)]

    assert asked == [
        "ask-health-activity",
        "ask-health-conditions",
        "ask-health-goals",
        "ask-health-level",
        "ask-health-body",
        "ask-health",
        "ask-alternative",
        "ask-meeting",
        "ask-time",
        "ask-day",
    ]


def test_back_from_the_review_without_health_answers_asks_about_them_again() -> None:
    chat = at("health")
    chat.taps("no")

    assert ids(chat.says("رجوع")) == ["ask-consent"]


def test_the_gender_of_the_profile_goes_with_the_answers() -> None:
    chat = at("review")

    chat.taps("pay:sandbox")

    assert chat.shop.did(Submit)[0].health == HealthDetails(gender=Gender.FEMALE)


def test_whether_answers_were_given_stands_on_the_review_and_never_which() -> None:
    given, none = at("health", AGREED, health=HEALTH), at("health")
    given.taps("same")
    none.taps("no")

    assert "line-health-given" in ids(given.newest)
    assert "line-health-none" in ids(none.newest)
    assert not any(line.startswith("health-") for line in ids(given.newest))


def test_health_edited_at_the_review_begins_with_its_first_question() -> None:
    chat: Chat = at("health", AGREED, health=HEALTH)
    chat.taps("same")

    card = chat.taps("edit:health")

    assert values(card)[:2] == ["same", "agree"]


def test_every_question_is_named_among_those_that_can_be_skipped_at_once() -> None:
    assert tuple(question.name for question in QUESTIONS) == ALL
