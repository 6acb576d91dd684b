"""Reading Telegram's updates: every kind that people can send, and garbage."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.channels.telegram import parse
from bot.messages import Blocked, Body, Command, Contact, FileRef, Incoming, Location, Media, Tap, Text, Unreadable

NORA = {"id": 77, "is_bot": False, "first_name": "نورة", "last_name": "العلي", "language_code": "ar"}
CHAT = {"id": 77, "type": "private", "first_name": "نورة"}
FILE = {"file_id": "F", "file_unique_id": "u"}
MONEY = {"currency": "SAR", "total_amount": 10000}
PAID = {**MONEY, "invoice_payload": "x", "telegram_payment_charge_id": "c", "provider_payment_charge_id": "p"}


def message(**content: Any) -> dict[str, Any]:
    return {"update_id": 5, "message": {"message_id": 9, "date": 1_790_000_000, "chat": CHAT, "from": NORA, **content}}


def tap(data: str, **card: Any) -> dict[str, Any]:
    shown = {"message_id": 9, "date": 1_790_000_000, "chat": CHAT, "text": "سؤال", **card}
    return {"update_id": 5, "callback_query": {"id": "Q", "from": NORA, "message": shown, "data": data}}


def membership(status: str) -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "bot"}
    before, after = {"user": bot, "status": "left"}, {"user": bot, "status": status, "until_date": 0}
    members = {"old_chat_member": before, "new_chat_member": after}
    return {"update_id": 5, "my_chat_member": {"chat": CHAT, "from": NORA, "date": 1, **members}}


def test_an_update_says_who_and_where() -> None:
    assert parse(message(text="مرحبا")) == Incoming(
        "telegram", "5", sender="77", address="77", body=Text("مرحبا"), name="نورة العلي", language="ar"
    )


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ({"text": "بكرة ٥ العصر"}, Text("بكرة ٥ العصر")),
        ({"text": ""}, Text("")),
        ({"text": "a\0b"}, Text("ab")),
        ({"text": "هلا", "forward_origin": {"type": "unheard of"}}, Text("هلا")),
        ({"text": "/start"}, Command("start")),
        ({"text": "/Start type_3 x"}, Command("start", "type_3 x")),
        ({"text": "/confirm@jalsa_bot CB-20261122-0001"}, Command("confirm", "CB-20261122-0001")),
        ({"text": "/note\nسطر\nسطران"}, Command("note", "سطر\nسطران")),
        ({"text": "/قائمة"}, Text("/قائمة")),
        ({"text": "/"}, Text("/")),
        ({"contact": {"phone_number": "966501234567", "first_name": "ن", "user_id": 77}},
         Contact("+966501234567", own=True)),
        ({"contact": {"phone_number": "+966501234567", "first_name": "ن", "user_id": 77}},
         Contact("+966501234567", own=True)),
        ({"contact": {"phone_number": "0501234567", "first_name": "س", "user_id": 78}}, Contact("0501234567")),
        ({"contact": {"phone_number": "0501234567", "first_name": "س"}}, Contact("0501234567")),
        ({"location": {"latitude": 24.7, "longitude": 46.6}}, Location(24.7, 46.6)),
        ({"photo": [{**FILE, "width": 90, "height": 90}, {**FILE, "file_id": "L", "width": 800, "height": 800}]},
         Media(FileRef("telegram", "L", mime="image/jpeg"))),
        ({"document": {**FILE, "file_name": "r.pdf", "mime_type": "text/x", "file_size": 8}, "caption": "إيصال"},
         Media(FileRef("telegram", "F", "r.pdf", "text/x", 8), "إيصال")),
        ({"sticker": {**FILE, "emoji": "🌹"}}, Unreadable("sticker")),
        ({"voice": FILE}, Unreadable("voice")),
        ({"audio": FILE}, Unreadable("voice")),
        ({"video": FILE}, Unreadable("video")),
        ({"video_note": FILE}, Unreadable("video")),
        ({"animation": FILE, "document": FILE}, Unreadable("video")),
        ({"dice": {"emoji": "🎲", "value": 3}}, Unreadable("other")),
        ({"something_new": {}}, Unreadable("other")),
    ],
)  # fmt: skip
def test_what_people_send(content: dict[str, Any], body: Body) -> None:
    incoming = parse(message(**content))

    assert incoming is not None
    assert incoming.body == body


@pytest.mark.parametrize(
    ("update", "body"),
    [
        (tap("3:yes"), Tap("yes", 3, "9", "Q")),
        (tap("12:day:2026-11-22"), Tap("day:2026-11-22", 12, "9", "Q")),
        (tap("0:"), Tap("", 0, "9", "Q")),
        (tap("somebody else's"), Tap("", 0, "9", "Q")),
        (tap("-1:yes"), Tap("", 0, "9", "Q")),
        (tap("3:yes", date=0), Tap("yes", 3, "", "Q")),
        (membership("kicked"), Blocked(gone=True)),
        (membership("member"), Blocked(gone=False)),
        ({"update_id": 5, "edited_message": message(text="غيّرت رأيي")["message"]}, Unreadable("edited")),
    ],
)
def test_what_people_do(update: dict[str, Any], body: Body) -> None:
    incoming = parse(update)

    assert incoming is not None
    assert incoming.body == body


@pytest.mark.parametrize(
    "update",
    [
        message(text="في مجموعة", chat={"id": -5, "type": "group", "title": "م"}),
        message(text="من بوت", **{"from": {**NORA, "is_bot": True}}),
        message(pinned_message={}),
        message(successful_payment=PAID),
        {"update_id": 5, "pre_checkout_query": {"id": "Q", "from": NORA, "invoice_payload": "x", **MONEY}},
        tap("3:yes", chat={"id": -5, "type": "supergroup", "title": "م"}),
        {"update_id": 5, "callback_query": {"id": "Q", "from": NORA, "inline_message_id": "i", "data": "3:yes"}},
        {"update_id": 5, "channel_post": message(text="منشور")["message"]},
        {"update_id": 5, "poll_answer": {"poll_id": "1"}},
        {"update_id": 5},
        membership("administrator"),
        message(text=5),
        message(text="x", **{"from": {**NORA, "id": "seventy"}}),
        message(text="x", date=10**30),
        {"message": message(text="بلا رقم")["message"]},
        {},
        [],
        None,
        "update",
    ],
)
def test_what_is_not_for_us_is_passed_over(update: object) -> None:
    assert parse(update) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [*message()["message"], "text", "contact", "photo", "document", "location", "caption", "sticker"]
)


@settings(max_examples=100)
@given(JSON | st.dictionaries(st.sampled_from(["update_id", "message", "callback_query", "my_chat_member"]), JSON))
def test_garbage_is_passed_over(update: object) -> None:
    assert parse(update) is None or isinstance(parse(update), Incoming)


@settings(max_examples=100)
@given(st.dictionaries(KEYS, JSON, max_size=3))
def test_a_message_with_garbage_inside_gives_nothing_or_what_can_be_stored(content: dict[str, Any]) -> None:
    incoming = parse(message(**content))

    if incoming is not None:
        assert msgspec.json.decode(msgspec.json.encode(incoming.body), type=type(incoming.body)) == incoming.body


def test_an_update_of_another_shape_leaves_a_line_with_its_number_and_nothing_else() -> None:
    with capture_logs() as lines:
        assert parse(message(text={"secret": "كلام"})) is None

    assert [(line["event"], line["update_id"]) for line in lines] == [("telegram_update_unreadable", 5)]
    assert "كلام" not in str(lines)
