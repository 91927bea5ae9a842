"""A screen that searches as one types, and lists what is found."""

import asyncio

from textual import getters, on
from textual.reactive import var

from store.errors import QueryError
from store.library import Library
from tui import wording
from tui.library_screen import LibraryScreen, Search
from tui.reading import ReadingScreen
from tui.rows import LazyRows
from widgets.query_line import QueryLine


class SearchingScreen(ReadingScreen):
    """Lists the result of a search, and brings in what is new in the folder."""

    search_text: var[str] = var("")
    """The search whose result is listed."""

    query_line = getters.query_one(QueryLine)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.rows = LazyRows(library, ())
        self.unread = 0
        self.was_used = False
        self._asked = Search()
        self._search_before = ""
        self._misunderstood = ""
        self._is_looking = False

    def show_place(self) -> None:
        """Show the query, and where the cursor is in its result."""
        raise NotImplementedError

    def list_result(self, query: str, rows: LazyRows, unread: int) -> None:
        """List a result; the cursor stays on its article where the result has it."""
        # Until the reader does something, the newest article stays chosen, whatever comes in.
        key = self.current.key if self.current and self.was_used else None
        at = self.library.ids([key]).get(key) if key else None
        self.rows, self.unread = rows, unread
        self.article_list.nothing = self._what_to_do(query)
        keeps_article = at is not None and at in rows.ids
        self.article_list.show(rows, rows.ids.index(at) if at is not None and keeps_article else 0)
        self.search_text = query
        self.show_place()
        self.refresh_bindings()

    def _what_to_do(self, query: str) -> str:
        if query:
            return wording.nothing_found(query)
        if self._is_looking:
            return "Looking for articles."
        return wording.no_articles(self.library)

    def action_search(self) -> None:
        """Go to the search line."""
        self._search_before = self.search_text
        self.add_class("-searching")
        self.query_line.open(self.search_text, back_to=self.article_list)
        self.show_place()

    @on(QueryLine.Typed)
    def _search_as_typed(self, message: QueryLine.Typed) -> None:
        # A letter may come here when the line it was typed in has been left already.
        if self.query_line.is_open:
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
            self._show_query_error(self.NotUnderstood(error))
            return False
        self.list_result(query, LazyRows(self.library, found.ids), found.unread)
        return True

    def _leave_query_line(self) -> None:
        self.query_line.close()
        self.remove_class("-searching")

    @on(LibraryScreen.Searched)
    def _show_result(self, message: LibraryScreen.Searched) -> None:
        if message.search == self._asked:
            self.list_result(message.search.query, message.rows, message.found.unread)
            if self.message and self.message == self._misunderstood:
                self.say("")

    @on(LibraryScreen.NotUnderstood)
    def _show_query_error(self, message: LibraryScreen.NotUnderstood) -> None:
        self.query_line.mark(message.error.start, message.error.end)
        self._misunderstood = str(message.error)
        self.say(self._misunderstood, error=True)

    def action_look_for_files(self) -> None:
        """Look for new and changed files."""
        self._is_looking = True
        self.look_through()

    @on(LibraryScreen.Progressed)
    def _show_progress(self, message: LibraryScreen.Progressed) -> None:
        if self._is_looking and message.progress.done < message.progress.total:
            self.say(wording.progress(message.progress))
            self._ask(self._asked)

    @on(LibraryScreen.LookedThrough)
    def _show_changes(self, message: LibraryScreen.LookedThrough) -> None:
        self._is_looking = False
        self.say(wording.refreshed(message.changes), error=bool(message.changes.troubles))
        self.article_list.nothing = self._what_to_do(self.search_text)
        if self.message:
            self._ask(self._asked)
            self.count(self.search_text)
