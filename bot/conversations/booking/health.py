"""The health questions behind consent: gender, fitness, goals, and what is told in the client's own words."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from booking import health as rules
from booking.health import HealthDetails
from booking.people import FitnessLevel, Gender
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.at_once import AskAtOnce
from bot.conversations.booking.body import AskBody
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.health_step import LONGEST_ANSWER, HealthStep, answered
from bot.conversations.flow import Keep, Outcome
from bot.conversations.state import Who
from bot.messages import Choice, Rows, Say, Term, say


class AskGenderForHealth(HealthStep):
    """Gender as a health fact; not asked when the profile or an earlier line told it."""

    name = "gender"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        known = who.client.gender is not Gender.UNSET or draft.details.gender is not None
        return known or super().settled(draft, who)

    def rows(self, draft: BookingDraft) -> Rows:
        return ((Choice("male", say("gender-male")), Choice("female", say("gender-female"))),)

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        return Keep(answered(draft, self.name, gender=Gender(value))) if value in {"male", "female"} else None

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        meant = nlu.gender(text)
        return Keep(answered(draft, self.name, gender=meant)) if meant else None


class AskLevel(HealthStep):
    """How trained the client is."""

    name = "level"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return super().settled(draft, who) or draft.details.fitness_level is not None

    def rows(self, draft: BookingDraft) -> Rows:
        return (tuple(Choice(level.value, say(f"fitness-level-{level.value}")) for level in FitnessLevel),)

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        return (
            Keep(answered(draft, self.name, fitness_level=FitnessLevel(value))) if value in set(FitnessLevel) else None
        )

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        meant = nlu.fitness(text)
        return Keep(answered(draft, self.name, fitness_level=meant)) if meant else None

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        values = {**msgspec.to_builtins(draft.details), "fitness_level": None}
        return super().reopen(msgspec.structs.replace(draft, details=msgspec.convert(values, HealthDetails)))


class AskGoals(HealthStep):
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
            return Keep(answered(draft, self.name))
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
            answered(msgspec.structs.replace(draft, details=_with_goals(draft.details, (*known, *goals))), self.name)
        )


def _with_goals(details: HealthDetails, goals: tuple[str, ...]) -> HealthDetails:
    return msgspec.convert({**msgspec.to_builtins(details), "goals": goals}, HealthDetails)


class _InOwnWords(HealthStep):
    """A question answered in the client's own words."""

    field: ClassVar[str]
    prose = True

    def rows(self, draft: BookingDraft) -> Rows:
        return ((Choice("skip", say(f"go-no-{self.name}")),),)

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        if nlu.small_number(text) is not None:
            return None
        return Keep(answered(draft, self.name, **{self.field: text.strip()[:LONGEST_ANSWER]}))


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


QUESTIONS: tuple[HealthStep, ...] = (
    AskAtOnce(),
    AskBody(),
    AskGenderForHealth(),
    AskLevel(),
    AskGoals(),
    AskConditions(),
    AskActivity(),
    AskNotes(),
)


def summary(draft: BookingDraft) -> Say:
    """The health answers in one word for the review: given or not."""
    return say("line-health-given" if not rules.is_empty(draft.details) else "line-health-none")
