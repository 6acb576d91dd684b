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
from bot.nlu import normal

LONGEST_NAME = 80
MOST_WORDS = 5
LONGEST_CHOICE = 2
"""Digits of a typed button number."""
LONGEST_TIME = 4
"""Digits of an hour or a day in a sentence («لا خليها ٢٢/١١»); more are meant as a phone number."""
_INTRODUCTION = re.compile(r"^\s*(?:اسمي|انا اسمي|أنا اسمي|انا|أنا|معك|my name is|i am|i'm)\s+", re.IGNORECASE)
_NAMED = re.compile(
    r"^\W*(?:(?:لا|عفو[اًى]*|لحظة|[اأ]قصد|no|sorry|actually|wait)\W+)*"
    r"(?:[اأ]نا\s+)?(?:اسمي|my name is|my name's)\s+(?:هو\s+)?(?P<name>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_PARTICLES = frozenset(normal("بن ابن بنت عبد آل ال أبو أبي أم bin ibn al el abu van von de la").split())
"""Parts of a name that are not counted."""
_NO_NAME = frozenset(
    normal(
        "كم بكم بكام شحال قديش كيف ازاي شلون متى امتى ايمتى وين فين أين هل ليش ليه لماذا ماذا وش ايش شو شنو مين"
        " لا ما مو مش نعم ايوه ايوا ابغى ابي اريد بدي عايز عاوز عايزة عاوزة بغيت ممكن خليها خليه استنى لحظة"
        " يوم اليوم بكرة بكره بكرا غدا الساعة وقت سعر السعر الاسعار موعد الموعد حجز الحجز احجز استشارة الاستشارة"
        " الدفع ادفع what when where how why which price cost wait is are does the want book booking appointment"
        " today tomorrow yes no ok okay please not"
    ).split()
)
"""Words of questions and wishes; with «اسمي» before it even such a word is a name."""


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
            case Text(text=text) if nlu.small_number(text) is None and not _says_a_time(text, who):
                name = clean_name(text)
            case _:
                return None
        return self.save(draft, SaveProfile(display_name=name)) if name else None

    def simpler(self, draft: BookingDraft, who: Who) -> Say:
        return say("name-unclear")


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
            case Text(text=text) if _means_a_phone(text):
                number = nlu.phone(text, who.coach.country)
            case Text(text=text) if name := introduced(text):
                return _renamed(draft, name)
            case _:
                return None
        if number is None:
            return Again((say("phone-unclear"),))
        return self.save(draft, SaveProfile(phone=number, phone_verified=isinstance(body, Contact)))

    def simpler(self, draft: BookingDraft, who: Who) -> Say:
        return say("simpler-phone")


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
            case Text(text=text) if "@" in text:
                address = nlu.email(text)
                return self.save(draft, SaveProfile(email=address)) if address else Again((say("email-unclear"),))
            case Text(text=text) if name := introduced(text):
                return _renamed(draft, name)
            case _:
                return None

    def simpler(self, draft: BookingDraft, who: Who) -> Say:
        return say("email-unclear")


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
            case Text(text=text) if name := introduced(text):
                return _renamed(draft, name)
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
            case Text(text=text):
                return self._corrected(draft, text, who)
            case _:
                return None

    def _corrected(self, draft: BookingDraft, text: str, who: Who) -> Act[BookingDraft] | None:
        """One field that is typed instead of tapped."""
        if name := introduced(text):
            return _renamed(draft, name)
        if address := nlu.email(text):
            return Act(SaveProfile(email=address), lambda _client: Keep(draft))
        if number := nlu.phone(text, who.coach.country):
            return Act(SaveProfile(phone=number, phone_verified=False), lambda _client: Keep(draft))
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
    """A name without introduction, control characters and doubled blanks; None for a question or a sentence."""
    if asked := introduced(text):
        return asked
    name = _shaped(_INTRODUCTION.sub("", text))
    said = normal(name or "").split()
    return name if sum(word not in _PARTICLES for word in said) <= MOST_WORDS and not _NO_NAME & set(said) else None


def introduced(text: str) -> str | None:
    """The name in «اسمي …», which is a name whatever it is, and in every step of the person."""
    found = _NAMED.match(text)
    return _shaped(found["name"]) if found else None


def _shaped(text: str) -> str | None:
    """`text` as a name is written; None when it is no name by its letters alone."""
    shown = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or c.isspace())
    name = " ".join(shown.split())
    letters = sum(c.isalpha() for c in name)
    odd = any(c.isdigit() or c in "?؟@/<>{}[]\\|=+" for c in name)
    return name if letters >= 2 and len(name) <= LONGEST_NAME and not odd else None  # noqa: PLR2004 - two letters


def _says_a_time(text: str, who: Who) -> bool:
    """Whether all that several words say is a time; a single one («خميس», «فجر») may well be a name."""
    several = len(text.split()) > 1
    return several and nlu.understand_when(text, "datetime", who.local).status in {"ok", "range"}


def _means_a_phone(text: str) -> bool:
    """Whether the digits of a message are a phone number, even if some are missing."""
    digits = sum(letter.isdecimal() for letter in text)
    return digits > (LONGEST_TIME if any(letter.isalpha() for letter in text) else LONGEST_CHOICE)


def _renamed(draft: BookingDraft, name: str) -> Act[BookingDraft]:
    """Another name, said where something else was asked: that is asked again."""
    return Act(SaveProfile(display_name=name), lambda _client: Keep(draft, (say("heard-1", first=name),)))


def skips(text: str) -> bool:
    """Whether the message says «تخطٍّ», «لا» or «ما عندي»."""
    return nlu.intent(text) in {nlu.Intent.SKIP, nlu.Intent.NO, nlu.Intent.NOTHING}
