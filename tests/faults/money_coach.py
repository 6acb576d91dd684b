"""What the coach decides about bookings and their money, and what the merchant does behind our back."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from booking.ledger import IN_REVIEW
from bot.conversations.coach.requests import (
    AcceptReceipt,
    AskReceiptAgain,
    CallOff,
    Complete,
    Confirm,
    Decline,
    MarkAbsent,
    MarkPaid,
)
from bot.conversations.coach.till import AcceptPayment, ReturnPayment, SeeToRefund
from storage.rows import OWED_BACK, RefundState
from tests.faults.money_stage import CLOSED, Stage, nth, whose


class TheCoach(Stage):
    """One person, who is the merchant as well."""

    @rule(whose=whose, how=st.sampled_from([Confirm, Confirm, Complete, MarkAbsent, MarkPaid]))
    def coach_goes_on(self, whose: int, how: type[Confirm | Complete | MarkAbsent | MarkPaid]) -> None:
        if self.does("taha", how(self.a_booking(whose)[0])):
            self.count(f"coach: {how.__name__}")

    @rule(whose=whose, how=st.sampled_from([Decline, CallOff]))
    def coach_says_no(self, whose: int, how: type[Decline | CallOff]) -> None:
        if self.does("taha", how(self.a_booking(whose)[0], "مسافر")):
            self.count(f"coach: {how.__name__}")

    @rule(whose=whose, seen=st.sampled_from([None, None, 4000, 12000, 0]))
    def coach_looks_at_a_receipt(self, whose: int, seen: int | None) -> None:
        waiting = [receipt.receipt_id for receipt in self.books().receipts if receipt.decision is None]
        number = nth(waiting, whose)
        if number is None:
            return
        said = AskReceiptAgain(number, "blurred") if seen == 0 else AcceptReceipt(number, seen)
        if self.does("taha", said):
            self.count(f"coach: {type(said).__name__}")

    @rule(whose=whose, how=st.sampled_from([AcceptPayment, ReturnPayment]))
    def coach_decides(self, whose: int, how: type[AcceptPayment | ReturnPayment]) -> None:
        waiting = [payment.payment_id for payment in self.books().came() if payment.verdict in IN_REVIEW]
        number = nth(waiting, whose)
        if number is not None:
            self.does("taha", how(number))
            self.count(f"coach: {how.__name__}")

    @rule(whose=whose)
    def coach_sees_to_a_refund(self, whose: int) -> None:
        """By hand where no provider does it; whatever else was refused is asked for again."""
        owed = [refund for refund in self.books().refunds.values() if refund.state in OWED_BACK]
        refund = nth(owed, whose)
        if refund is not None:
            by_hand = refund.state is RefundState.BY_HAND
            self.does("taha", SeeToRefund(refund.refund_id, "done" if by_hand else "again"))
            self.count("coach: saw to a refund")

    @rule(whose=whose, all_of_it=st.booleans())
    def merchant_refunds_in_the_dashboard(self, whose: int, all_of_it: bool) -> None:
        try:
            self._refund_outside(whose, all_of_it)
        except CLOSED:
            return

    def _refund_outside(self, whose: int, all_of_it: bool) -> None:
        stripes, captures = list(self.town.stripe.payments), list(self.town.paypal.captures)
        payment = nth([*stripes, *captures], whose)
        if payment is None:
            return
        if payment in self.town.stripe.payments:
            self.town.stripe.refunds_in_dashboard(payment, None if all_of_it else 700)
        else:
            self.town.paypal.refunds_in_dashboard(payment, "" if all_of_it else "7.00")
        self.count("refunded in the dashboard")
