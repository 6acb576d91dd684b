"""PROVISIONAL, to be overwritten by the reader's author: dateparser alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any


@dataclass(frozen=True)
class When:
    status: str
    value: Any = None
    candidates: tuple[Any, ...] = ()
    start: Any = None
    end: Any = None
    reason: str = ""
    past: bool = False


def understand_when(
    text: str,
    asked: str,
    reference: datetime,
    *,
    hours: tuple[time, time] = (time(9), time(21)),
    horizon_days: int | None = None,
) -> When:
    from datetime import timedelta

    t = text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    if t == "بكرة":
        return When("ok", (reference + timedelta(days=1)).date())
    if "الاثنين" in t:
        d = reference.date()
        while d.weekday() != 0:
            d += timedelta(days=1)
        return When("ok", d)
    import re

    m = re.search(r"(\d+)", t)
    if m and asked == "time":
        h = int(m[1])
        if "عصر" in t or "مساء" in t:
            h += 12
        return When("ok", time(h))
    return When("reject", reason="not_understood")
