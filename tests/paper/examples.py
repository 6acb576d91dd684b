"""A receipt to start from, and what can be read out of a PDF."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from booking.money import Currency, Money
from booking.status import PaymentMethod
from bot.messages import Voice
from bot.paper.receipt import Receipt

LATIN = Voice(digits="latn")
ENGLISH = Voice(language="en", digits="latn")
VAT = Decimal(15)


def example(**changes: Any) -> Receipt:
    """Noura paid 230 riyals by card on Saturday at 9:12, for Sunday at five."""
    said: dict[str, Any] = {
        "voice": Voice(),
        "seller": "الكابتن طه الصباغ",
        "client": "نورة العتيبي",
        "booking_number": "CB-20261122-0001",
        "payment_id": 12,
        "reference": "pi_3QK2vLJ8sT0a1B2c1xYzAbCd",
        "method": PaymentMethod.STRIPE,
        "title": "استشارة رياضية",
        "session_at": datetime(2026, 11, 22, 14, tzinfo=UTC),
        "paid_at": datetime(2026, 11, 21, 6, 12, tzinfo=UTC),
        "amount": Money(23000, Currency.SAR),
    }
    return Receipt(**said | changes)


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", b"".join(_objects(pdf))))


def letters(pdf: bytes) -> set[str]:
    """The letters that a reader can copy out of a PDF: all that the ToUnicode tables of its fonts name."""
    tables = re.findall(rb"beginbfchar(.*?)endbfchar", b"".join(_objects(pdf)), re.DOTALL)
    codes = re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", b"".join(tables))
    return set("".join(bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes))


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts that are embedded in a PDF."""
    names = re.findall(rb"/FontName\s*/[A-Z]{6}\+([A-Za-z0-9-]+)", b"".join(_objects(pdf)))
    return {name.decode() for name in names}


def _objects(pdf: bytes) -> list[bytes]:
    """The file as it is, and each of its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [pdf, *(zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"\x78")]
