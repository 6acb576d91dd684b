"""Somebody who pays invoices in the Bot API stand-in, and what Telegram tells the bot meanwhile."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_people import Person

Params = dict[str, Any]


class Payer:
    """One person with an invoice's link in hand. `changed` stands for what Telegram would not say of it by itself."""

    def __init__(self, telegram: TelegramStandIn, person: Person) -> None:
        self._telegram = telegram
        self._person = person
        self._ids = count(1)

    async def pays(self, link: str) -> str:
        """All of it: asked about, let through and charged. The reason when it was refused, else empty."""
        answer = await self.asks(link)
        if not answer["ok"]:
            return str(answer["error_message"])
        await self.is_charged(link)
        await self._telegram.settled()
        return ""

    async def asks(self, link: str, **changed: Any) -> Params:
        """Press the button; what the bot answers to Telegram's question."""
        query = f"checkout-{self._person.id}-{next(self._ids)}"
        self._telegram.invoices.questions[query] = None
        await self._telegram.push(self._question(query, link, changed))
        await self._telegram.until(lambda: self._telegram.invoices.questions[query] is not None)
        await self._telegram.settled()
        return self._telegram.invoices.questions[query] or {}

    async def asks_too_late(self, link: str) -> None:
        """Press the button of a bot that was away too long: nobody waits for its answer any more."""
        await self._telegram.push(self._question("forgotten", link, {}))
        await self._telegram.settled()

    async def is_charged(self, link: str, charge: str = "charge-1", **changed: Any) -> Params:
        """The money is taken and the bot told; the update, which Telegram repeats until it is confirmed."""
        paid = {"telegram_payment_charge_id": charge, "provider_payment_charge_id": f"p-{charge}"}
        message = {"message_id": self._person.next_id(), "date": 1_790_000_000, **self._person.where()}
        message["successful_payment"] = {**self._invoice(link), **paid, **changed}
        update = {"update_id": self._telegram.next_update(), "message": message}
        await self._telegram.push(update)
        await self._telegram.settled()
        return update

    def _question(self, query: str, link: str, changed: Params) -> Params:
        payer = self._person.where()["from"]
        return {"pre_checkout_query": {"id": query, "from": payer, **self._invoice(link), **changed}}

    def _invoice(self, link: str) -> Params:
        invoice = self._telegram.invoices.links[link]
        names = {"currency": "currency", "total_amount": "total", "invoice_payload": "payload"}
        return {said: invoice[kept] for said, kept in names.items()}
