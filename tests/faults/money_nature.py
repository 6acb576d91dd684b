"""What comes by itself: reports in any order or never, slow banks, time, providers' bad days, and deaths."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.faults.money_stage import Stage, nth, whose
from tests.standins import paypal, stripe

MINUTE = timedelta(minutes=1)
BOTH = ("stripe", "paypal")
FAULTS = {
    name: {
        "broken": far_end.BROKEN,
        "busy": far_end.BUSY,
        "hangs up": far_end.HANGS_UP,
        "answer lost": far_end.ANSWER_LOST,
        "fine": far_end.FINE,
    }
    for name, far_end in (("stripe", stripe), ("paypal", paypal))
}
"""What the next requests to a provider meet, in each one's own words."""

kinds = st.lists(st.sampled_from(sorted(FAULTS["stripe"])), min_size=1, max_size=4)


class Nature(Stage):
    """Nobody's doing."""

    @rule(how=st.sampled_from(["in order", "in order", "backwards", "twice", "lost"]), both=st.booleans())
    def reports_arrive(self, how: str, both: bool) -> None:
        self.run(self._arrive(how, BOTH if both else ("stripe",)))

    async def _arrive(self, how: str, providers: Sequence[str]) -> None:
        for name in providers:
            reports = self.town.reports[name]
            waited = len(reports.waiting)
            if how == "lost":
                self.town.lose(name)
            elif reports.waiting:
                await reports.arrive(self.town.door(name), times=1 + (how == "twice"), backwards=how == "backwards")
                self.tally[f"reports {how}"] += waited
        await self.town.settles()

    @rule(whose=whose, well=st.booleans())
    def a_slow_payment_ends(self, whose: int, well: bool) -> None:
        pages = self.town.stripe.sessions.items()
        slow: list[str] = [name for name, page in pages if page.payment and page.payment.status == "processing"]
        slow += [name for name, capture in self.town.paypal.captures.items() if capture.status == "PENDING"]
        name = nth(slow, whose)
        if name is None:
            return
        self.town.slow_payment_ends(name, well=well)
        self.count("slow payment arrived" if well else "slow payment failed")

    @rule(whose=whose, all_of_it=st.booleans())
    def a_client_disputes(self, whose: int, all_of_it: bool) -> None:
        payment = nth([came.reference for came in self.books().came() if came.provider in BOTH], whose)
        if payment is not None:
            self.town.is_disputed(payment, all_of_it=all_of_it)

    @rule(whose=whose, lost=st.sampled_from([True, True, False]))
    def a_dispute_ends(self, whose: int, lost: bool) -> None:
        dispute = nth(self.town.open_disputes(), whose)
        if dispute is not None and self._is_all_told():
            self.town.dispute_ends(dispute, lost=lost)
            self.count("dispute lost" if lost else "dispute won")

    @rule(whose=whose)
    def a_refund_bounces(self, whose: int) -> None:
        """Its provider had accepted it; the client's bank did not."""
        refund = nth(self.town.refunds_that_left(), whose)
        if refund is not None and self._is_all_told():
            self.town.refund_bounces(refund)
            self.count("refund bounced")

    def _is_all_told(self) -> bool:
        """Banks take days, so that what was reported before is known by then. Stripe's reports of refunds name none, so
        one that comes after its bounce could not be told from a new refund."""
        self.reports_arrive("in order", both=True)
        return not any(reports.waiting for reports in self.town.reports.values())

    @rule(minutes=st.sampled_from([1, 16, 31, 61, 13 * 60, 25 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.run(self.town.passes(minutes * MINUTE))

    @rule(provider=st.sampled_from(["stripe", "paypal"]), kinds=kinds)
    def a_provider_has_a_bad_day(self, provider: str, kinds: list[str]) -> None:
        self.town.faults[provider].extend(FAULTS[provider][kind] for kind in kinds)
        self.count("faults")

    @rule(moments=st.integers(0, 12))
    def the_program_will_die(self, moments: int) -> None:
        self.town.moments.left = moments
