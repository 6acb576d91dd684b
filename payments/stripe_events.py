"""What Stripe says of pages, charges, refunds and disputes, read into payment events."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from booking.money import Money
from booking.paying import PaymentEvent, PaymentNews
from payments.base import Garbled
from payments.stripe_objects import Charge, Dispute, Intent, Refund, Session, money_of

NAME = "stripe"
ORDER = "order_id"
"""The metadata that says which order of ours a page and its payment are for. `client_reference_id` says it too, for a
person's eyes only: payment links of the same account may carry numbers of another shop there."""

_ORDER_ID = re.compile(r"\d{1,18}", re.ASCII)
_DEAD_INTENTS = frozenset({"requires_payment_method", "canceled"})
_FAILED_REFUNDS = frozenset({"failed", "canceled"})
_ENDS = {
    "won": PaymentNews.DISPUTE_WON,
    "warning_closed": PaymentNews.DISPUTE_WON,
    "lost": PaymentNews.DISPUTE_LOST,
}


class _Data(msgspec.Struct, frozen=True):
    object: msgspec.Raw


class _Report(msgspec.Struct, frozen=True):
    id: str
    type: str
    livemode: bool
    data: _Data


def read_report(body: bytes, *, live: bool | None) -> tuple[PaymentEvent, ...]:
    """The events of a report whose signature was checked. Raises `Garbled`.

    `live` says whether our key moves real money (None: it does not tell): what the other mode reports is not ours.
    """
    try:
        report = msgspec.json.decode(body, type=_Report)
        read = READERS.get(report.type)
        if read is None or (live is not None and report.livemode is not live):
            return ()
        event = read(report.id, report.type, report.data.object)
    except msgspec.MsgspecError as error:
        raise Garbled(f"not a report of Stripe: {type(error).__name__}") from None
    return (event,) if event else ()


def became(session: Session) -> tuple[PaymentEvent, ...]:
    """What has become of a page that was asked for; nothing while it is open."""
    news = _news(session)
    if news is None or session.mode != "payment":
        return ()
    return (_of_session(f"{session.id}:{news}", news, session),)


def _news(session: Session) -> PaymentNews | None:
    """A bank that refuses late leaves its page complete and unpaid for good: only the intent tells."""
    if session.status == "expired":
        return PaymentNews.EXPIRED
    if session.status != "complete":
        return None
    if session.payment_status in {"paid", "no_payment_required"}:
        return PaymentNews.PAID
    intent = session.payment_intent
    dead = isinstance(intent, Intent) and intent.status in _DEAD_INTENTS
    return PaymentNews.FAILED if dead else PaymentNews.PENDING


def _of_session(event_id: str, news: PaymentNews, session: Session) -> PaymentEvent:
    """Nothing moved on a page that EXPIRED, so it has no amount, and its own id is all that there is."""
    intent = session.payment_intent.id if isinstance(session.payment_intent, Intent) else session.payment_intent
    over = news is PaymentNews.EXPIRED
    return _event(
        event_id,
        news,
        reference=session.id if over or not intent else intent,
        metadata=session.metadata,
        said=money_of(None if over else session.amount_total, session.currency),
    )


def _session(event_id: str, kind: str, raw: msgspec.Raw) -> PaymentEvent | None:
    session = msgspec.json.decode(raw, type=Session)
    refused = kind == "checkout.session.async_payment_failed"
    news = PaymentNews.FAILED if refused else _news(session)
    return _of_session(event_id, news, session) if news and session.mode == "payment" else None


def _charge(event_id: str, _kind: str, raw: msgspec.Raw) -> PaymentEvent | None:
    """A charge of ours always has an intent; what has none was taken by something else."""
    charge = msgspec.json.decode(raw, type=Charge)
    if not charge.payment_intent:
        return None
    said = money_of(charge.amount_refunded, charge.currency)
    return _event(event_id, PaymentNews.REFUNDED, reference=charge.payment_intent, metadata=charge.metadata, said=said)


def _refund(event_id: str, _kind: str, raw: msgspec.Raw) -> PaymentEvent | None:
    refund = msgspec.json.decode(raw, type=Refund)
    if not refund.payment_intent or refund.status not in _FAILED_REFUNDS:
        return None
    said = money_of(refund.amount, refund.currency)
    return _event(event_id, PaymentNews.REFUND_FAILED, reference=refund.payment_intent, said=said, refund=refund.id)


def _dispute(event_id: str, kind: str, raw: msgspec.Raw) -> PaymentEvent | None:
    dispute = msgspec.json.decode(raw, type=Dispute)
    news = PaymentNews.DISPUTED if kind == "charge.dispute.created" else _ENDS.get(dispute.status)
    if not dispute.payment_intent or news is None:
        return None
    return _event(event_id, news, reference=dispute.payment_intent, said=money_of(dispute.amount, dispute.currency))


READERS: Mapping[str, Callable[[str, str, msgspec.Raw], PaymentEvent | None]] = {
    "checkout.session.completed": _session,
    "checkout.session.async_payment_succeeded": _session,
    "checkout.session.async_payment_failed": _session,
    "checkout.session.expired": _session,
    "charge.refunded": _charge,
    "charge.refund.updated": _refund,
    "refund.updated": _refund,
    "refund.failed": _refund,
    "charge.dispute.created": _dispute,
    "charge.dispute.closed": _dispute,
}
"""The reports that concern us: the webhook's endpoint is to be subscribed to exactly these."""


def _event(
    event_id: str,
    news: PaymentNews,
    *,
    reference: str,
    said: tuple[Money | None, str],
    metadata: Mapping[str, Any] | None = None,
    refund: str = "",
) -> PaymentEvent:
    order = (metadata or {}).get(ORDER, "")
    return PaymentEvent(
        provider=NAME,
        event_id=event_id,
        news=news,
        order_id=int(order) if _ORDER_ID.fullmatch(order) else None,
        reference=reference,
        amount=said[0],
        told=said[1],
        refund=refund,
    )
