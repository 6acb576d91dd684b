"""Looks at e-mail: whether the server greets us and takes our login, and whether the sender is an address."""

from __future__ import annotations

from contextlib import suppress

from bot.config import Email, Settings
from bot.doctor.finding import Finding

SECONDS = 10.0


async def look(settings: Settings) -> list[Finding]:
    """Greets the mail server and logs in; no letter is sent."""
    email = settings.email
    return [_sender(email), await _server(email)] if email else [_absent(email)]


def _absent(email: Email) -> Finding:
    half = any((email.host, email.sender, email.username, email.password.get_secret_value()))
    mend = "it needs both JALSA_EMAIL__HOST and JALSA_EMAIL__FROM"
    return Finding("e-mail" if half else "e-mail is not configured", fine=not half, mend=mend)


def _sender(email: Email) -> Finding:
    from bot.channels.email_letter import mailbox  # noqa: PLC0415 - only where e-mail is configured

    try:
        mailbox(email.sender)
    except ValueError:
        mend = "JALSA_EMAIL__FROM is no address, such as bookings@example.com or «Jalsa <bookings@example.com>»"
        return Finding("e-mail's sender", fine=False, mend=mend)
    return Finding("e-mail's sender", fine=True)


async def _server(email: Email) -> Finding:
    from aiosmtplib import SMTPException  # noqa: PLC0415 - only where e-mail is configured

    from bot.channels.email_server import client, explained, security  # noqa: PLC0415 - likewise

    if email.username and not email.password.get_secret_value():
        return Finding("mail server", fine=False, mend="JALSA_EMAIL__USERNAME is set and JALSA_EMAIL__PASSWORD is not")
    server = client(email, security(email), SECONDS)
    try:
        await server.connect()
    except (SMTPException, OSError) as error:
        return Finding("mail server", fine=False, mend=f"{explained(error)}; see JALSA_EMAIL__*")
    else:
        with suppress(SMTPException, OSError):
            await server.quit()
    finally:
        server.close()
    return Finding("mail server: it takes our login" if email.username else "mail server: it answers", fine=True)
