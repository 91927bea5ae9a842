"""A screen that shows the article under the cursor."""

import asyncio
import time

from textual import on
from textual.timer import Timer

from store.article import ArticleRow
from store.library import Library
from store.marks import NO_MARKS
from store.opening import Opened
from store.snippets import Snippet, snippet
from tui.library_screen import LibraryScreen
from tui.pace import SOONEST, Pace
from tui.reading_ahead import ReadingAheadScreen
from widgets.article_list import ArticleList
from widgets.set_page import SetPage

MARK_AFTER = 0.06
"""Seconds without a key after which the article is marked while one types a search."""

SNIPPET_LENGTH = 60
"""Characters of the snippet in the status line: what is searched for is in the first half."""


class FollowingScreen(ReadingAheadScreen):
    """Shows the article to which the cursor came, at once or when a held key is let go."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._draw_timer: Timer | None = None
        self._mark_timer: Timer | None = None
        self._pace = Pace()
        self._followed: tuple[int, ArticleRow | None] = -1, None
        self.snippet: Snippet | None = None
        """The words of the article around the first one that is marked; None for no marks."""
        self._opens_at_last = False  # the last marked place, as one came from the next article
        self._direction = 1  # the direction of the last move

    @property
    def _marks_search(self) -> bool:
        return self.shown_marks is self.marks

    @on(ArticleList.Chosen)
    def _article_chosen(self) -> None:
        self.follow_cursor()

    def follow_cursor(self) -> bool:
        """Show the article under the cursor, at once or when a held key is let go.

        False if it is followed already, as where a key did so before `Chosen` came.
        """
        line, row = self.article_list.cursor, self.current
        before, self._followed = self._followed, (line, row)
        if before[1] is row and row is not None:
            return False
        self._stop_waiting()
        if row is None or row.key != self.article_view.key:
            self.leave_article()  # what comes before the other is drawn is not the reader's doing
            if self.speaks_of_article:
                self.say("")
        if row is None or not row.key:
            self.article_view.clear()
            self._cut_snippet()
            return True
        self._direction = -1 if line < before[0] else 1
        wait = self._pace.wait_after(time.monotonic())
        if wait or self.more_keys_wait:
            wait = wait or SOONEST
            self._draw_timer = self.set_timer(wait, self._draw_late)
            self.look_later(wait / 2, line)
        else:
            self._draw_chosen()
        return True

    def _stop_waiting(self) -> None:
        if self._draw_timer is not None:
            self._draw_timer.stop()
            self._draw_timer = None

    @property
    def is_waiting_to_draw(self) -> bool:
        """Does the article follow the cursor in a moment?"""
        return bool(self._draw_timer or self._mark_timer or self._awaited or self._unchecked)

    def _draw_late(self) -> None:
        self._draw_chosen()
        self.show_status()

    def _draw_chosen(self) -> None:
        """Draw the article under the cursor; who asks for it shows the status."""
        self._stop_waiting()
        row, view = self.current, self.article_view
        if row is None or not row.key:
            return
        page = view.page_for(self.shown_marks)
        if view.key == row.key:
            view.retag(row)
        shown = view.opened if view.key == row.key else None
        if shown and self.library.has_changed_since(shown):
            shown = None
        if not shown and (ready := self.at_hand.page_of(row.key, page)):
            self.workers.cancel_group(self, "read")
            self._show(ready.opened, ready)
            shown = ready.opened
        elif not shown:
            self.read_article(row.key)
        self.look_around(self._direction, shown)

    @on(LibraryScreen.ArticleRead)
    def _show_article(self, message: LibraryScreen.ArticleRead) -> None:
        if self.current and message.opened.row.key == self.current.key:
            self._show(message.opened, message.ready)
            self.show_status()

    def _show(self, opened: Opened, ready: SetPage | None = None) -> None:
        hit, self._opens_at_last = -1 if self._opens_at_last else 0, False
        if self.article_view.key != opened.row.key:
            self.leave_article()
            if left := self.article_view.as_set:
                self.at_hand.keep(left)
        self.article_view.show(
            opened,
            self.shown_marks,
            place=self.place_in(opened),
            hit=hit if self._marks_search else None,
            ready=ready,
        )
        self._cut_snippet()

    def mark_article(self, *, later: bool = False) -> None:
        """Mark in the article what the listed search found; or `later`, when the keys stop."""
        if self._mark_timer is not None:
            self._mark_timer.stop()
        if later:
            self._mark_timer = self.set_timer(MARK_AFTER, self.mark_article)
            return
        self._mark_timer = None
        self.article_view.mark(self.shown_marks)
        self._cut_snippet()
        self.show_status()

    def _cut_snippet(self) -> None:
        marks, view = self.marks if self._marks_search else NO_MARKS, self.article_view
        self.snippet = None
        if marks:
            body = "\n".join(paragraph.text for paragraph in view.article.body)
            self.snippet = snippet(marks, body, view.record.note, SNIPPET_LENGTH)

    async def _show_now(self) -> None:
        """Show the chosen article before the next key is taken, if it is not shown yet."""
        row = self.current
        if row and row.key and self.article_view.key != row.key:
            ready = self.at_hand.page_of(row.key, self.article_view.page_for(self.shown_marks))
            if ready is None:
                opened = await asyncio.to_thread(self.library.open_article, row.key)
            else:
                opened = ready.opened
                self.check_file(opened)
            self._show(opened, ready)
            self.show_status()
