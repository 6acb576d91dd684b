"""Judges the reader's answers against the corpus: right, asked without need, or wrong without a word.

A row says what is `expected`: one answer or several, among them perhaps "ambiguous" (asking is right) and "reject".
`also` are further right answers, `preferred` the one that may be given instead of asking, `candidates` what a question
may offer, `windows` and `spans` where a range may begin.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.nlu import When

Row = dict[str, Any]


def load(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def reference(row: Row) -> datetime:
    return datetime.fromisoformat(row["reference"]).astimezone(ZoneInfo(row["tz"]))


def written(value: object) -> str:
    """A moment or a range in the corpus's spelling."""
    if isinstance(value, tuple):
        return "/".join(written(end) for end in value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:%H:%M}" if isinstance(value, time) else ""


def verdict(row: Row, when: When) -> str:
    """`right`, `asked` (or refused) without need, or `wrong`."""
    expected = {row["expected"]} if isinstance(row["expected"], str) else set(row["expected"])
    accepted = expected | set(row.get("also", []))
    must_ask = row["expected"] == "ambiguous"
    if when.status == "reject":
        return "right" if "reject" in accepted else "asked"
    if when.status == "ambiguous":
        return asked(row, accepted, [written(each) for each in when.candidates], must_ask=must_ask)
    answer = written((when.start, when.end) if when.status == "range" else when.value)
    if "preferred" in row:
        accepted.add(row["preferred"])
    return "right" if fits(answer, row, accepted) else "wrong"


def asked(row: Row, accepted: set[str], offered: list[str], *, must_ask: bool) -> str:
    welcome = accepted | set(row.get("candidates", [])) | {row.get("preferred", "")}
    fitting = any(fits(each, row, welcome) for each in offered if each)
    if must_ask or {"ambiguous", "reject"} <= accepted:
        misled = offered and not fitting and (row.get("candidates") or row.get("preferred"))
        return "wrong" if misled else "right"
    return "right" if fitting and "ambiguous" in accepted else "asked"


def fits(answer: str, row: Row, accepted: Iterable[str]) -> bool:
    part = (
        {"date": answer[:10], "time": answer[11:]}.get(row["asked"], answer)
        if "T" in answer and "/" not in answer
        else answer
    )
    if answer in accepted or part in accepted:
        return True
    start, _, end = answer.partition("/")
    begins = start or end
    if any(
        low <= begins <= high
        for low, high in row.get("windows", [])
        if ("T" in low) == ("T" in begins) and ":" in begins
    ):
        return True
    return "/" in answer and any(low <= start[:10] <= high for low, high in row.get("spans", []))


@dataclass(slots=True)
class Tally:
    right: int = 0
    asked: int = 0
    wrong: int = 0

    @property
    def all(self) -> int:
        return self.right + self.asked + self.wrong

    def share(self, count: int) -> float:
        return 100 * count / self.all if self.all else 0.0


def tallies(judged: Iterable[tuple[Row, str]]) -> dict[str, Tally]:
    """Counts in all («all»), by dialect, by what was asked, and by tag."""
    found: dict[str, Tally] = defaultdict(Tally)
    for row, outcome in judged:
        for group in {"all", f"dialect {row['dialect']}", f"asked {row['asked']}", *row["tags"]}:
            setattr(found[group], outcome, getattr(found[group], outcome) + 1)
    return dict(found)
