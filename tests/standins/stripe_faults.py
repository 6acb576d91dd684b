"""The Stripe stand-in's bad days."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response

from tests.standins.faults import Mishap, spoiled


@dataclass(frozen=True, kw_only=True)
class Fault(Mishap):
    """`kept` answers the same to its key from then on."""

    kept: bool = False


BROKEN = Fault(status=500)
BUSY = Fault(status=429, retry_after="7")
HANGS_UP = Fault()
ANSWER_LOST = Fault(after=True)
FINE = None
"""No fault: for the requests that come before the one that is meant."""

BREAKDOWN = {"error": {"type": "api_error", "message": "sk_live_secret of client@example.com"}}
"""An error whose sentence must not be repeated."""


async def fails(request: Request, fault: Fault) -> Response:
    """What the other side gets to see of it."""
    page = "<html>Bad gateway</html>"
    return await spoiled(request, fault, BREAKDOWN, page=page, torn=b'{"id": "cs_test_000001", ')
