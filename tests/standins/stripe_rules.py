"""What Stripe refuses, as far as our calls can break it: parameters, lengths, addresses, times, amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

Params: TypeAlias = dict[str, Any]
Rule: TypeAlias = Callable[[Any, str], None]

SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60
"""The least and the most seconds that a page may be asked to live."""

CURRENCIES = frozenset({"usd", "sar", "egp", "aed", "eur", "jpy", "kwd"})
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
_PART = re.compile(r"\[([^\[\]]*)\]")


class Refusal(Exception):  # noqa: N818 - an answer, as the server gives it
    """An answer that is not 2xx."""

    def __init__(self, status: int, kind: str, code: str = "", param: str = "", message: str = "refused") -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "message": message}}
        self.body["error"] |= {name: said for name, said in (("code", code), ("param", param)) if said}


def bad(code: str, param: str = "", message: str = "refused", status: int = 400) -> Refusal:
    return Refusal(status, "invalid_request_error", code, param, message)


def decoded(form: str) -> Params:
    """`a[b][0][c]=1` as nested dicts and lists; every value is text."""
    params: Params = {}
    for name, value in parse_qsl(form, keep_blank_values=True, strict_parsing=bool(form)):
        head, *rest = [name.split("[")[0], *_PART.findall(name)]
        place = params
        for part in rest:
            place, head = place.setdefault(head, {}), part
        place[head] = value
    return {name: _listed(value) for name, value in params.items()}


def _listed(value: Any) -> Any:
    """Dicts whose names are 0, 1, 2, … are lists."""
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(what) for name, what in value.items()}
    return list(inner.values()) if list(inner) == [str(index) for index in range(len(inner))] else inner


# --------------------------------------------------------------------------------------------------------- the rules


def fields(needed: Mapping[str, Rule], others: Mapping[str, Rule] | None = None) -> Rule:
    """A group of parameters: all that are needed, none that is unknown."""
    known = {**needed, **(others or {})}

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise bad("parameter_invalid", path, "an object is expected")
        for name in value.keys() - known.keys():
            raise bad("parameter_unknown", _under(path, name))
        for name in needed.keys() - value.keys():
            raise bad("parameter_missing", _under(path, name))
        for name, said in value.items():
            known[name](said, _under(path, name))

    return check


def _under(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def text(longest: int = 5000) -> Rule:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, str) or not value.strip():
            raise bad("parameter_invalid_empty", path)
        if len(value) > longest:
            raise bad("parameter_invalid_string", path, "too long")

    return check


def one_of(*known: str) -> Rule:
    def check(value: Any, path: str) -> None:
        if value not in known:
            raise bad("parameter_invalid", path)

    return check


def whole(least: int, most: int = 99_999_999) -> Rule:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, str) or not _WHOLE.fullmatch(value):
            raise bad("parameter_invalid_integer", path)
        if not least <= int(value) <= most:
            raise bad("amount_too_large" if int(value) > most else "parameter_invalid_integer", path)

    return check


def each(rule: Rule, *, most: int = 100) -> Rule:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise bad("parameter_invalid", path, "a list is expected")
        for index, item in enumerate(value):
            rule(item, f"{path}[{index}]")

    return check


def address(value: Any, path: str) -> None:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.netloc or len(value) > 5000:
        raise bad("url_invalid", path)


def currency(value: Any, path: str) -> None:
    """Stripe takes capitals too and answers in small letters; the documentation asks for small ones."""
    if value not in CURRENCIES:
        raise bad("parameter_invalid", path, "not a currency")


def metadata(value: Any, path: str) -> None:
    """50 pairs, names of 40 letters without brackets, values of 500."""
    if not isinstance(value, dict) or len(value) > 50:
        raise bad("parameter_invalid", path)
    for name, said in value.items():
        if not isinstance(said, str) or len(name) > 40 or len(said) > 500:
            raise bad("parameter_invalid_string", _under(path, name), "too long")


_PRODUCT = fields({"name": text(250)}, {"description": text(1000)})
_PRICE = fields({"currency": currency, "unit_amount": whole(1), "product_data": _PRODUCT})
_EXPAND = {"expand": each(one_of("payment_intent"), most=4)}
_IN_FULL = fields({}, _EXPAND)
_REFUND = fields({"payment_intent": text()}, {"amount": whole(1), "metadata": metadata})
_REFUNDS = fields({}, {"payment_intent": text(), "limit": whole(1, 100)})
_SESSION = fields(
    {"line_items": each(fields({"price_data": _PRICE, "quantity": whole(1)})), "mode": one_of("payment")},
    {
        "success_url": address,
        "cancel_url": address,
        "client_reference_id": text(200),
        "metadata": metadata,
        "payment_intent_data": fields({}, {"description": text(1000), "metadata": metadata}),
        "adaptive_pricing": fields({}, {"enabled": one_of("true", "false")}),
        "expires_at": whole(0, 2**40),
        **_EXPAND,
    },
)


def check_session(params: Params, now: float) -> None:
    """A page that is asked for at `now` (Unix seconds)."""
    _SESSION(params, "")
    if "success_url" not in params:
        raise bad("parameter_missing", "success_url")
    life = int(params["expires_at"]) - now if "expires_at" in params else LONGEST
    if not SHORTEST <= life <= LONGEST:
        raise bad("", "expires_at", "must be between 30 minutes and 24 hours from now")
    (price, *others) = [item["price_data"] for item in params["line_items"]]
    if any(other["currency"] != price["currency"] for other in others):
        raise bad("", "line_items", "one currency a page")


def check_in_full(params: Params) -> None:
    _IN_FULL(params, "")


def check_refund(params: Params) -> None:
    _REFUND(params, "")


def check_refunds(params: Params) -> None:
    _REFUNDS(params, "")
