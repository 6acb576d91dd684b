"""The calls to Twilio that we make, by its SDK, with plain values in and out. All of them raise `NotSent`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
from aiohttp import ClientSession

from bot.channels.twilio_errors import Lost
from bot.channels.twilio_http import READ_SECONDS, connect
from bot.config import Twilio

APPROVED = "approved"
UNSUBMITTED = "unsubmitted"

_RECENT = 20
_A_PAGE = 500


class Message(msgspec.Struct, frozen=True):
    """One message to be sent; `text` is what the account's list of messages will show of it."""

    to: str
    sender: str
    callback: str
    text: str = ""
    media_url: str = ""
    place: str = ""
    content_sid: str = ""
    variables: str = ""


class Listed(msgspec.Struct, frozen=True):
    """A message that Twilio has taken; `created` is aware, by Twilio's clock."""

    sid: str
    text: str
    with_media: bool
    created: datetime


class Content(msgspec.Struct, frozen=True):
    """A content of the account, and what WhatsApp says of it; `why` is the reason of a rejection."""

    sid: str
    name: str
    status: str = UNSUBMITTED
    why: str = ""


class Api:
    """One account."""

    def __init__(self, settings: Twilio, seconds: float = READ_SECONDS) -> None:
        self._client: Any = connect(settings, seconds)
        self.auth = (settings.account_sid, settings.auth_token.get_secret_value())

    @property
    def session(self) -> ClientSession:
        """What carries the calls, for files, which are none."""
        session: ClientSession = self._client.http_client.session
        return session

    async def send(self, message: Message) -> str:
        """Have a message sent; returns its id. Raises `Lost` when it may have been taken all the same."""
        made = await self._client.messages.create_async(**_fields(message))
        if not made.sid:
            raise Lost("Twilio answers without an id")
        return str(made.sid)

    async def recent(self, to: str, sender: str) -> list[Listed]:
        """The newest messages between two addresses.

        Not by `DateSent`, which a message does not have before it leaves Twilio's queue.
        """
        listed = await self._client.messages.list_async(to=to, from_=sender, limit=_RECENT)
        return [
            Listed(row.sid, row.body or "", row.num_media not in {None, "0"}, row.date_created)
            for row in listed
            if isinstance(row.date_created, datetime)
        ]

    async def state_of(self, sid: str) -> tuple[str, str]:
        """How far a message has come, and Twilio's code of what went wrong ("" for none)."""
        message = await self._client.messages(sid).fetch_async()
        return str(message.status), str(message.error_code or "")

    async def contents(self) -> AsyncIterator[Content]:
        """Every content of the account."""
        approvals = self._client.content.v1.content_and_approvals
        for row in await approvals.list_async(page_size=_A_PAGE):
            asked = row.approval_requests or {}
            status, why = asked.get("status") or UNSUBMITTED, asked.get("rejection_reason") or ""
            yield Content(str(row.sid), row.friendly_name or "", status, why)

    async def create_content(self, content: Mapping[str, Any]) -> str:
        """Create a content, given as `POST /v1/Content` takes it; returns its id."""
        contents = self._client.content.v1.contents
        made = await contents.create_async(_content_list().ContentCreateRequest(content))
        if not made.sid:
            raise Lost("Twilio answers without an id")
        return str(made.sid)

    async def ask_approval(self, sid: str, name: str, category: str) -> str:
        """Submit a content to WhatsApp; returns its status."""
        asked = _approval_list().ContentApprovalRequest({"name": name, "category": category})
        made = await self._client.content.v1.contents(sid).approval_create.create_async(asked)
        return str(made.status)

    async def account(self) -> str:
        """The state of the account: active, suspended or closed."""
        account = await self._client.api.v2010.accounts(self.auth[0]).fetch_async()
        return str(account.status)

    async def close(self) -> None:
        """Give back connections."""
        await self._client.http_client.close()


def _fields(message: Message) -> dict[str, Any]:
    """By the SDK's names. A content brings its own text."""
    given = {
        "body": "" if message.content_sid else message.text,
        "media_url": [message.media_url] if message.media_url else None,
        "persistent_action": [message.place] if message.place else None,
        "content_sid": message.content_sid,
        "content_variables": message.variables,
        "status_callback": message.callback,
    }
    return {"to": message.to, "from_": message.sender, **{name: value for name, value in given.items() if value}}


def _content_list() -> Any:
    from twilio.rest.content.v1.content import ContentList  # type: ignore[import-untyped]  # noqa: PLC0415 - rarely

    return ContentList


def _approval_list() -> Any:
    from twilio.rest.content.v1.content.approval_create import (  # type: ignore[import-untyped]  # noqa: PLC0415
        ApprovalCreateList,
    )

    return ApprovalCreateList
