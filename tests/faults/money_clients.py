"""What clients do with money: book, pay, pay otherwise, change their mind."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from booking.status import PaymentMethod
from bot.conversations.commands import HoldSlot, ReceiveReceipt, Submit
from bot.conversations.mine.money import ChooseWay, TakeMoneyBack, TakeTime
from bot.conversations.mine.requests import CancelBooking, MoveBooking
from bot.messages import FileRef
from tests.faults.money_stage import CLOSED, Stage, amounts, clients, nth, offers, starts, ways, whose


class Clients(Stage):
    """Two of them, who want the same times."""

    @rule(client=clients, offer=offers, start=starts, way=ways)
    def books_a_seat(self, client: str, offer: int, start: int, way: PaymentMethod) -> None:
        held = self.does(client, HoldSlot(offer, self.start(start), "in_person"))
        if held is None:
            return
        self.bookings[held.booking_id] = client
        self.does(client, Submit(held.booking_id, way, meeting_type="in_person"))
        self.count("booked")

    @rule(whose=whose, amount=amounts)
    def pays(self, whose: int, amount: str) -> None:
        """On any page they were ever sent to: by card at once, or they approve at PayPal."""
        page = nth(self._pages(), whose)
        if page is None:
            return
        try:
            self._pay(page, amount)
        except CLOSED:
            self.count("found a page closed")
        else:
            self.count(f"paid {amount}")

    def _pay(self, page: str, amount: str) -> None:
        if page in self.town.stripe.sessions:
            minor = {"less": 4000, "more": 12000}.get(amount)
            self.town.stripe.pays(page, minor=minor, currency="usd" if amount == "dollars" else "")
        else:
            value = {"less": "20.00", "more": "30.00"}.get(amount, "")
            self.town.paypal.approves(page, value=value, currency="EUR" if amount == "dollars" else "")

    def _pages(self) -> list[str]:
        """Those that are done with first, the others by age."""
        made = [(page.status == "open", page.created, name) for name, page in self.town.stripe.sessions.items()]
        made += [
            (not page.captures, int(page.created.timestamp()), name) for name, page in self.town.paypal.orders.items()
        ]
        return [name for _, _, name in sorted(made)]

    @rule(whose=whose, how=st.sampled_from(["slowly", "declined"]))
    def pays_otherwise(self, whose: int, how: str) -> None:
        """From a bank that takes days, or with a card that is refused."""
        page = nth(self._pages(), whose)
        if page is None:
            return
        try:
            if page not in self.town.stripe.sessions:
                slow = self.town.paypal.approves_slowly if how == "slowly" else self.town.paypal.approves_and_declines
                slow(page)
            elif how == "slowly":
                self.town.stripe.pays_slowly(page)
        except CLOSED:
            return
        self.count(f"paid {how}")

    @rule(whose=whose)
    def cancels(self, whose: int) -> None:
        booking, client = self.a_booking(whose)
        if self.does(client, CancelBooking(booking)):
            self.count("cancelled")

    @rule(whose=whose, start=starts)
    def moves(self, whose: int, start: int) -> None:
        booking, client = self.a_booking(whose)
        if self.does(client, MoveBooking(booking, self.start(start))):
            self.count("moved")

    @rule(whose=whose, way=ways)
    def changes_the_way(self, whose: int, way: PaymentMethod) -> None:
        booking, client = self.a_booking(whose)
        if self.does(client, ChooseWay(booking, way)):
            self.count("chose another way")

    @rule(whose=whose, start=st.none() | starts)
    def answers_the_choice(self, whose: int, start: int | None) -> None:
        """Another time, or the money, where the seat had gone when the money came."""
        choosing = [
            booking.booking_id
            for booking in self.books().bookings.values()
            if booking.hold_expires_at and booking.booking_id in self.bookings and booking.session_id is None
        ]
        number = nth(choosing, whose)
        if number is None:
            return
        answer = TakeMoneyBack(number) if start is None else TakeTime(number, self.start(start))
        if self.does(self.bookings[number], answer):
            self.count("took the money" if start is None else "took another time")

    @rule(whose=whose)
    def sends_a_receipt(self, whose: int) -> None:
        _, client = self.a_booking(whose)
        if self.does(client, ReceiveReceipt(FileRef("web", "12", "r.png", "image/png"))):
            self.count("sent a receipt")
