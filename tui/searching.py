"""A screen that searches as one types, and lists what is found."""

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events, getters, on, work
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget
from textual.worker import get_current_worker

from store.answers import Found
from store.errors import GrtuiError, QueryError
from store.library import Library
from store.marks import Marks
from store.refining import Refined, refined
from store.stopping import Stop
from tui import wording
from tui.library_screen import FIRST, LibraryScreen, Search
from tui.reading import ReadingScreen
from tui.rows import LazyRows, with_others
from widgets.query_line import QueryLine

if TYPE_CHECKING:
    from store.history import Step


AT_ONCE = 0.03
"""Seconds that a letter waits for what it finds, so that both are drawn together."""


@dataclass(frozen=True, slots=True)
class Place:
    """A search, and the article that was chosen in its result."""

    query: str = ""
    key: str = ""


class SearchingScreen(ReadingScreen):
    """Lists the result of a search, and brings in what is new in the folder."""

    @dataclass
    class BroughtIn(Message):
        """The listed result with what others changed."""

        search: Search
        before: LazyRows
        """What was listed when the search was made."""
        rows: LazyRows
        found: Found
        no_match: int
        """How many of the rows match the search no longer."""

    search_text: var[str] = var("")
    """The search whose result is listed."""

    query_line = getters.query_one(QueryLine)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.rows = LazyRows(library, ())
        self.found = Found((), 0)
        """What the listed search found; its `ids` may be fewer than the rows."""
        self.was_used = False
        self._asked = self._listed = Search()
        self._before = Place()
        """Where `esc` goes back to from the search line."""
        self._wider: list[Place] = []
        """The searches that were refined, the widest first."""
        self._misunderstood = ""
        self._is_looking = True  # as soon as there is a screen
        self._was_in_trouble = False
        self._untold: list[Step] = []
        self.progress = ""
        """How far the look through the folder has come."""

    def show_place(self) -> None:
        """Show the query, and where the cursor is in its result."""
        raise NotImplementedError

    @property
    def place(self) -> Place:
        """The listed search, and the chosen article."""
        return Place(self.search_text, self.current.key if self.current else "")

    def list_result(
        self, search: Search, rows: LazyRows, found: Found, *, choose: str | None = None
    ) -> None:
        """List a result; the cursor goes to the article `choose`, or stays where it is.

        Either as far as the result has the article.
        """
        query = search.query
        is_another = query != self.search_text
        line = self._line_in(rows, choose, is_same_search=not is_another)
        if is_another:
            self.marks = Marks(found.query)
        self._listed = search
        self.rows, self.found = rows, found
        self.article_list.nothing = self._what_to_do(query)
        self.article_list.show(rows, line, self.marks)
        self.search_text = query
        self.mark_article(later=search.typing)
        if is_another and not self.is_error:
            self.say("")
        if self._misunderstood and self.message == self._misunderstood:
            self.say("")
        self.show_place()
        self.refresh_bindings()

    def _line_in(self, rows: LazyRows, choose: str | None, *, is_same_search: bool) -> int:
        """The line of a new result that the cursor goes to."""
        # Until the reader does something, the newest article stays chosen, whatever comes in.
        chosen = choose or (self.current.key if self.current and self.was_used else "")
        if not chosen:
            return 0
        at = self.library.ids([chosen]).get(chosen, -1)
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

    # The search line ------------------------------------------------------------------------------

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
        except TimeoutError:
            self.search_for(search)
        except QueryError as error:
            self._explain(error)
        except GrtuiError as error:
            self.tell(error)
        else:
            self.list_result(search, rows, found)
            self._search_on(search, found)

    def _search_on(self, search: Search, found: Found) -> None:
        """Find what is left, or why nothing was found."""
        if not found.is_complete or not found.ids:
            self.search_for(search, first=found)

    def action_search(self) -> None:
        """Go to the search line."""
        if not self.query_line.is_open:
            self._open_line(self.search_text)

    def action_refine(self) -> None:
        """Search in the result that is listed."""
        if not self.query_line.is_open:
            self._open_line("", within=self.search_text)

    def _open_line(self, query: str, *, within: str = "") -> None:
        self._before = self.place
        self.add_class("-searching")
        past = self.library.find.past.all()
        back_to = self.article_list
        self.query_line.open(query, within=within, past=past, back_to=back_to)
        self.show_place()

    @on(QueryLine.Typed)
    def _search_as_typed(self, message: QueryLine.Typed) -> None:
        # A letter may come here when others have followed, its line was left, or enter has asked.
        if not self.query_line.is_open or message.query != self.query_line.query_text:
            return
        query, start = self._typed_query
        if query == self._before.query:
            if query != self._asked.query:
                self._ask(Search(query))
        elif query != self._asked.query:
            self._ask(Search(query, typing=True))
        if message.asks:
            self.complete_for(query, start + message.cursor)

    @property
    def _typed_query(self) -> Refined:
        """What the line asks for, with the search that it refines."""
        return refined(self.query_line.within, self.query_line.query_text, typing=True)

    @on(LibraryScreen.Completed)
    def _offer(self, message: LibraryScreen.Completed) -> None:
        query, start = self._typed_query
        if self.query_line.is_open and message.query == query:
            self.query_line.offer(message.completion.moved(-start))

    def _ask(self, search: Search) -> None:
        """Search in the background; the answer to an older question is not shown any more."""
        self._asked = search
        self.search_for(search)

    async def action_keep_search(self) -> None:
        """Leave the search line with its result; keys that follow at once act on that."""
        typed, within = self.query_line.query_text, self.query_line.within
        query = refined(within, typed).text
        seen = len(self.rows) if self._listed == Search(query, typing=True) else 0
        if not await self._search_now(query):
            return
        if not self.rows and query[-1:].isalnum() and await self._finds(f"{query}*"):
            query += "*"
            await self._search_now(query)
        if within and query != within:
            self._wider.append(self._before)
        elif not within:
            self._wider.clear()
        self._leave_query_line()
        if self.found.is_complete and len(self.rows) < seen:
            self.say(wording.whole_words(query, seen))
        await asyncio.to_thread(self.library.find.past.add, query)

    async def _finds(self, query: str) -> bool:
        found = await asyncio.to_thread(self.library.find.newest, query, 1)
        return bool(found.ids)

    async def action_drop_search(self) -> None:
        """Leave the search line, and go back to the result and the article from before."""
        self._leave_query_line()
        await self._go_to(self._before)

    async def action_widen(self) -> None:
        """Take the last refinement back; at last show all articles."""
        await self._go_to(self._wider.pop() if self._wider else Place())

    async def _go_to(self, place: Place) -> None:
        here = self.current.key if self.current else None
        await self._search_now(place.query, choose=place.key or here)

    async def search_anew(self, query: str) -> None:
        """List what a query finds among all articles; the next backspace shows all of them."""
        if await self._search_now(query):
            self._wider.clear()

    async def _search_now(self, query: str, *, choose: str | None = None) -> bool:
        """Search before the next key is taken; False where the query cannot be understood."""
        self._asked = search = Search(query)
        self._stop_search.set()
        try:
            found = await asyncio.to_thread(self.library.find.newest, query, FIRST)
        except QueryError as error:
            self._explain(error)
            return False
        self.list_result(search, LazyRows(self.library, found.ids), found, choose=choose)
        self._search_on(search, found)
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

    # What comes back ------------------------------------------------------------------------------

    @on(LibraryScreen.Searched)
    def _show_result(self, message: LibraryScreen.Searched) -> None:
        if message.search == self._asked:
            self.list_result(message.search, message.rows, message.found)

    @on(LibraryScreen.Explained)
    def _show_explanation(self, message: LibraryScreen.Explained) -> None:
        if message.search == self._listed and not self.rows:
            query = message.search.query
            self.article_list.nothing = wording.nothing_found(query, message.explanation)

    @on(LibraryScreen.NotUnderstood)
    def _show_query_error(self, message: LibraryScreen.NotUnderstood) -> None:
        if message.search == self._asked:
            self._explain(message.error)

    def _explain(self, error: QueryError) -> None:
        """Mark what cannot be understood, and say why; the last result stays."""
        start = self._typed_query.start
        self.query_line.mark(max(0, error.start - start), max(0, error.end - start))
        self._misunderstood = str(error)
        self.tell(error)

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
            rows = LazyRows(self.library, with_others(found.ids, stay, before.ids))
            found = replace(found, unread=self.library.unread_among(rows.ids))
        except GrtuiError as error:
            answer: Message = self.Failed(error)
        else:
            answer = self.BroughtIn(search, before, rows, found, len(stay))
        if not worker.is_cancelled:
            self.post_message(answer)

    @on(BroughtIn)
    def _list_brought_in(self, message: BroughtIn) -> None:
        if message.before is self.rows:
            self.list_result(message.search, message.rows, message.found)
            if self._untold and not self.is_error:
                self.say(wording.news(self._untold, message.no_match))
            self._untold = []
        else:  # another search was listed meanwhile; it may have come before the change
            self.bring_in()
        self.count(self.rows)

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
