"""Who books: what the user database knows, on one card; only what is missing is asked."""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from dataclasses import replace

import msgspec

from booking.people import Gender
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.commands import SaveProfile
from bot.conversations.flow import Act, Again, Keep, NoFacts, Outcome, Step
from bot.conversations.state import Who
from bot.messages import Body, Choice, Contact, Outgoing, Say, Tap, Text, say

LONGEST_NAME = 80
LONGEST_CHOICE = 2
"""Digits of a typed button number; what is longer is meant as a phone number."""
_INTRODUCTION = re.compile(r"^\s*(?:اسمي|انا اسمي|أنا اسمي|انا|أنا|معك|my name is|i am|i'm)\s+", re.IGNORECASE)


class _Field(Step[BookingDraft, None]):
    """Asks for one field of the profile, when it is missing or being changed."""

    field: str
    optional = False

    def __init__(self) -> None:
        self.name = f"person-{self.field}"

    @abstractmethod
    def known(self, who: Who) -> bool:
        """Whether the profile has this field."""

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return draft.editing != self.field and (self.optional or self.known(who))

    def needs(self, draft: BookingDraft, who: Who) -> NoFacts:
        return NoFacts()

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        """Leave the change be; the person's card follows."""
        return self.keep(draft).draft if draft.editing == self.field else None

    def keep(self, draft: BookingDraft) -> Keep[BookingDraft]:
        return Keep(msgspec.structs.replace(draft, editing=""))

    def save(self, draft: BookingDraft, command: SaveProfile) -> Act[BookingDraft]:
        return Act(command, lambda _client: self.keep(draft))

    def card(self, who: Who, *rows: tuple[Choice, ...], ask_contact: bool = False) -> Outgoing:
        keep = ((Choice("keep", say("go-keep")),),) if self.known(who) or self.optional else ()
        return Outgoing((say(f"ask-{self.field}"),), (*rows, *keep), ask_contact=ask_contact)


class AskName(_Field):
    """The client's name, as the coach will see it."""

    field = "name"

    def known(self, who: Who) -> bool:
        return bool(who.client.display_name)

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        """Where messages are few, the name that the channel suggests is asked about with the rest of the card."""
        return super().settled(draft, who) or (draft.editing != self.field and bool(suggested(who)))

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        offered = clean_name(who.suggested_name) if not self.known(who) else None
        return self.card(who, *(((Choice("name", offered),),) if offered else ()))

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="keep"):
                return self.keep(draft)
            case Tap(value="name"):
                name = clean_name(who.suggested_name)
            case Text(text=text) if nlu.small_number(text) is None:
                name = clean_name(text)
            case _:
                return None
        return self.save(draft, SaveProfile(display_name=name)) if name else Again((say("name-unclear"),))


class AskPhone(_Field):
    """A phone number: shared by the channel (verified) or typed (not verified)."""

    field = "phone"

    def known(self, who: Who) -> bool:
        return bool(who.client.phone)

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        return self.card(who, ask_contact=True)

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="keep"):
                return self.keep(draft)
            case Contact(own=False):
                return Again((say("contact-not-yours"),))
            case Contact(phone=phone):
                number = nlu.phone(phone if phone.startswith("+") else f"+{phone}", who.coach.country)
            case Text(text=text) if len(text.strip()) > LONGEST_CHOICE:
                number = nlu.phone(text, who.coach.country)
            case _:
                return None
        if number is None:
            return Again((say("phone-unclear"),))
        return self.save(draft, SaveProfile(phone=number, phone_verified=isinstance(body, Contact)))

    def simpler(self, draft: BookingDraft, who: Who) -> Say:
        return say("phone-unclear")


