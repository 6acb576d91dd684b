"""PayPal's reports, read into payment events."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from booking.paying import PaymentEvent, PaymentNews
from payments.base import Garbled
from payments.paypal_news import DEAD_REFUNDS, event_of, of_capture, of_page, of_refund, read_money
from payments.paypal_objects import Amount, Capture, Dispute, Disputed, Order, Refund, Reversal

_OUTCOMES = {
    "RESOLVED_BUYER_FAVOUR": PaymentNews.DISPUTE_LOST,
    "ACCEPTED": PaymentNews.DISPUTE_LOST,
    "RESOLVED_SELLER_FAVOUR": PaymentNews.DISPUTE_WON,
    "RESOLVED_WITH_PAYOUT": PaymentNews.DISPUTE_WON,  # PayPal pays
    "CANCELED_BY_BUYER": PaymentNews.DISPUTE_WON,
    "DENIED": PaymentNews.DISPUTE_WON,
}
"""developer.paypal.com/api/customer-disputes/v1; NONE decides nothing: another case of the same payment goes on."""


class _Report(msgspec.Struct, frozen=True):
    id: str
    event_type: str
    resource: msgspec.Raw = msgspec.Raw(b"{}")


def read_report(body: bytes) -> tuple[PaymentEvent, ...]:
    """The events of a report whose signature was checked. Raises `Garbled`."""
    try:
        report = msgspec.json.decode(body, type=_Report)
        read = READERS.get(report.event_type)
        return read(report) if read else ()
    except (msgspec.MsgspecError, ValueError) as error:
        raise Garbled(f"not a report of PayPal: {type(error).__name__}") from None


def _approved(report: _Report) -> tuple[PaymentEvent, ...]:
    order = msgspec.json.decode(report.resource, type=Order)
    return (of_page(order, PaymentNews.APPROVED, report.id),)


def _let_go(report: _Report) -> tuple[PaymentEvent, ...]:
    gone = msgspec.json.decode(report.resource, type=Reversal)
    order = Order(gone.order_id, purchase_units=gone.purchase_units)
    return (of_page(order, PaymentNews.EXPIRED, report.id),)


def _captured(report: _Report) -> tuple[PaymentEvent, ...]:
    capture = msgspec.json.decode(report.resource, type=Capture)
    return (of_capture(report.id, _KINDS[report.event_type], capture),)


def _refunded(report: _Report) -> tuple[PaymentEvent, ...]:
    """A refund is told by what it makes in all; one that failed by itself."""
    refund = msgspec.json.decode(report.resource, type=Refund)
    if report.event_type == "PAYMENT.REFUND.FAILED" or refund.status in DEAD_REFUNDS:
        return (of_refund(report.id, PaymentNews.REFUND_FAILED, refund, refund.amount),)
    so_far = refund.seller_payable_breakdown and refund.seller_payable_breakdown.total_refunded_amount
    return (of_refund(report.id, PaymentNews.REFUNDED, refund, so_far or refund.amount),)


def _reversed(report: _Report) -> tuple[PaymentEvent, ...]:
    """A chargeback, told as a refund that nobody here asked for."""
    refund = msgspec.json.decode(report.resource, type=Refund)
    return (of_refund(report.id, PaymentNews.DISPUTE_LOST, refund, refund.amount),)


def _disputed(report: _Report) -> tuple[PaymentEvent, ...]:
    dispute = msgspec.json.decode(report.resource, type=Dispute)
    return _each_disputed(report.id, PaymentNews.DISPUTED, dispute, dispute.dispute_amount)


def _decided(report: _Report) -> tuple[PaymentEvent, ...]:
    dispute = msgspec.json.decode(report.resource, type=Dispute)
    news = _OUTCOMES.get(dispute.dispute_outcome.outcome_code)
    if news is None:
        return ()
    lost = dispute.dispute_outcome.amount_refunded if news is PaymentNews.DISPUTE_LOST else None
    return _each_disputed(report.id, news, dispute, lost or dispute.dispute_amount)


def _each_disputed(
    report_id: str, news: PaymentNews, dispute: Dispute, amount: Amount | None
) -> tuple[PaymentEvent, ...]:
    """One event a payment, each with an id of its own; how the amount is shared out among several is not told."""
    payments = [payment for payment in dispute.disputed_transactions if payment.seller_transaction_id]
    said = read_money(amount) if len(payments) == 1 else (None, "")

    def event(index: int, payment: Disputed) -> PaymentEvent:
        event_id = f"{report_id}:{index}" if index else report_id
        return event_of(event_id, news, reference=payment.seller_transaction_id, ours=payment.custom, said=said)

    return tuple(event(index, payment) for index, payment in enumerate(payments))


_KINDS = {
    "PAYMENT.CAPTURE.COMPLETED": PaymentNews.PAID,
    "PAYMENT.CAPTURE.PENDING": PaymentNews.PENDING,
    "PAYMENT.CAPTURE.DENIED": PaymentNews.FAILED,
    "PAYMENT.CAPTURE.DECLINED": PaymentNews.FAILED,
}

READERS: Mapping[str, Callable[[_Report], tuple[PaymentEvent, ...]]] = {
    "CHECKOUT.ORDER.APPROVED": _approved,
    "CHECKOUT.PAYMENT-APPROVAL.REVERSED": _let_go,
    **dict.fromkeys(_KINDS, _captured),
    "PAYMENT.CAPTURE.REFUNDED": _refunded,
    "PAYMENT.REFUND.FAILED": _refunded,
    "PAYMENT.CAPTURE.REVERSED": _reversed,
    "CUSTOMER.DISPUTE.CREATED": _disputed,
    "CUSTOMER.DISPUTE.RESOLVED": _decided,
}
"""The reports that concern us: the webhook is to be subscribed to exactly these, as far as PayPal offers them."""
