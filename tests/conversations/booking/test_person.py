from __future__ import annotations

from dataclasses import replace

import pytest

from booking.people import Gender
from bot.conversations.booking.draft import Pick
from bot.conversations.booking.person import clean_name
from bot.conversations.commands import SaveProfile
from bot.messages import Body, Contact, Tap, Text
from tests.conversations.answers import NEW, NOURA, Chat, Shop, ids, values
from tests.conversations.booking.walk import at


def newcomer() -> Chat:
    """Somebody unknown who is asked for their name."""
    chat = Chat(Shop(client=NEW))
    chat.orders("book")
    chat.taps("type:2")
    return chat


def asked_for(field: str) -> Chat:
    """Somebody known who changes one field."""
    chat = at("person")
    chat.taps(f"change:{field}")
    return chat


def test_who_is_known_confirms_and_types_nothing() -> None:
    chat = at("person")

    card = chat.says("نعم")

    assert chat.shop.did(SaveProfile) == []
    assert ids(card) == ["ask-day"]


def test_a_newcomer_gives_name_and_number_and_no_more() -> None:
    chat = newcomer()

    name = chat.newest
    number = chat.says("اسمي نورة الحربي")
    person = chat.says("٠٥٠١٢٣٤٥٦٧")

    assert [ids(card)[0] for card in (name, number, person)] == ["ask-name", "ask-phone", "ask-person"]
    assert number.ask_contact
    assert chat.shop.client.display_name == "نورة الحربي"
    assert (chat.shop.client.phone, chat.shop.client.phone_verified) == ("+966501234567", False)


@pytest.mark.parametrize("body", [Tap("name", 2), Text("نورة"), Text("١")])
def test_the_name_on_the_channel_is_offered(body: Body) -> None:
    chat = newcomer()

    chat.send(body)

    assert chat.shop.client.display_name == "نورة"


def test_a_shared_contact_is_a_verified_number() -> None:
    chat = newcomer()
    chat.says("نورة")

    chat.send(Contact("966501234567", own=True))

    assert (chat.shop.client.phone, chat.shop.client.phone_verified) == ("+966501234567", True)


def test_somebody_elses_contact_is_not_taken() -> None:
    chat = newcomer()
    chat.says("نورة")

    card = chat.send(Contact("966501234567", own=False))

    assert ids(card) == ["contact-not-yours", "ask-phone"]
    assert chat.shop.client.phone == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("123456", "phone-unclear"),
        ("0501234567 0507654321", "phone-unclear"),
        ("٠٥٠", "phone-unclear"),
        ("رقمي 05012345", "phone-unclear"),
        ("ليس عندي", "simpler-phone"),
        ("😀", "simpler-phone"),
        ("هل الدفع كاش؟", "simpler-phone"),
        ("لماذا تحتاجون رقمي؟", "simpler-phone"),
    ],
)
def test_what_is_no_number_is_asked_for_again_and_only_digits_are_called_incomplete(text: str, why: str) -> None:
    chat = newcomer()
    chat.says("نورة")

    assert ids(chat.says(text)) == [why, "ask-phone"]


@pytest.mark.parametrize("text", ["لا خليها يوم الثلاثاء", "لا خليها الثلاثاء الساعة ٥ العصر", "لا خليها ٢٤/١١"])
def test_a_time_that_is_said_at_the_number_is_heard(text: str) -> None:
    chat = newcomer()
    chat.says("نورة")

    card = chat.says(text)

    assert ids(card) == ["heard-1", "ask-phone"]
    assert chat.booking.when != Pick()


@pytest.mark.parametrize(
    "text",
    ["كم سعر استشارة التغذية؟", "wait what is the price?", "كيف الدفع عندكم", "لا", "ما عندي وقت طويل للكلام الآن"],
)
def test_a_question_or_a_sentence_is_no_name(text: str) -> None:
    chat = newcomer()

    card = chat.says(text)

    assert chat.shop.did(SaveProfile) == []
    assert ids(card)[-1] == "ask-name"


@pytest.mark.parametrize("text", ["لا استنى خليها يوم التلات", "يوم الخميس", "بكرة العصر"])
def test_a_time_that_is_said_at_the_name_is_heard_and_no_name(text: str) -> None:
    chat = newcomer()

    chat.says(text)

    assert chat.shop.did(SaveProfile) == []
    assert chat.booking.when != Pick()


