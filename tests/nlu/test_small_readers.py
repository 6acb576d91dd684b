from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.catalogue import MeetingType
from bot import nlu


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567"),
        ("00966 50 123 4567", "SA", "+966501234567"),
        ("966501234567", "SA", "+966501234567"),
        ("رقمي ۰۵۰۱۲۳۴۵۶۷ شكرًا", "SA", "+966501234567"),
        ("01001234567", "EG", "+201001234567"),
        ("+20 100 123 4567", "SA", "+201001234567"),
        ("123", "SA", None),
        ("0501234567 او 0559876543", "SA", None),
        ("9" * 10_000, "SA", None),
        ("", "SA", None),
    ],
)
def test_phone(text: str, region: str, number: str | None) -> None:
    assert nlu.phone(text, region) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("بريدي A.B@Gmail.com.", "a.b@gmail.com"),
        ("a@b", None),
        ("a@b.com c@d.com", None),
        ("", None),
        ("@" * 5000, None),
    ],
)
def test_email(text: str, address: str | None) -> None:
    assert nlu.email(text) == address


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أونلاين", MeetingType.ONLINE),
        ("عن بعد لو سمحت", MeetingType.ONLINE),
        ("حضوري", MeetingType.IN_PERSON),
        ("في النادي", MeetingType.IN_PERSON),
        ("مو اونلاين", MeetingType.IN_PERSON),
        ("اونلاين او حضوري", None),
        ("بكرة", None),
    ],
)
def test_meeting(text: str, kind: MeetingType | None) -> None:
    assert nlu.meeting(text) == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CB-20261122-0003", "CB-20261122-0003"),
        ("cb ٢٠٢٦١١٢٢ ٣", "CB-20261122-0003"),
        ("CB202611220003", "CB-20261122-0003"),
        ("سي بي 20261122 0003", "CB-20261122-0003"),
        ("٠٠٠٣", "0003"),
        ("رقم حجزي ٣", "3"),
        ("بكرة ٥", None),
        ("2026-11-22", None),
    ],
)
def test_booking_number(text: str, number: str | None) -> None:
    assert nlu.booking_number(text) == number


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("المعلّق", ("pending", "")),
        ("اليوم", ("today", "")),
        ("القادمة", ("upcoming", "")),
        ("أكّد CB-20261122-0003", ("confirm", "CB-20261122-0003")),
        ("تأكيد الحجز", None),
        ("ارفض CB-20261122-0003 مسافر، آسف", ("decline", "CB-20261122-0003 مسافر، آسف")),
        ("لم يحضر CB-20261122-0003", ("noshow", "CB-20261122-0003")),
        ("مدفوع: cb ٢٠٢٦١١٢٢ ٣", ("paid", "cb ٢٠٢٦١١٢٢ ٣")),
        ("ملاحظة CB-20261122-0003 يحبّ الصباح", ("note", "CB-20261122-0003 يحبّ الصباح")),
        ("تراجع CB-20261122-0003", ("undo", "CB-20261122-0003")),
        ("تراجع ٣", ("undo", "٣")),
        ("undo CB-20261122-0003", ("undo", "CB-20261122-0003")),
        ("اقتراح CB-20261122-0003 الخميس ٦ مساء", ("propose", "CB-20261122-0003 الخميس ٦ مساء")),
        ("اقترح موعد آخر 0003", ("propose", "0003")),
        ("propose 3 Thursday 6pm", ("propose", "3 Thursday 6pm")),
        ("إلغاء الموعد CB-20261122-0003 ظرف طارئ", ("calloff", "CB-20261122-0003 ظرف طارئ")),
        ("كنسل ٣", ("calloff", "٣")),
        ("call off CB-20261122-0003", ("calloff", "CB-20261122-0003")),
        ("تأكيد البديل CB-20261122-0003", ("confirmalt", "CB-20261122-0003")),
        ("أكّد البديل ٣", ("confirmalt", "٣")),
        ("confirm alternative 3", ("confirmalt", "3")),
        ("تراجع", None),
        ("إلغاء", None),
        ("تم", None),
        ("حجز", None),
        ("مساعدة", ("help", "")),
    ],
)
def test_coach_command(text: str, command: tuple[str, str] | None) -> None:
    assert nlu.coach_command(text) == command


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("⭐⭐⭐⭐", 4),
        ("⭐ ٥", 5),
        ("٥", 5),
        ("خمس نجوم", 5),
        ("4/5", 4),
        ("٤ من ٥", 4),
        ("ممتاز جدًا", 5),
        ("جيد جدا", 4),
        ("مو حلو", 2),
        ("10", None),
        ("⭐" * 9, None),
        ("", None),
    ],
)
def test_rating(text: str, stars: int | None) -> None:
    assert nlu.rating(text) == stars


READERS: tuple[Callable[[str], object], ...] = (
    nlu.phone,
    nlu.email,
    nlu.meeting,
    nlu.booking_number,
    nlu.coach_command,
    nlu.rating,
    nlu.number,
    nlu.small_number,
    nlu.gender,
    nlu.fitness,
)


@pytest.mark.parametrize("reader", READERS)
@given(
    text=st.text(max_size=120)
    | st.sampled_from(["9" * 10_000, "ا" * 10_000, "⭐" * 10_000, "- " * 5_000, "\u202e" * 99])
)
def test_any_text_is_fine(reader: Callable[[str], object], text: str) -> None:
    reader(text)
