"""Money that the coach has seen with their own eyes: cash, a transfer on the account, a receipt."""

from __future__ import annotations

from booking import policy
from booking.bookings import Booking
from booking.catalogue import MeetingType
from booking.errors import Refused
from booking.money import Money
from booking.people import Actor, Client, Permission
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach import told
from bot.conversations.coach.requests import AcceptReceipt, AskReceiptAgain, Case, MarkPaid
from bot.conversations.coach.till import AllowCash
from bot.conversations.state import Who
from bot.messages import Outgoing, Voice
from bot.services.coach.cases import already, case_of, to_change
from bot.services.desk import Desk
from bot.services.notices import tell_client
from bot.services.payments.ledger import Came, settle
from bot.services.payments.orders import switched
from bot.services.payments.receipts import rest_of
from storage.rows import Order, Receipt

BY_HAND = frozenset({PaymentMethod.CASH, PaymentMethod.BANK_TRANSFER})
OWED = frozenset({PaymentStatus.PENDING, PaymentStatus.FAILED})


async def mark_paid(desk: Desk, who: Who, command: MarkPaid) -> Case:
    """The whole amount came in, in cash or by transfer; a receipt that waits is accepted with it.

    Refused while its client is still at the review: they would be asked to pay what is paid.
    """
    booking = await to_change(desk, who, command.booking_id)
    if booking.status is Status.CANCELLED:
        raise await already(desk, booking)
    if not booking.amount.minor or booking.payment_status not in OWED:
        raise Refused("refused-nothing-owed")
    if booking.payment_method is None:
        raise Refused("refused-in-review")
    order = await switched(desk, booking, _by_hand(booking, booking.payment_method))
    await _accept_all(desk, who, booking)
    await _seen(desk, who, order, booking, f"order:{order.order_id}", await rest_of(desk, order, booking))
    return await _fresh(desk, booking)


def _by_hand(booking: Booking, chosen: PaymentMethod) -> PaymentMethod:
    """How money came that no provider reported: as was agreed, else in cash where one meets, else to the account."""
    if chosen in BY_HAND:
        return chosen
    in_person = booking.meeting_type is MeetingType.IN_PERSON
    return PaymentMethod.CASH if in_person else PaymentMethod.BANK_TRANSFER


async def accept_receipt(desk: Desk, who: Who, command: AcceptReceipt) -> Case:
    """The transfer is on the account: all that is owed, or the amount that the coach read there.

    Less is kept and the rest awaited; what is too much goes back, and all of it when the booking was paid in another
    way meanwhile.
    """
    receipt, booking = await _decided(desk, who, command.receipt_id, accepted=True)
    order = await desk.tx.payments.order(receipt.order_id)
    if order is not None:
        rest = await rest_of(desk, order, booking)
        amount = rest if command.minor is None else Money(command.minor, rest.currency)
        if amount.minor <= 0:
            raise Refused("refused-amount")
        if amount.minor >= rest.minor:
            await _accept_all(desk, who, booking)
        await _seen(desk, who, order, booking, f"receipt:{receipt.receipt_id}", amount)
    return await _fresh(desk, booking)


async def _seen(desk: Desk, who: Who, order: Order, booking: Booking, reference: str, amount: Money) -> None:  # noqa: PLR0917
    """Money that one of the team saw."""
    came = Came(
        provider=order.method.value,
        reference=reference,
        amount=amount,
        by=Actor.ADMIN,
        actor_id=who.client.client_id,
    )
    await settle(desk, order, booking, came)


async def allow_cash(desk: Desk, who: Who, command: AllowCash) -> Case:
    """Take cash of this client again."""
    booking = await to_change(desk, who, command.booking_id)
    await desk.tx.people.save(booking.client_id, now=desk.now, cash_again_at=desk.now)
    return await _fresh(desk, booking)


async def ask_receipt_again(desk: Desk, who: Who, command: AskReceiptAgain) -> Case:
    """The receipt will not do: the client is told why, and until when the seat is held anew if it still was."""
    _, booking = await _decided(desk, who, command.receipt_id, accepted=False)
    if booking.payment_status not in OWED:
        return await _fresh(desk, booking)
    until = policy.hold_until(PaymentMethod.BANK_TRANSFER, desk.now, booking.preferred_at)
    if booking.status is not Status.PENDING_PAYMENT or await _waiting(desk, booking):
        until = None  # nothing is held, or nothing is lost while another receipt is yet to be looked at
    held = await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=until)

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return told.receipt_again(held, command.reason)

    await tell_client(desk, held.client_id, card, purpose="receipt_again", booking_id=held.booking_id)
    return await case_of(desk, held)


async def _decided(desk: Desk, who: Who, receipt_id: int, *, accepted: bool) -> tuple[Receipt, Booking]:
    """The receipt and its booking, locked, once this decision was the first."""
    who.client.require(Permission.MANAGE)
    receipt = await desk.tx.payments.receipt(receipt_id)
    if receipt is None:
        raise Refused("refused-receipt-decided")
    booking = await to_change(desk, who, receipt.booking_id)
    if not await desk.tx.payments.decide_receipt(receipt_id, accepted, who.client.client_id, desk.now):
        raise Refused("refused-receipt-decided")
    return receipt, booking


async def _waiting(desk: Desk, booking: Booking) -> list[Receipt]:
    """The booking's receipts that nobody has decided about."""
    waiting = await desk.tx.payments.waiting_receipts()
    return [receipt for receipt in waiting if receipt.booking_id == booking.booking_id]


async def _accept_all(desk: Desk, who: Who, booking: Booking) -> None:
    """What is paid needs no further look at its receipts."""
    for receipt in await _waiting(desk, booking):
        await desk.tx.payments.decide_receipt(receipt.receipt_id, True, who.client.client_id, desk.now)


async def _fresh(desk: Desk, booking: Booking) -> Case:
    return await case_of(desk, await desk.tx.bookings.get(booking.booking_id) or booking)


DEEDS = {
    MarkPaid: mark_paid,
    AcceptReceipt: accept_receipt,
    AskReceiptAgain: ask_receipt_again,
    AllowCash: allow_cash,
}
