"""Twilio's doors over real HTTP: only what Twilio signed comes in, and it is answered after it is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from fastapi import FastAPI
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.twilio_states import further
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp_parse import parse
from bot.clock import MovableClock
from bot.handlers.twilio import MAX_BODY, router
from bot.messages import Body, Choice, Deliver, Incoming, Location, Media, Outgoing, Tap, Text, Voice, say
from tests.standins.reports import Report
from tests.standins.site import NO_TLS, served
from tests.standins.twilio import TwilioFarEnd
from tests.standins.twilio_people import Person

PUBLIC = "https://bot.example/jalsa"
CARD = Outgoing(
    (say("feedback-words", text="اختيار"),), tuple((Choice(f"go:{at}", label),) for at, label in enumerate("أبتثج"))
)


class Inbox:
    """Keeps what comes in, or fails as often as it is told."""

    def __init__(self) -> None:
        self.stored: list[Incoming] = []
        self.states: dict[str, tuple[str, str]] = {}
        self.failures = 0

    async def receive(self, incoming: Incoming) -> None:
        self._fail()
        self.stored.append(incoming)

    async def status(self, sid: str, state: str, error_code: str) -> None:
        self._fail()
        if further(self.states.get(sid, ("", ""))[0], state):
            self.states[sid] = (state, error_code)

    def _fail(self) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("no database")

    @property
    def last(self) -> Body:
        return self.stored[-1].body


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def twilio(clock: MovableClock, inbox: Inbox) -> AsyncIterator[TwilioFarEnd]:
    async with TwilioFarEnd(clock.now) as far_end:
        far_end.public_url = PUBLIC
        doors = router(inbox.receive, inbox.status, auth_token=far_end.token, public_url=f"{PUBLIC}/", parse=parse)
        app = FastAPI()
        app.include_router(doors)
        async with served(app) as far_end.door:
            yield far_end


@pytest.fixture
def nora(twilio: TwilioFarEnd) -> Person:
    return twilio.person("+966500000001")


@pytest.fixture
async def channel(twilio: TwilioFarEnd, clock: MovableClock) -> AsyncIterator[WhatsAppChannel]:
    made = WhatsAppChannel(twilio.settings(), public_url=PUBLIC, media_url=lambda file: file.id, now=clock.now)
    yield made
    await made.close()


# ----------------------------------------------------------------------------------------------------- what people say


async def test_words_are_stored_and_answered_with_nothing(nora: Person, inbox: Inbox) -> None:
    assert await nora.says("هلا والله + & = ٪") == 200

    (incoming,) = inbox.stored
    assert (incoming.channel, incoming.address, incoming.sender) == ("whatsapp", nora.address, "966500000001")
    assert (incoming.body, incoming.name) == (Text("هلا والله + & = ٪"), "نورة")


async def test_a_tap_brings_back_what_its_row_stands_for(channel: WhatsAppChannel, nora: Person, inbox: Inbox) -> None:
    await nora.says("هلا")
    await channel.deliver(nora.address, Deliver(CARD, Voice()))

    assert [await nora.taps("ت"), await nora.taps("ت", told=False)] == [200, 200]
    assert [incoming.body for incoming in inbox.stored[1:]] == [Tap("go:2", 0), Text("ت")]


async def test_a_place_comes_in(nora: Person, inbox: Inbox) -> None:
    assert await nora.sends_location(24.7, 46.6) == 200
    assert inbox.last == Location(24.7, 46.6)


async def test_of_five_files_at_once_one_counts_and_can_be_fetched(
    channel: WhatsAppChannel, nora: Person, inbox: Inbox
) -> None:
    files = [(b"OggS", "audio/ogg"), *[(b"%%PDF-%d" % number, "application/pdf") for number in range(4)]]

    assert await nora.sends_media(*files, caption="الإيصال") == 200

    (incoming,) = inbox.stored
    assert isinstance(incoming.body, Media)
    assert incoming.body.caption == "الإيصال"
    assert await channel.fetch(incoming.body.file) == b"%PDF-0"


async def test_a_person_without_a_number_comes_in(twilio: TwilioFarEnd, inbox: Inbox) -> None:
    assert await twilio.person("SA.1a2b3c").says("هلا") == 200

    (incoming,) = inbox.stored
    assert (incoming.sender, incoming.address) == ("SA.1a2b3c", "whatsapp:SA.1a2b3c")


async def test_a_message_that_comes_twice_keeps_its_id_for_the_inbox_to_know(
    twilio: TwilioFarEnd, nora: Person, inbox: Inbox
) -> None:
    message = nora.message(Body="هلا")

    assert [await twilio.post(message), await twilio.post(message)] == [200, 200]
    assert len({incoming.external_id for incoming in inbox.stored}) == 1


async def test_a_message_that_is_not_stored_is_not_acknowledged(
    twilio: TwilioFarEnd, nora: Person, inbox: Inbox
) -> None:
    inbox.failures = 1
    message = nora.message(Body="هلا")

    assert [await twilio.post(message), await twilio.post(message)] == [500, 200]
    assert len(inbox.stored) == 1


@pytest.mark.parametrize("missing", ["MessageSid", "Body"])
async def test_a_message_of_no_use_is_acknowledged(
    twilio: TwilioFarEnd, nora: Person, inbox: Inbox, missing: str
) -> None:
    whole = {"MessageSid": "SM1", "From": nora.address, "Body": "هلا"}
    fields = {name: value for name, value in whole.items() if name != missing}

    assert await twilio.post(twilio.signed(f"{PUBLIC}/twilio/messages", fields)) == 200
    assert inbox.stored == []


# ------------------------------------------------------------------------------------------------------ who may knock


def test_the_stand_in_signs_as_the_sdk_expects(twilio: TwilioFarEnd) -> None:
    fields = {"Body": "هلا 👋", "Empty": "", "AccountSid": "AC1"}
    report = twilio.signed(f"{PUBLIC}/twilio/messages", fields)

    signature = report.headers["x-twilio-signature"]
    assert RequestValidator(twilio.token).validate(f"{PUBLIC}/twilio/messages", fields, signature)


async def test_fields_that_are_new_empty_or_come_twice_are_signed_as_well(
    twilio: TwilioFarEnd, nora: Person, inbox: Inbox
) -> None:
    pairs = [("MessageSid", "SM1"), ("From", nora.address), ("Body", "هلا"), ("New", ""), ("Tag", "b"), ("Tag", "a")]
    url = f"{PUBLIC}/twilio/messages"

    assert await twilio.post(twilio.signed(url, pairs)) == 200
    assert await twilio.post(twilio.signed(f"{url}?x=1", pairs), "/twilio/messages?x=1") == 200
    assert len(inbox.stored) == 2


WRONG: dict[str, Callable[[TwilioFarEnd, Report], Report]] = {
    "none": lambda _, report: Report({"content-type": report.headers["content-type"]}, report.body),
    "empty": lambda _, report: Report({**report.headers, "x-twilio-signature": ""}, report.body),
    "another": lambda _, report: Report({**report.headers, "x-twilio-signature": "c2FsYW0="}, report.body),
    "changed": lambda _, report: Report(report.headers, report.body + b"&Body=x"),
    "added": lambda _, report: Report(report.headers, report.body + b"&Extra="),
    "elsewhere": lambda twilio, _: twilio.signed("https://bot.example/twilio/messages", {"MessageSid": "SM1"}),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("path", ["/twilio/messages", "/twilio/status"])
async def test_what_twilio_did_not_sign_stays_outside(
    twilio: TwilioFarEnd,
    nora: Person,
    inbox: Inbox,
    wrong: Callable[[TwilioFarEnd, Report], Report],
    path: str,
) -> None:
    good = twilio.signed(PUBLIC + path, {"MessageSid": "SM1", "From": nora.address, "MessageStatus": "sent"})

    assert await twilio.post(wrong(twilio, good), path) == 403
    assert (inbox.stored, inbox.states) == ([], {})


async def test_without_a_token_nobody_comes_in(twilio: TwilioFarEnd, nora: Person, inbox: Inbox) -> None:
    app = FastAPI()
    app.include_router(router(inbox.receive, inbox.status, auth_token="", public_url=PUBLIC, parse=parse))
    twilio.token = ""

    async with served(app) as twilio.door:
        assert await nora.says("هلا") == 403


@pytest.mark.parametrize(
    ("kind", "body", "answer"),
    [
        ("application/json", b"{}", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("", b"Body=x", 415),
        ("application/x-www-form-urlencoded", b"x" * (MAX_BODY + 1), 413),
        ("application/x-www-form-urlencoded", b"a=1&" * 2000, 400),
        ("application/x-www-form-urlencoded", b"Body=\xff", 400),
        ("application/x-www-form-urlencoded", b"", 403),
    ],
)
async def test_what_is_no_form_is_refused_before_it_is_weighed(
    twilio: TwilioFarEnd, inbox: Inbox, kind: str, body: bytes, answer: int
) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
        given = await http.post(f"{twilio.door}/twilio/messages", content=body, headers={"content-type": kind})

    assert given.status_code == answer
    assert inbox.stored == []


# ------------------------------------------------------------------------------------------------- what became of ours


async def delivered(channel: WhatsAppChannel, nora: Person) -> str:
    return await channel.deliver(nora.address, Deliver(Outgoing((say("feedback-words", text="كلام"),)), Voice()))


@pytest.mark.parametrize("backwards", [False, True])
async def test_reports_in_any_order_and_more_than_once_end_at_the_furthest_state(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person, inbox: Inbox, *, backwards: bool
) -> None:
    await nora.says("هلا")
    sid = await delivered(channel, nora)
    nora.reads()

    answers = await twilio.reports.arrive(twilio.bring, times=2, backwards=backwards)

    assert set(answers) == {200}
    assert inbox.states == {sid: ("read", "")}


async def test_a_closed_window_is_learnt_of_by_a_report(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person, inbox: Inbox
) -> None:
    sid = await delivered(channel, nora)

    await twilio.reports.arrive(twilio.bring)

    assert inbox.states == {sid: ("failed", "63016")}
    assert twilio.billed == []


async def test_a_report_that_is_not_stored_is_not_acknowledged(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person, inbox: Inbox
) -> None:
    await delivered(channel, nora)
    inbox.failures = 1

    assert await twilio.reports.arrive(twilio.bring) == [500, 200]


@pytest.mark.parametrize(
    "fields",
    [
        {"MessageSid": "SM1"},
        {"MessageStatus": "sent"},
        {"MessageSid": "SM1", "MessageStatus": "teleported"},
        {"MessageSid": "SM1", "MessageStatus": "received"},
    ],
)
async def test_a_report_of_no_use_is_acknowledged(twilio: TwilioFarEnd, inbox: Inbox, fields: dict[str, str]) -> None:
    assert await twilio.bring(twilio.signed(f"{PUBLIC}/twilio/status", fields)) == 200
    assert inbox.states == {}
