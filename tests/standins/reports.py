"""What a far end has to tell, until a test lets it arrive: once, twice, late, in another order, or never."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Report:
    """One webhook request: its headers (lower-case names) and its signed body."""

    headers: dict[str, str]
    body: bytes


Post: TypeAlias = Callable[[Report], Awaitable[int]]
"""Brings a report to the door of the program; the HTTP status it was answered with."""


class Reports:
    """The reports of one far end that have not been taken in yet, oldest first."""

    def __init__(self) -> None:
        self.waiting: list[Report] = []

    def put(self, report: Report) -> None:
        self.waiting.append(report)

    async def arrive(self, post: Post, *, times: int = 1, backwards: bool = False) -> list[int]:
        """Bring everything that waits to the door; what is not answered with 2xx waits on, as providers do."""
        bringing = list(reversed(self.waiting)) if backwards else list(self.waiting)
        self.waiting.clear()
        answers = []
        for report in bringing:
            taken = [await post(report) for _ in range(times)]
            answers += taken
            if not any(200 <= status < 300 for status in taken):
                self.waiting.append(report)
        return answers

    def lose(self) -> None:
        """Nothing of what waits ever arrives."""
        self.waiting.clear()
