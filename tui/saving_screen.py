"""A screen whose changes are saved first, then shown."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from functools import partial

from textual import getters, work
from textual.message import Message
from textual.widget import Widget

from store.answers import Done
from store.errors import GrtuiError
from store.library import Library
from tui.keyed_screen import KeyedScreen
from tui.saves import Change, Saves
from widgets.notice import Notice
from widgets.typing_line import TypingLine

SAVING_AFTER = 0.3
"""Seconds after which a change that is not saved yet is said to be on its way."""


class SavingScreen(KeyedScreen[None]):
    """Makes changes off the screen's thread, in order; what comes of them arrives as messages."""

    @dataclass
    class Saved(Message):
        """A change is on disk; None where there was nothing to undo or redo."""

        done: Done | None
        nothing: str
        """What to say then."""
        marked: int
        """For how many marked articles it was asked; 0 where it was for the chosen one."""

    @dataclass
    class Failed(Message):
        """Something went wrong in the background."""

        error: GrtuiError

    notice = getters.query_one("#notice", Notice)

    def __init__(self, library: Library, saves: Saves) -> None:
        """Save to a library, in the order of `saves`, which several screens may share."""
        super().__init__()
        self.library = library
        self.saves = saves
        self._unshown = 0  # changes that were asked for, up to what came of them being shown
        self.message = ""
        """What just happened."""
        self.is_error = False
        """Did something go wrong?"""
        self.speaks_of_article = False
        """Is the message of the article in sight, so that it means nothing beside another?"""

    def follow_focus(self, focused: Widget | None) -> None:
        """Close the lines one types in when the focus has gone elsewhere, by the mouse.

        It goes to no widget while the terminal's window has it not.
        """
        for line in self.query(TypingLine):
            if focused and line.is_open and not line.holds(focused):
                line.shut()

    def say(self, message: str, *, error: bool = False, of_article: bool = False) -> None:
        """Show what happened; what went wrong in full, if it takes more than the line."""
        if error and len(message) > self.size.width // 2:
            self.notice.open(message)
        self.message, self.is_error, self.speaks_of_article = message, error, of_article
        self.show_status()

    def tell(self, error: GrtuiError) -> None:
        """Say what went wrong."""
        self.say(str(error), error=True)

    def show_status(self) -> None:
        """Show the message."""
        raise NotImplementedError

    async def all_saved(self) -> bool:
        """Wait for all changes that were asked for, and until what came of them is shown."""
        are_made = await self.saves.all_made()
        while not self.shows_all_saved:
            await asyncio.sleep(0.005)
        return are_made

    async def may_quit(self) -> bool:
        """Is there nothing that quitting would lose?"""
        return await self.all_saved()

    @property
    def shows_all_saved(self) -> bool:
        """Is there no change of the reader's that the screen does not show yet?"""
        return not self._unshown

    def save(
        self, change: Change, *, nothing: str = "", marked: int = 0
    ) -> asyncio.Task[Done | None]:
        """Make a change after those that were asked for before; `Saved` or `Failed` comes of it.

        Args:
            change: Makes it.
            nothing: What to say where there was nothing to do.
            marked: For how many marked articles it was asked; 0 where for the chosen one.
        """
        self._unshown += 1
        task = self.saves.ask(change)
        self._tell_when_saved(task, nothing, marked)
        return task

    async def outcome(self, task: asyncio.Task[Done | None]) -> Done | GrtuiError | None:
        """What a change did, once it is shown, or why it failed."""
        await self.all_saved()
        try:
            return await task
        except GrtuiError as error:
            return error

    async def trying(self, work: Awaitable[None]) -> None:
        """Wait for something, and tell what went wrong in it."""
        try:
            await work
        except GrtuiError as error:
            self.tell(error)

    @work(group="save")
    async def _tell_when_saved(
        self, task: asyncio.Task[Done | None], nothing: str, marked: int
    ) -> None:
        saving = self.set_timer(SAVING_AFTER, partial(self.say, "saving …"))
        try:
            self.post_message(self.Saved(await asyncio.shield(task), nothing, marked))
        except GrtuiError as error:
            self.post_message(self.Failed(error))
        finally:
            saving.stop()
            self.call_later(self._one_more_is_shown)  # behind the message

    def _one_more_is_shown(self) -> None:
        self._unshown -= 1
