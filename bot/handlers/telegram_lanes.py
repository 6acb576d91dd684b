"""Lanes: what one chat sends is handled in its order, chats side by side, and what is done so far is known."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

Job = Callable[[], Awaitable[None]]


class Done:
    """Which updates may be confirmed to Telegram: those before the first that is not handled yet.

    Order is that of arrival, not of numbers: after a quiet week Telegram begins anywhere.
    """

    def __init__(self) -> None:
        self.offset: int | None = None
        self._waiting: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def begin(self, update_id: int) -> bool:
        """Whether this update is new here; one still waiting is sent again by every poll."""
        if update_id in self._waiting:
            return False
        self._waiting[update_id] = False
        return True

    def finish(self, update_id: int) -> None:
        """Move the offset past this update if nothing before it waits."""
        self._waiting[update_id] = True
        while self._waiting:
            first, done = next(iter(self._waiting.items()))
            if not done:
                return
            del self._waiting[first]
            self.offset = first + 1


class Lanes:
    """Runs jobs: one at a time a key, in order, at most `width` at once. A job must not raise."""

    def __init__(self, tasks: asyncio.TaskGroup, width: int) -> None:
        self._tasks = tasks
        self._places = asyncio.Semaphore(width)
        self._queues: dict[str, deque[Job]] = {}

    def put(self, key: str, job: Job) -> None:
        """Run `job` after the earlier ones of `key`."""
        if key in self._queues:
            self._queues[key].append(job)
            return
        self._queues[key] = deque([job])
        self._tasks.create_task(self._run(key))

    async def _run(self, key: str) -> None:
        queue = self._queues[key]
        while queue:
            async with self._places:
                await queue.popleft()()
        del self._queues[key]
