"""The wire: connections are reused while they live, and whatever a server does ends in an answer or an error."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.channels.telegram_http import AiohttpRequest

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Server:
    """Answers each request with the next of `answers` (the last one for ever); an empty one hangs up."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.connections = 0
        self.url = ""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                size = next(
                    (line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0"
                )
                self.requests.append(head + await reader.readexactly(int(size.split(b":")[1])))
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                writer.write(answer)
                if not answer or b"close" in answer:
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(*answers: bytes, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    served = Server(*answers)
    server = await asyncio.start_server(served.talk, "127.0.0.1", 0, ssl=tls)
    host, port = server.sockets[0].getsockname()
    served.url = f"{'https' if tls else 'http'}://{host}:{port}/bot1:x/getMe"
    try:
        yield served
    finally:
        server.close()


@asynccontextmanager
async def wire(server: Server, limit: int = 4, seconds: float = 2) -> AsyncIterator[AiohttpRequest]:
    made = AiohttpRequest(server.url, limit, seconds)
    try:
        yield made
    finally:
        await made.shutdown()


async def test_a_connection_is_used_again() -> None:
    async with serving(OK) as server, wire(server) as request:
        answers = [await request.do_request(server.url, "POST") for _ in range(3)]

    assert answers == [(200, b"{}")] * 3
    assert server.connections == 1
    assert server.requests[0].startswith(b"POST /bot1:x/getMe HTTP/1.1\r\nHost: 127.0.0.1:")


async def test_calls_side_by_side_have_connections_of_their_own_up_to_the_limit() -> None:
    async with serving(OK) as server, wire(server, limit=2) as request:
        await asyncio.gather(*(request.do_request(server.url, "GET") for _ in range(6)))

    assert server.connections == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nX-Then: close\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
async def test_a_connection_that_the_server_ends_is_not_used_again(answer: bytes) -> None:
    async with serving(answer, OK) as server, wire(server) as request:
        first = await request.do_request(server.url, "GET")
        second = await request.do_request(server.url, "GET")

    assert (first, second) == ((200, b"{}"), (200, b"{}"))
    assert server.connections == 2


async def test_an_answer_may_come_in_chunks() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
    async with serving(chunked) as server, wire(server) as request:
        assert await request.do_request(server.url, "GET") == (200, b"{}")


@pytest.mark.parametrize(
    "answer", [b"", b"no http at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nclose"]
)
async def test_half_an_answer_is_an_error(answer: bytes) -> None:
    async with serving(answer) as server, wire(server) as request:
        with pytest.raises(NetworkError):
            await request.do_request(server.url, "GET")


async def test_no_answer_in_time_is_an_error() -> None:
    async with serving(b"HTTP/1.1 200 OK\r\n") as server, wire(server) as request:
        with pytest.raises(TimedOut):
            await request.do_request(server.url, "GET", read_timeout=0.05)


async def test_a_call_given_up_does_not_leave_its_answer_to_the_next() -> None:
    async with serving(b"HTTP/1.1 200 OK\r\n", OK) as server, wire(server) as request:
        given_up = asyncio.create_task(request.do_request(server.url, "GET"))
        while not server.requests:  # noqa: ASYNC110 - until the request has arrived
            await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.wait({given_up})

        assert await request.do_request(server.url, "GET") == (200, b"{}")
    assert server.connections == 2


@pytest.mark.parametrize("payload", [b"", b"<html>", b"\xff"])
def test_an_answer_that_is_no_json_is_an_error_without_its_text(payload: bytes) -> None:
    with pytest.raises(TelegramError, match=r"^Invalid server response$"):
        AiohttpRequest.parse_json_payload(payload)


def test_broken_letters_do_not_spoil_an_answer() -> None:
    assert AiohttpRequest.parse_json_payload(b'{"text": "\\ud800\xff"}') == {"text": "\ud800\ufffd"}


async def test_a_call_goes_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(OK) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        request = AiohttpRequest("http://telegram.example")
        answer = await request.do_request("http://telegram.example/bot1:x/getMe", "POST")
        await request.shutdown()

    assert answer == (200, b"{}")
    assert proxy.requests[0].startswith(b"POST http://telegram.example/bot1:x/getMe HTTP/1.1")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of our own for 127.0.0.1, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stand-in")])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "certificate.pem"
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


async def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    async with serving(OK, tls=context) as server, wire(server) as request:
        with pytest.raises(NetworkError, match="CertificateError"):
            await request.do_request(server.url, "GET")
