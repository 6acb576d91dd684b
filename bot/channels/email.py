"""The e-mail channel: sends a card as a letter over SMTP. It brings news alone; people answer in the chat."""

from __future__ import annotations

from contextlib import suppress
from email.message import Message
from email.utils import formatdate, make_msgid

from aiosmtplib import SMTPException

from bot.channels.base import Gone, Undeliverable
from bot.channels.email_letter import letter, mailbox
from bot.channels.email_server import client, explained, security
from bot.config import Email
from bot.messages import Deliver, FileRef

__all__ = ["NAME", "EmailChannel"]

NAME = "email"
SECONDS = 20.0
GOODBYE_SECONDS = 2.0


class EmailChannel:
    """One mail server, whose calls take at most `seconds`; each letter has a connection of its own.

    Raises ValueError when the settings name a sender that is none.
    """

    name = NAME

    def __init__(self, settings: Email, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds
        self._security = security(settings)
        try:
            self._sender = mailbox(settings.sender)
        except ValueError:
            raise ValueError("JALSA_EMAIL__FROM is not an e-mail address") from None

    async def deliver(self, address: str, errand: Deliver) -> str:
        """Send the card to an e-mail address; returns its Message-ID ("" when nothing was to be said).

        Raises `NotSent`. A letter cannot be changed, so an edit is a new one. Not safe to repeat: when the server's
        last answer is lost, the next try is a second letter.
        """
        card = errand.card
        if card is None:
            return ""
        if card.file is not None and card.file.kept is not None:
            raise Undeliverable("the file is kept elsewhere")
        try:
            recipient = mailbox(address)
        except ValueError as error:
            raise Gone(str(error)) from None
        message = letter(card, errand.voice, self._sender, recipient)
        message["Date"] = formatdate(localtime=True)
        message["Message-ID"] = make_msgid(domain=self._sender.domain)
        await self._send(message, recipient.addr_spec)
        return str(message["Message-ID"])

    async def _send(self, message: Message, recipient: str) -> None:
        """Once the letter is taken, how the connection ends no longer matters."""
        server = client(self._settings, self._security, self._seconds)
        try:
            await server.connect()
            await server.send_message(message, sender=self._sender.addr_spec, recipients=[recipient])
        except (SMTPException, OSError) as error:
            raise explained(error) from None
        else:
            with suppress(SMTPException, OSError):
                await server.quit(timeout=GOODBYE_SECONDS)
        finally:
            server.close()

    async def fetch(self, file: FileRef) -> bytes:  # noqa: ARG002 - the interface's
        """Nobody sends us files by mail. Raises `Undeliverable`."""
        raise Undeliverable("letters are not read")

    async def close(self) -> None:
        """Nothing to give back: a connection lasts as long as its letter."""
