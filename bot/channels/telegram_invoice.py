"""What Telegram says of its invoices, and the answer to its last question before it takes the money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
import structlog
from telegram.error import TelegramError

from bot.channels.telegram_api import Api, explained
from bot.channels.telegram_parse import clean
from bot.channels.telegram_updates import Message, PreCheckoutQuery, Update

ANSWER_SECONDS = 5.0
"""For the call alone. Telegram waits 10 s from its question on (core.telegram.org/bots/api#answerprecheckoutquery)."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreCheckout:
    """Somebody is about to pay: `query` is to be answered. `minor` counts the smallest units of `currency`."""

    payer: str
    language: str
    query: str
    payload: str
    minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Somebody has paid; `charge_id` is Telegram's own of the payment. `minor` counts the smallest units."""

    payer: str
    charge_id: str
    payload: str
    minor: int
    currency: str


InvoiceNews: TypeAlias = PreCheckout | Charge


def parse_invoice(update: object) -> InvoiceNews | None:
    """What an update (decoded JSON) says of an invoice; None for every other update, and for one that is unreadable."""
    if not _about_invoice(update):
        return None
    try:
        seen = msgspec.convert(update, Update)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        # Confirmed, or it would come for ever; the number finds the payment where the provider shows it.
        log.critical("telegram_invoice_unreadable", update_id=_number(update), error=type(error).__name__)
        return None
    if seen.pre_checkout_query is not None:
        return _asked(seen.pre_checkout_query)
    return _paid(seen.message) if seen.message is not None else None


async def answer(api: Api, query: str, objection: str) -> None:
    """Let the payment go on, or refuse it with a reason that Telegram shows. Raises `NotSent`; may be repeated."""
    said: dict[str, Any] = {"ok": False, "error_message": objection} if objection else {"ok": True}
    try:
        await api.call("answerPreCheckoutQuery", {"pre_checkout_query_id": query, **said}, ANSWER_SECONDS)
    except TelegramError as error:
        raise explained(error) from None


def _about_invoice(update: object) -> bool:
    """Told by its keys alone: nearly no update is."""
    if not isinstance(update, dict):
        return False
    message = update.get("message")
    return "pre_checkout_query" in update or (isinstance(message, dict) and "successful_payment" in message)


def _asked(query: PreCheckoutQuery) -> PreCheckout:
    return PreCheckout(
        payer=str(query.sender.id),
        language=clean(query.sender.language_code or ""),
        query=query.id,
        payload=query.invoice_payload,
        minor=query.total_amount,
        currency=query.currency,
    )


def _paid(message: Message) -> Charge | None:
    paid = message.successful_payment
    if paid is None:
        return None
    return Charge(
        payer=str(message.chat.id),
        charge_id=clean(paid.telegram_payment_charge_id),
        payload=paid.invoice_payload,
        minor=paid.total_amount,
        currency=clean(paid.currency),
    )


def _number(update: object) -> int | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else None
