"""Changes on their way to the disk: one after the other, off the screen's thread."""

import asyncio
from collections.abc import Callable

from store.answers import Done
from store.errors import GrtuiError, LockedError

Change = Callable[[], Done | None]


class Saves:
    """Makes changes in the order in which the reader asked for them.

    A change is shown when it is on disk and not before, so nothing that is shown can be lost.
    """

    def __init__(self) -> None:
        self._waiting: list[asyncio.Task[Done | None]] = []

    def ask(self, change: Change) -> asyncio.Task[Done | None]:
        """Make a change in a thread, once those that were asked for before are made.

        The task raises a GrtuiError if it could not be saved; then nothing was changed. When one
        has waited in vain for another process, those that waited behind it have waited too.
        """
        before = self._waiting[-1:]
        task = asyncio.create_task(self._make(change, before))
        self._waiting.append(task)
        task.add_done_callback(self._waiting.remove)
        return task

    @staticmethod
    async def _make(change: Change, before: list[asyncio.Task[Done | None]]) -> Done | None:
        if before:
            await asyncio.wait(before)
            if isinstance(locked := before[0].exception(), LockedError):
                raise locked
        return await asyncio.to_thread(change)

    async def all_made(self) -> bool:
        """Wait for all that was asked for: could every one be saved?"""
        outcomes = await asyncio.gather(*self._waiting, return_exceptions=True)
        return not any(isinstance(outcome, GrtuiError) for outcome in outcomes)
