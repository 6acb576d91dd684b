"""Reading what Twilio posts: every kind of message that people can send, and garbage."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.whatsapp_parse import own_phone, parse
from bot.messages import Body, Command, FileRef, Incoming, Location, Media, Tap, Text, Unreadable

URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
OTHER = URL.replace("ME1", "ME2")


def form(**content: str) -> dict[str, str]:
    return {
        "MessageSid": "SM1",
        "AccountSid": "AC1",
        "From": "whatsapp:+966500000001",
        "To": "whatsapp:+14155550100",
        "WaId": "966500000001",
        "ProfileName": "نورة",
        "NumMedia": "0",
        **content,
    }


def file(mime: str, caption: str = "", **more: str) -> dict[str, str]:
    return form(Body=caption, NumMedia="1", MediaUrl0=URL, MediaContentType0=mime, **more)


def media(mime: str, caption: str = "", url: str = URL) -> Media:
    return Media(FileRef("whatsapp", url, mime=mime), caption)


def test_a_message_says_who_and_where() -> None:
    assert parse(form(Body="مرحبا")) == Incoming(
        "whatsapp",
        "SM1",
        sender="966500000001",
        address="whatsapp:+966500000001",
        body=Text("مرحبا"),
        name="نورة",
        phone="+966500000001",
    )


def test_an_sms_at_the_wrong_door_is_nobodys_message() -> None:
    assert parse(form(Body="مرحبا", From="+966500000001")) is None


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        (form(Body="بكرة ٥ العصر"), Text("بكرة ٥ العصر")),
        (form(Body="a\0b"), Text("ab")),
        (form(Body=""), Unreadable("other")),
        (form(Body=" \n"), Unreadable("other")),
        (form(Body="/start"), Command("start")),
        (form(Body=" /Start type_3 x"), Command("start", "type_3 x")),
        (form(Body="/note\nسطر\nسطران"), Command("note", "سطر\nسطران")),
        (form(Body="/قائمة"), Text("/قائمة")),
        (form(Body="نعم", ButtonText="نعم", ButtonPayload="3:yes"), Tap("yes", 3)),
        (form(Body="الأحد", ListTitle="الأحد", ListId="12:d:2026-11-22"), Tap("d:2026-11-22", 12)),
        (form(Body="المزيد", ListTitle="المزيد", ListId="12:page:1"), Tap("page:1", 12)),
        (form(Body="القائمة", ButtonPayload="0:do:menu"), Tap("do:menu", 0)),
        (form(Body="نعم", ButtonPayload="somebody else's"), Text("نعم")),
        (form(Body="نعم", ButtonPayload="3:"), Text("نعم")),
        (form(Body="نعم", ButtonPayload="٣:yes"), Text("نعم")),
        (form(Body="نعم", ButtonPayload="3:" + "x" * 49), Text("نعم")),
        (form(Body="الأحد", ListTitle="الأحد"), Text("الأحد")),
        (form(Body="", Latitude="24.7", Longitude="46.6", Address="الرياض"), Location(24.7, 46.6)),
        (form(Body="هنا", Latitude="124.7", Longitude="46.6"), Text("هنا")),
        (form(Body="هنا", Latitude="nan", Longitude="46.6"), Text("هنا")),
        (form(Body="هنا", Latitude="شمال", Longitude="46.6"), Text("هنا")),
        (file("image/jpeg", "إيصال"), media("image/jpeg", "إيصال")),
        (file("application/pdf"), media("application/pdf")),
        (file("IMAGE/PNG; x=y"), media("image/png")),
        (file("audio/ogg; codecs=opus"), Unreadable("voice")),
        (file("video/mp4"), Unreadable("video")),
        (file("image/webp"), Unreadable("sticker")),
        (file("text/vcard"), Unreadable("other")),
        (file("application/msword"), Unreadable("other")),
        (file(""), Unreadable("other")),
        (file("audio/ogg", MediaUrl1=OTHER, MediaContentType1="image/jpeg"), media("image/jpeg", url=OTHER)),
        (file("image/jpeg", MediaUrl1=OTHER, MediaContentType1="image/jpeg"), media("image/jpeg")),
    ],
)  # fmt: skip
def test_what_people_send(sent: dict[str, str], body: Body) -> None:
    incoming = parse(sent)

    assert incoming is not None
    assert incoming.body == body


@pytest.mark.parametrize(
    ("known", "sender", "address", "phone"),
    [
        ({"WaId": "966500000001", "From": "whatsapp:+966500000001"},
         "966500000001", "whatsapp:+966500000001", "+966500000001"),
        ({"From": "whatsapp:+966500000001"}, "966500000001", "whatsapp:+966500000001", "+966500000001"),
        ({"WaId": "", "From": "whatsapp:SA.131", "ExternalUserId": "SA.131"}, "SA.131", "whatsapp:SA.131", ""),
        ({"From": "", "ExternalUserId": "SA.131"}, "SA.131", "whatsapp:SA.131", ""),
        ({"ExternalUserId": "whatsapp:SA.131"}, "SA.131", "whatsapp:SA.131", ""),
    ],
)  # fmt: skip
def test_a_person_is_known_by_an_id_and_a_number_is_only_what_whatsapp_vouches_for(
    known: dict[str, str], sender: str, address: str, phone: str
) -> None:
    sent = {"MessageSid": "SM1", "Body": "هلا", **known}

    incoming = parse(sent)

    assert incoming is not None
    assert (incoming.sender, incoming.address, own_phone(sent)) == (sender, address, phone)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"Body": "بلا رقم", "From": "whatsapp:+966500000001"},
        {"MessageSid": "SM1", "Body": "بلا مرسل"},
        {"MessageSid": "SM1", "From": "whatsapp:+966500000001", "MessageStatus": "delivered"},
    ],
)
def test_what_is_no_message_is_passed_over(sent: dict[str, str]) -> None:
    assert parse(sent) is None


KEYS = st.sampled_from([
    *form(Body="", ButtonPayload="", ListId="", Latitude="", Longitude="", ExternalUserId=""),
    *(f"{name}{number}" for name in ("MediaUrl", "MediaContentType") for number in range(3)),
])  # fmt: skip
VALUES = st.text(max_size=12) | st.sampled_from(["1:yes", "whatsapp:+966500000001", "1e999", "-0", "image/jpeg", "٣"])


@settings(max_examples=200)
@given(st.dictionaries(KEYS, VALUES))
def test_garbage_gives_nothing_or_what_can_be_stored(sent: dict[str, str]) -> None:
    incoming = parse(sent)

    assert own_phone(sent) in {"", "+966500000001"}
    if incoming is not None:
        assert incoming.sender
        assert incoming.address
        assert msgspec.json.decode(msgspec.json.encode(incoming.body), type=type(incoming.body)) == incoming.body
        assert "\0" not in str(incoming)
