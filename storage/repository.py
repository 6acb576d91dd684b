"""What all repositories share: running a prepared statement and looking at its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.sql import Executable

from storage.crypto import Vault
from storage.lines import Line, Result


class Repository:
    """The statements of one noun, run inside the transaction that `line` is in."""

    def __init__(self, line: Line, vault: Vault) -> None:
        self._line = line
        self._vault = vault

    async def _run(self, statement: Executable, /, **values: Any) -> Result:
        return await self._line.run(statement, values)

    async def _all(self, statement: Executable, /, **values: Any) -> Sequence[Row[Any]]:
        return (await self._line.run(statement, values)).all()

    async def _first(self, statement: Executable, /, **values: Any) -> Row[Any] | None:
        return (await self._line.run(statement, values)).first()

    async def _one(self, statement: Executable, /, **values: Any) -> Row[Any]:
        """The only row; LookupError, without its values, when there is none."""
        row = await self._first(statement, **values)
        if row is None:
            raise LookupError("no such row")
        return row

    async def _changed(self, statement: Executable, /, **values: Any) -> bool:
        """Run a statement that changes rows, and say whether it changed any."""
        return (await self._line.run(statement, values)).rowcount > 0
