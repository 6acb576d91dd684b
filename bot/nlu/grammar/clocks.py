"""Hours and minutes: «الساعة ٥ ونص», «خمسة إلا ربع العصر», «5:30pm», "half past five"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.grammar.figures import Figure, figure, simple
from bot.nlu.items import Bare, Clock, Item, Pair, Trouble
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

NOON, DAY_HOURS, HOUR_MINUTES = 12, 24, 60
_MOST_FRACTIONS = 3
_MOST_MINUS = 29
_FIVE = 5
_SPOKEN_MINUTES = (10, 15, 20, 30, 40, 45, 50)


def clock(tokens: Sequence[Token], at: int, *, between: bool) -> tuple[Item, int] | None:
    """An hour from here: named as one, written as one, or explained by a fraction or a part of the day behind it."""
    start, named, prep = _introduction(tokens, at)
    if start >= len(tokens):
        return None
    token = tokens[start]
    if token.form == "clock":
        return _written(token, start + 1)
    if token.form == "pair":
        return _dotted(tokens, start) if named or _explained(tokens, start + 1) else None
    hour = simple(tokens, start)
    if hour is None or _is_weekday(tokens, start, named=named):
        return None
    return _spoken(tokens, hour, named=named, trusted=prep and hour.article, between=between)


def _spoken(
    tokens: Sequence[Token], hour: Figure, *, named: bool, trusted: bool, between: bool
) -> tuple[Item, int] | None:
    """A number as an hour, if «الساعة», a preposition, a fraction or a part of the day says that it is one."""
    minutes, end, said = _minutes(tokens, hour.end, spoken=named, between=between)
    explained = named or _explained(tokens, end)
    return sounded(hour, minutes, end, explained=explained) if explained or said or trusted else None


def _introduction(tokens: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Skips «على الساعة»: the place of the hour, whether «الساعة» was said, whether any preposition was."""
    named = prep = False
    start = at
    while start < len(tokens) and start - at < _MOST_FRACTIONS:
        token = tokens[start]
        if token.is_a(Kind.HOUR) and not named:
            named = True
        elif token.is_a(Kind.AT) or (named and token.is_a(Kind.IN, Kind.FILLER) and not token.is_a(Kind.NUMBER)):
            prep = True
        else:
            break
        start += 1
    if start < len(tokens) and tokens[start].found.prep == "ع":
        prep = True
    return start, named, prep


def _is_weekday(tokens: Sequence[Token], at: int, *, named: bool) -> bool:
    """«الاتنين» with its article is Monday unless «الساعة» or «ع» stands in front, or a fraction behind."""
    token = tokens[at]
    if named or not token.is_a(Kind.WEEKDAY):
        return False
    if token.found.prep == "ع":
        return not _hour_like(token)
    return token.found.article and not _fraction_follows(tokens, at + 1)


def _hour_like(token: Token) -> bool:
    """Feminine and short forms that are said of hours only («عالتلاتة»)."""
    return token.text.endswith(("ه", "تين", "a"))