@pytest.mark.parametrize("asked", ["phone", "email", "gender", "person"])
@pytest.mark.parametrize("text", ["اسمي سارة الحربي", "لا، اسمي سارة الحربي", "عفوا أنا اسمي سارة الحربي"])
def test_another_name_is_heard_in_every_step_of_the_person(asked: str, text: str) -> None:
    chat = at("person") if asked == "person" else asked_for(asked)

    card = chat.says(text)

    assert chat.shop.client == replace(NOURA, display_name="سارة الحربي")
    assert ids(card)[:2] == ["heard-1", f"ask-{asked}"]


def test_a_newcomer_may_correct_the_name_at_the_number() -> None:
    chat = newcomer()
    chat.says("نورة")

    card = chat.says("my name is Sara Smith")

    assert chat.shop.client.display_name == "Sara Smith"
    assert ids(card) == ["heard-1", "ask-phone"]


@pytest.mark.parametrize(
    ("field", "said", "known"),
    [
        ("name", "هند", {"display_name": "هند"}),
        ("phone", "+201001234567", {"phone": "+201001234567"}),
        ("email", "Noura@Example.org", {"email": "noura@example.org"}),
        ("gender", "ذكر", {"gender": Gender.MALE}),
    ],
)
def test_a_field_is_changed_and_the_card_shown_again(field: str, said: str, known: dict[str, object]) -> None:
    chat = asked_for(field)

    card = chat.says(said)

    assert chat.shop.client == replace(NOURA, **known, phone_verified=False)  # type: ignore[arg-type]
    assert ids(card)[0] == "ask-person"


@pytest.mark.parametrize("field", ["name", "phone", "email", "gender"])
@pytest.mark.parametrize("away", ["keep", "do:back"])
def test_a_field_may_be_left_as_it_is(field: str, away: str) -> None:
    chat = asked_for(field)

    card = chat.taps(away)

    assert ids(card)[0] == "ask-person"
    assert chat.shop.client == NOURA


@pytest.mark.parametrize(("field", "said"), [("email", "لا"), ("email", "تخطي"), ("gender", "تخطي")])
def test_what_is_optional_may_be_skipped(field: str, said: str) -> None:
    assert ids(asked_for(field).says(said))[0] == "ask-person"


@pytest.mark.parametrize(
    ("field", "said", "why"), [("name", "??", "name-unclear"), ("email", "noura@", "email-unclear")]
)
def test_what_is_unclear_is_said_to_be(field: str, said: str, why: str) -> None:
    assert ids(asked_for(field).says(said))[:2] == [why, f"ask-{field}"]


@pytest.mark.parametrize("said", ["noura@example.org", "0507654321"])
def test_a_correction_typed_at_the_card_is_taken(said: str) -> None:
    chat = at("person")

    card = chat.says(said)

    assert len(chat.shop.did(SaveProfile)) == 1
    assert ids(card)[0] == "ask-person"


def test_the_card_shows_all_fields_and_offers_to_change_each() -> None:
    card = at("person").newest

    assert ids(card) == ["ask-person", "person-name", "person-phone", "person-email", "person-gender"]
    assert values(card)[1:5] == ["change:name", "change:phone", "change:email", "change:gender"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("نورة", "نورة"),
        ("  اسمي   نورة  الحربي ", "نورة الحربي"),
        ("أنا سالم", "سالم"),
        ("my name is Sara", "Sara"),
        ("\u202eنورة\u202c", "نورة"),
        ("عبد الله", "عبد الله"),
        ("O'Brien", "O'Brien"),
        ("Anne-Marie", "Anne-Marie"),
        ("عبد الرحمن بن محمد بن عبد الله آل سعود", "عبد الرحمن بن محمد بن عبد الله آل سعود"),
        ("سليم", "سليم"),
        ("خميس محمد الزهراني", "خميس محمد الزهراني"),
        ("زين", "زين"),
        ("متى", None),
        ("اسمي متى", "متى"),
        ("اسمي ايش؟", None),
        ("أبغى أحجز موعد", None),
        ("انا عايز احجز", None),
        ("واحد اثنان ثلاثة أربعة خمسة ستة", None),
        ("ن", None),
        ("", None),
        ("🙂", None),
        ("0501234567", None),
        ("noura@example.org", None),
        ("<b>x</b>", None),
        ("ا" * 81, None),
    ],
)
def test_a_name_is_cleaned_or_not_taken(text: str, name: str | None) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize("text", ["كم سعر استشارة التغذية؟", "wait what is the price?"])
def test_a_question_about_prices_is_answered_and_the_name_asked_again(text: str) -> None:
    chat = Chat(Shop(client=NEW))
    chat.says("استشارة تغذية")

    cards = chat.says(text)

    assert ids(cards)[0] == "prices-title"
    assert "ask-name" in ids(cards)
