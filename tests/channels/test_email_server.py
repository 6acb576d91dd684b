"""How the mail server is reached: who may listen, who must prove who they are, and when a password is kept back."""

from __future__ import annotations

from typing import Any

import pytest
import structlog
from aiosmtplib import SMTPException

from bot.channels.base import TryLater
from bot.channels.email import EmailChannel
from bot.channels.email_server import Security, client, explained, security
from bot.config import Email
from bot.messages import Deliver, Outgoing, Voice, say
from tests.standins.certificate import Certificate, certificate
from tests.standins.smtp import MailServer

NORA = "nora@example.org"
SECRET = "كلمة-سر-9"
LETTER = Deliver(Outgoing((say("go-book"),)), Voice())
AWAY = "0.0.0.0"  # noqa: S104 - leads to this machine, but is not called so: what a server elsewhere is


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("tls"), AWAY)


def settings(server: MailServer, **more: Any) -> Email:
    return Email.model_validate({"host": "127.0.0.1", "port": server.port, "from": "bookings@coach.example"} | more)


def channel(server: MailServer, **more: Any) -> EmailChannel:
    return EmailChannel(settings(server, **more), seconds=2.0)


async def put_off(channel: EmailChannel) -> TryLater:
    with pytest.raises(TryLater) as caught:
        await channel.deliver(NORA, LETTER)
    assert SECRET not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("host", "port", "password", "wanted"),
    [
        ("mail.example", 587, "x", Security(at_once=False, required=True, verified=True)),
        ("mail.example", 587, "", Security(at_once=False, required=False, verified=True)),
        ("mail.example", 465, "x", Security(at_once=True, required=False, verified=True)),
        ("192.0.2.1", 25, "x", Security(at_once=False, required=True, verified=True)),
        ("localhost", 1025, "x", Security(at_once=False, required=False, verified=False)),
        ("127.0.0.2", 25, "", Security(at_once=False, required=False, verified=False)),
        ("::1", 465, "", Security(at_once=True, required=False, verified=False)),
    ],
)
def test_a_password_travels_in_clear_within_one_machine_only(
    host: str, port: int, password: str, wanted: Security
) -> None:
    given = Email.model_validate({"host": host, "port": port, "password": password, "from": "a@b.example"})

    assert security(given) == wanted


async def test_who_is_known_may_send_from_the_same_machine_without_tls() -> None:
    async with MailServer(users={"jalsa": SECRET}) as server:
        await channel(server, username="jalsa", password=SECRET).deliver(NORA, LETTER)

    assert [(letter.user, letter.encrypted) for letter in server.letters] == [("jalsa", False)]


async def test_starttls_is_used_where_it_is_offered(certified: Certificate) -> None:
    async with MailServer(certificate=certified.server) as server:
        await channel(server).deliver(NORA, LETTER)

    assert [letter.encrypted for letter in server.letters] == [True]


async def test_elsewhere_a_password_goes_to_a_server_that_proved_who_it_is(
    certified: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certified.authority))

    async with MailServer(certificate=certified.server, users={"jalsa": SECRET}) as server:
        mail = channel(server, host=AWAY, username="jalsa", password=SECRET)
        await mail.deliver(NORA, LETTER)

    assert [(letter.user, letter.encrypted) for letter in server.letters] == [("jalsa", True)]


async def test_elsewhere_a_password_is_not_sent_without_tls() -> None:
    async with MailServer(users={"jalsa": SECRET}) as server:
        with structlog.testing.capture_logs() as logged:
            error = await put_off(channel(server, host=AWAY, username="jalsa", password=SECRET))

    assert error.seconds == 600
    assert server.tried == 0
    assert [(line["event"], line["log_level"]) for line in logged] == [("mail_server_refuses_us", "error")]


@pytest.mark.parametrize("at_once", [False, True], ids=["starttls", "from the first byte"])
async def test_a_certificate_that_nobody_vouches_for_ends_the_conversation(
    certified: Certificate, at_once: bool
) -> None:
    async with MailServer(certificate=certified.server, at_once=at_once, users={"jalsa": SECRET}) as server:
        given = settings(server, host=AWAY, username="jalsa", password=SECRET)
        kept = Security(at_once, required=not at_once, verified=True)
        with pytest.raises((SMTPException, OSError)) as caught:
            await client(given, kept, 2.0).connect()

    error = explained(caught.value)
    assert (type(error), getattr(error, "seconds", None)) == (TryLater, 600.0)
    assert server.tried == 0


async def test_tls_from_the_first_byte(certified: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """What port 465 brings, on a port that everybody may open."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certified.authority))

    async with MailServer(certificate=certified.server, at_once=True) as server:
        given = settings(server, host=AWAY)
        async with client(given, security(given)._replace(at_once=True), 2.0) as connection:
            await connection.sendmail("a@coach.example", [NORA], "Subject: x\r\n\r\nx\r\n")

    assert [letter.encrypted for letter in server.letters] == [True]


async def test_a_wrong_password_waits_for_the_owner_and_is_never_told(certified: Certificate) -> None:
    async with MailServer(certificate=certified.server, users={"jalsa": "right"}) as server:
        with structlog.testing.capture_logs() as logged:
            error = await put_off(channel(server, username="jalsa", password=SECRET))

    assert error.seconds == 600
    assert server.tried > 0
    assert SECRET not in str(logged)
    assert "jalsa" not in str([line["why"] for line in logged])
