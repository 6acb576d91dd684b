"""The PayPal stand-in's bad days."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response

from tests.standins.faults import Mishap, spoiled


@dataclass(frozen=True, kw_only=True)
class Fault(Mishap):
    """`issue` is the error's code."""

    issue: str = "INTERNAL_SERVER_ERROR"


BROKEN = Fault(status=500)
BUSY = Fault(status=429, issue="RATE_LIMIT_REACHED", retry_after="7")
IN_WORK = Fault(status=409, issue="PREVIOUS_REQUEST_IN_PROGRESS")
HANGS_UP = Fault()
ANSWER_LOST = Fault(after=True)
FINE = None
"""No fault: for the requests that come before the one that is meant."""

SECRET = "token of client@example.com"
"""What stands in an error's sentence, and must not be repeated."""


async def fails(request: Request, fault: Fault) -> Response:
    """What the other side gets to see of it."""
    error = {"name": fault.issue, "message": SECRET, "details": []}
    return await spoiled(request, fault, error, page="<html>Bad gateway</html>", torn=b'{"id": "5O190127TN364715T", ')
