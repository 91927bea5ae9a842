"""A screen that brings in what is new in the folder while it is open."""

import asyncio
import time
from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import GrtuiError
from store.library import Library
from store.refresh import Progress, Refreshed
from tui import wording
from tui.searching import SearchingScreen
from tui.sprinting import SprintingScreen
from widgets.notice import Notice

REST = 10
"""How many times as long as a look took the next one waits."""

_MANY = 300
"""From how many new files on it is shown how far the look is, and the list fills meanwhile."""


class WatchingScreen(SprintingScreen):
    """Looks in the folder every few seconds, and lists what came without moving what is in sight.

    Nothing is listed, and nothing said, while the reader is in the middle of something.
    """

    @dataclass
    class CameIn(Message):
        """A look in the folder while the screen was open has ended."""

        changes: Refreshed
        is_asked: bool
        """Did the reader ask for it?"""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.watch_folder_seconds = 0.0
        """How often to look; never where it is 0."""
        self._catches_up = False
        self._took = 0.0
        self._came: WatchingScreen.CameIn | None = None  # what is not listed yet
        self._unsaid = ""
        self._is_trouble_unsaid = False

    @property
    def is_free(self) -> bool:
        """Is nothing begun that speaks of what is listed?"""
        return bool(self.children) and not (  # it has none any more while it closes
            self.sprint
            or self.app.screen is not self
            or any(not isinstance(one, Notice) for one in self.query(".-open"))
        )

    @work(group="watch")
    async def follow_folder(self) -> None:
        """Look every few seconds whether there is something new; `CameIn` comes of it."""
        while self.watch_folder_seconds:
            # A file that never rests is no reason to read a large library all the time.
            await asyncio.sleep(max(self.watch_folder_seconds, REST * self._took))
            self._say_unsaid()
            if self.is_free and not self.is_looking and await self._may_have_news():
                self._look_again(is_asked=False)

    async def _may_have_news(self) -> bool:
        try:
            return await asyncio.to_thread(lambda: self.library.may_have_new_files)
        except GrtuiError:
            return False  # what the reader does next tells what is wrong

    def action_look_for_files(self) -> None:
        """Look for new and changed files."""
        if self.is_looking and not self._catches_up:
            self.look_at_folder()
        else:
            self._look_again(is_asked=True)

    def _look_again(self, *, is_asked: bool) -> None:
        if is_asked or (self.is_free and not self.is_looking):  # a key may have come meanwhile
            self.is_looking = self._catches_up = True
            self.was_used = True  # one may be reading the newest article
            self._catch_up(is_asked=is_asked)

    @work(thread=True, exclusive=True, group="folder")
    def _catch_up(self, *, is_asked: bool) -> None:
        started, are_many = time.monotonic(), False

        def report(progress: Progress) -> None:
            nonlocal are_many
            are_many = are_many or progress.total - progress.done >= _MANY
            if are_many:
                self.post_message(self.Progressed(progress))

        changes = self.refreshed(report)
        self._took = time.monotonic() - started
        if not get_current_worker().is_cancelled:
            self.post_message(self.CameIn(changes, is_asked))

    @on(CameIn)
    def _list_what_came(self, message: CameIn) -> None:
        self.is_looking = self._catches_up = False
        if self.progress:
            self.progress = ""
            self.show_status()
        if not message.is_asked and message.changes.troubles == self._troubles:
            message.changes = message.changes._replace(troubles=())
        else:
            self._troubles = message.changes.troubles
        self._came = message
        if self.current and not self.article_view.has_text:  # its file may be back
            self.read_article(self.current.key)
        self.bring_in()

    @on(SearchingScreen.BroughtIn)
    def _say_what_came(self, message: SearchingScreen.BroughtIn) -> None:
        """Say what came, before the layers below list it."""
        if self._came is None or message.before is not self.rows:
            return
        came, self._came = self._came, None
        changes, is_everything = came.changes, message.found.is_everything
        here = len({*message.found.ids} - {*message.before.ids}) if self.found.is_complete else 0
        if not (changes.added or changes.changed or changes.vanished):
            # Another process may have taken in what this one did not find new any more.
            changes = changes._replace(added=here)
        # What has changed is listed under another id, too.
        can_tell = self.found.is_complete and not (changes.changed or is_everything)
        words = wording.refreshed(changes, here if can_tell else None)
        if came.is_asked:
            self.say(words or wording.NOTHING_NEW, error=bool(changes.troubles))
        elif words:
            self._unsaid, self._is_trouble_unsaid = words, bool(changes.troubles)
            self._say_unsaid()

    def _say_unsaid(self) -> None:
        if self._unsaid and self.is_free and not self.is_error:
            self.say(self._unsaid, error=self._is_trouble_unsaid)
            self._unsaid = ""
