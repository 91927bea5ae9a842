"""A screen that searches as one types, and lists what is found."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget
from textual.worker import get_current_worker

from store.errors import GrtuiError, QueryError
from store.library import Library
from tui import wording
from tui.library_screen import LibraryScreen, Search
from tui.reading import ReadingScreen
from tui.rows import LazyRows
from widgets.query_line import QueryLine

if TYPE_CHECKING:
    from store.history import Step


class SearchingScreen(ReadingScreen):
    """Lists the result of a search, and brings in what is new in the folder."""

    @dataclass
    class BroughtIn(Message):
        """The listed result with what others changed."""

        search: Search
        before: LazyRows
        """What was listed when the search was made."""
        rows: LazyRows
        unread: int
        no_match: int
        """How many of the rows match the search no longer."""

    search_text: var[str] = var("")
    """The search whose result is listed."""

    query_line = getters.query_one(QueryLine)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.rows = LazyRows(library, ())
        self.unread = 0
        self.was_used = False
        self._asked = self._listed = Search()
        self._search_before = ""
        self._misunderstood = ""
        self._is_looking = True  # as soon as there is a screen
        self._was_in_trouble = False
        self._untold: list[Step] = []
        self.progress = ""
        """How far the look through the folder has come."""

    def show_place(self) -> None:
        """Show the query, and where the cursor is in its result."""
        raise NotImplementedError

    def list_result(self, search: Search, rows: LazyRows, unread: int) -> None:
        """List a result; the cursor stays on its article where the result has it."""
        query, self._listed = search.query, search
        line = self._line_in(rows, is_same_search=query == self.search_text)
        self.rows, self.unread = rows, unread
        self.article_list.nothing = self._what_to_do(query)
        self.article_list.show(rows, line)
        self.search_text = query
        if self._misunderstood and self.message == self._misunderstood:
            self.say("")
        self.show_place()
        self.refresh_bindings()

    def _line_in(self, rows: LazyRows, *, is_same_search: bool) -> int:
        """The line of a new result that the cursor goes to."""
        # Until the reader does something, the newest article stays chosen, whatever comes in.
        if not self.was_used or self.current is None:
            return 0
        at = self.library.ids([self.current.key]).get(self.current.key, -1)
        if at in rows.ids:
            return rows.ids.index(at)
        # The article has left, or its file was edited: then it is most likely in the same place.
        return self.article_list.cursor if is_same_search else 0

    def _what_to_do(self, query: str) -> str:
        if query:
            return wording.nothing_found(query)
        if self._is_looking:
            return "Looking for articles."
        if self._was_in_trouble:
            return "The articles could not be listed."
        return f"{wording.no_articles(self.library)} Copy some there, then press R."

    def action_search(self) -> None:
        """Go to the search line."""
        if not self.query_line.is_open:
            self._search_before = self.search_text
        self.add_class("-searching")
        self.query_line.open(self.search_text, back_to=self.article_list)
        self.show_place()

    @on(QueryLine.Typed)
    def _search_as_typed(self, message: QueryLine.Typed) -> None:
        # A letter may come here when others have followed, its line was left, or enter has asked.
        is_newest = message.query == self.query_line.query_text
        if self.query_line.is_open and is_newest and message.query != self._asked.query:
            self._ask(Search(message.query, typing=True))

    def _ask(self, search: Search) -> None:
        """Search in the background; the answer to an older question is not shown any more."""
        self._asked = search
        self.search_for(search)

    async def action_keep_search(self) -> None:
        """Leave the search line with its result; keys that follow at once act on that."""
        if await self._search_now(self.query_line.query_text):
            self._leave_query_line()

    async def action_drop_search(self) -> None:
        """Leave the search line, and go back to the result from before."""
        self._leave_query_line()
        await self._search_now(self._search_before)

    async def action_widen(self) -> None:
        """Show all articles."""
        await self._search_now("")

    async def _search_now(self, query: str) -> bool:
        """Search before the next key is taken; False where the query cannot be understood."""
        self._asked = Search(query)
        self.workers.cancel_group(self, "search")
        try:
            found = await asyncio.to_thread(self.library.search, query)
        except QueryError as error:
            self._explain(error)
            return False
        self.list_result(Search(query), LazyRows(self.library, found.ids), found.unread)
        return True

    def follow_focus(self, focused: Widget | None) -> None:
        """Close the search line when the focus has gone to another place (by the mouse, by tab)."""
        super().follow_focus(focused)
        if focused and self.query_line.is_open and not self.query_line.holds(focused):
            self.query_line.shut()
            self.remove_class("-searching")

    def _leave_query_line(self) -> None:
        self.query_line.close()
        self.remove_class("-searching")

    @on(LibraryScreen.Searched)
    def _show_result(self, message: LibraryScreen.Searched) -> None:
        if message.search == self._asked:
            self.list_result(message.search, message.rows, message.found.unread)

    @on(LibraryScreen.NewsCame)
    def _look_at_news(self, message: LibraryScreen.NewsCame) -> None:
        if message.news.changed:
            self._untold = [*message.news.steps, *self._untold]
            self.bring_in()

    def bring_in(self) -> None:
        """Search again after a change; what does not match any more stays listed."""
        self._bring_in(self._listed, self.rows)

    @work(thread=True, exclusive=True, group="bring in")
    def _bring_in(self, search: Search, before: LazyRows) -> None:
        worker = get_current_worker()
        try:
            found = self.library.search(search.query, typing=search.typing)
            # They would be gone from under the reader's hands.
            stay = self.library.present({*before.ids} - {*found.ids})
            rows = LazyRows(self.library, sorted({*stay, *found.ids}, reverse=True))
            unread = self.library.unread_among(rows.ids)
        except GrtuiError as error:
            answer: Message = self.Failed(error)
        else:
            answer = self.BroughtIn(search, before, rows, unread, len(stay))
        if not worker.is_cancelled:
            self.post_message(answer)

    @on(BroughtIn)
    def _list_brought_in(self, message: BroughtIn) -> None:
        if message.before is self.rows:
            self.list_result(message.search, message.rows, message.unread)
            if self._untold and not self.is_error:
                self.say(wording.news(self._untold, message.no_match))
            self._untold = []
        else:  # another search was listed meanwhile; it may have come before the change
            self.bring_in()
        self.count(self.rows)

    @on(LibraryScreen.NotUnderstood)
    def _show_query_error(self, message: LibraryScreen.NotUnderstood) -> None:
        self._explain(message.error)

    def _explain(self, error: QueryError) -> None:
        """Mark what cannot be understood, and say why; the last result stays."""
        self.query_line.mark(error.start, error.end)
        self._misunderstood = str(error)
        self.tell(error)

    def action_look_for_files(self) -> None:
        """Look for new and changed files."""
        self._is_looking = True
        self.look_through()

    @on(LibraryScreen.Progressed)
    def _show_progress(self, message: LibraryScreen.Progressed) -> None:
        if self._is_looking and message.progress.done < message.progress.total:
            self.progress = wording.progress(message.progress)
            self.show_status()
            self._ask(self._asked)

    @on(LibraryScreen.LookedThrough)
    def _show_changes(self, message: LibraryScreen.LookedThrough) -> None:
        self._is_looking, self.progress = False, ""
        self._was_in_trouble = bool(message.changes.troubles)
        self.article_list.nothing = self._what_to_do(self.search_text)
        self.show_status()
        # Another grtui may have taken in what this one did not find new any more.
        self._ask(self._asked)
        self.count(self.rows)
        if self.current and not self.article_view.has_text:  # its file may be back
            self.read_article(self.current.key)
        if news := wording.refreshed(message.changes):
            self.say(news, error=bool(message.changes.troubles))
