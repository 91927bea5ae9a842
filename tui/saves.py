"""Changes on their way to the disk: one after the other, off the screen's thread."""

import asyncio
from collections.abc import Callable

from store.library import Done


class Saves:
    """Runs changes in the order in which the reader asked for them.

    A change is shown when it is on disk and not before, so nothing that is shown can be lost.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def run(self, change: Callable[[], Done | None]) -> Done | None:
        """Run a change in a thread, after those that were asked for before.

        Raises:
            GrtuiError: It could not be saved; nothing was changed.
        """
        async with self._turn:  # asyncio's locks are taken in the order of asking
            return await asyncio.to_thread(change)

    async def wait_until_done(self) -> None:
        """Wait for all changes that were asked for before."""
        async with self._turn:
            return
