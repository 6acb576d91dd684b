"""Days: words relative to today, weekdays with their markers, feasts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from bot.nlu.grammar.figures import simple
from bot.nlu.items import Feast, Item, Mark, NthWeekday, OnDate, Part, Shift, Trouble, Weekday
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

Found = tuple[Sequence[Item], int]
_LONGEST_MONTH = 31
_WEEKS_OF_A_MONTH = 5
_MOST_SKIPPED = 6


def skip(tokens: Sequence[Token], at: int, *kinds: Kind) -> int:
    """The first place from `at` whose word is none of `kinds`, a few words ahead at most."""
    farthest = min(len(tokens), at + _MOST_SKIPPED)
    while at < farthest and tokens[at].is_a(*kinds):
        at += 1
    return at


def relative(tokens: Sequence[Token], at: int) -> Found | None:
    """«بكرة», «بعد بكرة», «الليلة», «امس»."""
    token = tokens[at]
    if token.is_a(Kind.TONIGHT):
        return [Shift(0), Part("night")], at + 1
    days = token.senses.get(Kind.SHIFT)
    if not isinstance(days, int) or _early_rather(tokens, at):
        return None
    if is_the_nth_day(tokens, at):
        return [], at + 1
    end = at + 1
    if end < len(tokens) and tokens[end].is_a(Kind.SHIFT) and days == tokens[end].senses.get(Kind.SHIFT):
        end += 1
    return [Shift(days)], end


def is_the_nth_day(tokens: Sequence[Token], at: int) -> bool:
    """«اليوم الثالث»: not today but the third; «اليوم الثالثة» is three o'clock today."""
    if tokens[at].text != "اليوم" or at + 1 >= len(tokens):
        return False
    nth = simple(tokens, at + 1)
    return bool(nth and nth.ordinal and nth.article) and not tokens[at + 1].text.endswith(("ه", "عشر"))


def _early_rather(tokens: Sequence[Token], at: int) -> bool:
    """«الصبح باكر», «الصباح الباكر»: early, where another day is named or the article stands on it."""
    token = tokens[at]
    if "باكر" not in token.text and token.text != "باجر":
        return False
    after_morning = at > 0 and tokens[at - 1].senses.get(Kind.PART) == "morning"
    named = any(t.is_a(Kind.SHIFT, Kind.WEEKDAY, Kind.MONTH, Kind.DAY) for n, t in enumerate(tokens) if n != at)
    return after_morning and (token.found.article or named)


def eve(tokens: Sequence[Token], at: int) -> Found | None:
    """«ليلة الخميس»: the evening before it or its own; «ليلة بكرة», «ليلة ٢٧ رمضان»."""
    if not tokens[at].is_a(Kind.EVE):
        return None
    read = weekday(tokens, at + 1) or relative(tokens, at + 1) if at + 1 < len(tokens) else None
    if read is None:
        return None
    items = [Weekday(item.day, item.mark, eve=True) if isinstance(item, Weekday) else item for item in read[0]]
    night: list[Item] = [] if any(isinstance(item, Weekday) for item in items) else [Part("night")]
    return [*items, *night], read[1]


def weekday(tokens: Sequence[Token], at: int) -> Found | None:
    """A weekday with «يوم» and its markers before and behind it."""
    start = skip(tokens, at, Kind.DAY)
    introduced = start > at or (at > 0 and tokens[at - 1].is_a(Kind.EVE))
    mark: Mark = ""
    while (
        start < len(tokens)
        and tokens[start].is_a(Kind.THIS, Kind.NEXT, Kind.LAST)
        and not tokens[start].is_a(Kind.WEEKDAY)
    ):
        mark, start = _mark(tokens[start]), start + 1
    start = skip(tokens, start, Kind.DAY)
    if start >= len(tokens) or not isinstance(day := tokens[start].senses.get(Kind.WEEKDAY), int):
        return None
    token = tokens[start]
    if token.is_a(Kind.EVERYDAY) and not introduced and _in_a_sentence(tokens, start):
        return None
    if token.found.this:
        mark = "this"
    end, behind = _marks_behind(tokens, start + 1)
    mark = behind or mark
    clear = introduced or token.found.article or mark or _week_follows(tokens, end) or _alone(tokens, start)
    if token.is_a(Kind.NUMBER_LIKE) and (not clear or _half_past(tokens, end)):
        return None
    if token.is_a(Kind.NAME) and _is_name(tokens, start):
        return [Trouble("name")], end
    return [Weekday(day, mark)], end


def _in_a_sentence(tokens: Sequence[Token], at: int) -> bool:
    """The verb of «I sat down», where words around it are not known."""
    others = (token for place, token in enumerate(tokens) if place != at and token.form == "word")
    return any(not token.senses or token.text == "i" for token in others)


