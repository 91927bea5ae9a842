"""A screen with a line in which searches are typed, refined and taken back."""

import asyncio

from textual import events, getters, on
from textual.widget import Widget

from store.answers import Found
from store.completing import Completion
from store.errors import GrtuiError, QueryError, StoppedError
from store.library import Library
from store.refining import Refined, refined
from store.stopping import Stop
from tui import wording
from tui.first_list import FIRST
from tui.library_screen import LibraryScreen, Search
from tui.place import Place
from tui.rows import LazyRows
from tui.searching import SearchingScreen
from widgets.completing_line import CompletingLine
from widgets.query_line import QueryLine

AT_ONCE = 0.03
"""Seconds that a letter waits for what it finds, so that both are drawn together."""


class SearchLineScreen(SearchingScreen):
    """Searches as one types."""

    query_line = getters.query_one(QueryLine)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._before = Place()
        """Where `esc` goes back to from the search line."""
        self._came_from: Widget | None = None
        self._top_before = 0
        self._last_chosen = ""  # the article from which one went to a search
        self._wider: list[Place] = []
        """The searches that were refined, the widest first."""

    @property
    def place(self) -> Place:
        """The listed search, the chosen article, and where the list is scrolled to."""
        key = self.current.key if self.current else ""
        return Place(self.search_text, key, self.article_list.top)

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for; what a letter of the search line finds is drawn with it."""
        if not self.query_line.is_open:
            return await super().take(event)
        with self.app.batch_update():
            is_taken = await super().take(event)
            if self.query_line.is_open and not self.more_keys_wait:
                await self._search_at_once()
        self.check_idle()
        return is_taken

    async def _search_at_once(self) -> None:
        """List the first of what is typed before the screen is drawn, if it takes no time."""
        query = self._typed_query.text
        if query == self._asked.query:
            return
        search, stop = Search(query, typing=query != self._before.query), Stop()
        self._asked = search
        self._stop_search.set()
        self._stop_search = stop

        def first() -> tuple[Found, LazyRows]:
            found = self.library.find.newest(query, FIRST, typing=search.typing, stop=stop)
            return found, LazyRows.fetched(self.library, found.ids)

        try:
            found, rows = await asyncio.wait_for(asyncio.to_thread(first), AT_ONCE)
        except (TimeoutError, StoppedError):
            self.search_for(search)
        except QueryError as error:
            self.explain(error)
        except GrtuiError as error:
            self.tell(error)
        else:
            self.list_result(
                search, rows, found, choose=self._before.key if self.was_used else None
            )
            self.search_on(search, found)

    async def action_search(self) -> None:
        """Go to the search line."""
        if not self.query_line.is_open:
            self._open_line(self.search_text)

    def action_refine(self) -> None:
        """Search in the result that is listed."""
        if not self.query_line.is_open:
            self._open_line("", within=self.search_text)

    def _open_line(self, query: str, *, within: str = "") -> None:
        self._before, self._came_from = self.place, self.focused
        self._last_chosen = self._before.key or self._last_chosen
        self._top_before = self.article_view.top
        if self.message:
            self.say("")
        self.remove_class("-reading")  # what is found is in the list
        self.add_class("-searching")
        past = self.library.find.past.all()
        back_to = self.article_list
        self.query_line.open(query, within=within, past=past, back_to=back_to)
        self.show_place()

    @on(QueryLine.Typed)
    def _search_as_typed(self, message: QueryLine.Typed) -> None:
        # A letter may come here when others have followed, its line was left, or enter has asked.
        if not self.query_line.is_open or message.text != self.query_line.typed:
            return
        query, start = self._typed_query
        if query == self._before.query:
            if query != self._asked.query:
                self.ask(Search(query))
        elif query != self._asked.query:
            self.ask(Search(query, typing=True))
        if message.asks:
            self.complete_for(query, start + message.cursor)

    @property
    def _typed_query(self) -> Refined:
        """What the line asks for, with the search that it refines."""
        return refined(self.query_line.within, self.query_line.typed, typing=True)

    @on(LibraryScreen.Completed)
    def _offer(self, message: LibraryScreen.Completed) -> None:
        query, start = self._typed_query
        if self.query_line.is_open and message.query == query:
            self.query_line.offer(message.completion.moved(-start))

    async def completion_of(self, line: CompletingLine) -> Completion:
        """What the word at the cursor of a line may be."""
        if line is not self.query_line:
            return await super().completion_of(line)
        query, start = self._typed_query
        cursor = start + line.field.cursor_position
        try:
            found = await asyncio.to_thread(self.library.find.complete, query, cursor)
        except GrtuiError:
            return Completion()  # the search tells what is wrong
        return found.moved(-start)

    async def action_keep_search(self) -> None:
        """Leave the search line with its result; keys that follow at once act on that."""
        typed, within = self.query_line.typed, self.query_line.within
        query = refined(within, typed).text
        was_seen = self._listed == Search(query, typing=True) and self.found.is_complete
        seen = len(self.rows) if was_seen else 0
        here = self.place.key if self.was_used else None
        if self._wanted and not self.article_list.cursor:
            here = self._wanted  # it was not among the first that were listed
        if not await self.search_now(query, choose=here):
            return
        if not self.rows and query[-1:].isalnum() and await self._finds(f"{query}*"):
            query += "*"
            await self.search_now(query, choose=here)
        if within and query != within:
            self._wider.append(self._before)
        elif not within:
            self._wider.clear()
        self._leave_query_line()
        # While the index is filled, the newest stays chosen until one goes elsewhere.
        self.was_used |= not self.is_looking
        if self.found.is_complete and len(self.rows) < seen:
            self.say(wording.whole_words(query, seen))
        await asyncio.to_thread(self.library.find.past.add, query)

    async def _finds(self, query: str) -> bool:
        try:
            found = await asyncio.to_thread(self.library.find.newest, query, 1)
        except QueryError:  # no saved search begins so
            return False
        return bool(found.ids)

    async def action_drop_search(self) -> None:
        """Leave the search line, and go back to the result and the article from before."""
        self._leave_query_line()
        if self._came_from is self.article_view:
            self.set_focus(self.article_view)
        await self._go_to(self._before)
        await self._show_now()
        if self.article_view.key == self._before.key:
            self.article_view.top = self._top_before

    async def action_widen(self) -> None:
        """Take the last refinement back; at last show all articles."""
        await self._go_to(self._wider.pop() if self._wider else Place())

    async def _go_to(self, place: Place) -> None:
        here = self.current.key if self.current else self._last_chosen or None
        if await self.search_now(place.query, choose=place.key or here) and place.key:
            self.article_list.top = self.article_list.top_for(place.top)

    async def narrow(self, query: str) -> None:
        """Search in the result that is listed, as a refinement does."""
        before = self.place
        if await self.search_now(refined(before.query, query).text, choose=before.key or None):
            self._wider.append(before)

    async def search_anew(self, query: str) -> None:
        """List what a query finds among all articles; the next backspace shows all of them."""
        self._last_chosen = self.place.key or self._last_chosen
        if await self.search_now(query):
            self._wider.clear()

    def follow_focus(self, focused: Widget | None) -> None:
        """Show the title in the place of the search line that was closed."""
        super().follow_focus(focused)
        if not self.query_line.is_open:
            self.remove_class("-searching")

    def _leave_query_line(self) -> None:
        self.query_line.close()
        self.remove_class("-searching")

    def mark_mistake(self, error: QueryError) -> None:
        """Mark what cannot be understood."""
        start = self._typed_query.start
        self.query_line.mark(max(0, error.start - start), max(0, error.end - start))
