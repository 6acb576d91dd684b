"""The catalogue as it was read last, kept by each process for as long as nobody writes to it.

Every write gives the catalogue a new edition, in the transaction that writes; a transaction asks once which edition it
sees. What is kept are frozen values, so that many turns may hold them.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, TypeAlias

Kept: TypeAlias = dict[Hashable, Any]


class Shelf:
    """What was read of one edition; another edition empties it."""

    def __init__(self) -> None:
        self._edition = -1
        self._kept: Kept = {}

    def of(self, edition: int) -> Kept:
        """What is kept of this edition, to be read and added to."""
        if edition != self._edition:
            self._edition, self._kept = edition, {}
        return self._kept
