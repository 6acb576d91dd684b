"""Delivering over real SMTP: what the mail server is handed, and what each of its refusals means."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.base import Gone, NotSent, TryLater, Undeliverable
from bot.channels.email import EmailChannel
from bot.config import Email
from bot.messages import Attachment, Brief, Deliver, FileRef, Outgoing, Voice, say
from tests.standins.smtp import HANG_UP, SILENCE, MailServer

VOICE = Voice()
NORA = "nora@example.org"
CARD = Outgoing((say("go-book"), say("gap"), say("feedback-words", text="شكرًا")), brief=Brief(say("go-prices")))


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with MailServer() as server:
        yield server


def settings(server: MailServer, **more: Any) -> Email:
    given = {"host": "127.0.0.1", "port": server.port, "from": "كابتن طه <bookings@coach.example>"}
    return Email.model_validate(given | more)


def channel(server: MailServer, **more: Any) -> EmailChannel:
    return EmailChannel(settings(server, **more), seconds=2.0)


async def refused(channel: EmailChannel, address: str = NORA, card: Outgoing = CARD) -> NotSent:
    with pytest.raises(NotSent) as caught:
        await channel.deliver(address, Deliver(card, VOICE))
    said = str(caught.value)
    assert not any(private in said for private in (address, "coach.example", "شكرًا"))
    return caught.value


# ----------------------------------------------------------------------------------------------------- a letter


async def test_a_card_arrives_as_a_letter_in_arabic(server: MailServer) -> None:
    shown = await channel(server).deliver(NORA, Deliver(CARD, VOICE))

    (received,) = server.letters
    message = received.message
    assert (received.sender, received.recipients) == ("bookings@coach.example", (NORA,))
    assert (message["From"], message["To"]) == ("كابتن طه <bookings@coach.example>", NORA)
    assert (message["Subject"], message["Message-ID"]) == ("الأسعار", shown)
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "ar")
    assert message["Date"].datetime.tzinfo is not None
    body = message.get_body(("plain",))
    assert body is not None
    first, gap, words = body.get_content().splitlines()
    assert (first, gap) == ("حجز استشارة", "")
    assert "شكرًا" in words


async def test_only_plain_letters_travel(server: MailServer) -> None:
    """Not every server on the way takes more than ASCII, and signatures break where one converts."""
    await channel(server).deliver(NORA, Deliver(CARD, VOICE))

    assert server.letters[0].raw.isascii()


async def test_each_letter_has_an_id_of_its_own_at_the_senders_domain(server: MailServer) -> None:
    mail = channel(server)

    first, second = [await mail.deliver(NORA, Deliver(CARD, VOICE)) for _ in range(2)]

    assert first != second
    assert first.startswith("<")
    assert first.endswith("@coach.example>")


async def test_a_letter_cannot_be_changed_so_an_edit_is_a_new_one(server: MailServer) -> None:
    mail = channel(server)
    first = await mail.deliver(NORA, Deliver(CARD, VOICE))

    edited = await mail.deliver(NORA, Deliver(CARD, VOICE, edit=first, answer="tap"))

    assert edited not in {"", first}
    assert len(server.letters) == 2


async def test_nothing_to_say_is_no_letter(server: MailServer) -> None:
    assert await channel(server).deliver(NORA, Deliver(None, VOICE, answer="tap")) == ""
    assert server.letters == []


async def test_nothing_can_be_fetched_and_closing_twice_is_fine(server: MailServer) -> None:
    mail = channel(server)

    with pytest.raises(Undeliverable):
        await mail.fetch(FileRef("email", "1"))
    await mail.close()
    await mail.close()


async def test_a_file_that_is_kept_elsewhere_is_not_sent(server: MailServer) -> None:
    kept = Attachment("receipt.jpg", "image/jpeg", kept=FileRef("telegram", "1"))

    error = await refused(channel(server), card=Outgoing(CARD.lines, file=kept))

    assert isinstance(error, Undeliverable)
    assert server.letters == []


async def test_a_domain_in_another_script_is_spelled_as_servers_know_it(server: MailServer) -> None:
    await channel(server).deliver("nora@مثال.example", Deliver(CARD, VOICE))

    assert server.letters[0].recipients == ("nora@xn--mgbh0fb.example",)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nora",
        "nora@",
        "@example.org",
        "a b@example.org",
        "a@b@c",
        "nora@example.org\r\nRCPT TO:<x@y>",
        "a" * 300 + "@b",
    ],
)
async def test_what_is_no_address_is_gone_and_never_reaches_the_server(server: MailServer, address: str) -> None:
    with pytest.raises(Gone, match=r"^not an e-mail address$"):
        await channel(server).deliver(address, Deliver(CARD, VOICE))

    assert server.letters == []


@pytest.mark.parametrize("sender", ["coach", "Coach, Taha <taha@coach.example>", "<>", "a@b\r\nBcc: c@d"])
def test_a_sender_that_is_none_is_told_at_the_start(sender: str) -> None:
    with pytest.raises(ValueError, match=r"^JALSA_EMAIL__FROM is not an e-mail address$"):
        EmailChannel(Email.model_validate({"host": "mail.example", "from": sender}))


# ---------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("command", "answer", "kind", "seconds"),
    [
        ("RCPT", "550 5.1.1 <nora@example.org> no such user", Gone, None),
        ("RCPT", "550 no such user here: nora@example.org", Gone, None),
        ("RCPT", "553 not allowed", Gone, None),
        ("RCPT", "550 5.2.1 mailbox disabled", Gone, None),
        ("RCPT", "554 5.7.1 relay access denied", Undeliverable, None),
        ("RCPT", "550 5.7.1 blocked by our policy", Undeliverable, None),
        ("RCPT", "554 relaying denied", Undeliverable, None),
        ("RCPT", "451 4.7.1 greylisted, come back later", TryLater, None),
        ("RCPT", "452 4.2.2 mailbox full", TryLater, None),
        ("RCPT", "421 4.3.2 shutting down", TryLater, None),
        ("MAIL", "451 4.3.0 try again", TryLater, None),
        ("MAIL", "550 5.7.1 not your sender", Undeliverable, None),
        ("MAIL", "530 5.7.0 authentication required", TryLater, 600.0),
        ("DATA", "451 4.3.0 disk full", TryLater, None),
        ("DATA", "554 5.6.0 looks like spam from bookings@coach.example", Undeliverable, None),
        ("DATA", "552 5.3.4 too large", Undeliverable, None),
        ("EHLO", "421 too busy", TryLater, None),
        ("EHLO", "554 go away", TryLater, None),
        ("EHLO", HANG_UP, TryLater, None),
        ("RCPT", HANG_UP, TryLater, None),
    ],
)
async def test_each_refusal_says_what_to_do_next(
    server: MailServer, command: str, answer: str, kind: type[NotSent], seconds: float | None
) -> None:
    server.answer(command, answer)
    if command == "EHLO":
        server.answer("HELO", answer)  # the older greeting is tried next

    error = await refused(channel(server))

    assert type(error) is kind
    assert getattr(error, "seconds", None) == seconds
    assert server.letters == []


async def test_after_a_refusal_the_next_letter_goes_out(server: MailServer) -> None:
    mail = channel(server)
    server.answer("RCPT", "451 4.7.1 greylisted")
    await refused(mail)

    assert await mail.deliver(NORA, Deliver(CARD, VOICE))
    assert len(server.letters) == 1


async def test_a_lost_answer_is_worth_another_try_and_may_be_a_second_letter(server: MailServer) -> None:
    mail = channel(server)
    server.answer("DATA", HANG_UP)

    error = await refused(mail)
    await mail.deliver(NORA, Deliver(CARD, VOICE))

    assert type(error) is TryLater
    assert [letter.recipients for letter in server.letters] == [(NORA,), (NORA,)]


async def test_a_server_that_says_nothing_is_not_waited_for(server: MailServer) -> None:
    server.answer("RCPT", SILENCE)

    error = await refused(EmailChannel(settings(server), seconds=0.2))

    assert type(error) is TryLater


async def test_a_server_that_is_not_there_is_tried_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    nobody = Email.model_validate({"host": "127.0.0.1", "port": port, "from": "a@coach.example"})

    error = await refused(EmailChannel(nobody))

    assert (type(error), getattr(error, "seconds", None)) == (TryLater, None)
