"""Where every message is paid for: the person in one card, all health questions in one message."""

from __future__ import annotations

import msgspec

from bot.conversations.booking.at_once import AskAtOnce
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.health_step import ALL
from bot.conversations.booking.person import AskName, ConfirmPerson
from bot.conversations.commands import SaveProfile
from bot.conversations.flow import Act, Again, Keep
from bot.conversations.state import Who
from bot.messages import Tap, Text
from tests.conversations.answers import Chat

ASKED = BookingDraft(health="yes")


def on_whatsapp(name: str = "", suggested: str = "نورة الشمري") -> Who:
    who = Chat().who
    client = msgspec.structs.replace(who, channel="whatsapp", suggested_name=suggested).client
    known = type(client)(client_id=client.client_id, display_name=name, phone="+966500000001", phone_verified=True)
    return msgspec.structs.replace(who, channel="whatsapp", suggested_name=suggested, client=known)


def test_the_name_that_whatsapp_gives_is_confirmed_on_the_card_and_not_asked_before() -> None:
    who = on_whatsapp()

    assert AskName().settled(BookingDraft(), who)
    shown = ConfirmPerson().ask(BookingDraft(), None, who)
    right = ConfirmPerson().take(BookingDraft(), None, Tap("right"), who)

    assert next(line for line in shown.lines if line.id == "person-name").args["name"] == "نورة الشمري"
    assert isinstance(right, Act)
    assert right.command == SaveProfile(display_name="نورة الشمري")


def test_a_name_that_is_none_is_asked() -> None:
    assert not AskName().settled(BookingDraft(), on_whatsapp(suggested="🙂"))


def test_who_is_known_is_not_asked_again_and_may_still_change_it() -> None:
    who = on_whatsapp("نورة")

    assert ConfirmPerson().settled(BookingDraft(), who)
    assert not ConfirmPerson().settled(ConfirmPerson().reopen(BookingDraft()), who)


def test_elsewhere_the_card_is_shown_each_time() -> None:
    who = msgspec.structs.replace(on_whatsapp("نورة"), channel="telegram")

    assert not ConfirmPerson().settled(BookingDraft(), who)
    assert not AskName().settled(BookingDraft(), msgspec.structs.replace(on_whatsapp(), channel="telegram"))


def test_one_message_answers_every_health_question_and_the_coach_sees_its_words() -> None:
    said = "أنثى ٢٨ سنة ٧٥ كيلو ١٧٥، هدفي إنقاص الوزن، لا أمراض"

    taken = AskAtOnce().take(ASKED, None, Text(said), on_whatsapp())

    assert isinstance(taken, Keep)
    details = taken.draft.details
    assert (details.age, details.weight, details.height) == (28, 75, 175)
    assert details.goals == ("lose_weight",)
    assert details.additional_notes == said
    assert set(taken.draft.answered) == set(ALL)


def test_words_without_a_figure_are_kept_as_they_are() -> None:
    taken = AskAtOnce().take(ASKED, None, Text("عندي ألم في الركبة من سنتين"), on_whatsapp())

    assert isinstance(taken, Keep)
    assert taken.draft.details.additional_notes == "عندي ألم في الركبة من سنتين"


def test_a_figure_that_cannot_be_is_asked_again() -> None:
    assert isinstance(AskAtOnce().take(ASKED, None, Text("٢٨ سنة ٩٠٠ كيلو ١٧٥"), on_whatsapp()), Again)


def test_who_prefers_is_asked_one_by_one() -> None:
    taken = AskAtOnce().take(ASKED, None, Tap("each"), on_whatsapp())

    assert isinstance(taken, Keep)
    assert taken.draft.answered == ("atonce",)


def test_elsewhere_the_questions_come_one_by_one() -> None:
    assert AskAtOnce().settled(ASKED, msgspec.structs.replace(on_whatsapp(), channel="telegram"))