def _half_past(tokens: Sequence[Token], at: int) -> bool:
    """«الاثنين ونص»: a fraction makes an hour of it."""
    return at < len(tokens) and tokens[at].is_a(Kind.FRACTION) and tokens[at].found.conj


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """«احد» and «حد» are Sunday when they are all that is said; number words stay numbers."""
    others = (token for place, token in enumerate(tokens) if place != at and token.form == "word")
    return not tokens[at].is_a(Kind.NUMBER) and all(token.is_a(Kind.FILLER, Kind.GREETING) for token in others)


def nth_weekday(tokens: Sequence[Token], at: int) -> Found | None:
    """«أول خميس في الشهر», «آخر أحد»."""
    token = tokens[at]
    nth = -1 if token.is_a(Kind.END) else token.senses.get(Kind.ORDINAL)
    start = skip(tokens, at + 1, Kind.DAY)
    if not isinstance(nth, int) or nth > _WEEKS_OF_A_MONTH or start >= len(tokens):
        return None
    day = tokens[start].senses.get(Kind.WEEKDAY)
    return ([NthWeekday(day, nth)], start + 1) if isinstance(day, int) and not tokens[start].found.article else None


def _mark(token: Token) -> Mark:
    if token.is_a(Kind.AFTER_NEXT):
        return "after_next"
    if token.is_a(Kind.NEXT):
        return "next"
    return "last" if token.is_a(Kind.LAST) else "this"


def _marks_behind(tokens: Sequence[Token], at: int) -> tuple[int, Mark]:
    mark: Mark = ""
    if _not_this_but_next(tokens, at):
        return at + 3, "after_next"
    while at < len(tokens) and tokens[at].is_a(Kind.NEXT, Kind.AFTER_NEXT, Kind.THIS, Kind.LAST):
        if at + 1 < len(tokens) and tokens[at + 1].senses.get(Kind.UNIT) in {"week", "month"}:
            break  # "Friday next week"
        if not (mark == "after_next" or (tokens[at].is_a(Kind.THIS) and mark)):
            mark = _mark(tokens[at])
        at += 1
    return at, mark


def _not_this_but_next(tokens: Sequence[Token], at: int) -> bool:
    """«السبت مو هذا، اللي بعده»."""
    if at + 2 >= len(tokens) or not tokens[at].is_a(Kind.NOT):
        return False
    return tokens[at + 1].is_a(Kind.THIS, Kind.NEXT) and tokens[at + 2].is_a(Kind.AFTER_NEXT)


def _week_follows(tokens: Sequence[Token], at: int) -> bool:
    at = skip(tokens, at, Kind.FROM, Kind.IN)
    if at < len(tokens) and tokens[at].is_a(Kind.THIS):
        at += 1
    return at < len(tokens) and tokens[at].senses.get(Kind.UNIT) == "week"


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """«انا خميس», «ابو جمعة»: a person, unless it carries an article or a marker."""
    if at == 0:
        return False
    before = tokens[at - 1]
    if at == 1 and before.text == "ام":  # a mother's name, not «or»: nothing stands before it
        return True
    return before.is_a(Kind.PLACE) or (not tokens[at].found.article and before.is_a(Kind.NAMED, Kind.SPEAKER))


def feast(tokens: Sequence[Token], at: int) -> Found | None:
    """«ثاني يوم العيد», «عيد الأضحى», «يوم عرفة», «اليوم الوطني»."""
    nth, start = 1, at
    counted = simple(tokens, at)
    if counted and counted.value < _LONGEST_MONTH and counted.end < len(tokens):
        behind = skip(tokens, counted.end, Kind.DAY, Kind.IN, Kind.FROM)
        behind += 1 if behind < len(tokens) and tokens[behind].senses.get(Kind.UNIT) == "day" else 0
        if behind < len(tokens) and tokens[behind].is_a(Kind.FEAST, Kind.SOME_FEAST):
            nth, start = counted.value, behind
    start = skip(tokens, start, Kind.DAY) if start == at else start
    if start >= len(tokens):
        return None
    token = tokens[start]
    end = skip(tokens, start + 1, Kind.NEXT)
    if isinstance(named := token.senses.get(Kind.NATIONAL), tuple):
        return [OnDate(named[1], named[0])], end
    if isinstance(named := token.senses.get(Kind.HIJRI_DAY), tuple):
        return [OnDate(named[1], named[0], hijri=True)], end
    if isinstance(named := token.senses.get(Kind.FEAST), tuple):
        return [Feast((cast(tuple[int, int], named),), nth)], end
    if token.is_a(Kind.SOME_FEAST):
        return [Feast(((10, 1), (12, 10)), nth)], end
    return None