def _fraction_follows(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.is_a(Kind.MINUS):
        return True
    if token.is_a(Kind.AND) and at + 1 < len(tokens):
        return tokens[at + 1].is_a(Kind.FRACTION)
    return token.is_a(Kind.FRACTION)


def _explained(tokens: Sequence[Token], at: int) -> bool:
    """Whether a part of the day, a prayer or «o'clock» follows, small words aside."""
    for token in tokens[at : at + 3]:
        if token.is_a(Kind.PART, Kind.PRAYER, Kind.OCLOCK, Kind.POINT):
            return not token.is_a(Kind.SHIFT)
        if token.is_a(Kind.HOUR) and not token.is_a(Kind.UNIT):
            return False
        if not token.is_a(Kind.IN, Kind.FROM, Kind.FILLER) or token.is_a(Kind.NUMBER):
            return False
    return False


def _written(token: Token, end: int) -> tuple[Item, int]:
    hour, minute = token.figures
    if hour > DAY_HOURS or minute >= HOUR_MINUTES or (hour == DAY_HOURS and minute):
        return Clock(-1), end
    return Clock(hour % DAY_HOURS, minute, sure=hour > NOON or hour == 0), end


def _dotted(tokens: Sequence[Token], at: int) -> tuple[Item, int] | None:
    """«5.30» after «الساعة» or in front of «العصر»."""
    hour, minute = tokens[at].figures
    if "." not in tokens[at].text or hour > DAY_HOURS or minute >= HOUR_MINUTES:
        return None
    return Clock(hour % DAY_HOURS, minute, sure=hour > NOON or hour == 0), at + 1


def sounded(hour: Figure, minutes: int, end: int, *, explained: bool) -> tuple[Item, int] | None:
    """A spoken hour with its minutes, brought to the clock; None for a number that is no hour and not called one."""
    value = hour.value
    if hour.width in {3, 4} and explained:
        value, minutes = divmod(value, 100)
    if value > DAY_HOURS or value < 0 or minutes >= HOUR_MINUTES:
        return (Clock(-1), end) if explained else None
    total = (value * HOUR_MINUTES + minutes) % (DAY_HOURS * HOUR_MINUTES)
    sure = value > NOON or (value == 0 and not minutes < 0)
    if not sure and total // HOUR_MINUTES == 0:
        return Clock(NOON, total % HOUR_MINUTES), end  # «واحدة إلا ربع» is a quarter to one on either half
    if not sure and total >= (NOON + 1) * HOUR_MINUTES:
        total -= NOON * HOUR_MINUTES
    return Clock(total // HOUR_MINUTES, total % HOUR_MINUTES, sure=sure), end


def _minutes(tokens: Sequence[Token], at: int, *, spoken: bool, between: bool) -> tuple[int, int, bool]:
    """What fractions and minutes add to an hour: minutes, the place behind, whether any were said."""
    total, end, said = 0, at, False
    for _ in range(_MOST_FRACTIONS):
        step = _one_fraction(tokens, end, spoken=spoken, said=said, between=between)
        if step is None:
            break
        total, end, said = total + step[0], step[1], True
    return total, end, said


def _one_fraction(
    tokens: Sequence[Token], at: int, *, spoken: bool, said: bool, between: bool
) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.is_a(Kind.MINUS) or (token.text == "غير" and at + 1 < len(tokens) and tokens[at + 1].is_a(Kind.FRACTION)):
        return _less(tokens, at + 1)  # «غير ربع», as in Tunis
    joined, start = token.found.conj, at
    if token.is_a(Kind.AND) and at + 1 < len(tokens):
        joined, start = True, at + 1
    fraction = tokens[start].senses.get(Kind.FRACTION)
    if isinstance(fraction, int) and not _of_a_period(tokens, start + 1):
        return fraction, _behind_hour_word(tokens, start + 1)
    return (
        _more(tokens, start, joined=joined, spoken=spoken, said=said)
        if not between or said
        else _unit_only(tokens, start)
    )


def _of_a_period(tokens: Sequence[Token], at: int) -> bool:
    """«نص الشهر» is the middle of the month, no half of an hour."""
    return at < len(tokens) and tokens[at].senses.get(Kind.UNIT) in {"week", "month", "year"}


def _behind_hour_word(tokens: Sequence[Token], at: int) -> int:
    """«ونص ساعة» says the same as «ونص»."""
    behind = at < len(tokens) and tokens[at].senses.get(Kind.UNIT) == "hour" and figure(tokens, at + 1) is None
    return at + 1 if behind else at


def _less(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    fraction = tokens[at].senses.get(Kind.FRACTION)
    if isinstance(fraction, int):
        return -fraction, at + 1
    less = figure(tokens, at)
    if less is None or not 0 < less.value <= _MOST_MINUS:
        return None
    return -less.value, _behind_minutes(tokens, less.end)


def _more(tokens: Sequence[Token], at: int, *, joined: bool, spoken: bool, said: bool) -> tuple[int, int] | None:
    more = _minute_figure(tokens, at)
    if more is None or not 0 < more.value < HOUR_MINUTES:
        return None
    end = _behind_minutes(tokens, more.end)
    if end > more.end:
        return more.value, end
    clear = spoken or said or _explained(tokens, end)
    if clear and not joined and not said and tokens[at].text.isascii() and more.value in _SPOKEN_MINUTES:
        return more.value, end  # "five thirty pm"
    digits_after_hour = clear and not said and more.width == 2 and not joined  # noqa: PLR2004 - «الساعة 5 30»
    in_fives = joined and clear and more.value % _FIVE == 0 and not tokens[at].found.article
    return (more.value, end) if digits_after_hour or in_fives else None


def _unit_only(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Between «بين» and its «و» only what is called minutes are minutes."""
    more = _minute_figure(tokens, at)
    if more is None or (end := _behind_minutes(tokens, more.end)) == more.end:
        return None
    return more.value, end


def _minute_figure(tokens: Sequence[Token], at: int) -> Figure | None:
    """Minutes in words may go beyond thirty («خمسة وأربعين»)."""
    one = simple(tokens, at)
    if one is None or one.width or one.end >= len(tokens):
        return one
    following = tokens[one.end]
    start = one.end + 1 if following.is_a(Kind.AND) else one.end
    if start >= len(tokens) or not (following.is_a(Kind.AND) or following.found.conj):
        return one
    tens = tokens[start].senses.get(Kind.NUMBER)
    if isinstance(tens, int) and tens in {20, 30, 40, 50} and one.value < 10:  # noqa: PLR2004 - units to tens
        return Figure(one.value + tens, start + 1)
    return one


def _behind_minutes(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].senses.get(Kind.UNIT) == "minute" else at


def leftover(tokens: Sequence[Token], at: int) -> tuple[Item, int] | None:
    """A number that nothing explains."""
    if tokens[at].form == "pair":
        first, second = tokens[at].figures
        return Pair(first, second, dash="-" in tokens[at].text), at + 1
    read = figure(tokens, at)
    if read is None:
        return None
    if read.width and (read.width > 4 or read.value < 0):  # noqa: PLR2004 - no hour and no year has more digits
        return Trouble("phone" if read.width >= 7 else "counted"), read.end  # noqa: PLR2004
    if read.end < len(tokens) and tokens[read.end].is_a(Kind.UNIT) and not tokens[read.end].found.article:
        return Trouble("counted"), read.end + 1  # «٤٥ دقيقة»: how long, not when
    day = tokens[at].senses.get(Kind.WEEKDAY) if read.end == at + 1 else None
    weekday = day if isinstance(day, int) else None
    feminine = not read.more and _is_feminine(tokens[read.end - 1], read)
    return Bare(read.value, read.width, read.ordinal, read.more or None, weekday, feminine), read.end


def _is_feminine(token: Token, read: Figure) -> bool:
    return not read.width and (read.value in {1, 2} or read.ordinal) and token.text.endswith(("ه", "تين", "تان"))
