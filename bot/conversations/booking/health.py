"""Health and goals: asked only after consent, each to be skipped, several facts taken from one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import msgspec

from booking import health as rules
from booking.errors import Refused
from booking.health import HealthDetails
from booking.people import FitnessLevel, Gender
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.person import skips
from bot.conversations.commands import GiveConsent
from bot.conversations.flow import Act, Again, Keep, NoFacts, Outcome, Step
from bot.conversations.questions import LastHealth
from bot.conversations.refusals import explain
from bot.conversations.state import Who
from bot.messages import Body, Choice, Outgoing, Rows, Say, Tap, Term, Text, say

CONSENT_VERSION = "2026-11"
LONGEST_ANSWER = 600
_SKIP = (Choice("skip", say("go-skip")), Choice("skipall", say("go-skip-all")))


def _with(draft: BookingDraft, name: str, **facts: object) -> BookingDraft:
    """The draft with an answer put in and its question settled."""
    details = rules.merge(draft.details, HealthDetails(**facts)) if facts else draft.details  # type: ignore[arg-type]
    return msgspec.structs.replace(draft, details=details, answered=(*draft.answered, name))


class OfferHealth(Step[BookingDraft, HealthDetails | None]):
    """Says why health is asked and who sees it; asks for consent, or whether anything has changed since last time."""

    name = "health"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return bool(draft.health)

    def needs(self, draft: BookingDraft, who: Who) -> LastHealth:
        return LastHealth()

    def ask(self, draft: BookingDraft, facts: HealthDetails | None, who: Who) -> Outgoing:
        if who.client.consent_at is None:
            rows = ((Choice("agree", say("go-agree")),), (Choice("no", say("go-without-health")),))
            return Outgoing((say("ask-consent"),), rows)
        if facts is None:
            rows = ((Choice("agree", say("go-start-health")),), (Choice("no", say("go-without-health")),))
            return Outgoing((say("ask-health"),), rows)
        lines = (say("ask-health-changed"), say("gap"), *cards.health_lines(facts))
        rows = ((Choice("same", say("go-same")),), (Choice("agree", say("go-update-health")),))
        return Outgoing(lines, rows)

    def take(self, draft: BookingDraft, facts: HealthDetails | None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value=value):
                return self._chosen(draft, facts, value, who)
            case Text(text=text):
                return self._typed(draft, facts, text, who)
            case _:
                return None

    def _chosen(self, draft: BookingDraft, facts: HealthDetails | None, value: str, who: Who) -> Outcome | None:
        match value:
            case "no":
                return Keep(msgspec.structs.replace(draft, health="no"))
            case "same" if facts is not None:
                return Keep(msgspec.structs.replace(draft, health="yes", details=facts, answered=ALL))
            case "agree":
                asked = msgspec.structs.replace(draft, health="yes", details=facts or draft.details)
                if who.client.consent_at is None:
                    return Act(GiveConsent(CONSENT_VERSION), lambda _client: Keep(asked))
                return Keep(asked)
            case _:
                return None

    def _typed(self, draft: BookingDraft, facts: HealthDetails | None, text: str, who: Who) -> Outcome | None:
        meant = nlu.intent(text)
        if who.client.consent_at is not None and facts is not None:  # «has anything changed?»
            answers = {nlu.Intent.YES: "agree", nlu.Intent.NO: "same", nlu.Intent.NOTHING: "same"}
        else:
            answers = {nlu.Intent.YES: "agree", nlu.Intent.NO: "no", nlu.Intent.SKIP: "no"}
        return self._chosen(draft, facts, answers[meant], who) if meant in answers else None

    def reopen(self, draft: BookingDraft) -> BookingDraft:
        return msgspec.structs.replace(draft, health="", details=HealthDetails(), answered=())


class _HealthStep(Step[BookingDraft, None]):
    """One health question; «تخطٍّ» settles it, «تخطّي الكل» settles them all."""

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return draft.health != "yes" or self.name in draft.answered

    def needs(self, draft: BookingDraft, who: Who) -> NoFacts:
        return NoFacts()

    def rows(self, draft: BookingDraft) -> Rows:
        return ()

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        return Outgoing((say(f"ask-health-{self.name}"),), (*self.rows(draft), _SKIP))

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="skip"):
                return Keep(_with(draft, self.name))
            case Tap(value="skipall"):
                return Keep(msgspec.structs.replace(draft, answered=ALL))
            case Tap(value=value):
                return self.tapped(draft, value)
            case Text(text=text) if skips(text):
                return Keep(_with(draft, self.name))
            case Text(text=text):
                return self.typed(draft, text)
            case _:
                return None

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        return None

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        raise NotImplementedError

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        if draft.health != "yes":
            return None
        left = tuple(name for name in draft.answered if name != self.name)
        return msgspec.structs.replace(draft, answered=left)


class AskBody(_HealthStep):
    """Age, weight and height, in one line or one by one; only what is missing is asked again."""

    name = "body"

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        missing = _missing(draft.details)
        if len(missing) == len(_BODY) or not missing:
            return super().ask(draft, facts, who)
        return Outgoing((say(f"ask-health-{missing[0]}"),), (_SKIP,))

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        try:
            told = _told(draft.details, text)
        except Refused as refusal:
            return Again((explain(refusal),))
        if told is None:
            return None
        details = rules.merge(draft.details, told)
        taken = msgspec.structs.replace(draft, details=details)
        note = (say("health-understood"), *cards.health_lines(told))
        return Keep(taken if _missing(details) else _with(taken, self.name), note)

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        draft = msgspec.structs.replace(draft, details=_without_body(draft.details))
        return super().reopen(draft)


_BODY = ("age", "weight", "height")


def _missing(details: HealthDetails) -> tuple[str, ...]:
    return tuple(name for name in _BODY if getattr(details, name) is None)


def _without_body(details: HealthDetails) -> HealthDetails:
    return msgspec.convert(
        {name: value for name, value in msgspec.to_builtins(details).items() if name not in _BODY}, HealthDetails
    )


def _told(known: HealthDetails, text: str) -> HealthDetails | None:
    """What a line tells about the body; a bare number answers the one question that is open. Raises Refused."""
    missing = _missing(known)
    number = nlu.number(text)
    if number is not None and len(missing) < len(_BODY) and missing:
        return HealthDetails(**{missing[0]: _CHECKS[missing[0]](number)})  # type: ignore[arg-type]
    facts = nlu.read_facts(text)
    told = HealthDetails(
        age=rules.age_of(facts.age) if facts.age is not None else None,
        weight=rules.weight_of(facts.weight, facts.weight_unit) if facts.weight is not None else None,
        height=rules.height_of(facts.height, facts.height_unit) if facts.height is not None else None,
        gender=facts.gender,
        fitness_level=facts.fitness_level,
    )
    return None if rules.is_empty(told) else told


_CHECKS: dict[str, Callable[[float], float]] = {
    "age": rules.age_of,
    "weight": rules.weight_of,
    "height": rules.height_of,
}


class AskGenderForHealth(_HealthStep):
    """Gender as a health fact; not asked when the profile or an earlier line told it."""

    name = "gender"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        known = who.client.gender is not Gender.UNSET or draft.details.gender is not None
        return known or super().settled(draft, who)

    def rows(self, draft: BookingDraft) -> Rows:
        return ((Choice("male", say("gender-male")), Choice("female", say("gender-female"))),)

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        return Keep(_with(draft, self.name, gender=Gender(value))) if value in {"male", "female"} else None

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        meant = nlu.gender(text)
        return Keep(_with(draft, self.name, gender=meant)) if meant else None


class AskLevel(_HealthStep):
    """How trained the client is."""

    name = "level"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return super().settled(draft, who) or draft.details.fitness_level is not None

    def rows(self, draft: BookingDraft) -> Rows:
        return (tuple(Choice(level.value, say(f"fitness-level-{level.value}")) for level in FitnessLevel),)

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        return Keep(_with(draft, self.name, fitness_level=FitnessLevel(value))) if value in set(FitnessLevel) else None

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        meant = nlu.fitness(text)
        return Keep(_with(draft, self.name, fitness_level=meant)) if meant else None

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        values = {**msgspec.to_builtins(draft.details), "fitness_level": None}
        return super().reopen(msgspec.structs.replace(draft, details=msgspec.convert(values, HealthDetails)))


class AskGoals(_HealthStep):
    """Goals, several of them: tapped one after the other, or typed."""

    name = "goals"

    def rows(self, draft: BookingDraft) -> Rows:
        buttons = [
            Choice(f"g:{goal}", say("goal-chosen", goal=name) if goal in draft.details.goals else name)
            for goal, name in ((goal, Term(f"goal-{goal}")) for goal in cards.GOALS)
        ]
        pairs = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
        return (*pairs, (Choice("done", say("go-done")),)) if draft.details.goals else pairs

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        goal = value.removeprefix("g:")
        if value == "done":
            return Keep(_with(draft, self.name))
        if goal not in cards.GOALS:
            return None
        chosen = draft.details.goals
        goals = tuple(g for g in chosen if g != goal) if goal in chosen else (*chosen, goal)
        return Keep(msgspec.structs.replace(draft, details=_with_goals(draft.details, goals)))

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        if nlu.small_number(text) is not None:
            return None
        goals = nlu.goals(text) or (" ".join(text.split())[:LONGEST_ANSWER],)
        known = tuple(goal for goal in draft.details.goals if goal not in goals)
        return Keep(
            _with(msgspec.structs.replace(draft, details=_with_goals(draft.details, (*known, *goals))), self.name)
        )


def _with_goals(details: HealthDetails, goals: tuple[str, ...]) -> HealthDetails:
    return msgspec.convert({**msgspec.to_builtins(details), "goals": goals}, HealthDetails)


class _InOwnWords(_HealthStep):
    """A question answered in the client's own words."""

    field: ClassVar[str]
    prose = True

    def rows(self, draft: BookingDraft) -> Rows:
        return ((Choice("skip", say(f"go-no-{self.name}")),),)

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        if nlu.small_number(text) is not None:
            return None
        return Keep(_with(draft, self.name, **{self.field: text.strip()[:LONGEST_ANSWER]}))


class AskConditions(_InOwnWords):
    """Medical conditions, injuries, medicines."""

    name = "conditions"
    field = "medical_conditions"


class AskActivity(_InOwnWords):
    """What the client does at present."""

    name = "activity"
    field = "current_activity"


class AskNotes(_InOwnWords):
    """Anything else the coach should know."""

    name = "notes"
    field = "additional_notes"


QUESTIONS: tuple[_HealthStep, ...] = (
    AskBody(),
    AskGenderForHealth(),
    AskLevel(),
    AskGoals(),
    AskConditions(),
    AskActivity(),
    AskNotes(),
)
ALL = tuple(question.name for question in QUESTIONS)


def summary(draft: BookingDraft) -> Say:
    """The health answers in one word for the review: given or not."""
    return say("line-health-given" if not rules.is_empty(draft.details) else "line-health-none")
