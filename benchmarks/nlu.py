"""How fast the reader is, beside dateparser in the same run: `python -m benchmarks.nlu`.

One core, warm, CPU time. The phrases are those of the corpus in `tests/nlu`; the long and the hostile messages are made
here. Runs of both are interleaved, so that a busy machine slows both.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dateparser

from bot.nlu import understand_when
from tests.nlu.scoring import load, reference

CORPUS = Path(__file__).parent.parent / "tests" / "nlu" / "corpus_scored.jsonl"
NOW = datetime(2026, 5, 4, 11, 10, tzinfo=ZoneInfo("Asia/Riyadh"))
STORY = (
    "السلام عليكم كابتن كيف الحال ان شاء الله بخير انا كنت متابعك من فترة وعندي وزن زايد شوي وابغى احجز استشارة تغذية "
)
LONG = (STORY * 4)[:340] + " يوم الخميس الساعة ٥ العصر"
HOSTILE = {
    "digits": "9 " * 2048,
    "one word": "ا" * 4096,
    "and and": "و٥ " * 1365,
    "dashes": "1-" * 2048,
    "from 5": "من ٥ " * 820,
    "emoji": "😀" * 4096,
}
PARSERS: dict[str, Callable[[str, Any, datetime], object]] = {
    "bot.nlu": understand_when,
    "dateparser": lambda text, _, now: dateparser.parse(
        text, languages=["ar", "en"], settings={"RELATIVE_BASE": now.replace(tzinfo=None)}
    ),
}


def milliseconds(parse: Callable[[str, Any, datetime], object], text: str, asked: str, now: datetime) -> float:
    """CPU time of one call; an exception (dateparser has some) counts as a call."""
    start = time.process_time_ns()
    with suppress(Exception):
        parse(text, asked, now)
    return (time.process_time_ns() - start) / 1e6


def import_seconds() -> float:
    """CPU time that `import bot.nlu` adds to a bare interpreter, best of three."""
    script = "import time; t = time.process_time(); import bot.nlu; print(time.process_time() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    return min(float(run.stdout) for run in runs)


def corpus_times() -> dict[str, list[float]]:
    """Every phrase of the corpus once for warming up, then once measured, both parsers in turn."""
    rows = load(CORPUS)
    times: dict[str, list[float]] = {name: [] for name in PARSERS}
    for measured in (False, True):
        for row in rows:
            for name, parse in PARSERS.items():
                spent = milliseconds(parse, row["phrase"], row["asked"], reference(row))
                if measured:
                    times[name].append(spent)
    return times


def main() -> None:
    """Print the table."""
    print(f"import of bot.nlu: {import_seconds():.3f} s (dateparser is loaded only when it is needed)")
    print(f"\n{'milliseconds of CPU':<28}{'bot.nlu':>10}{'dateparser':>12}")
    times = corpus_times()
    print_row("median of the corpus", [statistics.median(spent) for spent in times.values()])
    print_row("p99 of the corpus", [statistics.quantiles(spent, n=100)[98] for spent in times.values()])
    for name, text in {
        f"{len(LONG)} characters": LONG,
        **{f"4,096 of {name}": text for name, text in HOSTILE.items()},
    }.items():
        print_row(
            name, [min(milliseconds(parse, text, "datetime", NOW) for _ in range(3)) for parse in PARSERS.values()]
        )


def print_row(name: str, values: list[float]) -> None:
    """One line of the table."""
    print(f"{name:<28}{values[0]:>10.3f}{values[1]:>12.3f}")


if __name__ == "__main__":
    main()
