"""A screen whose keys move through the list and through the article."""

import asyncio
import time

from textual import on
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from store.article import ArticleRow
from store.library import Library
from store.marks import NO_MARKS
from store.opening import Opened
from store.snippets import Snippet, snippet
from tui.library_screen import LibraryScreen
from tui.pace import SOONEST, Pace
from tui.panes import TWO_PANES
from tui.reading_ahead import ReadingAheadScreen
from widgets.article_list import ArticleList
from widgets.measure import next_measure
from widgets.set_page import SetPage

FAR = 1 << 40
"""More lines than anything has."""

MARK_AFTER = 0.06
"""Seconds without a key after which the article is marked while one types a search."""

SNIPPET_LENGTH = 60
"""Characters of the snippet in the status line: what is searched for is in the first half."""


class ReadingScreen(ReadingAheadScreen):
    """Shows the article under the cursor, and moves in the pane that has the focus."""

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
        if self.speaks_of_article and (row is None or row.key != self.article_view.key):
            self.say("")
        if row is None or not row.key:
            self.leave_article()
            self.article_view.clear()
            self._cut_snippet()
            return True
        self._direction = -1 if line < before[0] else 1
        wait = self._pace.wait_after(time.monotonic())
        if wait or self.more_keys_wait:
            self._draw_timer = self.set_timer(wait or SOONEST, self._draw_late)
            self.look_ahead()
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
        if shown and not self.library.has_changed_since(shown):
            self.check_file(shown)
        elif ready := self.at_hand.page_of(row.key, page):
            self.workers.cancel_group(self, "read")
            self._show(ready.opened, ready)
            self.check_file(ready.opened)
        else:
            self.read_article(row.key)
        self.look_around(self._direction)

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

    def follow_focus(self, focused: Widget | None) -> None:
        """Where there is room for one pane only, it is the one that has the focus."""
        super().follow_focus(focused)
        if focused is not None and not isinstance(focused, Input):
            # Who types stays where he is. Only then, as a class that changes draws all again.
            self.set_class(self.is_narrow and focused is self.article_view, "-reading")

    def on_resize(self) -> None:
        """See whether there is room for both panes."""
        self.follow_focus(self.focused)

    @property
    def is_narrow(self) -> bool:
        """Is there room for one pane only?"""
        return self.size.width < TWO_PANES

    @property
    def _is_reading(self) -> bool:
        return self.focused is self.article_view

    async def action_down(self) -> None:
        """A line down."""
        await self._move(1)

    async def action_up(self) -> None:
        """A line up."""
        await self._move(-1)

    async def action_half_page_down(self) -> None:
        """Half a page down."""
        await self._move(self._half_page)

    async def action_half_page_up(self) -> None:
        """Half a page up."""
        await self._move(-self._half_page)

    async def action_top(self) -> None:
        """To the first line."""
        await self._move(-FAR)

    async def action_bottom(self) -> None:
        """To the last line."""
        await self._move(FAR)

    @property
    def _half_page(self) -> int:
        pane = self.article_view if self._is_reading else self.article_list
        return max(1, pane.size.height // 2)

    async def _move(self, lines: int) -> None:
        if self._is_reading:
            await self._show_now()
            self.article_view.scroll_lines(lines)
        else:
            self._go_on(lines)

    def _go_on(self, articles: int) -> None:
        """Move in the list; the words that a search found take the place of what was said."""
        if self.marks and self.message and not self.is_error:
            self.say("")
        self.article_list.move(articles)
        self.follow_cursor()

    def action_next_article(self) -> None:
        """To the next article."""
        self._go_on(1)

    def action_previous_article(self) -> None:
        """To the previous article."""
        self._go_on(-1)

    async def action_read_on(self) -> None:
        """A page on; at the end mark the article read and go to the next."""
        if await self._comes_into_sight() or not self.current or self.article_view.page_down():
            return
        if not self.current.is_read:
            self.mark_read()
        if self.article_list.cursor + 1 == len(self.rows):
            await self.list_all()
        if self.article_list.cursor + 1 < len(self.rows):
            self.action_next_article()
        elif await self.all_saved():
            self.say("This is the last article of the result.", of_article=True)

    async def _comes_into_sight(self) -> bool:
        """Show the chosen article; False if it is in sight already, and its page can be turned."""
        await self._show_now()
        if self.is_narrow and not self._is_reading:
            self.action_enter_article()  # what is not in sight cannot be read
            return True
        return False

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

    async def action_page_back(self) -> None:
        """A page back."""
        if not await self._comes_into_sight():
            self.article_view.page_up()

    async def action_next_paragraph(self) -> None:
        """To the next paragraph."""
        if not await self._comes_into_sight():
            self.article_view.scroll_paragraphs(1)

    async def action_previous_paragraph(self) -> None:
        """To the paragraph before."""
        if not await self._comes_into_sight():
            self.article_view.scroll_paragraphs(-1)

    async def action_text_width(self) -> None:
        """Set the text in wider lines; from the widest on in narrow ones."""
        if await self._comes_into_sight():
            return
        view = self.article_view
        self.set_text_width(next_measure(view.measure, view.room))

    def set_text_width(self, measure: int | None) -> None:
        """Set the text so wide, None for as wide as the pane, and say what became of it."""
        view = self.article_view
        before = view.columns
        view.measure = measure
        if view.columns == before != measure:
            zen = self.keymap.shown("zen")
            self.say(f"The pane has room for {before} columns of text only; {zen} gives it more.")
        elif view.columns == view.room:
            self.say(f"text {view.columns} columns wide, as the pane is")
        else:
            self.say(f"text {view.columns} columns wide")

    def action_show_boilerplate(self) -> None:
        """Fold or unfold the article's tail."""
        self.article_view.unfolded = not self.article_view.unfolded

    def action_enter_article(self) -> None:
        """To the article."""
        self.set_focus(self.article_view)

    @on(ArticleList.Entered)
    def _enter_by_mouse(self) -> None:
        self.action_enter_article()

    def action_enter_list(self) -> None:
        """Back to the list."""
        self.set_focus(self.article_list)

    async def action_leave(self) -> None:
        """Back to the list; from there, quit."""
        if self._is_reading:
            self.action_enter_list()
        else:
            await self.app.action_quit()
