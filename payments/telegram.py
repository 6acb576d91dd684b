"""Telegram's own invoices: a link that opens Telegram's checkout, paid by the provider that the owner gave the bot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar

from booking.money import Money
from booking.paying import PaymentEvent, Way
from booking.status import PaymentMethod
from bot.config import Telegram
from payments.base import Bill, ByHand, Checkout, GiveUp, PaymentTrouble, Refund, TryLater, Untrusted
from payments.telegram_payloads import payload_of

NAME = "telegram"
WAY = Way(method=PaymentMethod.TELEGRAM, opens_page=True, only_on=NAME)

CALL_SECONDS = 15.0
WRONG_TOKEN_SECONDS = 60.0
TITLE, DESCRIPTION = 32, 255
"""How long an invoice's title and description may be (core.telegram.org/bots/api#createinvoicelink)."""

_BUSY, _WRONG_TOKEN, _REFUSED = 429, frozenset({401, 404}), range(400, 500)


class _Hint(msgspec.Struct, frozen=True):
    retry_after: float | None = None


class _Answer(msgspec.Struct, frozen=True):
    """What a Bot API server answers with: the link, or what was wrong."""

    ok: bool
    result: str = ""
    error_code: int = 0
    description: str = ""
    parameters: _Hint = _Hint()


_decode = msgspec.json.Decoder(_Answer).decode


class TelegramInvoice:
    """One bot's invoices. It connects at its first call.

    A link has no end of its own: `bot.services.payments.invoice` is asked before every payment and refuses what may
    not be paid any more. Refunds are made by hand, where the payment provider shows its payments: the Bot API only
    gives Stars back.
    """

    name = NAME
    way = WAY

    def __init__(self, settings: Telegram) -> None:
        self._token = settings.token.get_secret_value()
        self._payment_token = settings.payment_token.get_secret_value()
        self._url = f"{settings.api_url.rstrip('/')}/bot{self._token}/createInvoiceLink"
        self._session: ClientSession | None = None

    async def checkout(self, bill: Bill) -> Checkout:
        """A link to an invoice. Asked again, Telegram gives another link to the same order, which harms nobody."""
        payload = payload_of(bill.order_id, self._token)
        link = await self._link(_invoice(bill, payload) | {"provider_token": self._payment_token})
        return Checkout(url=link, reference=payload, expires_at=bill.pay_until)

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """Nothing is ever approved and not yet paid."""
        raise ByHand("Telegram takes the money itself")

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """There is no page to close: whoever wants to pay is asked about first, and then refused."""
        return ()

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """The Bot API cannot be asked about payments; it repeats its own report until it is taken in."""
        return ()

    async def refund(self, reference: str, amount: Money, key: str) -> Refund:  # noqa: ARG002 - the interface's
        """The payment provider gives the money back, where the owner tells it to."""
        raise ByHand("the payment provider behind the bot gives it back")

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:  # noqa: ARG002
        """Payments are reported in the bot's own updates, and nowhere else."""
        raise Untrusted("nobody reports on Telegram's invoices over HTTP")

    async def close(self) -> None:
        """Give back connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _link(self, invoice: Mapping[str, Any]) -> str:
        try:
            async with self._connected().post(self._url, json=invoice, allow_redirects=False) as answer:
                return _read(await answer.read())
        except (TimeoutError, ClientError, OSError) as error:  # whose texts hold the address, and so the token
            raise TryLater(f"Telegram could not be asked: {type(error).__name__}") from None

    def _connected(self) -> ClientSession:
        """The session of the running loop."""
        if self._session is None:
            limit = ClientTimeout(total=CALL_SECONDS)
            self._session = ClientSession(timeout=limit, cookie_jar=DummyCookieJar(), trust_env=True)
        return self._session


def _invoice(bill: Bill, payload: str) -> dict[str, Any]:
    title = _cut(bill.title, TITLE)
    return {
        "title": title,
        "description": _cut(f"{bill.title} – {bill.booking_number}", DESCRIPTION),
        "payload": payload,
        "currency": bill.amount.currency.value,
        "prices": [{"label": title, "amount": bill.amount.minor}],
    }


def _cut(text: str, most: int) -> str:
    """`text` in at most so many UTF-16 units, which are never fewer than what Telegram counts."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * most else units[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"


def _read(body: bytes) -> str:
    """The link in an answer. Raises `TryLater` or `GiveUp`."""
    try:
        answer = _decode(body)
    except msgspec.MsgspecError:
        raise TryLater("Telegram's answer cannot be read") from None
    if not (answer.ok and answer.result):
        raise _trouble(answer)
    return answer.result


def _trouble(answer: _Answer) -> PaymentTrouble:
    if answer.error_code == _BUSY:
        return TryLater("Telegram asks to slow down", answer.parameters.retry_after)
    if answer.error_code in _WRONG_TOKEN:
        return TryLater("Telegram refuses the bot's token", WRONG_TOKEN_SECONDS)
    if answer.error_code in _REFUSED:
        return GiveUp(re.sub(r"(['\"]).*\1", "…", answer.description))
    return TryLater(f"Telegram gives no link: {answer.error_code}")
