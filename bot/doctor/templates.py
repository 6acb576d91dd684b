"""How the approval of our WhatsApp templates stands at Twilio, and submitting those that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.channels.twilio_api import Api, Content
    from bot.config import Twilio

MISSING = "missing"
APPROVED = "approved"
TO_MEND = frozenset({MISSING, "unsubmitted", "rejected", "paused", "disabled"})
"""What does not become «approved» by waiting.

Source: https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """One template: WhatsApp's word for how far it is, and the reason where it was rejected."""

    name: str
    status: str
    why: str = ""


async def standings(settings: Twilio, *, submit: bool = False) -> list[Standing]:
    """Every template that we have. With `submit` those that are missing are made, and approval is asked for where
    nobody has asked. Raises `bot.channels.base.NotSent`; may be repeated."""
    from bot.channels.twilio_api import Api  # noqa: PLC0415 - only where Twilio is configured

    api = Api(settings)
    try:
        return await read(api, submit=submit)
    finally:
        await api.close()


async def read(api: Api, *, submit: bool = False) -> list[Standing]:
    """The same, of an account that is connected to already."""
    from bot.channels.twilio_contents import Contents  # noqa: PLC0415 - likewise
    from bot.channels.whatsapp_templates import templates  # noqa: PLC0415 - likewise
    from bot.clock import SystemClock  # noqa: PLC0415 - likewise

    ours, contents = templates(), Contents(api, SystemClock().now)
    known = await contents.submit(ours) if submit else await contents.approvals()
    return [_standing(template.name, known) for template in ours]


def _standing(name: str, known: Mapping[str, Content]) -> Standing:
    content = known.get(name)
    return Standing(name, content.status, content.why) if content else Standing(name, MISSING)
