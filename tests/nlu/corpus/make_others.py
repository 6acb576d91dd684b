"""Phrases that are no time, or that take something back, offer several, disagree, or stay vague."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests.nlu.corpus import calculator as calc
from tests.nlu.corpus import words as w
from tests.nlu.corpus.make_days import Row, digits

NOT_TIMES = (
    ("date", "كم سعر الجلسة؟"), ("date", "السلام عليكم ورحمة الله"), ("date", "صباح الخير كابتن"), ("date", "مساء النور"),
    ("date", "جمعة مباركة"), ("date", "رمضان كريم عليكم"), ("date", "كل عام وانتم بخير"), ("date", "عمري ٢٨ سنة"),
    ("date", "وزني ٧٥ كيلو وطولي ١٧٠"), ("date", "رقمي 0501234567"), ("date", "حولت ٣٠٠ ريال"), ("date", "عندي ٣ اطفال"),
    ("date", "اسمي خميس"), ("date", "معك رمضان من القاهرة"), ("date", "انا شعبان"), ("date", "ابو جمعة"), ("date", "شكرا جزيلا"),
    ("date", "وين موقعكم"), ("date", "هل الجلسة اونلاين"), ("date", "ابغى انزل ٥ كيلو"), ("date", "عندي سكر وضغط"),
    ("date", "ما فهمت"), ("date", "ok"), ("date", "لا شكرا"), ("date", "نعم"), ("date", "اكلت سبعة تمرات"), ("date", "الغاء الحجز"),
    ("date", "كم مدة الاشتراك"), ("date", "طولي متر وسبعين"), ("date", "ابغى باقة الـ ١٢ جلسة"), ("date", "عندي ٢٠ درجة"),
    ("date", "+966 55 123 4567"), ("date", "CB-20261122-0003"), ("date", "ارسلت لك ٢٠٠ دولار"), ("date", "how much is it?"),
    ("date", "my name is Sam"), ("date", "i weigh 80 kg"), ("date", "my phone is 0101234567"), ("date", "😂😂😂"), ("date", "...."),
    ("date", "؟"), ("date", "ليش ما تردون"), ("date", "مين معي"), ("date", "انت روبوت؟"), ("date", "ابغى اكلم الكابتن"),
    ("date", "عايز اعرف الاسعار"), ("date", "كم تكلفة البرنامج الشهري"), ("date", "بكام الكورس"), ("date", "قديش حق الجلسة"),
    ("date", "عندي خصم ٢٠٪"), ("date", "كود الخصم ٢٥"), ("date", "مصاب في الركبة من سنتين"), ("date", "احمد"), ("date", "نورة العتيبي"),
    ("date", "معاك ٣ افراد"), ("date", "انا ساكن في شارع ٩"), ("date", "الدور الخامس"), ("date", "شقة ١٢"), ("date", "ghali shwaya"),
    ("date", "3ndi so2al"), ("date", "kam el se3r"), ("date", "shukran"), ("date", "ana esmi khaled"), ("date", "ضغطي ١٤ على ٩"),
    ("date", "تمرنت ٤ مرات"), ("date", "ابغى ٨ حصص"), ("date", "٩٩٩٩٩٩٩"), ("date", "asdfgh"), ("date", "عشرة على عشرة يا كابتن"),
    ("time", "كم الساعة"), ("time", "عمري ثلاثين سنة"), ("time", "سعرها ١٥٠ ريال"), ("time", "صباح النور"), ("time", "مساء الخير يا كابتن"),
    ("time", "رقم الجوال ٠٥٥٥٥٥٥٥٥٥"), ("time", "عندي ٤ اسئلة"), ("time", "وزني ٩٠"), ("time", "ابغى ٦ جلسات"), ("time", "يعطيك العافية"),
    ("time", "حولت المبلغ"), ("time", "مدة الجلسة كم دقيقة"), ("time", "هلا والله"), ("time", "لا ما اقدر"), ("time", "طيب"),
    ("time", "انا اسمي جمعة"), ("time", "اشتركت معكم قبل"), ("time", "٣ كيلو"), ("time", "عندي ١٠ دولار"), ("time", "how long is it"),
    ("time", "خمس اشخاص"), ("time", "غرفة ٧"), ("time", "بيت رقم ٤"), ("time", "كم باقي"), ("time", "ولدي عمره ٩ سنوات"),
    ("datetime", "ابغى استشارة تغذية"), ("datetime", "كم سعر باقة ٤ جلسات"), ("datetime", "دفعت ٥٠٠ جنيه"), ("datetime", "اهلا وسهلا"),
    ("datetime", "رقمي ٠١٠٠١٢٣٤٥٦٧"), ("datetime", "عندي الم في الظهر"), ("datetime", "صليت الفجر والحمدلله"), ("datetime", "تصبح على خير"),
    ("datetime", "اريد انقص وزني"), ("datetime", "كنت عندكم يوم الخميس"), ("datetime", "متى تفتحون يوم الجمعة"), ("datetime", "حجزي رقم ١٢"),
    ("datetime", "احب فيلم ليلة الخميس"), ("datetime", "thanks a lot"), ("datetime", "call me 00966501234567"), ("datetime", "ابو رجب معك"),
    ("datetime", "اسمي ربيع وعمري ٣٠"), ("datetime", "اشكرك"), ("datetime", "نسيت موعدي امس"), ("datetime", "وصلت الرسالة"),
)  # fmt: skip
VAGUE = ("اي وقت", "اي يوم", "باقرب وقت", "في اقرب فرصة", "متى ما تبي", "وقت ما تحب", "على راحتك", "any time", "as soon as possible",
         "asap", "بعدين", "أي يوم يناسبكم", "اللي يناسبك", "قريب ان شاء الله")  # fmt: skip


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
    start = today + timedelta(days=(5 - today.weekday()) % 7 or 7)  # the coming Saturday
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
        "sa": ["مو {a}، {b}", "{a} لا خليها {b}", "لا {b}", "{b} مو {a}", "بدل {a} {b}", "لا لا قصدي {b}", "{b} بدل {a}",
               "{a} ما يناسبني خليها {b}", "ما اقدر {a}، {b} احسن"],
        "eg": ["مش {a}، {b}", "{a} لأ خليها {b}", "لا {b}", "{b} مش {a}", "بدل {a} خليها {b}", "{a} مش هقدر، {b} كويس"],
        "lev": ["مو {a}، {b}", "{a} لا خليها {b}", "لا {b}", "{b} مش {a}", "بدال {a} {b}", "{a} ما فيني، {b} منيح"],
        "gulf": ["مب {a}، {b}", "{a} لا خلها {b}", "{b} مب {a}", "بدال {a} {b}"],
        "msa": ["ليس {a} بل {b}", "{b} وليس {a}", "بدلًا من {a} {b}", "{a} غير مناسب، {b} أفضل"],
    }  # fmt: skip
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
    joins = {"sa": ["أو", "ولا", "او"], "eg": ["ولا", "او", "يا إما"], "lev": ["ولا", "أو"], "gulf": ["او", "ولا"], "msa": ["أو"],
             "mix": ["or"], "arabizi": ["aw", "wala"]}  # fmt: skip
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
    found = [calc.at(calc.coming(day, now.date()), 17 * 60) for day in (a, b)]
    phrase = f"{w.WEEKDAYS['sa'][a]} او {w.WEEKDAYS['sa'][b]} الساعة ٥ العصر"
    yield {"phrase": phrase, "asked": "datetime", "expected": "ambiguous", "candidates": found, "dialect": "sa",
           "tags": ["alternatives", "must_ask"]}  # fmt: skip
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
    month = rng.randrange(1, 13)
    dated = calc.next_date(day, month, now.date())
    if isinstance(dated["expected"], str) and dated["expected"] != "ambiguous":
        found = [dated["expected"], "ambiguous"]
        row = {"phrase": f"{month}/{day}", "asked": "date", "expected": found, "candidates": found[:1]}
        yield {**row, "dialect": "mix", "tags": ["swapped"]}
