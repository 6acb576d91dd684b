"""The shop that the tests of what comes by itself start from, on either database."""

from __future__ import annotations

from tests.jobs.conftest import shop

__all__ = ["shop"]
