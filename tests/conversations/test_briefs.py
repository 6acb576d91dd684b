"""Each notice in one sentence: by which button its reader gets to the whole, in words that WhatsApp has approved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.channels.whatsapp_templates import filled, templates
from bot.conversations import briefs
from bot.messages import Brief, Voice
from tests.booking.examples import booking
from tests.conversations.answers import NOURA

PROPOSED = datetime(2026, 11, 25, 14, tzinfo=UTC)
HERS = booking(booking_id=7)
VOICES = [Voice(), Voice(gender="female"), Voice(language="en")]


def opens(brief: Brief | None) -> tuple[str, list[str]]:
    assert brief is not None
    return brief.said.id, [choice.value for choice in brief.choices]


TO_CLIENTS = [
    ("client_24h", "brief-reminder-day", ["do:attend:7", "do:mybooking:7"]),
    ("client_1h", "brief-reminder-hour", ["do:mybooking:7"]),
    ("confirmed", "brief-confirmed", ["do:mybooking:7"]),
    ("moved", "brief-moved", ["do:mybooking:7"]),
    ("cancelled", "brief-cancelled", ["do:again:7"]),
    ("declined", "brief-declined", ["do:again:7"]),
    ("checkout", "brief-pay", ["do:mybooking:7"]),
    ("hold_nudge", "brief-pay", ["do:mybooking:7"]),
    ("payment_failed", "brief-pay", ["do:mybooking:7"]),
    ("paid", "brief-paid", ["do:mybooking:7"]),
    ("refund", "brief-news", ["do:mybooking:7"]),
    ("proposal", "brief-news", ["do:mybooking:7"]),  # taken back meanwhile
]
TO_THE_TEAM = [
    ("booking_card", "brief-coach-booking", ["do:booking:7"]),
    ("coach_1h", "brief-coach-hour", ["do:booking:7"]),
    ("cancelled", "brief-coach-news", ["do:booking:7"]),
    ("money_task", "brief-coach-money", ["do:money"]),
    ("brief", "brief-coach-day", ["do:today", "do:pending"]),
    ("channel_warning", "brief-coach-channel", []),
]


@pytest.mark.parametrize(("purpose", "id_", "values"), TO_CLIENTS)
def test_what_a_client_is_told_leads_to_their_booking(purpose: str, id_: str, values: list[str]) -> None:
    assert opens(briefs.for_client(purpose, HERS, "ar")) == (id_, values)


def test_a_proposed_time_is_taken_by_one_tap() -> None:
    asked = briefs.for_client("proposal", booking(booking_id=7, proposed_at=PROPOSED), "ar")

    assert opens(asked) == ("brief-proposal", ["do:accept:7:20261125T1400", "do:mybooking:7"])


@pytest.mark.parametrize(("purpose", "id_", "values"), TO_THE_TEAM)
def test_what_the_team_is_told_leads_to_what_it_is_about(purpose: str, id_: str, values: list[str]) -> None:
    assert opens(briefs.for_team(purpose, HERS)) == (id_, values)


def test_what_is_about_nothing_to_open_has_no_sentence_or_says_all_of_it() -> None:
    assert briefs.for_team("low_rating", None) is None
    assert opens(briefs.of_a_wish_to_talk(NOURA, "نورة")) == ("brief-coach-wanted", [])


@pytest.mark.parametrize("voice", VOICES)
def test_every_sentence_and_its_buttons_are_among_those_that_are_submitted(voice: Voice) -> None:
    proposal = briefs.for_client("proposal", booking(proposed_at=PROPOSED), voice.language)
    told = [briefs.for_client(purpose, HERS, voice.language) for purpose, *_ in TO_CLIENTS]
    shown = [brief for purpose, *_ in TO_THE_TEAM if (brief := briefs.for_team(purpose, HERS))]

    for brief in (proposal, *told, *shown, briefs.of_a_wish_to_talk(NOURA, "نورة")):
        template, variables = filled(brief, voice)
        assert template in templates()
        assert len(variables) == len(template.samples)
