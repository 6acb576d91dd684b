"""What PayPal refuses, as far as our calls can break it: fields, lengths, addresses, amounts, currencies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from tests.standins.paypal_faults import SECRET

Json: TypeAlias = dict[str, Any]
Rule: TypeAlias = Callable[[Any, str], None]

NO_DECIMALS = frozenset({"HUF", "JPY", "TWD"})
_DECIMALS = {"AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "MXN", "NOK", "NZD", "PHP", "PLN"}
CURRENCIES = NO_DECIMALS | _DECIMALS | {"SEK", "SGD", "THB", "USD"}
"""developer.paypal.com/api/rest/reference/currency-codes: none of the Gulf's, nor Egypt's."""

_VALUE = re.compile(r"-?\d{0,15}(\.\d+)?", re.ASCII)
_LOCALE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", re.ASCII)


class Refusal(Exception):  # noqa: N818 - an answer, as the server gives it
    """An answer that is not 2xx."""

    def __init__(self, status: int, name: str, issue: str = "", field: str = "") -> None:
        super().__init__(issue or name)
        self.status = status
        self.body: Json = {"name": name, "message": SECRET, "debug_id": "f3a1b2c3d4e5"}
        if issue:
            detail = {"issue": issue, "description": SECRET, "field": field}
            self.body["details"] = [{name: said for name, said in detail.items() if said}]


def malformed(issue: str, field: str = "") -> Refusal:
    return Refusal(400, "INVALID_REQUEST", issue, field)


def refused(issue: str, field: str = "") -> Refusal:
    return Refusal(422, "UNPROCESSABLE_ENTITY", issue, field)


def missing() -> Refusal:
    return Refusal(404, "RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")


# --------------------------------------------------------------------------------------------------------- the rules


def fields(needed: Mapping[str, Rule], others: Mapping[str, Rule] | None = None) -> Rule:
    """An object with all fields that are needed and none that is unknown; null is no value."""
    known = {**needed, **(others or {})}

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise malformed("INVALID_PARAMETER_SYNTAX", path)
        for name in needed.keys() - value.keys():
            raise malformed("MISSING_REQUIRED_PARAMETER", f"{path}/{name}")
        for name, said in value.items():
            if name not in known:
                raise malformed("INVALID_PARAMETER_SYNTAX", f"{path}/{name}")
            known[name](said, f"{path}/{name}")

    return check


def text(longest: int) -> Rule:
    """Text of 1 to `longest` bytes: what letters that are not ASCII count for PayPal leaves open."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, str):
            raise malformed("INVALID_PARAMETER_SYNTAX", path)
        if not 1 <= len(value.encode()) <= longest:
            raise malformed("INVALID_STRING_LENGTH", path)

    return check


def one_of(*known: str) -> Rule:
    def check(value: Any, path: str) -> None:
        if value not in known:
            raise malformed("INVALID_PARAMETER_VALUE", path)

    return check


def just_one(rule: Rule) -> Rule:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, list) or len(value) != 1:
            raise malformed("INVALID_ARRAY_MAX_ITEMS", path)
        rule(value[0], f"{path}/0")

    return check


def address(value: Any, path: str) -> None:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        raise malformed("INVALID_PARAMETER_SYNTAX", path)


def locale(value: Any, path: str) -> None:
    if not isinstance(value, str) or not _LOCALE.fullmatch(value):
        raise malformed("INVALID_PARAMETER_SYNTAX", path)


def amount(value: Any, path: str) -> None:
    """A positive amount as text, with the decimals of a currency that PayPal takes."""
    fields({"currency_code": text(3), "value": text(32)})(value, path)
    said, currency = value["value"], value["currency_code"]
    if not _VALUE.fullmatch(said):
        raise malformed("INVALID_PARAMETER_SYNTAX", f"{path}/value")
    if currency not in CURRENCIES:
        raise refused("CURRENCY_NOT_SUPPORTED", f"{path}/currency_code")
    if Decimal(said) <= 0:
        raise refused("CANNOT_BE_ZERO_OR_NEGATIVE", f"{path}/value")
    decimals = len(said.partition(".")[2])
    if decimals > (0 if currency in NO_DECIMALS else 2):
        raise refused("DECIMAL_PRECISION", f"{path}/value")


_LOOK = fields(
    {"return_url": address, "cancel_url": address},
    {
        "brand_name": text(127),
        "locale": locale,
        "shipping_preference": one_of("GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"),
        "user_action": one_of("CONTINUE", "PAY_NOW"),
        "landing_page": one_of("LOGIN", "GUEST_CHECKOUT", "NO_PREFERENCE"),
        "payment_method_preference": one_of("UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"),
    },
)
_UNIT = fields(
    {"amount": amount},
    {"reference_id": text(256), "custom_id": text(127), "invoice_id": text(127), "description": text(127)},
)
_ORDER = fields(
    {"intent": one_of("CAPTURE"), "purchase_units": just_one(_UNIT)},
    {"payment_source": fields({"paypal": fields({"experience_context": _LOOK})})},
)
_REFUND = fields({}, {"amount": amount, "custom_id": text(127), "invoice_id": text(127), "note_to_payer": text(255)})
_VERIFY = fields(
    {
        "auth_algo": text(100),
        "cert_url": address,
        "transmission_id": text(50),
        "transmission_sig": text(500),
        "transmission_time": text(100),
        "webhook_id": text(50),
        "webhook_event": lambda _value, _path: None,
    }
)


def check_order(body: Any) -> None:
    _ORDER(body, "")


def check_capture(body: Any) -> None:
    fields({})(body, "")


def check_refund(body: Any) -> None:
    _REFUND(body, "")


def check_verify(body: Any) -> None:
    _VERIFY(body, "")
