"""A card as a letter: every line in both forms, and nothing of it where it does not belong."""

from __future__ import annotations

import email
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.email_letter import letter, mailbox
from bot.channels.email_words import SUBJECT_LETTERS
from bot.i18n import text
from bot.messages import Attachment, Brief, Choice, Code, Copyable, Outgoing, Voice, say
from tests.browser import browser

AR, EN = Voice(), Voice(language="en")
COACH_MAIL = mailbox("الكابتن طه الصباغ <bookings@coach.example>")
NORA = mailbox("nora@example.org")
IBAN = Copyable(say("copy-iban"), "SA0380000000608010167519")
MEETING = Copyable(say("copy-link"), "https://meet.example.org/taha?a=1&b=2")
CARD = Outgoing(
    (say("go-book"), say("gap"), say("help-client", coach="طه"), say("go-prices")), brief=Brief(say("go-menu"))
)
PAY = Choice("", say("go-pay"), link="https://pay.example/s?a=1&b=2")
MENU = Choice("do:menu", say("go-menu"))
HINT = "للاختيار أو الرد نكمل في المحادثة، فالبريد للإشعارات فقط."
MARKS = dict.fromkeys(range(0x2066, 0x206A))


def read_back(message: Message) -> EmailMessage:
    """The letter as its reader's program has it, by the newer of Python's two parsers; the older one wrote it."""
    found = email.message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    assert [part.defects for part in found.walk()] == [[] for _ in found.walk()]
    return found


def written(card: Outgoing, voice: Voice = AR, sender: Address = COACH_MAIL) -> EmailMessage:
    return read_back(letter(card, voice, sender, NORA))


