from __future__ import annotations

import pytest

from booking.people import Gender
from bot.clock import MovableClock
from bot.conversations.commands import CallCoach, GiveConsent, SaveProfile
from bot.services.people import PeopleError, read
from storage.rows import Person
from storage.uow import Storage
from tests.conversations.answers import NOW, ids
from tests.services.front import CHANNEL, Front

HEADING = "channel,external_id,display_name,email,phone,gender,language,timezone\n"


def test_people_are_read_with_numbers_and_addresses_in_order() -> None:
    (person,) = read(HEADING + "telegram,1001,نورة,Noura@Example.org,٠٥٠١٢٣٤٥٦٧,female,ar,Asia/Riyadh\n")

    assert person == Person(
        channel="telegram",
        external_id="1001",
        display_name="نورة",
        email="noura@example.org",
        phone="+966501234567",
        gender=Gender.FEMALE,
    )


def test_what_is_left_out_stays_open() -> None:
    assert read("external_id,channel\n1001,telegram\n") == (Person(channel="telegram", external_id="1001"),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "channel, external_id"),
        ("name,phone\nنورة,0501234567\n", "channel, external_id"),
        (HEADING + "telegram,,نورة,,,,,\n", "line 2"),
        (HEADING + "telegram,1,نورة,,,,,\ntelegram,2,سر,,12,,,\n", "line 3: the phone"),
        (HEADING + "telegram,1,نورة,سر@,,,,\n", "line 2: the email"),
        (HEADING + "telegram,1,نورة,,,سر,,\n", "line 2: the gender"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_place_and_never_the_person(text: str, says: str) -> None:
    with pytest.raises(PeopleError) as told:
        read(text)

    assert says in str(told.value)
    assert "سر" not in str(told.value)


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    front = Front(storage, clock)
    await front.open("نورة", "سالم")
    return front


async def test_a_profile_is_saved_field_by_field(front: Front) -> None:
    await front.does("نورة", SaveProfile(email="noura@example.org"))
    client = await front.does("نورة", SaveProfile(gender="female"))
    again = await front.does("نورة", SaveProfile())

    assert (client.display_name, client.email, client.gender) == ("نورة", "noura@example.org", Gender.FEMALE)
    assert again == client


async def test_consent_is_noted_with_its_moment_and_its_text(front: Front) -> None:
    client = await front.does("نورة", GiveConsent("2026-11"))

    assert (client.consent_at, client.consent_version) == (front.clock.now(), "2026-11")


async def test_the_coach_hears_who_would_like_to_talk(front: Front) -> None:
    await front.does("نورة", CallCoach())

    sent = await front.sent()
    (errand,) = sent["taha"]
    assert errand.card is not None
    assert ids(errand.card) == ["coach-wanted"]
    assert set(sent) == {"taha"}


async def test_people_imported_twice_stay_as_they_are(front: Front) -> None:
    async with front.storage.begin() as tx:
        added = await tx.people.import_(read(f"{HEADING}{CHANNEL},نورة,أخرى,,,,,\n{CHANNEL},هند,هند,,,,,\n"), now=NOW)
        known = await tx.people.by_identity(CHANNEL, "نورة")

    assert added == 1
    assert known is not None
    assert known.display_name == "نورة"
