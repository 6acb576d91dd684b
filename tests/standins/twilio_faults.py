"""The bad days of Twilio's server."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response

from tests.standins.faults import Mishap, spoiled


@dataclass(frozen=True, kw_only=True)
class Fault(Mishap):
    """`code` is Twilio's own of the error."""

    code: int = 0


BROKEN = Fault(status=500, code=20500)
BUSY = Fault(status=429, code=20429, retry_after="7")
HANGS_UP = Fault()
ANSWER_LOST = Fault(after=True)
SILENT_AFTER = Fault(after=True, silent=True)
TORN_AFTER = Fault(after=True, torn=True)
BAD_GATEWAY = Fault(status=502, html=True)
LOGIN_PAGE = Fault(status=200, html=True)


async def answered(request: Request, fault: Fault) -> Response:
    """The answer of a call that goes wrong in this way."""
    error = {"code": fault.code, "message": "+966500000001", "status": fault.status}
    return await spoiled(request, fault, error, page="<html>+966500000001</html>", torn=b'{"sid": "SM')
