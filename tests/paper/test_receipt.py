"""What a receipt says, and that its page can be printed whatever people are called."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.money import Currency, Money
from booking.status import PaymentMethod
from bot.messages import Voice
from bot.paper.press import FONTS, HERE, LONGEST, setting
from bot.paper.receipt import Entry, Receipt, receipt_pdf, tax_in, words
from tests.paper.examples import ENGLISH, LATIN, VAT, example, fonts, letters, pages

WEDNESDAY = datetime(2026, 11, 25, 8, tzinfo=UTC)
OURS = {"NotoSansArabic-Regular", "NotoSansArabic-Bold", "NotoSans-Regular", "NotoSans-Bold"}
HOSTILE = (
    '#import "/etc/passwd"',
    "#panic() *bold* _slant_ $x^2$ @ref <label> // gone",
    '"] #set page(width: 1mm) [',
    "= عنوان\n\n#pagebreak()",
    "\\u{202e}\u202eتمام",
    "{ $amount }",
    "🏋️‍♀️ Иван 王 नमस्ते",
    "W" * 300,
)


def told(part: str, receipt: Receipt) -> dict[str, str]:
    """The lines of one part of the page, by what they are about."""
    return {line["label"]: line["value"]["text"] for line in words(receipt)[part]}


def riyals(minor: int) -> Money:
    return Money(minor, Currency.SAR)


# -------------------------------------------------------------------------------------------------------------- tax


@pytest.mark.parametrize(
    ("amount", "percent", "tax"),
    [
        (11500, "15", 1500),
        (23000, "15", 3000),
        (10000, "15", 1304),  # 13.0434…
        (9950, "15", 1298),  # 12.9782…
        (11400, "14", 1400),
        (10000, "5", 476),  # 4.7619…
        (21, "5", 1),
        (3, "20", 1),  # a half, up
        (9, "20", 2),  # one and a half, up
        (15, "20", 3),  # two and a half, up and not to the even one
        (10750, "7.5", 750),
        (0, "15", 0),
    ],
)
def test_the_tax_a_price_contains_is_rounded_half_up(amount: int, percent: str, tax: int) -> None:
    assert tax_in(riyals(amount), Decimal(percent)) == riyals(tax)


@given(minor=st.integers(0, 10**11), percent=st.decimals(0, 100, places=3))
def test_tax_is_the_nearest_whole_minor_unit_and_less_than_the_price(minor: int, percent: Decimal) -> None:
    tax = tax_in(riyals(minor), percent).minor

    assert abs(tax * (100 + percent) - minor * percent) * 2 <= 100 + percent
    assert 0 <= tax <= minor


# ------------------------------------------------------------------------------------------------- what stands on it


def test_a_receipt_says_what_was_paid_for_by_whom_when_and_how() -> None:
    said = words(example())

    assert (said["title"], said["seller"]["text"]) == ("إيصال دفع", "الكابتن طه الصباغ")
    assert said["amount"]["value"]["text"] == "٢٣٠ ر.س"
    assert told("rows", example()) == {
        "رقم الدفعة": "P-000012",
        "رقم الحجز": "CB-20261122-0001",
        "الاسم": "نورة العتيبي",
        "الاستشارة": "استشارة رياضية",
        "الموعد": "الأحد ٢٢ نوفمبر ٢٠٢٦، ٥:٠٠ مساءً",
        "وقت الدفع": "السبت ٢١ نوفمبر ٢٠٢٦، ٩:١٢ صباحًا",
        "طريقة الدفع": "بطاقة بنكية",
        "مرجع العملية": "pi_3QK2vLJ8sT0a1B2c1xYzAbCd",
    }
    assert (said["sums"], said["note"]) == ([], "")


def test_the_house_may_print_latin_digits() -> None:
    said = example(voice=LATIN, tax_percent=VAT)

    assert words(said)["amount"]["value"]["text"] == "230 ر.س"
    assert told("rows", said)["الموعد"] == "الأحد 22 نوفمبر 2026، 5:00 مساءً"
    assert told("sums", said) == {"منه ضريبة القيمة المضافة (15٪)": "30 ر.س"}


def test_a_receipt_in_english_runs_from_the_left() -> None:
    said = words(example(voice=ENGLISH, title="Sports consultation", amount=Money(9950, Currency.USD)))

    assert (said["title"], said["language"], said["right-to-left"]) == ("Payment receipt", "en", False)
    assert said["amount"]["value"] == {"text": "$99.50", "left-to-right": True}


def test_times_are_those_of_the_reader_whose_zone_is_named_where_it_is_not_the_coachs() -> None:
    cairo = example(voice=Voice(zone="Africa/Cairo", zone_named=True, country="EG"))

    assert told("rows", cairo)["الموعد"] == "الأحد ٢٢ نوفمبر ٢٠٢٦، ٤:٠٠ مساءً بتوقيت القاهرة"


def test_the_tax_that_is_contained_stands_there_with_its_number() -> None:
    said = example(tax_percent=Decimal("7.5"), tax_number="310122393500003", amount=riyals(10750))

    assert told("sums", said) == {
        "منه ضريبة القيمة المضافة (٧٫٥٪)": "٧٫٥٠ ر.س",
        "الرقم الضريبي": "310122393500003",
    }


def test_without_a_tax_its_number_is_not_printed_either() -> None:
    assert told("sums", example(tax_number="310122393500003")) == {}


def test_money_that_went_back_or_has_yet_to_is_listed_with_what_is_left() -> None:
    said = example(returned=(Entry(riyals(10000), WEDNESDAY), Entry(riyals(5050), None)))

    assert told("sums", said) == {
        "أُعيد إليك في ٢٥ نوفمبر ٢٠٢٦": "١٠٠ ر.س",
        "سيُعاد إليك": "٥٠٫٥٠ ر.س",
        "الباقي بعد الاسترداد": "٧٩٫٥٠ ر.س",
    }


def test_what_was_paid_in_parts_is_listed_part_by_part() -> None:
    said = example(parts=(Entry(riyals(10000), WEDNESDAY), Entry(riyals(13000), WEDNESDAY)))

    assert [line["value"]["text"] for line in words(said)["sums"]] == ["١٠٠ ر.س", "١٣٠ ر.س"]


def test_what_is_left_is_said_only_where_all_is_of_one_currency() -> None:
    dollars = Entry(Money(1000, Currency.USD), WEDNESDAY)

    assert "الباقي بعد الاسترداد" not in told("sums", example(returned=(Entry(riyals(100), None), dollars)))
    assert "الباقي بعد الاسترداد" not in told("sums", example(parts=(dollars,), returned=(Entry(riyals(100), None),)))


def test_an_amount_in_a_currency_that_is_none_of_ours_stands_in_the_providers_words_without_a_tax() -> None:
    said = example(amount=riyals(0), told="12.00 EUR", tax_percent=VAT)

    assert words(said)["amount"]["value"] == {"text": "12.00 EUR", "left-to-right": True}
    assert told("sums", said) == {}


def test_play_money_is_called_so() -> None:
    assert words(example(method=PaymentMethod.SANDBOX))["note"] == "هذا دفع تجريبي: لا بطاقة فيه ولا مال حقيقي."


def test_what_is_not_known_is_left_out() -> None:
    assert not {"الاسم", "مرجع العملية"} & told("rows", example(client="", reference="")).keys()


@pytest.mark.parametrize(
    ("name", "from_the_left"),
    [("نورة (Noura)", False), ("John (علي)", True), ("(2) Ali", True), ("77", False), ("!", False)],
)
def test_a_name_runs_in_the_direction_of_its_first_letter(name: str, from_the_left: bool) -> None:
    line = words(example(client=name))["rows"][2]

    assert line["value"] == {"text": name, "left-to-right": from_the_left}


def test_a_number_runs_from_the_left_even_without_letters() -> None:
    assert words(example(reference="12-34"))["rows"][-1]["value"] == {"text": "12-34", "left-to-right": True}


def test_marks_of_direction_and_line_breaks_in_a_name_do_not_reach_the_page() -> None:
    assert told("rows", example(client="نورة\n\u202e \u2067علي\t"))["الاسم"] == "نورة علي"


@pytest.mark.parametrize("name", ["🌹 نورة 🌹", "نورة👩🏽‍🦱", "نورة ❤️", "نورة 🇸🇦", "1️⃣ نورة"])
def test_pictures_in_a_name_are_left_out_as_no_font_of_ours_has_them(name: str) -> None:
    assert told("rows", example(client=name))["الاسم"].strip("1 \u200d") == "نورة"


def test_a_title_without_end_is_cut_off() -> None:
    title = told("rows", example(title="استشارة " * 90))["الاستشارة"]

    assert (len(title), title[-1]) == (LONGEST, "…")


# ------------------------------------------------------------------------------------------------------- the page


def printed(receipt: Receipt) -> bytes:
    """The PDF, once typst has found nothing to complain about."""
    _, warnings = typst.compile_with_warnings(HERE / "receipt.typ", format="pdf", **setting(words(receipt)))
    assert [warning.message for warning in warnings] == []
    return receipt_pdf(receipt)


@pytest.mark.parametrize("voice", [Voice(), LATIN, ENGLISH, Voice(language="fr")])
@pytest.mark.parametrize(
    "more", [{}, {"tax_percent": VAT, "tax_number": "3101", "returned": (Entry(riyals(1), None),)}]
)
def test_the_receipt_is_one_page_in_fonts_of_our_own(voice: Voice, more: dict[str, Any]) -> None:
    pdf = printed(example(voice=voice, **more))

    assert pdf.startswith(b"%PDF-")
    assert pages(pdf) == 1
    assert fonts(pdf) <= OURS
    assert "NotoSansArabic-Regular" in fonts(pdf)


def test_its_words_are_text_that_can_be_copied() -> None:
    said = words(example(tax_percent=VAT))
    page = " ".join([said["title"], *told("rows", example()), *told("rows", example()).values(), said["footer"]])

    assert set(page) - letters(receipt_pdf(example(tax_percent=VAT))) == set()


def test_the_same_receipt_is_the_same_file() -> None:
    assert receipt_pdf(example()) == receipt_pdf(example())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_printed_as_it_is_and_never_read_as_markup(name: str) -> None:
    printed_with = printed(example(client=name, title=name, seller=name))

    assert pages(printed_with) == 1


def test_what_looks_like_markup_stands_on_the_page_letter_by_letter() -> None:
    assert set('#import "/etc/passwd"*$') <= letters(receipt_pdf(example(client='*$#import "/etc/passwd"')))


@settings(max_examples=25, deadline=None)
@given(name=st.text(max_size=80), title=st.text(max_size=200))
def test_whatever_people_write_there_is_a_receipt_of_one_page(name: str, title: str) -> None:
    assert pages(receipt_pdf(example(client=name, title=title))) == 1


def test_the_fonts_come_with_their_licence_and_stay_small() -> None:
    assert {file.name for file in FONTS.glob("*.ttf")} == {f"{font}.ttf" for font in OURS}
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < 700_000
