"""Weeks and months, their thirds and the days in them: «الأسبوع الجاي», «آخر الشهر», «٣ الشهر القادم»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.nlu.grammar.days import Found, skip
from bot.nlu.grammar.figures import figure
from bot.nlu.items import LAST_DAY, InMonth, InWeek, Item, OnDay, Third, Trouble
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

_BEFORE_A_MONTH = (Kind.IN, Kind.UNIT, Kind.BEGIN, Kind.MIDDLE, Kind.END, Kind.AFTER, Kind.BEFORE, Kind.FROM)


def third(tokens: Sequence[Token], at: int) -> Found | None:
    """«أول الشهر», «نص الأسبوع», «آخر شهر ٤», «نهاية الأسبوع»."""
    token = tokens[at]
    if token.is_a(Kind.WEEKEND):
        ahead, end = _ahead(tokens, at + 1)
        return [InWeek(ahead or 0, weekend=True)], end
    which: Literal["begin", "middle", "end"]
    if token.is_a(Kind.END):
        which = "end"
    elif token.is_a(Kind.BEGIN):
        which = "begin"
    elif token.is_a(Kind.MIDDLE):
        which = "middle"
    else:
        return None
    start = skip(tokens, at + 1, Kind.FROM, Kind.IN)
    if which != "middle" and start < len(tokens) and tokens[start].is_a(Kind.DAY):
        return _edge_day(tokens, start + 1, OnDay(1) if which == "begin" else OnDay(LAST_DAY))
    period = week_or_month(tokens, start)
    return ([Third(which), *period[0]], period[1]) if period else None


def week_or_month(tokens: Sequence[Token], at: int) -> Found | None:
    """«الأسبوع الجاي», «هالأسبوع», «الشهر القادم», «شهر رمضان», «شهر ٤», «في مايو»."""
    ahead_before, start = _ahead_before(tokens, at)
    if start >= len(tokens):
        return None
    token = tokens[start]
    unit = token.senses.get(Kind.UNIT)
    if unit == "month" and (named := _named_month(tokens, start + 1)):
        return named
    if unit in {"week", "month", "year"}:
        ahead, end = _ahead(tokens, start + 1)
        if token.found.this:
            ahead = 0
        ahead = ahead if ahead is not None else ahead_before
        if ahead is None and not (token.found.article and unit != "year"):
            return None
        return _period(str(unit), ahead or 0), end
    return _month_alone(tokens, start) if start == at or ahead_before is not None else None


def _edge_day(tokens: Sequence[Token], at: int, day: OnDay) -> Found | None:
    """«آخر يوم في الشهر», «أول يوم في شهر ٦»."""
    period = week_or_month(tokens, skip(tokens, at, Kind.FROM, Kind.IN))
    if period is None or not isinstance(month := period[0][0], InMonth):
        return None
    named = InMonth(ahead=0) if month.month is None and month.ahead is None else month
    return [day, named], period[1]


def _period(unit: str, ahead: int) -> list[Item]:
    if unit == "week":
        return [InWeek(ahead)]
    return [InMonth(ahead=ahead)] if unit == "month" else [InMonth(ahead=12 * ahead), Trouble("unknown")]


def _named_month(tokens: Sequence[Token], at: int) -> Found | None:
    if at >= len(tokens):
        return None
    if tokens[at].text == "صفر":
        return [InMonth(2, hijri=True)], at + 1
    alone = _month_alone(tokens, at)
    if alone:
        return alone
    number = figure(tokens, at)
    if number is None or not 0 < number.value <= 12 or _unit_at(tokens, number.end):  # noqa: PLR2004 - months
        return None
    return [InMonth(number.value)], skip(tokens, number.end, Kind.NEXT)


def _unit_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_a(Kind.PART, Kind.PRAYER, Kind.FRACTION)


def _month_alone(tokens: Sequence[Token], at: int) -> Found | None:
    token = tokens[at]
    if token.is_a(Kind.EVERYDAY) and not (
        len(tokens) == 1 or (at > 0 and tokens[at - 1].is_a(*_BEFORE_A_MONTH, Kind.NEXT))
    ):
        return None  # "may I", "march with me"
    for kind in (Kind.MONTH, Kind.HIJRI):
        if isinstance(month := token.senses.get(kind), int):
            if _is_name(tokens, at):
                return [Trouble("name")], at + 1
            return [InMonth(month, hijri=kind is Kind.HIJRI)], skip(tokens, at + 1, Kind.NEXT, Kind.THIS)
    return None


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """«انا رمضان», «اسمي شعبان»; a month that people are called by needs «في» or «شهر» to be one."""
    named = at > 0 and tokens[at - 1].is_a(Kind.NAMED, Kind.SPEAKER)
    if tokens[at].is_a(Kind.NAME):
        if at + 1 < len(tokens) and tokens[at + 1].is_a(Kind.NEXT, Kind.THIS):
            return False
        return named or not (tokens[at].found.prep or (at > 0 and tokens[at - 1].is_a(*_BEFORE_A_MONTH)))
    return named


def _ahead_before(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    if at < len(tokens) and tokens[at].is_a(Kind.THIS, Kind.NEXT, Kind.LAST) and not tokens[at].is_a(Kind.WEEKDAY):
        token = tokens[at]
        return (0 if token.is_a(Kind.THIS) else 1 if token.is_a(Kind.NEXT) else -1), at + 1
    return None, at


def _ahead(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Periods ahead by the markers behind: «الجاي» 1, «بعد الجاي» 2, «ده» 0, «اللي فات» −1."""
    ahead: int | None = None
    while at < len(tokens):
        token = tokens[at]
        if token.is_a(Kind.AFTER_NEXT):
            ahead = 2
        elif token.is_a(Kind.NEXT):
            ahead = 1 if ahead != 2 else 2  # noqa: PLR2004 - two ahead stays
        elif token.is_a(Kind.LAST):
            ahead = -1
        elif token.is_a(Kind.THIS):
            ahead = ahead or 0
        else:
            break
        at += 1
    return ahead, at


def day_in_period(tokens: Sequence[Token], at: int) -> Found | None:
    """«٣ الشهر القادم», «١٥ من الشهر»."""
    start = skip(tokens, at, Kind.DAY, Kind.DATE)
    day = figure(tokens, start)
    if day is None or not 0 < day.value <= 99:  # noqa: PLR2004 - two digits
        return None
    place = skip(tokens, day.end, Kind.FROM, Kind.IN)
    ahead_before, place = _ahead_before(tokens, place)
    if place >= len(tokens) or tokens[place].senses.get(Kind.UNIT) != "month":
        return None
    token = tokens[place]
    ahead, end = _ahead(tokens, place + 1)
    ahead = ahead if ahead is not None else ahead_before
    if not (token.found.article or token.found.this or ahead is not None):
        return None
    if ahead is None and not token.found.this:
        return [OnDay(day.value)], end
    return [OnDay(day.value), InMonth(ahead=ahead or 0)], end
