"""Phrases that name an hour, and phrases that name both a day and an hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests.nlu.corpus import calculator as calc
from tests.nlu.corpus import words as w
from tests.nlu.corpus.make_days import Row, digits, wrapped

PARTS = {
    "morning": (w.MORNING, range(6, 12), 0),
    "night": (w.NIGHT, range(7, 12), 720),
}
EVENING_HOURS = {
    "العصر": range(3, 6),
    "عصرًا": range(3, 6),
    "el 3asr": range(3, 6),
    "بعد الظهر": range(1, 6),
    "بليل": range(7, 11),
}
FRACTIONS = ((w.HALF, 30), (w.QUARTER, 15), (w.LESS_QUARTER, -15), (w.AND_THIRD, 20), (w.LESS_THIRD, -20))


def spoken(dialect: str, hour: int, rng: Random) -> str:
    """An hour in words or digits."""
    if dialect == "mix" or rng.random() < 0.5:
        return str(hour) if dialect in {"mix", "arabizi"} else digits(hour, rng)
    return str(w.HOURS[dialect][hour])


def named(dialect: str, hour: int, rng: Random) -> str:
    """With or without «الساعة»."""
    word = {"arabizi": "el sa3a", "mix": "at"}.get(dialect, "الساعة")
    written = spoken(dialect, hour, rng)
    return rng.choice([written, f"{word} {written}", f"{word} {written}"])


def clear_hour(dialect: str, rng: Random) -> tuple[str, int, list[str]]:
    """An hour with a part of the day: the phrase, minutes from midnight, tags."""
    kind = rng.choice(["morning", "evening", "evening", "night"] if dialect in w.NIGHT else ["morning", "evening"])
    if kind == "evening":
        part = rng.choice(w.EVENING[dialect])
        hour, shift = rng.choice(list(EVENING_HOURS.get(part, range(5, 11)))), 720
    else:
        table, hours, shift = PARTS[kind]
        part, hour = rng.choice(table[dialect]), rng.choice(list(hours))
    fraction, minutes, tags = "", 0, ["daypart"]
    tables = [(table, m) for table, m in FRACTIONS if dialect in table]
    if tables and rng.random() < 0.5:
        table, minutes = rng.choice(tables)
        fraction = " " + rng.choice(table[dialect])
        tags.append("fraction")
    phrase = f"{named(dialect, hour, rng)}{fraction} {part}"
    return phrase, hour * 60 + minutes + shift, tags


def hours(now: datetime, rng: Random) -> Iterator[Row]:
    for dialect in w.DIALECTS:
        for _ in range(6):
            phrase, minutes, tags = clear_hour(dialect, rng)
            text = wrapped(phrase, dialect, rng)
            yield {"phrase": text, "asked": "time", "expected": calc.clock(minutes), "dialect": dialect, "tags": tags}
        for _ in range(2):
            yield unclear(dialect, rng)
    yield from written(rng)
    yield from windows(now, rng)
    yield from ranges(rng)
    yield from soon(now, rng)


def unclear(dialect: str, rng: Random) -> Row:
    hour = rng.randrange(1, 13)
    fraction, minutes = "", 0
    tables = [(table, m) for table, m in FRACTIONS[:3] if dialect in table]
    if tables and rng.random() < 0.4:
        table, minutes = rng.choice(tables)
        fraction = " " + rng.choice(table[dialect])
    total = hour * 60 + minutes
    expected = calc.unclear_hour(total // 60, total % 60)
    phrase = wrapped(f"{named(dialect, hour, rng)}{fraction}", dialect, rng)
    return {
        "phrase": phrase,
        "asked": "time",
        **expected,
        "dialect": dialect,
        "tags": ["hour_without_daypart", "must_ask"],
    }


def written(rng: Random) -> Iterator[Row]:
    for _ in range(4):
        hour, minute = rng.randrange(13, 24), rng.choice([0, 5, 15, 30, 45])
        phrase = digits(f"{hour}:{minute:02}", rng)
        expected = f"{hour}:{minute:02}"
        yield {
            "phrase": wrapped(phrase, "sa", rng),
            "asked": "time",
            "expected": expected,
            "dialect": "sa",
            "tags": ["hour24"],
        }
    for _ in range(6):
        hour, minute = rng.randrange(1, 12), rng.choice([0, 15, 20, 30, 45])
        letter, shift = rng.choice([("ص", 0), ("م", 720), ("am", 0), ("pm", 720), ("PM", 720), ("صباحا", 0)])
        clock = f"{hour}:{minute:02}" if minute or rng.random() < 0.3 else str(hour)
        phrase = digits(clock, rng) + rng.choice(["", " "]) + letter
        expected = calc.clock(hour * 60 + minute + shift)
        yield {"phrase": phrase, "asked": "time", "expected": expected, "dialect": "sa", "tags": ["ampm_letter"]}
    for phrase in ("الساعة ٢٥", "٢٧:٣٠", "الساعة ٧:٧٥", "الساعة ٣٠ مساء", "34:00"):
        yield {
            "phrase": phrase,
            "asked": "time",
            "expected": "reject",
            "also": ["ambiguous"],
            "dialect": "sa",
            "tags": ["invalid"],
        }
    for phrase, minutes in {
        "منتصف النهار": 720,
        "نص الليل": 0,
        "12 الظهر": 720,
        "اتناشر الضهر": 720,
        "١٢:٣٠ الظهر": 750,
        "الساعة ١ الظهر": 780,
        "١١ ونص الظهر": 690,
        "12am": 0,
        "12 pm": 720,
        "noon": 720,
        "١٢ بالليل": 0,
        "half past five pm": 1050,
        "quarter to six pm": 1065,
        "الواحدة ظهرا": 780,
        "الثانية عشرة ظهرًا": 720,
        "خمسة وخمسة العصر": 1025,
        "سته الا خمسه المغرب": 1075,
        "٧ ونص وخمسة المسا": 1175,
        "٤ الا ٥ العصر": 955,
        "٥ و ١٠ دقايق العصر": 1030,
        "خمسة ونص الا خمسة العصر": 1045,
        "العصر الساعة ٤": 960,
        "بالليل الساعة ٩": 1260,
        "الصبح ٩": 540,
        "ع التسعة الصبح": 540,
    }.items():
        yield {
            "phrase": phrase,
            "asked": "time",
            "expected": calc.clock(minutes),
            "dialect": "sa",
            "tags": ["daypart", "hand"],
        }


WINDOWS = {
    "الصبح": ("05:00", "12:00"),
    "في الصباح": ("05:00", "12:00"),
    "العصر": ("14:30", "18:30"),
    "المسا": ("15:30", "22:00"),
    "مساءً": ("15:30", "22:00"),
    "بالليل": ("18:00", "23:59"),
    "الظهر": ("11:30", "15:30"),
    "الضهر": ("11:30", "15:30"),
    "بعد الظهر": ("12:00", "18:00"),
    "بعد الضهر": ("12:00", "18:00"),
    "الضحى": ("07:00", "11:30"),
    "الصبح بدري": ("04:30", "10:00"),
    "العصرية": ("14:30", "18:30"),
    "el sob7": ("05:00", "12:00"),
    "ba3d el dohr": ("12:00", "18:00"),
    "in the morning": ("05:00", "12:00"),
    "afternoon": ("12:00", "18:00"),
    "العشية": ("15:30", "22:00"),
}
PRAYERS = {
    "Asia/Riyadh": {
        "بعد العشا": ("19:00", "23:30"),
        "بعد صلاة المغرب": ("17:30", "20:30"),
        "قبل المغرب": ("15:30", "19:00"),
    },
    "Africa/Cairo": {
        "بعد العشا": ("19:00", "23:59"),
        "بعد المغرب": ("18:00", "21:00"),
        "قبل المغرب": ("15:30", "19:15"),
    },
    "Asia/Amman": {
        "بعد المغرب": ("16:30", "19:00"),
        "بعد العشاء": ("17:45", "22:00"),
        "بعد صلاة العصر": ("14:00", "17:00"),
    },
    "Africa/Casablanca": {
        "بعد المغرب": ("19:30", "22:00"),
        "بعد العشاء": ("21:00", "23:59"),
        "من بعد العصر": ("16:30", "20:00"),
    },
}


def windows(now: datetime, rng: Random) -> Iterator[Row]:
    table = {**WINDOWS, **PRAYERS[str(now.tzinfo)]}
    for phrase in rng.sample(sorted(table), 8):
        tags = ["must_ask", "prayer" if phrase not in WINDOWS else "daypart_alone"]
        window = [list(table[phrase])]
        yield {
            "phrase": phrase,
            "asked": "time",
            "expected": "ambiguous",
            "windows": window,
            "dialect": "sa",
            "tags": tags,
        }


def ranges(rng: Random) -> Iterator[Row]:
    for _ in range(3):
        first = rng.randrange(1, 5)
        last = first + rng.randrange(1, 4)
        a, b = digits(first, rng), digits(last, rng)
        phrase = rng.choice(
            [f"من {a} الى {b} العصر", f"من {a} لـ {b} مساء", f"بين {a} و {b} العصر", f"من الساعة {a} ل {b} المسا"]
        )
        expected = f"{calc.clock(first * 60 + 720)}/{calc.clock(last * 60 + 720)}"
        yield {
            "phrase": phrase,
            "asked": "time",
            "expected": [expected, "ambiguous"],
            "dialect": "sa",
            "tags": ["range"],
        }
    hour = rng.randrange(3, 9)
    for phrase, open_end in ((f"بعد {digits(hour, rng)} المسا", True), (f"قبل {digits(hour, rng)} المسا", False)):
        moment = calc.clock(hour * 60 + 720)
        expected = f"{moment}/" if open_end else f"/{moment}"
        spans = [[moment, "23:59"]] if open_end else [["12:00", moment]]
        row: Row = {"phrase": phrase, "asked": "time", "expected": [expected, "ambiguous"], "windows": spans}
        yield {**row, "candidates": [moment], "dialect": "sa", "tags": ["range"]}
    first = rng.randrange(3, 7)
    a, b = digits(first, rng), digits(first + 1, rng)
    cands = [calc.clock((first + n) * 60 + 720) for n in (0, 1)]
    for phrase in (f"{a} او {b} العصر", f"يا {a} يا {b} المسا", f"{a} ولا {b} مساء"):
        row = {"phrase": phrase, "asked": "time", "expected": "ambiguous", "candidates": cands}
        yield {**row, "dialect": "eg", "tags": ["alternatives", "must_ask"]}


def soon(now: datetime, rng: Random) -> Iterator[Row]:
    table = {
        "بعد ساعة": 60,
        "كمان ساعتين": 120,
        "بعد نص ساعة": 30,
        "بعد ساعة ونص": 90,
        "بعد ٤٥ دقيقة": 45,
        "in 2 hours": 120,
        "ba3d sa3ten": 120,
        "عقب ساعة": 60,
        "بعد ربع ساعة": 15,
        "بعد ٣ ساعات": 180,
    }
    for phrase in rng.sample(sorted(table), 3):
        moment = calc.later(now, table[phrase])
        expected = [f"{moment:%H:%M}", f"{moment:%Y-%m-%dT%H:%M}"]
        yield {"phrase": phrase, "asked": "time", "expected": expected, "dialect": "lev", "tags": ["duration"]}


def both(now: datetime, rng: Random) -> Iterator[Row]:
    today = now.date()
    for dialect in w.DIALECTS:
        for _ in range(5):
            day_phrase, day = a_day(dialect, now, rng)
            hour, minutes, tags = clear_hour(dialect, rng)
            phrase = rng.choice([f"{day_phrase} {hour}", f"{day_phrase} {hour}", f"{hour} {day_phrase}"])
            row: Row = {"phrase": wrapped(phrase, dialect, rng), "asked": "datetime", "expected": calc.at(day, minutes)}
            yield {**row, "dialect": dialect, "tags": [*tags, "both"]}
        day_phrase, day = a_day(dialect, now, rng)
        hour_of_day = rng.randrange(1, 13)
        word = {"arabizi": "el sa3a", "mix": "at"}.get(dialect, "الساعة")
        phrase = f"{day_phrase} {word} {spoken(dialect, hour_of_day, rng)}"
        row = {"phrase": phrase, "asked": "datetime", **calc.unclear_hour(hour_of_day, 0, day)}
        yield {**row, "dialect": dialect, "tags": ["both", "hour_without_daypart", "must_ask"]}
    window = rng.choice(["الصبح", "الظهر", "العصر", "المسا", "بالليل"])
    low, high = WINDOWS[window]
    tomorrow = calc.iso(today + timedelta(days=1))
    row = {"phrase": f"بكرة {window}", "asked": "datetime", "expected": "ambiguous", "also": [tomorrow]}
    yield {
        **row,
        "windows": [[f"{tomorrow}T{low}", f"{tomorrow}T{high}"]],
        "dialect": "sa",
        "tags": ["daypart_alone", "must_ask"],
    }


def a_day(dialect: str, now: datetime, rng: Random):  # type: ignore[no-untyped-def]  # noqa: ANN201
    kind = rng.choice(["tomorrow", "after", "weekday", "date"])
    today = now.date()
    if kind == "tomorrow":
        return rng.choice(w.TOMORROW[dialect]), today + timedelta(days=1)
    if kind == "after":
        return rng.choice(w.AFTER_TOMORROW[dialect]), today + timedelta(days=2)
    if kind == "weekday" or dialect not in w.MONTHS:
        weekday = rng.choice([day for day in range(7) if day != today.weekday()])
        return w.WEEKDAYS[dialect][weekday], calc.coming(weekday, today)
    chosen = today + timedelta(days=rng.randrange(3, 120))
    written = str(chosen.day) if dialect in {"mix", "arabizi"} else digits(chosen.day, rng)
    return f"{written} {w.MONTHS[dialect][chosen.month]}", chosen
