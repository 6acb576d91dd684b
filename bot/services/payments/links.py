"""Links to the page that a client's browser comes back to after paying, which nobody can make up."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field

PATH = "/pay/"
SEAL_DIGITS = 32  # of sixteen each: 128 bits
_TOKEN = re.compile(rf"([1-9]\d{{0,17}})-([0-9a-f]{{{SEAL_DIGITS}}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Returns:
    """Makes and reads these links. `key` is shared by all processes and outlives a restart; `base_url` is where
    browsers find us, without a slash at its end."""

    key: bytes = field(repr=False)
    base_url: str

    def page(self, order_id: int) -> str:
        """The address of an order's page. With `?back=1` it is where those go who turned back at the provider."""
        return f"{self.base_url}{PATH}{order_id}-{self._seal(order_id)}"

    def order_of(self, token: str) -> int:
        """The order whose link ends in `token`. Raises ValueError for one that we did not make."""
        found = _TOKEN.fullmatch(token)
        if found is None or not hmac.compare_digest(found[2], self._seal(int(found[1]))):
            raise ValueError("not a link of ours")
        return int(found[1])

    def _seal(self, order_id: int) -> str:
        return hmac.digest(self.key, b"return %d" % order_id, "sha256").hex()[:SEAL_DIGITS]
