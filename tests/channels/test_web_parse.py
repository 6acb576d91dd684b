"""Frames of the page: what each is taken for, and that garbage is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.web import Tickets, parse
from bot.channels.web_parse import LONGEST_TEXT, frame_id
from bot.messages import Body, Command, FileRef, Incoming, Media, Tap, Text

ID = "0123456789abcdef"
CHAT = "w123"
TICKETS = Tickets(b"secret of the tests")
RECEIPT = FileRef("web", "7", "receipt.png", "image/png", 100)
TICKET = TICKETS.issue(RECEIPT, CHAT)


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ({"text": "بكرة ٥ العصر"}, Text("بكرة ٥ العصر")),
        ({"text": ""}, Text("")),
        ({"text": "سطر\nوسطر"}, Text("سطر\nوسطر")),
        ({"text": "a\0b"}, Text("ab")),
        ({"text": "x" * 9000}, Text("x" * LONGEST_TEXT)),
        ({"text": " /Start  type_3 "}, Command("start", "type_3")),
        ({"text": "/confirm CB-20261122-0001"}, Command("confirm", "CB-20261122-0001")),
        ({"text": "/"}, Text("/")),
        ({"text": "/تأكيد"}, Text("/تأكيد")),
        ({"tap": {"value": "d:2026-11-22", "turn": 4, "card": "12"}}, Tap("d:2026-11-22", 4, "12")),
        ({"tap": {"value": "do:menu"}}, Tap("do:menu")),
        ({"tap": {"value": ""}}, Tap("")),
        ({"tap": {"value": "yes", "turn": 1, "card": "1; drop"}}, Tap("yes", 1)),
        ({"file": TICKET}, Media(RECEIPT)),
        ({"file": TICKET, "caption": "الإيصال"}, Media(RECEIPT, "الإيصال")),
        ({"file": TICKET, "caption": 5}, Media(RECEIPT)),
        ({"start": ""}, Command("start")),
        ({"start": "type_3"}, Command("start", "type_3")),
    ],
)
def test_a_frame_is_read(content: dict[str, object], body: Body) -> None:
    incoming = parse({"id": ID, **content}, CHAT, TICKETS, "ar-SA")

    assert incoming == Incoming("web", f"{CHAT}:{ID}", CHAT, CHAT, body, language="ar-SA")


@pytest.mark.parametrize(
    "frame",
    [
        None,
        [],
        "text",
        {},
        {"text": "no id"},
        {"id": "short", "text": "x"},
        {"id": "x" * 65, "text": "x"},
        {"id": "has space in it", "text": "x"},
        {"id": 12345678, "text": "x"},
        {"id": ID},
        {"id": ID, "text": 5},
        {"id": ID, "tap": "yes"},
        {"id": ID, "tap": {}},
        {"id": ID, "tap": {"value": "x" * 49}},
        {"id": ID, "tap": {"value": "نعم"}},
        {"id": ID, "tap": {"value": "a\nb"}},
        {"id": ID, "tap": {"value": "yes", "turn": -1}},
        {"id": ID, "tap": {"value": "yes", "turn": 2**31}},
        {"id": ID, "tap": {"value": "yes", "turn": True}},
        {"id": ID, "tap": {"value": "yes", "turn": "1"}},
        {"id": ID, "file": "7"},
        {"id": ID, "file": TICKETS.issue(RECEIPT, "w456")},
        {"id": ID, "start": None},
    ],
)
def test_garbage_is_nothing(frame: object) -> None:
    assert parse(frame, CHAT, TICKETS) is None


def test_a_repeated_frame_has_the_same_external_id_and_that_of_another_chat_has_not() -> None:
    frame = {"id": ID, "text": "مرحبا"}

    first, again, elsewhere = (parse(frame, chat, TICKETS) for chat in (CHAT, CHAT, "w456"))

    assert first is not None
    assert first == again
    assert elsewhere is not None
    assert elsewhere.external_id != first.external_id


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "text", "tap", "file", "start", "value", "turn", "card"]), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(frame=ANYTHING | st.fixed_dictionaries({"id": st.just(ID), "text": st.text(st.characters(), max_size=50)}))
def test_whatever_comes_is_read_or_nothing_and_can_be_stored(frame: object) -> None:
    incoming = parse(frame, CHAT, TICKETS)

    assert frame_id(frame).isascii()
    if incoming is not None and isinstance(incoming.body, Text):
        assert "\0" not in incoming.body.text
        assert incoming.body.text.encode().decode() == incoming.body.text
