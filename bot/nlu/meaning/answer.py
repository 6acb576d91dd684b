"""The answer that the clauses of a message give together: a value, a range, a question, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.nlu.items import Feast, OnDate, OnDay, Shift, Weekday
from bot.nlu.meaning.calendar import Impossible
from bot.nlu.meaning.clauses import Clause, Message
from bot.nlu.meaning.corrections import Asked
from bot.nlu.meaning.moments import one, unbound
from bot.nlu.meaning.ranges import between
from bot.nlu.meaning.reading import Reading, read
from bot.nlu.meaning.result import NOT_UNDERSTOOD, Setting, When, choice, offered

_DOUBTFUL = frozenset({"question", "when", "tale", "every", "unread"})
_MANY_UNKNOWN = 4
_PINNED = (Shift, Weekday, OnDate, OnDay, Feast)


def answer(message: Message, setting: Setting) -> When:
    """What a message means. Never raises."""
    try:
        found = _answered(message, setting)
    except (Impossible, OverflowError, ValueError):  # the last two: beyond the years that the calendar has
        return When("reject", reason="impossible")
    return _doubted(found, message)


def _answered(message: Message, setting: Setting) -> When:
    if not message.clauses:
        open_question = message.vague or message.taken_back or {"every", "when"} & set(message.troubles)
        return When("ambiguous") if open_question else NOT_UNDERSTOOD
    _share_parts(message.clauses)
    asked = _asked_of(message.clauses, setting.asked)
    read_all = [
        read(clause, asked_here, setting.reference) for clause, asked_here in zip(message.clauses, asked, strict=True)
    ]
    _inherit(read_all)
    if any(reading.unclear for reading in read_all):
        return _unclear(read_all, setting)
    if len(read_all) == 1:
        return one(message.clauses[0], read_all[0], setting)
    if [clause.join for clause in message.clauses[1:]] == ["to"]:
        return between(read_all[0], read_all[1], setting)
    return choice(
        [one(clause, reading, setting) for clause, reading in zip(message.clauses, read_all, strict=True)], setting
    )


def _doubted(found: When, message: Message) -> When:
    """A value beside a question, a tale or many words that are not known is offered, not taken."""
    troubles = message.troubles
    unknown = sum(kind == "unknown" for kind in troubles)
    if found.status not in {"ok", "range"}:
        return found
    loose = any(clause.bares and not clause.parts for clause in message.clauses)
    if loose and (unknown or "counted" in troubles or "phone" in troubles):
        return When("ambiguous", candidates=offered(found)) if unknown < _MANY_UNKNOWN else NOT_UNDERSTOOD
    if (
        unknown
        and message.clauses
        and all(clause.days == [Shift(0)] and not clause.clocks for clause in message.clauses)
    ):
        return When("ambiguous", candidates=offered(found))  # «الجو حلو اليوم»: a day in passing
    if (unknown or "counted" in troubles) and _in_passing(found, message):
        return When("ambiguous", candidates=offered(found))
    if _DOUBTFUL & set(troubles) or unknown >= _MANY_UNKNOWN:
        return When("ambiguous", candidates=offered(found))
    return found


def _in_passing(found: When, message: Message) -> bool:
    """Beside words that are not known or what is counted: an aim («أنحف قبل العيد»), a name («فجر العتيبي»), a place
    («سوق الاثنين»), a habit («٣ أيام بالأسبوع»)."""
    if any(clause.clocks for clause in message.clauses):
        return False
    bounded = any(clause.bound_day for clause in message.clauses)
    pinned = any(isinstance(day, _PINNED) for clause in message.clauses for day in clause.days)
    return "passing" in message.troubles or (found.status == "range" and (bounded or not pinned))


# ---------------------------------------------------------------------------------------------------- inheritance


def _share_parts(clauses: Sequence[Clause]) -> None:
    """«٥ أو ٦ العصر», «من ٣ لـ ٥ العصر»: a part of the day said once holds for the hours beside it."""
    for before, after in reversed(list(pairwise(clauses))):
        if (before.clocks or before.bares) and not before.parts and (after.clocks or after.bares) and after.parts:
            before.parts = list(after.parts)
    for before, after in pairwise(clauses):
        if after.join == "or" and (after.clocks or after.bares) and not after.parts and before.parts:
            after.parts = list(before.parts)


def _asked_of(clauses: Sequence[Clause], asked: Asked) -> list[Asked]:
    """A clause of bare numbers answers for the hour when a clause beside it has a day or an hour («الخميس ٤ أو ٦»)."""
    timed = any(clause.clocks or (clause.bares and clause.days) for clause in clauses)
    return ["time" if timed and clause.bares and not clause.days else asked for clause in clauses]


def _inherit(read_all: Sequence[Reading]) -> None:
    """A clause without a day takes that of the one before, else of the one behind; likewise for hours."""
    for before, after in pairwise(read_all):
        if not after.has_days and not after.instant and before.has_days:
            after.days = before.days
        if (
            after.has_days
            and not after.hours
            and not after.part
            and (before.hours or before.part)
            and not before.has_days
        ):
            after.hours, after.part = before.hours, before.part
    for before, after in reversed(list(pairwise(read_all))):
        if not before.has_days and not before.instant and after.has_days:
            before.days = after.days
        if not before.hours and not before.part and (after.hours or after.part):
            before.hours, before.part = after.hours, after.part


def _unclear(read_all: Sequence[Reading], setting: Setting) -> When:
    """Numbers that stay unexplained: what else was understood is offered."""
    first = read_all[0]
    found = unbound(first, setting)
    return When("ambiguous", candidates=offered(found) or found.candidates)
