"""Links to files of the web chat: each names its file and is good for one chat only."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec

from bot.messages import FileRef

SEAL_BYTES = 16


class Tickets:
    """Issues and reads tickets with a secret that all processes share and that outlives a restart."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def issue(self, file: FileRef, address: str) -> str:
        """A ticket for `file`, in letters that a link holds as they are. Its name and type can be read from it."""
        said = urlsafe_b64encode(msgspec.json.encode([file.channel, file.id, file.name, file.mime, file.size]))
        return f"{said.decode()}.{self._seal(said, address)}"

    def read(self, ticket: str, address: str) -> FileRef | None:
        """The file a ticket was issued for, or None when it is not ours or not for this chat."""
        said, _, seal = ticket.partition(".")
        if not ticket.isascii() or not hmac.compare_digest(seal, self._seal(said.encode(), address)):
            return None
        return FileRef(*msgspec.json.decode(urlsafe_b64decode(said), type=tuple[str, str, str, str, int]))

    def _seal(self, said: bytes, address: str) -> str:
        digest = hmac.digest(self._secret, b"%s\0%s" % (address.encode(), said), "sha256")
        return urlsafe_b64encode(digest[:SEAL_BYTES]).decode().rstrip("=")
