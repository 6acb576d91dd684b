"""Age, weight and height: several in one line, or one by one."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from booking import health as rules
from booking.errors import Refused
from booking.health import HealthDetails
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.health_step import SKIP, HealthStep, answered
from bot.conversations.flow import Again, Keep, Outcome
from bot.conversations.refusals import explain
from bot.conversations.state import Who
from bot.messages import Outgoing, say


class AskBody(HealthStep):
    """Age, weight and height, in one line or one by one; only what is missing is asked again."""

    name = "body"

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        missing = _missing(draft.details)
        if len(missing) == len(_BODY) or not missing:
            return super().ask(draft, facts, who)
        return Outgoing((say(f"ask-health-{missing[0]}"),), (SKIP,))

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        try:
            told = told_of_body(draft.details, text)
        except Refused as refusal:
            return Again((explain(refusal),))
        if told is None:
            return None
        details = rules.merge(draft.details, told)
        taken = msgspec.structs.replace(draft, details=details)
        note = (say("health-understood"), *cards.health_lines(told))
        return Keep(taken if _missing(details) else answered(taken, self.name), note)

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


def told_of_body(known: HealthDetails, text: str) -> HealthDetails | None:
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
