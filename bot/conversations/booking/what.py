"""Which consultation: the catalogue as cards, details on demand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from booking.catalogue import Consultation
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft, chosen
from bot.conversations.flow import Again, Keep, Outcome, Step
from bot.conversations.questions import Offered
from bot.conversations.state import Who
from bot.messages import Body, Choice, Outgoing, Rows, Say, Tap, Term, Text, say


class ChooseConsultation(Step[BookingDraft, tuple[Consultation, ...]]):
    """Asks for the type of consultation."""

    name = "consultation"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return bool(draft.consultation_id)

    def needs(self, draft: BookingDraft, who: Who) -> Offered:
        return Offered()

    def ask(self, draft: BookingDraft, facts: tuple[Consultation, ...], who: Who) -> Outgoing:
        if not facts:
            return Outgoing((say("catalogue-empty"),), ((Choice("do:human", say("go-coach")),),))
        lines = [say("ask-consultation"), say("gap"), *(offer_line(offer, who) for offer in facts)]
        return Outgoing(tuple(lines), _offers(facts, who))

    def take(self, draft: BookingDraft, facts: tuple[Consultation, ...], body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value=value):
                return self._tapped(draft, facts, value, who)
            case Text(text=text):
                return self._typed(draft, nlu.consultations(text, facts), who)
            case _:
                return None

    def _tapped(self, draft: BookingDraft, facts: tuple[Consultation, ...], value: str, who: Who) -> Outcome | None:
        verb, _, number = value.partition(":")
        if value == "type:":
            return Again(())
        offer = next((offer for offer in facts if str(offer.consultation_id) == number), None)
        if offer is None:
            return Again((say("consultation-gone"),)) if verb in {"type", "about"} else None
        return Keep(chosen(offer, draft)) if verb == "type" else Again(about(offer, who), _about_rows(offer))

    def _typed(self, draft: BookingDraft, meant: tuple[Consultation, ...], who: Who) -> Outcome | None:
        if len(meant) == 1:
            return Keep(chosen(meant[0], draft), (say("picked-consultation", title=who.title(meant[0])),))
        return Again((say("which-consultation"),), _offers(meant, who)) if meant else None

    def simpler(self, draft: BookingDraft, who: Who) -> Say:
        return say("simpler-consultation")

    def reopen(self, draft: BookingDraft) -> BookingDraft:
        return msgspec.structs.replace(draft, consultation_id=0)


def offer_line(offer: Consultation, who: Who) -> Say:
    """One consultation in one line: title, minutes, price, how it meets."""
    return say(
        "offer-line",
        title=who.title(offer),
        minutes=offer.duration_minutes,
        price=cards.price(offer),
        delivery=Term(f"delivery-{offer.delivery.value}"),
    )


def about(offer: Consultation, who: Who) -> tuple[Say, ...]:
    """Everything the catalogue says of one consultation."""
    text = offer.description_in(who.voice.language)
    return (
        offer_line(offer, who),
        *((say("offer-description", text=text),) if text else ()),
        *(say("offer-feature", text=feature) for feature in offer.features),
    )


def _offers(offers: Sequence[Consultation], who: Who) -> Rows:
    return tuple(
        (
            Choice(f"type:{offer.consultation_id}", who.title(offer)),
            Choice(f"about:{offer.consultation_id}", say("go-details"), aside=True),
        )
        for offer in offers
    )


def _about_rows(offer: Consultation) -> Rows:
    return (
        (Choice(f"type:{offer.consultation_id}", say("go-book-this")),),
        (Choice("type:", say("go-other-consultations")),),
    )
