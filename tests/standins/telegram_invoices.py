"""The invoices of the Bot API stand-in: what it takes for one, and the questions before payments that wait."""

from __future__ import annotations

from typing import Any

from tests.standins.telegram_rules import decoded, refuse

PAYMENT_TOKEN = "284685063:TEST:OTIwNjI"

LIMITS = {"SAR": (375, 3_750_000), "EGP": (4_800, 48_000_000), "USD": (100, 1_000_000), "EUR": (90, 900_000)}
"""The least and the most of an invoice, in the smallest units; about one to ten thousand US dollars. No KWD, no JOD."""

Params = dict[str, Any]


class Invoices:
    """One bot's invoices by their links, and what each question was answered with (None: not yet)."""

    def __init__(self) -> None:
        self.links: dict[str, Params] = {}
        self.questions: dict[str, Params | None] = {}

    async def create(self, params: Params) -> str:
        """A new link each time, also for the same invoice."""
        _check_words(params)
        if params.get("provider_token") != PAYMENT_TOKEN:
            raise refuse("PAYMENT_PROVIDER_INVALID")
        total = _total(params.get("prices"))
        least, most = LIMITS.get(params["currency"], (1, 0))
        if most == 0:
            raise refuse("CURRENCY_INVALID")
        if not least <= total <= most:
            raise refuse("CURRENCY_TOTAL_AMOUNT_INVALID")
        link = f"https://t.me/$invoice{len(self.links)}"
        self.links[link] = {**params, "total": total}
        return link

    async def answer(self, params: Params) -> bool:
        query = params["pre_checkout_query_id"]
        if query not in self.questions:
            raise refuse("query is too old and response timeout expired or query ID is invalid")
        if not isinstance(params["ok"], bool):
            raise refuse("parameter ok must be true or false")
        if not params["ok"] and not params.get("error_message"):
            raise refuse("error_message is required when ok is false")
        self.questions[query] = params
        return True


def _check_words(params: Params) -> None:
    for name, most in (("title", 32), ("description", 255)):
        if not 1 <= len(params.get(name) or "") <= most:
            raise refuse(f"{name} has 1 to {most} characters")
    if not 1 <= len((params.get("payload") or "").encode()) <= 128:
        raise refuse("INVOICE_PAYLOAD_INVALID")


def _total(prices: object) -> int:
    listed = decoded(prices)
    if not isinstance(listed, list) or not listed:
        raise refuse("there must be at least one price")
    if not all(price["label"] and type(price["amount"]) is int for price in listed):
        raise refuse("a price has a label and a whole amount")
    return sum(price["amount"] for price in listed)
