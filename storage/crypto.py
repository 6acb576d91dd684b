"""Sealing what must not be read in the database file: AES-GCM under named keys that can be changed."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2: random nonces of 96 bits, at most 2**32 seals under one key


class CannotOpen(Exception):  # noqa: N818 - says what happened
    """Sealed bytes that were changed, belong elsewhere, or were sealed with a key we do not have."""


class Vault:
    """Seals with its first key and opens with any of them.

    A sealed value is: version (1 byte), length of the key's id (1 byte), the id, nonce (12 bytes), ciphertext with
    its tag. Everything before the ciphertext is authenticated, and so is `about`: what the value belongs to.
    """

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys:
            raise ValueError("no encryption key")
        if any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError(f"an encryption key has {KEY_BYTES} bytes")
        self._keys = {bytes([VERSION, len(id_.encode())]) + id_.encode(): AESGCM(key) for id_, key in keys.items()}
        self._first = next(iter(self._keys))

    @classmethod
    def from_text(cls, text: str) -> Vault:
        """Keys as the settings hold them: «id:base64,id2:base64». ValueError, without the key, when unreadable."""
        keys: dict[str, bytes] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            id_, _, key = part.partition(":")
            if id_ in keys:  # what the one has sealed would be lost behind the other
                raise ValueError(f"two encryption keys are called {id_!r}")
            try:
                keys[id_] = base64.b64decode(key, validate=True)
            except binascii.Error:
                raise ValueError(f"the encryption key {id_!r} is not base64") from None
        return cls(keys)

    def seal(self, plain: bytes, about: str) -> bytes:
        """`plain` so that only a holder of the key reads it, and only as belonging to `about`."""
        header = self._first + os.urandom(NONCE_BYTES)
        return header + self._keys[self._first].encrypt(header[-NONCE_BYTES:], plain, header + about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """What `seal` was given. Raises `CannotOpen`."""
        label = sealed[: 2 + sealed[1]] if len(sealed) > 1 else b""
        header = sealed[: len(label) + NONCE_BYTES]
        if label not in self._keys or len(header) != len(label) + NONCE_BYTES:
            raise CannotOpen("sealed with a key that is not among ours")
        try:
            return self._keys[label].decrypt(header[-NONCE_BYTES:], sealed[len(header) :], header + about.encode())
        except InvalidTag:
            raise CannotOpen("changed, or it belongs elsewhere") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the first key sealed it."""
        return sealed.startswith(self._first)


def new_key(id_: str = "k1") -> str:
    """A fresh random key as the settings hold it: «k1:base64»."""
    return f"{id_}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def data_key() -> bytes:
    """A fresh random key for one client's answers."""
    return os.urandom(KEY_BYTES)


def under(key: bytes) -> Vault:
    """A vault of one client's data key."""
    return Vault({"d": key})
