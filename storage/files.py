"""Files that we keep ourselves, sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from storage.models import files
from storage.repository import Repository
from storage.rows import StoredFile

_PUT = insert(files).returning(files.c.id)
_FILL = update(files).where(files.c.id == bindparam("file_id")).values(data=bindparam("sealed"))
_GET = select(files.c.name, files.c.mime, files.c.data).where(files.c.id == bindparam("file_id"))
_FORGET = delete(files).where(files.c.keep_until <= bindparam("now"))


def about(file_id: int) -> str:
    """What the bytes of a file are sealed as belonging to."""
    return f"file:{file_id}"


class Files(Repository):
    """Files by number."""

    async def put(
        self,
        name: str,
        mime: str,
        data: bytes,
        now: datetime,
        *,
        client_id: int | None = None,
        keep_until: datetime | None = None,
    ) -> int:
        """Keep a file, for `client_id` if it goes when they are erased; returns its number.

        It stays for good, or from `keep_until` on it may be forgotten.
        """
        made = {"name": name, "mime": mime, "client_id": client_id, "created_at": now, "keep_until": keep_until}
        row = await self._one(_PUT, data=b"", **made)
        await self._run(_FILL, file_id=row.id, sealed=self._vault.seal(data, about(row.id)))
        return int(row.id)

    async def get(self, file_id: int) -> StoredFile | None:
        """A file, opened."""
        row = await self._first(_GET, file_id=file_id)
        return StoredFile(row.name, row.mime, self._vault.open(row.data, about(file_id))) if row else None

    async def forget(self, now: datetime) -> None:
        """Those that were kept for a while, which is over."""
        await self._run(_FORGET, now=now)
