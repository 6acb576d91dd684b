"""Writes the corpus, the same every time: `python -m tests.nlu.corpus.make`. Half is looked at, half only scored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2s
from pathlib import Path
from random import Random

from tests.nlu.corpus.calculator import REFERENCES
from tests.nlu.corpus.make_days import Row, days
from tests.nlu.corpus.make_hours import both, hours
from tests.nlu.corpus.make_others import others

HERE = Path(__file__).parent.parent
SEEN, SCORED = HERE / "corpus_seen.jsonl", HERE / "corpus_scored.jsonl"
SLIPS = {
    "الاثنين": "الاثنبن",
    "الثلاثاء": "الثلاثلء",
    "الخميس": "الخمسي",
    "الأربعاء": "الاربعااء",
    "سبتمبر": "سبتنبر",
    "أغسطس": "اغسطسس",
    "نوفمبر": "نوفمبير",
    "ديسمبر": "ديسمير",
    "فبراير": "فبرابر",
    "أكتوبر": "اكتوبرر",
}


def rows() -> Iterator[Row]:
    for number, now in enumerate(REFERENCES):
        rng = Random(number)
        for row in (*days(now, rng), *hours(now, rng), *both(now, rng), *others(now, rng)):
            yield finished(row, now)
            if (strained := strain(row, rng)) is not None:
                yield finished(strained, now)


def finished(row: Row, now: datetime) -> Row:
    tags = sorted({*row.get("tags", [])})  # type: ignore[misc]
    return {"asked": "date", **row, "tags": tags, "reference": now.isoformat(), "tz": str(now.tzinfo)}


def strain(row: Row, rng: Random) -> Row | None:
    """The same phrase with a slip, stretched letters, tatweel or vowel marks; one in six."""
    phrase = str(row["phrase"])
    if rng.random() > 1 / 6 or phrase.isascii() or "not_a_date" in row["tags"]:  # type: ignore[operator]
        return None
    slips = [word for word in SLIPS if word in phrase]
    kinds = ["stretch", "tatweel", "marks", *(["slip"] * 3 if slips else [])]
    kind = rng.choice(kinds)
    if kind == "slip":
        word = rng.choice(slips)
        phrase = phrase.replace(word, SLIPS[word], 1)
    else:
        phrase = strained(phrase, kind, rng)
    return {**row, "phrase": phrase, "tags": [*row["tags"], "typo" if kind == "slip" else "elongation"]}  # type: ignore[misc]


def strained(phrase: str, kind: str, rng: Random) -> str:
    places = [at for at, letter in enumerate(phrase[:-1]) if letter in "ابتسيمنلك" and phrase[at + 1].isalpha()]
    if not places:
        return phrase
    at = rng.choice(places)
    added = {"stretch": phrase[at] * 3, "tatweel": "ــ", "marks": "\u064e"}[kind]
    return phrase[: at + 1] + added + phrase[at + 1 :]


def is_scored_only(row: Row) -> bool:
    return blake2s(str(row["phrase"]).encode()).digest()[0] % 2 == 0


def main() -> None:
    unique = {(row["phrase"], row["asked"], row["reference"]): row for row in rows()}
    parts: dict[Path, list[str]] = {SEEN: [], SCORED: []}
    for number, row in enumerate(unique.values(), 1):
        written = json.dumps({"id": f"c{number:04}", **row}, ensure_ascii=False)
        parts[SCORED if is_scored_only(row) else SEEN].append(written)
    for path, lines in parts.items():
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(path.name, len(lines))  # noqa: T201


if __name__ == "__main__":
    main()
