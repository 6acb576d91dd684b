"""Pay, expire, cancel, move, refund, replay, crash, in any order, on both databases: no halala is lost or doubled."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from storage.crypto import new_key
from tests.faults.money_machine import Money
from tests.faults.money_town import Town

BUDGET = settings(
    max_examples=35, stateful_step_count=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def test_the_books_are_right_whatever_happens(
    database_url: str, record_property: Callable[[str, object], None]
) -> None:
    counted: Counter[str] = Counter()
    key = new_key()
    with asyncio.Runner() as loop:

        class Fresh(Money):
            runner, tally = loop, counted

            def __init__(self) -> None:
                self.town = Town(database_url, key)
                super().__init__()

        run_state_machine_as_test(Fresh, settings=BUDGET)
    database = database_url.partition(":")[0].partition("+")[0]
    record_property(
        f"money machine on {database}", ", ".join(f"{count} {what}" for what, count in counted.most_common())
    )
