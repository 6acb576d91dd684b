"""The menu: where a conversation begins and comes back to, for clients and, with another face, for the coach."""

from __future__ import annotations

from booking.catalogue import Consultation
from bot import nlu
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.overheard import fill, hear
from bot.conversations.flow import Flow, Go, Outcome, Step
from bot.conversations.questions import Offered
from bot.conversations.state import Nothing, Who
from bot.messages import Body, Choice, Outgoing, Rows, Say, Text, say


class Menu(Step[Nothing, tuple[Consultation, ...]]):
    """Greets and offers what can be done; a client who names a consultation begins its booking at once.

    A mere number is one of the choices, and the team books for themselves only when they say so."""

    name = "menu"

    def settled(self, draft: Nothing, who: Who) -> bool:
        return False

    def needs(self, draft: Nothing, who: Who) -> Offered:
        return Offered()

    def ask(self, draft: Nothing, facts: tuple[Consultation, ...], who: Who) -> Outgoing:
        coach = who.coach_name
        if who.is_staff:
            name = who.first_name or who.suggested_name or coach
            return Outgoing((say("menu-coach", name=name), say("menu-coach-question")), _COACH)
        name = who.first_name
        line = say("menu-known", name=name, coach=coach) if name else say("menu-new", coach=coach)
        return Outgoing((line, say("menu-question")), _CLIENT)

    def take(self, draft: Nothing, facts: tuple[Consultation, ...], body: Body, who: Who) -> Outcome | None:
        if not isinstance(body, Text) or who.is_staff or nlu.small_number(body.text) is not None:
            return None
        heard = hear(body.text, facts, who)
        kept = fill(BookingDraft(), heard, who)
        if kept is not None:
            return Go("booking", kept.draft, kept.notes)
        return Go("booking", BookingDraft(), (say("which-consultation"),)) if heard.offers else None

    def simpler(self, draft: Nothing, who: Who) -> Say:
        return say("simpler-coach" if who.is_staff else "simpler-menu")

    def reopen(self, draft: Nothing) -> Nothing | None:
        return None


_CLIENT: Rows = (
    (Choice("do:book", say("go-book")),),
    (Choice("do:mybookings", say("go-my-bookings")), Choice("do:price", say("go-prices"))),
    (Choice("do:human", say("go-coach")), Choice("do:help", say("go-help"))),
    (Choice("do:language", say("go-language")),),
)
_COACH: Rows = (
    (Choice("do:pending", say("go-pending")), Choice("do:today", say("go-today"))),
    (Choice("do:upcoming", say("go-upcoming")), Choice("do:help", say("go-help"))),
    (Choice("do:book", say("go-book")), Choice("do:language", say("go-language"))),
)

MENU = Flow(name="menu", draft=Nothing, steps=(Menu(),))