class AskEmail(_Field):
    """An e-mail address, only when the client wants to give one."""

    field = "email"
    optional = True

    def known(self, who: Who) -> bool:
        return bool(who.client.email)

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        return self.card(who)

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="keep"):
                return self.keep(draft)
            case Text(text=text) if skips(text):
                return self.keep(draft)
            case Text(text=text) if nlu.small_number(text) is None:
                address = nlu.email(text)
                return self.save(draft, SaveProfile(email=address)) if address else Again((say("email-unclear"),))
            case _:
                return None


class AskGender(_Field):
    """How the bot should address the client."""

    field = "gender"
    optional = True

    def known(self, who: Who) -> bool:
        return who.client.gender is not Gender.UNSET

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        return self.card(who, (Choice("male", say("gender-male")), Choice("female", say("gender-female"))))

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="keep"):
                return self.keep(draft)
            case Tap(value=("male" | "female") as gender):
                return self.save(draft, SaveProfile(gender=gender))
            case Text(text=text) if skips(text):
                return self.keep(draft)
            case Text(text=text) if (meant := nlu.gender(text)) is not None:
                return self.save(draft, SaveProfile(gender=meant.value))
            case _:
                return None


FIELDS = (AskName(), AskPhone(), AskEmail(), AskGender())


class ConfirmPerson(Step[BookingDraft, None]):
    """The profile on one card: right as it is, or one field to change."""

    name = "person"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        """Where messages are few, who is known is not asked again: the review shows them, and leads here."""
        known = who.is_brief and bool(who.client.display_name and who.client.phone) and not draft.person_asked
        return draft.person_ok or known

    def needs(self, draft: BookingDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        client = replace(who.client, display_name=who.client.display_name or suggested(who) or "")
        lines = (say("ask-person"), say("gap"), *cards.person_lines(client))
        change = tuple(Choice(f"change:{step.field}", say(f"field-{step.field}")) for step in FIELDS)
        return Outgoing(lines, ((Choice("right", say("go-right")),), change[:2], change[2:]))

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="right"):
                return self._right(draft, who)
            case Tap(value=value) if value.removeprefix("change:") in {step.field for step in FIELDS}:
                return Keep(msgspec.structs.replace(draft, editing=value.removeprefix("change:")))
            case Text(text=text) if nlu.intent(text) is nlu.Intent.YES:
                return self._right(draft, who)
            case Text(text=text) if address := nlu.email(text):
                return Act(SaveProfile(email=address), lambda _client: Keep(draft))
            case Text(text=text) if number := nlu.phone(text, who.coach.country):
                return Act(SaveProfile(phone=number, phone_verified=False), lambda _client: Keep(draft))
            case _:
                return None

    def _right(self, draft: BookingDraft, who: Who) -> Outcome:
        right = Keep(msgspec.structs.replace(draft, person_ok=True))
        name = None if who.client.display_name else suggested(who)
        return Act(SaveProfile(display_name=name), lambda _client: right) if name else right

    def simpler(self, draft: BookingDraft, who: Who) -> Say:
        return say("simpler-person")

    def reopen(self, draft: BookingDraft) -> BookingDraft:
        return msgspec.structs.replace(draft, person_ok=False, person_asked=True)


def suggested(who: Who) -> str | None:
    """The channel's own name for a person, to be confirmed with the rest of their card; only where messages are few."""
    return clean_name(who.suggested_name) if who.is_brief and not who.client.display_name else None


def clean_name(text: str) -> str | None:
    """A name without introduction, control characters and doubled blanks; None when it is none."""
    shown = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or c.isspace())
    name = " ".join(_INTRODUCTION.sub("", shown).split())
    letters = sum(c.isalpha() for c in name)
    odd = any(c.isdigit() or c in "@/<>{}[]\\|=+" for c in name)
    return name if letters >= 2 and len(name) <= LONGEST_NAME and not odd else None  # noqa: PLR2004 - two letters


def skips(text: str) -> bool:
    """Whether the message says «تخطٍّ», «لا» or «ما عندي»."""
    return nlu.intent(text) in {nlu.Intent.SKIP, nlu.Intent.NO, nlu.Intent.NOTHING}