def plain(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def html(message: EmailMessage) -> str:
    body = message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


class Eye(HTMLParser):
    """What of a page is seen, and the tags it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.seen = ""
        self.feed(page.partition("<body")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.seen += data

    @property
    def links(self) -> list[str | None]:
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]


def types(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


# ------------------------------------------------------------------------------------------------- text and page


def test_a_letter_is_text_and_page_in_the_readers_language() -> None:
    message = written(CARD)

    assert types(message) == ["multipart/alternative", "text/plain", "text/html"]
    assert plain(message).splitlines()[:3] == [
        "حجز استشارة",
        "",
        "أساعد في حجز استشارات \u2068طه\u2069: اختيار الاستشارة والموعد والدفع، ومتابعة الحجوزات.",
    ]
    assert '<html lang="ar" dir="rtl">' in html(message)
    assert message["Content-Language"] == "ar"


def test_in_english_it_runs_left_to_right() -> None:
    message = written(CARD, EN)

    assert '<html lang="en" dir="ltr">' in html(message)
    assert 'align="left"' in html(message)
    assert "Book a consultation" in plain(message)


def test_what_people_wrote_is_text_and_never_markup() -> None:
    mischief = '<script>alert("x")</script> & <img src=//evil.example>'
    message = written(Outgoing((say("feedback-words", text=mischief),), copy=(Copyable(say("copy-bank"), mischief),)))

    eye = Eye(html(message))
    assert eye.seen.count(mischief) == 2
    assert {tag for tag, _ in eye.tags} <= {"table", "tr", "td", "p", "br", "span", "bdi"}


def test_nothing_is_fetched_when_it_is_opened() -> None:
    page = html(written(Outgoing(CARD.lines, rows=((PAY,),), copy=(IBAN, MEETING))))

    assert not any(found in page for found in ("<img", "<link", "<script", "url(", "@import", "src="))


def test_what_is_to_be_copied_stands_beside_its_label_left_to_right() -> None:
    message = written(Outgoing(CARD.lines, copy=(IBAN, MEETING)))

    assert f"الآيبان:\n{IBAN.text}\n\nرابط اللقاء:\n{MEETING.text}" in plain(message)
    eye = Eye(html(message))
    assert [attrs["dir"] for tag, attrs in eye.tags if tag == "bdi"] == ["ltr", "ltr"]
    assert IBAN.text in eye.seen
    assert eye.links == [MEETING.text]


def test_a_page_to_open_is_a_button() -> None:
    message = written(Outgoing(CARD.lines, rows=((PAY,),)))

    assert Eye(html(message)).links == [PAY.link]
    assert f"الدفع الآن:\n{PAY.link}" in plain(message).replace(" 💳", "")
    assert HINT not in plain(message)


def test_what_works_in_the_chat_alone_is_left_out_and_said_once() -> None:
    message = written(Outgoing((say("go-book"),), rows=((MENU, MENU), (PAY, MENU))))

    assert plain(message).count(HINT) == Eye(html(message)).seen.count(HINT) == 1
    assert "القائمة" not in plain(message)
    assert "القائمة" not in html(message)


@pytest.mark.parametrize("link", ["/sandbox/play-1", "javascript:alert(1)", "tel:+966501234567"])
def test_only_pages_with_an_address_are_followed(link: str) -> None:
    message = written(Outgoing(CARD.lines, rows=((Choice("", say("go-pay"), link=link),),)))

    assert link not in plain(message)
    assert Eye(html(message)).links == []


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    "ابتثجحخد \n\t<&\"'=?_.%$", max_size=300
)
LINES = st.lists(
    st.one_of(
        WORDS.map(lambda words: say("feedback-words", text=words)),
        st.sampled_from([say("gap"), say("go-book"), say("calendar-number", number=Code("CB-20270502-0003"))]),
    ),
    max_size=6,
)


@given(LINES, st.sampled_from([AR, EN]), WORDS, WORDS)
@settings(max_examples=150, deadline=None)
def test_every_line_of_any_card_is_in_both_forms(lines: list[object], voice: Voice, copied: str, file: str) -> None:
    attached = Attachment(f"{file}.pdf", "application/pdf", b"%PDF")
    card = Outgoing(tuple(lines), copy=(Copyable(say("copy-bank"), copied),), file=attached)  # type: ignore[arg-type]

    message = written(card, voice)

    wanted = [line.split() for said in card.lines for line in text(said, voice).split("\n")]
    forms = plain(message).split("\n"), Eye(html(message)).seen.split("\n")
    for form in forms:
        shown = [line.split() for line in form]
        assert all(line in shown for line in wanted if line)
    assert "\n" not in message["Subject"]
    assert set(message.keys()) == {
        *("From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Language", "Auto-Submitted")
    }


# --------------------------------------------------------------------------------------------------- its headers


@pytest.mark.parametrize(
    ("card", "subject"),
    [
        (CARD, "القائمة"),
        (Outgoing(CARD.lines), "حجز استشارة"),
        (Outgoing((say("gap"), say("menu-new", coach="طه"))), "أهلًا بك 👋"),
        (Outgoing((), brief=Brief(say("calendar-number", number=Code("CB-1")))), "رقم الحجز: CB-1"),
        (Outgoing(()), ""),
    ],
)
def test_the_subject_is_the_card_in_one_line(card: Outgoing, subject: str) -> None:
    assert written(card)["Subject"] == subject


@given(WORDS, st.sampled_from([AR, EN]))
@example("=?utf-8?q?x=0D=0ABcc:_spy@evil.example?=", EN)
@settings(max_examples=200, deadline=None)
def test_any_subject_is_short_and_read_as_it_was_written(words: str, voice: Voice) -> None:
    said = say("feedback-words", text=words)

    subject = written(Outgoing((), brief=Brief(said)), voice)["Subject"]

    whole = " ".join(text(said, voice).translate(MARKS).split())
    assert len(subject) <= SUBJECT_LETTERS
    assert subject == whole or (subject.endswith("…") and whole.startswith(subject[:-1]))


INJECTIONS = (
    "x\r\nBcc: spy@evil.example",
    "x\nBcc: spy@evil.example\n\nbody",
    "x\rBcc: spy@evil.example",
    "x\u2028Bcc: spy@evil.example",
    "=?utf-8?q?x=0D=0ABcc:_spy@evil.example?=",
    "نورة =?utf-8?b?eA0KQmNjOiBzcHlAZXZpbC5leGFtcGxl?=",
)


@pytest.mark.parametrize("name", INJECTIONS)
def test_a_name_cannot_add_a_header(name: str) -> None:
    """The fifth and sixth got through Python 3.11's newer header classes, which is why the older ones are used."""
    file = Attachment(f"{name}.pdf", "application/pdf", b"%PDF")
    sender = Address(" ".join(name.split()), "bookings", "coach.example")
    message = letter(Outgoing((), brief=Brief(say("feedback-words", text=name)), file=file), AR, sender, NORA)

    heads = [part.partition("\n\n")[0] for part in message.as_string().split("\n--")]
    assert not any(line.lower().startswith("bcc") for head in heads for line in head.splitlines())
    assert read_back(message)["Bcc"] is None


@pytest.mark.parametrize("name", ["الكابتن", "Coach, Taha", 'the "coach"', "أكاديمية الكابتن طه الصباغ " * 4, ""])
def test_the_sender_keeps_their_name(name: str) -> None:
    sender = Address(name.strip(), "bookings", "coach.example")

    raw = letter(CARD, AR, sender, NORA)["From"]

    shown, address = parseaddr(raw)  # the newer parser puts spaces between the parts of a long name
    assert (str(make_header(decode_header(shown))), address) == (name.strip(), "bookings@coach.example")
    assert all(len(line) <= 78 for line in raw.splitlines())


# ----------------------------------------------------------------------------------------------------- enclosed


@pytest.mark.parametrize(
    ("name", "mime", "shown", "kind"),
    [
        ("إيصال CB-1.pdf", "application/pdf", "إيصال CB-1.pdf", "application/pdf"),
        ('a "b".png', "image/png", 'a "b".png', "image/png"),
        ("=?utf-8?q?a=0D=0Ab?=.png", "image/png", "=?utf-8?q?a=0D=0Ab?=.png", "image/png"),
        ("", "what", "file", "application/octet-stream"),
        ("x.eml", "message/rfc822", "x.eml", "application/octet-stream"),
        ("موعد.ics", "text/calendar", "موعد.ics", "text/calendar"),
        ("خ" * 300 + ".pdf", "application/pdf", "خ" * 76 + ".pdf", "application/pdf"),
    ],
)
def test_a_file_is_enclosed_under_its_name(name: str, mime: str, shown: str, kind: str) -> None:
    message = written(Outgoing(CARD.lines, file=Attachment(name, mime, b"BEGIN\r\n\x00\xff")))

    (found,) = message.iter_attachments()
    assert types(message)[:2] == ["multipart/mixed", "multipart/alternative"]
    assert (found.get_filename(), found.get_content_type()) == (shown, kind)
    assert found.get_payload(decode=True) == b"BEGIN\r\n\x00\xff"


# ------------------------------------------------------------------------------------------------- as it is seen


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_it_fits_and_can_be_read_by_day_and_by_night(dark: bool) -> None:
    page = html(written(Outgoing(CARD.lines, rows=((PAY,), (MENU,)), copy=(IBAN, MEETING))))

    with browser() as chromium:
        shown = chromium.new_page(viewport={"width": 320, "height": 600}, color_scheme="dark" if dark else "light")
        shown.set_content(page)
        width = shown.evaluate("document.documentElement.scrollWidth")
        sheet = shown.locator("td.sheet")
        ground, ink = (
            sheet.evaluate(f"cell => getComputedStyle(cell).{what}") for what in ("backgroundColor", "color")
        )
        side = sheet.evaluate("cell => getComputedStyle(cell).direction")
        button = shown.get_by_role("link", name="الدفع الآن").bounding_box()

    assert (width, side) == (320, "rtl")
    assert (_light(ground) < 60, _light(ink) > 200) == (dark, dark)
    assert button is not None
    assert button["height"] >= 44  # a finger's width, as Apple's guidelines have it


def _light(colour: str) -> float:
    return sum(int(part) for part in colour.strip("rgb()").split(",")) / 3
