"""The job that has a provider send money back."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bot.jobs.base import Job, MakeDesk, Outside
from bot.jobs.providers import asked, provider_of
from bot.messages import SendBack
from bot.services.payments import refunds
from payments.base import ByHand, GiveUp, Provider, RefundState
from storage.rows import OutboxRow, Payment, Refund
from storage.rows import RefundState as Stored

_decode = msgspec.json.Decoder(SendBack).decode


def refund_by(providers: Mapping[str, Provider], make_desk: MakeDesk) -> Job:
    """The job for «refund» errands; returns the provider's reference of the refund."""

    async def refund(row: OutboxRow, outside: Outside) -> str:
        owed = await _owed(outside, _decode(row.payload).refund_id)
        if owed is None:
            return ""
        back, payment = owed
        provider = provider_of(providers, payment.provider)
        key = f"refund-{back.refund_id}-{back.tries}"  # another one once it was refused: a refusal is kept with its key
        try:
            sent = await asked(provider.refund(payment.reference, back.amount, key))
        except GiveUp as refusal:
            async with outside.storage.begin() as tx:
                await refunds.refused(await make_desk(tx), back.refund_id, str(refusal))
            return ""
        except ByHand:
            async with outside.storage.begin() as tx:
                await refunds.by_hand(await make_desk(tx), back.refund_id)
            return ""
        async with outside.storage.begin() as tx:
            arrived = sent.state is RefundState.COMPLETED
            days = provider.way.refund_days
            await refunds.accepted(await make_desk(tx), back.refund_id, sent.reference, arrived=arrived, days=days)
        return sent.reference

    return refund


async def _owed(outside: Outside, refund_id: int) -> tuple[Refund, Payment] | None:
    """A refund that is yet to be sent, and what it is of. Its row is locked, which no transaction that reads may do."""
    async with outside.storage.begin() as tx:
        back = await tx.payments.refund_by_id(refund_id)
        payment = await tx.payments.payment(back.payment_id) if back else None
    return (back, payment) if back and payment and back.state is Stored.PENDING else None
