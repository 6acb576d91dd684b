"""The reader and dateparser on the corpus, as the table of `docs/nlu.md`: `python -m tests.nlu.corpus.report`."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import datetime
from typing import Any

import dateparser

from bot.nlu import When, understand_when
from tests.nlu.corpus.make import SCORED
from tests.nlu.scoring import Tally, load, reference, tallies, verdict

ENOUGH = 20
NOTHING = Tally()


def by_dateparser(text: str, asked: str, now: datetime) -> When:
    """What dateparser alone answers, cut to what was asked."""
    found = None
    with suppress(Exception):
        found = dateparser.parse(text, languages=["ar", "en"], settings={"RELATIVE_BASE": now.replace(tzinfo=None)})
    if found is None:
        return When("reject", reason="not_understood")
    return When("ok", value=found.date() if asked == "date" else found.time() if asked == "time" else found)


def table(read: Any) -> dict[str, Tally]:
    return tallies((row, verdict(row, read(row["phrase"], row["asked"], reference(row)))) for row in load(SCORED))


def main() -> None:
    ours, theirs = table(understand_when), table(by_dateparser)
    lines = [
        "| phrases | n | right | needless question | silently wrong | dateparser: right | silently wrong |",
        "|---|---|---|---|---|---|---|",
    ]
    for group in sorted(
        ours, key=lambda name: (name != "all", not name.startswith(("asked", "dialect")), -ours[name].all)
    ):
        a, b = ours[group], theirs.get(group, NOTHING)
        if a.all >= ENOUGH:
            shares = [a.share(a.right), a.share(a.asked), a.share(a.wrong), b.share(b.right), b.share(b.wrong)]
            lines.append(f"| {group} | {a.all} | " + " | ".join(f"{share:.1f}" for share in shares) + " |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
