"""What a comparison of tables and metadata must leave out: the index behind PostgreSQL's exclusion constraint."""

from __future__ import annotations

from typing import Any

EXCLUSION = "ex_sessions_coach_busy"


def is_ours(_object: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Whether Alembic should compare an object."""
    return not (kind == "index" and name == EXCLUSION and reflected and compare_to is None)
