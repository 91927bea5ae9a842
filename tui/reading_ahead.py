"""A screen that has at hand what the next keys will ask for."""

import asyncio

from textual import on, work
from textual.css.query import NoMatches
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from store.errors import GrtuiError
from store.library import Library
from store.marks import NO_MARKS, Marks
from store.opening import Opened
from tui.at_hand import AtHand
from tui.keeping_places import KeepingPlacesScreen
from tui.library_screen import LibraryScreen
from tui.rows import LazyRows
from widgets.article_page import Page
from widgets.set_page import SetPage

AHEAD_AFTER = 0.05
"""Seconds after which the articles beside the chosen one are set, if nothing else is to do."""


class ReadingAheadScreen(KeepingPlacesScreen):
    """Reads articles in the background: the chosen one, and those that may be chosen next.

    What is set ahead is nothing but memory: no place, mark or time of it is kept anywhere.
    """

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.at_hand = AtHand(library)
        """The articles that were set last."""
        self.marks = NO_MARKS
        """What the listed search marks."""
        self._lines_ahead: list[int] = []
        """The lines whose articles are to be set, the most urgent first."""
        self._is_wanted = asyncio.Event()
        self._set_now = ""  # the key of the article that is just being set
        self._awaited = ""  # the one that is shown as soon as it is
        self._unchecked: Opened | None = None  # what was at hand, and whose file may be another
        self._ahead_timer: Timer | None = None

    @property
    def shown_marks(self) -> Marks:
        """What is marked in the article."""
        return self.marks

    def on_mount(self) -> None:
        """Begin to set articles ahead."""
        self._read_ahead()

    def read_article(self, key: str) -> None:
        """Read an article, unless that is what is being done; `ArticleRead` comes of it."""
        self._awaited = key if key == self._set_now else ""
        if not self._awaited:
            self._read_article(key, self.article_view.page_for(self.shown_marks))

    @work(thread=True, exclusive=True, group="read")
    def _read_article(self, key: str, page: Page | None) -> None:
        worker = get_current_worker()
        try:
            ready = self.at_hand.set(key, page, lambda: not worker.is_cancelled) if page else None
            opened = ready.opened if ready else self.library.open_article(key)
            answer: Message = self.ArticleRead(opened, ready)
        except GrtuiError as error:
            answer = self.Failed(error)
        if not worker.is_cancelled:
            self.post_message(answer)

    @on(LibraryScreen.ArticleRead)
    def _keep_or_read_again(self, message: LibraryScreen.ArticleRead) -> None:
        """Have it at hand; read it again if something was saved while it was read."""
        opened = message.opened
        if message.ready:
            self.at_hand.keep(message.ready)
        is_chosen = self.current and self.current.key == opened.row.key
        if is_chosen and self.library.has_changed_since(opened):
            self.read_article(opened.row.key)

    @property
    def _is_closing(self) -> bool:
        # The panes go before what works in the background is stopped.
        try:
            return not (self.article_list.is_attached and self.article_view.is_attached)
        except NoMatches:
            return True

    def check_file(self, opened: Opened) -> None:
        """Look whether the file of what was at hand is as it was; read it again if it is not."""
        self._unchecked = opened
        self._is_wanted.set()

    def look_around(self, step: int, shown: Opened | None) -> None:
        """Set the articles beside the cursor in a moment, first that in the `step`'s direction.

        And look whether the file of what is `shown`, if it was at hand, is as it was.
        """
        self._unchecked = shown
        line = self.article_list.cursor
        self.look_later(AHEAD_AFTER, line + step, line - step)

    def look_later(self, seconds: float, *lines: int) -> None:
        """Look ahead in some seconds, unless the cursor is elsewhere by then."""
        self._turn_to()
        self._ahead_timer = self.set_timer(seconds, lambda: self.look_ahead(*lines))

    def look_ahead(self, *lines: int) -> None:
        """Set the articles of some lines, and no others any more; fetch the rows around."""
        self._turn_to(*lines)
        self._is_wanted.set()

    def _turn_to(self, *lines: int) -> None:
        if self._ahead_timer is not None:
            self._ahead_timer.stop()
            self._ahead_timer = None
        self._lines_ahead = [line for line in lines if 0 <= line < len(self.rows)]

    @work(group="watch")
    async def _read_ahead(self) -> None:
        """Read what is wanted, one thing at a time: what is wanted by then comes next."""
        while True:
            await self._is_wanted.wait()
            self._is_wanted.clear()
            await self._check()
            if self._is_closing:
                return
            rows, cursor, page = self.rows, self.article_list.cursor, self.article_list.page
            for line in (cursor + page, cursor - page):
                await _fetch(rows, line)
            while self._lines_ahead:
                try:
                    await self._set_line(self.rows, self._lines_ahead.pop(0))
                except GrtuiError:
                    self._take(self._set_now, None)  # what is wrong is told when it is chosen

    async def _check(self) -> None:
        while (opened := self._unchecked) is not None:
            is_so = await asyncio.to_thread(self.library.is_as_opened, opened)
            if opened is self._unchecked:
                self._unchecked = None
                if is_so or self._is_closing:
                    continue
                if self.current and self.current.key == opened.row.key:
                    self.read_article(opened.row.key)

    async def _set_line(self, rows: LazyRows, line: int) -> None:
        await _fetch(rows, line)
        if self._is_closing or rows is not self.rows:
            return
        if line >= len(rows) or not rows.has(line):
            return
        key, page = rows[line].key, self.article_view.page_for(self.shown_marks)
        if key and page and not self.at_hand.page_of(key, page):
            self._set_now = key
            self._take(key, await asyncio.to_thread(self.at_hand.set_ahead, key, page))

    def _take(self, key: str, ready: SetPage | None) -> None:
        is_awaited = bool(key) and key == self._awaited and not self._is_closing
        self._set_now = ""
        if ready:
            self.at_hand.keep(ready)
        if is_awaited:
            self._awaited = ""
            if ready:
                self.post_message(self.ArticleRead(ready.opened, ready))
            else:
                self.read_article(key)


async def _fetch(rows: LazyRows, line: int) -> None:
    """Have a row in memory, without keeping the keys waiting."""
    if not rows.has(line):
        await asyncio.to_thread(rows.fetch, line)
