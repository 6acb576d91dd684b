"""The till for Telegram's own invoices: the last question before a payment, and the payment itself."""

from __future__ import annotations

import structlog

from booking.paying import PaymentEvent, PaymentNews
from bot.channels.base import NotSent, TryLater
from bot.channels.telegram_api import Api
from bot.channels.telegram_invoice import Charge, InvoiceNews, PreCheckout, answer
from bot.handlers.payments import store
from bot.i18n import text
from bot.messages import Voice
from bot.services.desk import Desk
from bot.services.payments.invoice import objection
from bot.services.receive import Reception
from payments.telegram import NAME
from payments.telegram_payloads import money_of, order_of

log = structlog.get_logger(__name__)


class Till:
    """Takes what `bot.channels.telegram_invoice` reads. `token` is the bot's own, under which payloads are signed."""

    def __init__(self, reception: Reception, api: Api, token: str) -> None:
        self._reception = reception
        self._api = api
        self._token = token

    async def take(self, news: InvoiceNews) -> None:
        """Answer a question, or store a payment; returns after the commit. Raises when it is to be tried again."""
        if isinstance(news, PreCheckout):
            await self._answer(news, await self._objection(news))
        else:
            await store(self._reception, NAME, (self._event(news),))

    async def _objection(self, asked: PreCheckout) -> str:
        """Why it may not be paid, in the payer's words; empty when it may, and the seat is kept by then."""
        order_id, amount = order_of(asked.payload, self._token), money_of(asked.minor, asked.currency)
        async with self._reception.storage.begin() as tx:
            desk = await self._reception.desk(tx)
            why = await objection(desk, order_id, amount)
            return text(why, await _voice(desk, asked)) if why else ""

    async def _answer(self, asked: PreCheckout, why: str) -> None:
        """The one call beside the outbox: it is of use for 10 s only, may be repeated, and left out it costs nobody
        money, since Telegram then takes none."""
        if why:
            log.info("invoice_refused", order=order_of(asked.payload, self._token))
        try:
            await answer(self._api, asked.query, why)
        except TryLater:
            raise
        except NotSent as too_late:
            log.warning("invoice_answer_refused", why=str(too_late))

    def _event(self, paid: Charge) -> PaymentEvent:
        """The payment as any provider reports it. Telegram's updates are believed because of how they come in; the
        payload says which order it is for."""
        amount = money_of(paid.minor, paid.currency)
        return PaymentEvent(
            provider=NAME,
            event_id=paid.charge_id,
            news=PaymentNews.PAID,
            order_id=order_of(paid.payload, self._token),
            reference=paid.charge_id,
            amount=amount,
            told="" if amount else f"{paid.minor} {paid.currency} (minor units)",
        )


async def _voice(desk: Desk, asked: PreCheckout) -> Voice:
    """How to speak to the payer, who need not be the client."""
    known = await desk.tx.people.by_identity(NAME, asked.payer)
    if known is not None:
        return desk.voice(known)
    language = "en" if asked.language.lower().startswith("en") else "ar"
    return Voice(language=language, digits=desk.digits if language == "ar" else "latn")
