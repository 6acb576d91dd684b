"""Payment events out of PayPal's objects, and what has become of an order that was asked for."""

from __future__ import annotations

import re
from functools import reduce
from operator import add

from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from payments.paypal_objects import Amount, Capture, Link, Order, Refund, Unit

NAME = "paypal"
DEAD_REFUNDS = frozenset({"FAILED", "CANCELLED"})

_CAPTURES = {
    "COMPLETED": PaymentNews.PAID,
    "PARTIALLY_REFUNDED": PaymentNews.PAID,
    "REFUNDED": PaymentNews.PAID,
    "PENDING": PaymentNews.PENDING,
    "DECLINED": PaymentNews.FAILED,
    "FAILED": PaymentNews.FAILED,
}
_ORDER_ID = re.compile(r"\d{1,18}", re.ASCII)
_VALUE = re.compile(r"-?\d{1,15}(\.\d{1,4})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_CAPTURE = re.compile(r"/v2/payments/captures/([A-Z0-9]{1,36})$", re.ASCII)


def became(order: Order) -> tuple[PaymentEvent, ...]:
    """What has become of a page; nothing while it is open. Raises ValueError for an amount that is none."""
    moved = tuple(event for unit in order.purchase_units for event in _moved(unit))
    if moved:
        return moved
    news = {"APPROVED": PaymentNews.APPROVED, "VOIDED": PaymentNews.EXPIRED}.get(order.status)
    return (of_page(order, news),) if news else ()


def of_page(order: Order, news: PaymentNews, event_id: str = "") -> PaymentEvent:
    """What is said of a page on which no money has moved."""
    return event_of(
        event_id or f"{order.id}:{news}", news, reference=order.id, ours=_custom(order.purchase_units), said=(None, "")
    )


def _custom(units: tuple[Unit, ...]) -> str:
    return units[0].custom_id if units else ""


def _moved(unit: Unit) -> list[PaymentEvent]:
    """Each capture, and after it what has gone back of it: a page of ours is captured once."""
    events = []
    for capture in unit.payments.captures:
        news = _CAPTURES.get(capture.status)
        if news is None:
            continue
        events.append(of_capture(f"{capture.id}:{news}", news, capture, unit.custom_id))
        if capture.status in {"PARTIALLY_REFUNDED", "REFUNDED"}:
            events += _gone_back(capture, unit)
    return events


def _gone_back(capture: Capture, unit: Unit) -> list[PaymentEvent]:
    back = [
        refund
        for refund in unit.payments.refunds
        if refund.status not in DEAD_REFUNDS and _capture_of(refund) == capture.id
    ]
    amounts = [money for refund in back if (money := read_money(refund.amount)[0])]
    if not amounts:
        return []
    total = reduce(add, amounts)
    return [
        event_of(
            f"{capture.id}:refunded:{total.minor}",
            PaymentNews.REFUNDED,
            reference=capture.id,
            ours=capture.custom_id or unit.custom_id,
            said=(total, ""),
            refund=back[-1].id,
        )
    ]


# --------------------------------------------------------------------------------------------------- one event each


def of_capture(event_id: str, news: PaymentNews, capture: Capture, ours: str = "") -> PaymentEvent:
    """Money that came, comes or did not; `ours` is the order's number where the capture does not say it."""
    said = read_money(capture.amount)
    return event_of(event_id, news, reference=capture.id, ours=capture.custom_id or ours, said=said)


def of_refund(event_id: str, news: PaymentNews, refund: Refund, amount: Amount | None) -> PaymentEvent:
    """No order is named: a refund's `custom_id` is its own."""
    capture = _capture_of(refund)
    if not capture:
        raise ValueError("a refund of nothing")
    return event_of(event_id, news, reference=capture, said=read_money(amount), refund=refund.id)


def _capture_of(refund: Refund) -> str:
    return refund.supplementary_data.related_ids.capture_id or _up(refund.links)


def _up(links: tuple[Link, ...]) -> str:
    found = (_CAPTURE.search(link.href) for link in links if link.rel == "up")
    return next((match[1] for match in found if match), "")


def event_of(
    event_id: str,
    news: PaymentNews,
    *,
    reference: str,
    said: tuple[Money | None, str],
    ours: str = "",
    refund: str = "",
) -> PaymentEvent:
    """An event; `ours` is our order's number as PayPal was told it, if it is one of ours."""
    return PaymentEvent(
        provider=NAME,
        event_id=event_id,
        news=news,
        order_id=int(ours) if _ORDER_ID.fullmatch(ours) else None,
        reference=reference,
        amount=said[0],
        told=said[1],
        refund=refund,
    )


def read_money(amount: Amount | None) -> tuple[Money | None, str]:
    """An amount as ours, or in PayPal's words where the currency is none of ours. Raises ValueError."""
    if amount is None:
        return None, ""
    if not _VALUE.fullmatch(amount.value) or not _CURRENCY.fullmatch(amount.currency_code):
        raise ValueError("not an amount")
    if amount.currency_code in Currency.__members__:
        return Money.of(amount.value, amount.currency_code), ""
    return None, f"{amount.value} {amount.currency_code}"
