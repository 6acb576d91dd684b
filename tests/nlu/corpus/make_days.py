"""Phrases that name a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from hijridate import Hijri

from tests.nlu.corpus import calculator as calc
from tests.nlu.corpus import words as w

Row = dict[str, object]
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def digits(value: object, rng: Random) -> str:
    written = str(value)
    return rng.choice([written, written.translate(ARABIC), written.translate(ARABIC), written.translate(PERSIAN)])


def wrapped(phrase: str, dialect: str, rng: Random) -> str:
    """The phrase as people send it: alone, or with polite words around it."""
    shapes = [
        "{p}",
        "{p}",
        "{want} {p}",
        "{p} {please}",
        "{p} {fits}",
        "{want} {p} {please}",
        "{p}؟",
        "{p} 🙏",
        "{please} {p}",
    ]
    return rng.choice(shapes).format(
        p=phrase,
        want=rng.choice(w.WANT[dialect]),
        please=rng.choice(w.PLEASE[dialect]),
        fits=rng.choice(w.FITS[dialect]),
    )


def days(now: datetime, rng: Random) -> Iterator[Row]:
    for dialect in w.DIALECTS:
        yield from relative(now, dialect, rng)
        yield from weekdays(now, dialect, rng)
        yield from lengths(now, dialect, rng)
    for dialect in ("sa", "eg", "lev", "mag", "mix", "arabizi"):
        yield from months(now, dialect, rng)
    for dialect in ("sa", "eg", "lev", "msa"):
        yield from days_of_month(now, dialect, rng)
    yield from numeric(now, rng)
    yield from hijri(now, rng)


def relative(now: datetime, dialect: str, rng: Random) -> Iterator[Row]:
    today = now.date()
    for table, ahead in ((w.TODAY, 0), (w.TOMORROW, 1), (w.AFTER_TOMORROW, 2)):
        phrase = wrapped(rng.choice(table[dialect]), dialect, rng)
        yield {
            "phrase": phrase,
            "expected": calc.iso(today + timedelta(days=ahead)),
            "dialect": dialect,
            "tags": ["relative"],
        }
    if rng.random() < 0.5:
        yesterday = calc.iso(today - timedelta(days=1))
        expected = [yesterday, "reject", "ambiguous"]
        yield {"phrase": rng.choice(w.YESTERDAY[dialect]), "expected": expected, "dialect": dialect, "tags": ["past"]}


def weekdays(now: datetime, dialect: str, rng: Random) -> Iterator[Row]:
    names = w.WEEKDAYS[dialect]
    for weekday in rng.sample(range(7), 3):
        name = names[weekday]
        if dialect not in {"mix", "arabizi"}:
            name = rng.choice([name, f"يوم {name}"])
        yield {
            "phrase": wrapped(name, dialect, rng),
            **calc.plain_weekday(weekday, now),
            "dialect": dialect,
            "tags": ["weekday"],
        }
    for weekday in rng.sample(range(7), 2):
        marker = rng.choice(w.NEXT[dialect])
        name = w.WEEKDAYS["sa"][weekday] if dialect == "mix" else names[weekday]
        phrase = wrapped(f"{name} {marker}", dialect, rng)
        yield {
            "phrase": phrase,
            **calc.next_weekday(weekday, now),
            "dialect": dialect,
            "tags": ["weekday", "next_marker"],
        }
    if dialect in w.AFTER_NEXT and rng.random() < 0.6:
        weekday = rng.randrange(7)
        phrase = f"{names[weekday]} {rng.choice(w.AFTER_NEXT[dialect])}"
        yield {
            "phrase": phrase,
            **calc.weekday_after_next(weekday, now),
            "dialect": dialect,
            "tags": ["weekday", "next_marker"],
        }
    if dialect in w.THIS_PREFIX:
        weekday = rng.choice([day for day in range(7) if day != now.weekday()])
        phrase = wrapped("هال" + names[weekday].removeprefix("ال"), dialect, rng)
        yield {
            "phrase": phrase,
            "expected": calc.iso(calc.coming(weekday, now.date())),
            "dialect": dialect,
            "tags": ["weekday"],
        }
    if dialect in w.NEXT_WEEK:
        weekday = rng.randrange(7)
        week = rng.choice(w.NEXT_WEEK[dialect])
        middle = rng.choice([" ", " من "]) if dialect != "mix" else " "
        phrase = f"{names[weekday]}{middle}{week}"
        yield {
            "phrase": phrase,
            **calc.weekday_of_next_week(weekday, now),
            "dialect": dialect,
            "tags": ["week_phrase", "weekday"],
        }


def lengths(now: datetime, dialect: str, rng: Random) -> Iterator[Row]:
    if dialect in w.IN_DAYS:
        count = rng.randrange(3, 11)
        phrase = rng.choice(w.IN_DAYS[dialect]).format(
            n=digits(count, rng) if dialect not in {"arabizi", "mix"} else count
        )
        day = calc.iso(now.date() + timedelta(days=count))
        yield {"phrase": phrase, "expected": day, "dialect": dialect, "tags": ["duration"]}
    duals = {
        "sa": [("بعد يومين", 2), ("بعد اسبوع", 7), ("بعد اسبوعين", 14)],
        "eg": [("بعد يومين", 2), ("كمان اسبوع", 7), ("كمان يومين", 2)],
        "lev": [("كمان يومين", 2), ("بعد أسبوعين", 14)],
        "gulf": [("عقب يومين", 2), ("عقب اسبوع", 7)],
        "msa": [("بعد يومين", 2), ("بعد أسبوع", 7)],
        "arabizi": [("ba3d yomen", 2), ("ba3d osbo3", 7)],
        "mix": [("in two days", 2), ("after a week", 7)],
    }
    if dialect in duals:
        phrase, count = rng.choice(duals[dialect])
        day = calc.iso(now.date() + timedelta(days=count))
        yield {"phrase": phrase, "expected": day, "dialect": dialect, "tags": ["duration"]}


def months(now: datetime, dialect: str, rng: Random) -> Iterator[Row]:
    for _ in range(3):
        day, month = rng.randrange(1, 29), rng.randrange(1, 13)
        name = w.MONTHS[dialect][month]
        latin = dialect in {"mix", "arabizi"}
        written = str(day) if latin else digits(day, rng)
        phrase = rng.choice([f"{written} {name}", f"يوم {written} {name}" if not latin else f"{written} {name}"])
        if dialect == "mix" and rng.random() < 0.4:
            phrase = f"{name} {written}"
        yield {"phrase": phrase, **calc.next_date(day, month, now.date()), "dialect": dialect, "tags": ["month"]}
    if dialect in {"sa", "eg", "lev"}:
        day, month = rng.randrange(1, 29), rng.randrange(1, 13)
        cardinal = w.CARDINALS[dialect][day]
        phrase = rng.choice([f"{cardinal} {w.MONTHS[dialect][month]}", f"يوم {cardinal} {w.MONTHS[dialect][month]}"])
        tags = ["month", "number_words"]
        yield {"phrase": phrase, **calc.next_date(day, month, now.date()), "dialect": dialect, "tags": tags}
        day, month = rng.randrange(1, 29), rng.randrange(1, 13)
        written = rng.choice([digits(day, rng), w.CARDINALS[dialect][day]])
        by_number = rng.choice([digits(month, rng), w.CARDINALS[dialect][month]])
        phrase = rng.choice([f"{written} شهر {by_number}", f"يوم {written} شهر {by_number}"])
        yield {"phrase": phrase, **calc.next_date(day, month, now.date()), "dialect": dialect, "tags": ["month_number"]}


def days_of_month(now: datetime, dialect: str, rng: Random) -> Iterator[Row]:
    day = rng.randrange(1, 31)
    expected = calc.next_day_of_month(day, now.date())
    yield {"phrase": f"يوم {digits(day, rng)}", **expected, "dialect": dialect, "tags": ["day_of_month"]}
    yield {"phrase": digits(day, rng), **expected, "dialect": dialect, "tags": ["day_of_month", "bare"]}
    if dialect == "msa":
        phrase = f"اليوم {w.ORDINALS[day]}"
        month = rng.randrange(1, 13)
        dated = f"{w.ORDINALS[day]} من {w.MONTHS['sa'][month]}"
        if not (month == 2 and day > 28):
            yield {
                "phrase": dated,
                **calc.next_date(day, month, now.date()),
                "dialect": dialect,
                "tags": ["month", "ordinal_words"],
            }
        yield {
            "phrase": phrase.replace("اليوم", "يوم"),
            **expected,
            "dialect": dialect,
            "tags": ["day_of_month", "ordinal_words"],
        }
    else:
        cardinal = w.CARDINALS[dialect][day]
        phrase = rng.choice([f"تاريخ {cardinal}", f"يوم {digits(day, rng)} في الشهر", f"بتاريخ {digits(day, rng)}"])
        yield {"phrase": phrase, **expected, "dialect": dialect, "tags": ["day_of_month"]}
    following = (now.date().replace(day=1) + timedelta(days=31)).replace(day=min(day, 28))
    phrase = f"{digits(min(day, 28), rng)} {rng.choice(['الشهر الجاي', 'الشهر القادم', 'من الشهر الجاي'])}"
    yield {"phrase": phrase, "expected": calc.iso(following), "dialect": dialect, "tags": ["day_of_month"]}


def numeric(now: datetime, rng: Random) -> Iterator[Row]:
    for separator in ("/", "-", "/", "\\", ".", " / "):
        day, month = rng.randrange(1, 29), rng.randrange(1, 13)
        phrase = digits(f"{day}{separator}{month}", rng)
        if separator in {"-", "."}:
            phrase = f"يوم {phrase}"
        expected = calc.next_date(day, month, now.date())
        yield {"phrase": wrapped(phrase, "sa", rng), **expected, "dialect": "sa", "tags": ["numeric_date"]}
    for shape in ("{d}/{m}/{y}", "{d}-{m}-{y}", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{d}.{m}.{y}"):
        chosen = now.date() + timedelta(days=rng.randrange(1, 200))
        phrase = digits(shape.format(d=chosen.day, m=chosen.month, y=chosen.year), rng)
        yield {"phrase": phrase, "expected": calc.iso(chosen), "dialect": "sa", "tags": ["numeric_date", "year"]}
    for phrase in ("٣٠ فبراير", "31/4", "يوم ٣٢", "٣١ يونيو", "45/13", "2026-02-30", "31 september"):
        yield {"phrase": phrase, "expected": "reject", "also": ["ambiguous"], "dialect": "sa", "tags": ["invalid"]}


def hijri(now: datetime, rng: Random) -> Iterator[Row]:
    today = now.date()
    for _ in range(6):
        day, month = rng.randrange(1, 29), rng.randrange(1, 13)
        if month == 2:
            continue  # «صفر» is zero as well: see the hand-written rows
        expected = next_hijri(day, month, today)
        phrase = f"{digits(day, rng)} {w.HIJRI[month]}"
        yield {"phrase": rng.choice([phrase, f"يوم {phrase}"]), **expected, "dialect": "sa", "tags": ["hijri"]}
    day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.choice([1448, 1449])
    found = Hijri(year, month, day).to_gregorian()
    exact = date(found.year, found.month, found.day)
    dated = calc.iso(exact) if exact >= today else [calc.iso(exact), "reject", "ambiguous"]
    for shape in ("{d}/{m}/{y}", "{d} {name} {y}", "{d} {name} {y} هـ", "{d}-{m}-{y}هـ"):
        phrase = digits(shape.format(d=day, m=month, y=year, name=w.HIJRI[month]), rng)
        yield {"phrase": phrase, "expected": dated, "dialect": "sa", "tags": ["hijri", "year"]}
    for phrase, (month, day) in {
        "يوم عرفة": (12, 9),
        "عاشوراء": (1, 10),
        "أول أيام عيد الفطر": (10, 1),
        "ثاني يوم عيد الأضحى": (12, 11),
        "ثالث أيام عيد الفطر": (10, 3),
        "اول رمضان": (9, 1),
        "رأس السنة الهجرية": (1, 1),
    }.items():
        expected = next_hijri(day, month, today)
        yield {"phrase": phrase, **expected, "dialect": "sa", "tags": ["holiday", "hijri"]}


def next_hijri(day: int, month: int, today: date) -> Row:
    found = [Hijri(year, month, day).to_gregorian() for year in range(1447, 1451)]
    dates = [date(each.year, each.month, each.day) for each in found]
    following = next(each for each in dates if each >= today)
    passed = [each for each in dates if each < today and (today - each).days <= 60]
    if passed:
        candidates = [calc.iso(following), calc.iso(passed[-1])]
        return {"expected": [calc.iso(following), "ambiguous"], "candidates": candidates}
    return {"expected": calc.iso(following)}
