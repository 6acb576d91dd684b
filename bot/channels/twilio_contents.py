"""The contents of a Twilio account: found again by name, created where they are missing, approved or not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.channels.base import NotSent, WindowClosed
from bot.channels.twilio_api import APPROVED, UNSUBMITTED, Api, Content
from bot.channels.whatsapp_templates import CATEGORY, Template, template_content

FRESH = timedelta(minutes=10)
"""How long an approval is trusted; WhatsApp may pause a template that people complain of."""

SOON = timedelta(minutes=1)
"""How often we look whether a template has been approved meanwhile."""


class Contents:
    """What is known of the contents, which is as old as `now` says. Two processes may create one twice: no harm."""

    def __init__(self, api: Api, now: Callable[[], datetime]) -> None:
        self._api = api
        self._now = now
        self._known: dict[str, Content] = {}
        self._read_at: datetime | None = None
        self._lock = asyncio.Lock()

    async def sid(self, name: str, body: Mapping[str, Any]) -> str:
        """The id of the content called `name`; created from `body` when there is none. Raises `NotSent`."""
        if (known := self._known.get(name)) is not None:
            return known.sid  # a message with buttons does not wait for somebody who looks at approvals
        async with self._lock:
            if self._read_at is None:
                await self._read()
            return (await self._made(name, body)).sid

    async def approved(self, template: Template) -> str:
        """The id of an approved template. Raises `WindowClosed` when there is none, and any `NotSent`.

        While the list cannot be read, what was approved when it was read last still counts.
        """
        async with self._lock:
            known = self._known.get(template.name)
            try:
                await self._refresh(FRESH if known and known.status == APPROVED else SOON)
            except NotSent:
                if known is None or known.status != APPROVED:
                    raise
                self._read_at = self._now() - FRESH + SOON  # not before a minute has passed
            known = self._known.get(template.name)
        if known is None or known.status != APPROVED:
            raise WindowClosed(f"the template is {known.status if known else 'missing'}")
        return known.sid

    async def submit(self, templates: Sequence[Template]) -> Mapping[str, Content]:
        """Create every template that is missing, and ask for the approvals nobody has asked for; what is known then."""
        async with self._lock:
            await self._read()
            for template in templates:
                made = await self._made(template.name, template_content(template))
                if made.status == UNSUBMITTED:
                    status = await self._api.ask_approval(made.sid, made.name, CATEGORY)
                    self._known[made.name] = Content(made.sid, made.name, status)
            return {template.name: self._known[template.name] for template in templates}

    async def approvals(self) -> Mapping[str, Content]:
        """Every content of the account by name, read anew."""
        async with self._lock:
            await self._read()
            return dict(self._known)

    def forget(self) -> None:
        """Look again before the next use: a content was not there any more."""
        self._known, self._read_at = {}, None

    async def _made(self, name: str, body: Mapping[str, Any]) -> Content:
        if name not in self._known:
            self._known[name] = Content(await self._api.create_content(body), name)
        return self._known[name]

    async def _refresh(self, age: timedelta) -> None:
        if self._read_at is None or self._now() - self._read_at > age:
            await self._read()

    async def _read(self) -> None:
        """Of several with one name, the approved one counts."""
        found: dict[str, Content] = {}
        async for content in self._api.contents():
            if content.name not in found or content.status == APPROVED:
                found[content.name] = content
        self._known, self._read_at = found, self._now()
