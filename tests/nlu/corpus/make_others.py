"""Phrases that are no time, or that take something back, offer several, disagree, or stay vague."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.nlu.corpus import calculator as calc
from tests.nlu.corpus import words as w
from tests.nlu.corpus.make_days import Row, digits

NOT_TIMES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "not_times.txt").read_text(encoding="utf-8").splitlines()
]
"""Phrases that are no time, with what was asked: one a line in `not_times.txt`."""
VAGUE = (
    "اي وقت",
    "اي يوم",
    "باقرب وقت",
    "في اقرب فرصة",
    "متى ما تبي",
    "وقت ما تحب",
    "على راحتك",
    "any time",
    "as soon as possible",
    "asap",
    "بعدين",
    "أي يوم يناسبكم",
    "اللي يناسبك",
    "قريب ان شاء الله",
)


def others(now: datetime, rng: Random) -> Iterator[Row]:
    yield from not_times(rng)
    yield from vague(now, rng)
    yield from corrections(now, rng)
    yield from alternatives(now, rng)
    yield from spans(now, rng)
    yield from conflicts(now, rng)


def not_times(rng: Random) -> Iterator[Row]:
    for asked, phrase in rng.sample(NOT_TIMES, 45):
        row: Row = {"phrase": phrase, "asked": asked, "expected": "reject", "also": ["ambiguous"]}
        yield {**row, "dialect": "mix" if phrase.isascii() else "sa", "tags": ["not_a_date"]}


def vague(now: datetime, rng: Random) -> Iterator[Row]:
    for phrase in rng.sample(VAGUE, 4):
        asked = rng.choice(["date", "time"])
        yield {
            "phrase": phrase,
            "asked": asked,
            "expected": "ambiguous",
            "dialect": "sa",
            "tags": ["vague", "must_ask"],
        }
    today = now.date()
    start = today + timedelta(days=(5 - today.weekday()) % 7 or 1)  # the coming Saturday, or the Sunday that follows
    sunday = start + timedelta(days=1)
    for phrase in rng.sample(
        ["الأسبوع الجاي", "الاسبوع القادم", "خلال الأسبوع الجاي", "next week", "الاسبوع اللي جاي"], 2
    ):
        span = [[calc.iso(start), calc.iso(sunday + timedelta(days=13))]]
        row: Row = {"phrase": phrase, "asked": "date", "expected": "ambiguous", "spans": span}
        yield {**row, "dialect": "sa", "tags": ["vague", "must_ask"]}
    first = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    for phrase, low, high in (
        ("الشهر الجاي", first, last),
        ("أول الشهر الجاي", first, first + timedelta(days=11)),
        ("نص الشهر القادم", first + timedelta(days=9), first + timedelta(days=20)),
        ("آخر الشهر الجاي", last - timedelta(days=11), last),
    ):
        row = {"phrase": phrase, "asked": "date", "expected": "ambiguous", "spans": [[calc.iso(low), calc.iso(high)]]}
        yield {**row, "dialect": "sa", "tags": ["vague", "must_ask"]}


def two_weekdays(now: datetime, rng: Random) -> tuple[int, int]:
    first, second = rng.sample([day for day in range(7) if day != now.weekday()], 2)
    return first, second


def corrections(now: datetime, rng: Random) -> Iterator[Row]:
    shapes = {
        "sa": [
            "مو {a}، {b}",
            "{a} لا خليها {b}",
            "لا {b}",
            "{b} مو {a}",
            "بدل {a} {b}",
            "لا لا قصدي {b}",
            "{b} بدل {a}",
            "{a} ما يناسبني خليها {b}",
            "ما اقدر {a}، {b} احسن",
        ],
        "eg": ["مش {a}، {b}", "{a} لأ خليها {b}", "لا {b}", "{b} مش {a}", "بدل {a} خليها {b}", "{a} مش هقدر، {b} كويس"],
        "lev": ["مو {a}، {b}", "{a} لا خليها {b}", "لا {b}", "{b} مش {a}", "بدال {a} {b}", "{a} ما فيني، {b} منيح"],
        "gulf": ["مب {a}، {b}", "{a} لا خلها {b}", "{b} مب {a}", "بدال {a} {b}"],
        "msa": ["ليس {a} بل {b}", "{b} وليس {a}", "بدلًا من {a} {b}", "{a} غير مناسب، {b} أفضل"],
    }
    for dialect, templates in shapes.items():
        for _ in range(2):
            a, b = two_weekdays(now, rng)
            names = w.WEEKDAYS[dialect]
            day = calc.iso(calc.coming(b, now.date()))
            phrase = rng.choice(templates).format(a=names[a], b=names[b])
            row: Row = {"phrase": phrase, "asked": "date", "expected": [day, "ambiguous"], "candidates": [day]}
            yield {**row, "dialect": dialect, "tags": ["correction"]}
    hour = rng.randrange(3, 6)
    wanted = calc.clock((hour + 1) * 60 + 720)
    for phrase in (
        f"مو {digits(hour, rng)}، {digits(hour + 1, rng)} العصر",
        f"{digits(hour, rng)} العصر لا {digits(hour + 1, rng)} العصر",
    ):
        row = {"phrase": phrase, "asked": "time", "expected": [wanted, "ambiguous"], "candidates": [wanted]}
        yield {**row, "dialect": "sa", "tags": ["correction"]}
    for phrase in ("مو الخميس", "اي يوم غير الجمعة", "ما اقدر الاحد", "السبت ما يناسبني"):
        row = {
            "phrase": phrase,
            "asked": "date",
            "expected": "ambiguous",
            "dialect": "sa",
            "tags": ["negated", "must_ask"],
        }
        yield row


def alternatives(now: datetime, rng: Random) -> Iterator[Row]:
    joins = {
        "sa": ["أو", "ولا", "او"],
        "eg": ["ولا", "او", "يا إما"],
        "lev": ["ولا", "أو"],
        "gulf": ["او", "ولا"],
        "msa": ["أو"],
        "mix": ["or"],
        "arabizi": ["aw", "wala"],
    }
    for dialect, words in joins.items():
        a, b = two_weekdays(now, rng)
        names = w.WEEKDAYS[dialect]
        found = [calc.coming(day, now.date()) for day in (a, b)]
        phrase = f"{names[a]} {rng.choice(words)} {names[b]}"
        row: Row = {
            "phrase": phrase,
            "asked": "date",
            "expected": "ambiguous",
            "candidates": [calc.iso(day) for day in found],
        }
        yield {**row, "dialect": dialect, "tags": ["alternatives", "must_ask"]}
    a, b = two_weekdays(now, rng)
    moments = [calc.at(calc.coming(day, now.date()), 17 * 60) for day in (a, b)]
    phrase = f"{w.WEEKDAYS['sa'][a]} او {w.WEEKDAYS['sa'][b]} الساعة ٥ العصر"
    yield {
        "phrase": phrase,
        "asked": "datetime",
        "expected": "ambiguous",
        "candidates": moments,
        "dialect": "sa",
        "tags": ["alternatives", "must_ask"],
    }
    tomorrow = now.date() + timedelta(days=1)
    cands = [calc.at(tomorrow, minutes) for minutes in (16 * 60, 18 * 60)]
    for phrase in ("بكرة ٤ العصر او ٦ المسا", "بكره يا ٤ العصر يا ٦ المسا"):
        row = {"phrase": phrase, "asked": "datetime", "expected": "ambiguous", "candidates": cands}
        yield {**row, "dialect": "sa", "tags": ["alternatives", "must_ask"]}


def spans(now: datetime, rng: Random) -> Iterator[Row]:
    today = now.date()
    first = rng.choice([day for day in range(7) if day != today.weekday()])
    start = calc.coming(first, today)
    end = start + timedelta(days=rng.randrange(1, 4))
    a, b = w.WEEKDAYS["sa"][first], w.WEEKDAYS["sa"][end.weekday()]
    expected = [f"{calc.iso(start)}/{calc.iso(end)}", "ambiguous"]
    for phrase in (f"من {a} الى {b}", f"بين {a} و{b}", f"من {a} لحد {b}", f"من {a} ل{b.replace('ال', 'ل', 1)}"):
        row: Row = {
            "phrase": phrase,
            "asked": "date",
            "expected": expected,
            "candidates": [calc.iso(start), calc.iso(end)],
        }
        yield {**row, "spans": [[calc.iso(start), calc.iso(end)]], "dialect": "sa", "tags": ["range", "weekday"]}
    tomorrow = calc.iso(today + timedelta(days=1))
    for phrase in ("بكرة من ٤ الى ٦ العصر", "بكرة بين ٤ و ٦ العصر"):
        expected = [f"{tomorrow}T16:00/{tomorrow}T18:00", "ambiguous"]
        row = {"phrase": phrase, "asked": "datetime", "expected": expected, "candidates": [f"{tomorrow}T16:00"]}
        yield {**row, "dialect": "sa", "tags": ["range", "both"]}


def conflicts(now: datetime, rng: Random) -> Iterator[Row]:
    for _ in range(2):
        chosen = now.date() + timedelta(days=rng.randrange(8, 100))
        wrong = (chosen.weekday() + rng.randrange(1, 6)) % 7
        if wrong == now.weekday():
            wrong = chosen.weekday() - 1
        name, month = w.WEEKDAYS["sa"][wrong], w.MONTHS["sa"][chosen.month]
        phrase = rng.choice(
            [f"{name} {digits(chosen.day, rng)} {month}", f"{name} {digits(f'{chosen.day}/{chosen.month}', rng)}"]
        )
        row: Row = {"phrase": phrase, "asked": "date", "expected": "ambiguous", "candidates": [calc.iso(chosen)]}
        yield {**row, "preferred": calc.iso(chosen), "dialect": "sa", "tags": ["conflict", "must_ask"]}
        agreeing = w.WEEKDAYS["sa"][chosen.weekday()]
        phrase = f"{agreeing} {digits(chosen.day, rng)} {month}"
        yield {
            "phrase": phrase,
            "asked": "date",
            "expected": calc.iso(chosen),
            "dialect": "sa",
            "tags": ["weekday", "month"],
        }
    day = rng.randrange(13, 29)
    number = rng.randrange(1, 13)
    dated = calc.next_date(day, number, now.date())
    if isinstance(dated["expected"], str) and dated["expected"] != "ambiguous":
        found = [dated["expected"], "ambiguous"]
        row = {"phrase": f"{number}/{day}", "asked": "date", "expected": found, "candidates": found[:1]}
        yield {**row, "dialect": "mix", "tags": ["swapped"]}
