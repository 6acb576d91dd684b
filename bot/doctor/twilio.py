"""Looks at Twilio: the account, where WhatsApp's messages come in, the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import Settings, Twilio
from bot.doctor import templates
from bot.doctor.finding import Finding, door

if TYPE_CHECKING:
    from bot.channels.base import NotSent
    from bot.channels.twilio_api import Api

ACTIVE = "active"


async def look(settings: Settings) -> list[Finding]:
    """Asks Twilio how the account is, and for the templates where WhatsApp is configured."""
    twilio = settings.twilio
    if not (twilio.whatsapp or twilio.sms):
        return [_absent(twilio)]
    found = await _asked(twilio)
    if twilio.whatsapp:
        found.append(door(settings, "WhatsApp's messages come in", "/twilio/messages"))
    return [*found, door(settings, "Twilio tells what became of a message", "/twilio/status")]


def _absent(twilio: Twilio) -> Finding:
    half = any((twilio.account_sid, twilio.auth_token.get_secret_value(), twilio.whatsapp_from, twilio.sms_from))
    mend = (
        "it needs JALSA_TWILIO__ACCOUNT_SID, JALSA_TWILIO__AUTH_TOKEN, and a sender: JALSA_TWILIO__WHATSAPP_FROM, "
        "JALSA_TWILIO__SMS_FROM or both"
    )
    return Finding("Twilio" if half else "WhatsApp and SMS are not configured", fine=not half, mend=mend)


async def _asked(twilio: Twilio) -> list[Finding]:
    from bot.channels.base import NotSent  # noqa: PLC0415 - only where Twilio is configured
    from bot.channels.twilio_api import Api  # noqa: PLC0415 - likewise

    api = Api(twilio)
    try:
        account = await _account(api)
        return [account, await _templates(api)] if account.fine and twilio.whatsapp else [account]
    except NotSent as no:
        return [refused(no)]
    finally:
        await api.close()


async def _account(api: Api) -> Finding:
    status = await api.account()
    mend = f"the account is {status}: see Twilio's console for what it asks of you"
    return Finding("Twilio: the account answers", fine=status == ACTIVE, mend=mend)


async def _templates(api: Api) -> Finding:
    standing = await templates.read(api)
    approved = sum(template.status == templates.APPROVED for template in standing)
    what = f"WhatsApp templates: {approved} of {len(standing)} are approved"
    mend = "until they are, news after a day of silence goes by SMS or e-mail: jalsa whatsapp templates --submit"
    return Finding(what, fine=approved == len(standing), mend=mend)


def refused(no: NotSent) -> Finding:
    """What it means that Twilio would not answer."""
    from bot.channels.base import TryLater  # noqa: PLC0415 - only where Twilio is configured
    from bot.channels.twilio_errors import WrongSettings  # noqa: PLC0415 - likewise

    if isinstance(no, WrongSettings):
        mend = f"{no}: copy JALSA_TWILIO__ACCOUNT_SID and JALSA_TWILIO__AUTH_TOKEN again from Twilio's console"
    elif isinstance(no, TryLater):
        mend = f"{no}: look at the network, JALSA_TWILIO__API_URL and JALSA_TWILIO__CONTENT_API_URL, and try again"
    else:
        mend = f"{no}: https://www.twilio.com/docs/api/errors says what that means"
    return Finding("Twilio", fine=False, mend=mend)
