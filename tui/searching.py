"""A screen that lists what a search finds, and what is new in it."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.reactive import var
from textual.worker import get_current_worker

from store.answers import Found
from store.errors import GrtuiError, QueryError
from store.library import Library
from store.marks import Marks
from store.other_files import other_files
from store.refresh import Refreshed
from tui import wording
from tui.first_list import FIRST, found_with
from tui.library_screen import LibraryScreen, Search
from tui.nothing_there import no_articles, nothing_found
from tui.reading import ReadingScreen
from tui.rows import LazyRows, with_others

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
        found: Found
        no_match: int
        """How many of the rows match the search no longer."""

    search_text: var[str] = var("")
    """The search whose result is listed."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.found = Found((), 0)
        """What the listed search found; its `ids` may be fewer than the rows."""
        self.was_used = False
        self._asked = self._listed = Search()
        self._misunderstood = ""
        self._wanted = ""  # the article to choose as soon as it is listed
        self._troubles: Sequence[str] = ()  # what the last look through the folder told
        self._others = Counter[str]()
        self._untold: list[Step] = []
        self.progress = ""
        """How far the look through the folder has come."""

    def mark_mistake(self, error: QueryError) -> None:
        """Mark in the search line what cannot be understood."""
        raise NotImplementedError

    def explain(self, error: QueryError) -> None:
        """Mark what cannot be understood, and say why; the last result stays."""
        self.mark_mistake(error)
        self._misunderstood = str(error)
        self.tell(error)

    def list_result(
        self, search: Search, rows: LazyRows, found: Found, *, choose: str | None = None
    ) -> None:
        """List a result; the cursor goes to the article `choose`, or stays where it is.

        Either as far as the result has the article.
        """
        query = search.query
        is_another = query != self.search_text
        self._wanted = "" if found.is_complete else choose or ""
        line = self._line_in(rows, choose, is_same_search=not is_another)
        top = None if is_another else self._top_in(rows)
        anchor = self._anchor_in(rows, is_same_search=not is_another)
        if found.query != self.found.query:
            self.marks = Marks(found.query)
        self._listed = search
        self.rows, self.found = rows, found
        self.article_list.nothing = self._what_to_do(query)
        self.article_list.range_start = anchor
        self.article_list.show(rows, line, self.marks, top=top)
        self.count_unlisted()
        self.search_text = query
        self.mark_article(later=search.typing)
        is_mended = search == self._asked and self.message == self._misunderstood
        if self.message and (is_another or is_mended):
            self.say("")
        self.show_place()
        self.refresh_bindings()

    def _anchor_in(self, rows: LazyRows, *, is_same_search: bool) -> int | None:
        """The line of a new result at which an open range begins; it is marked if it ends here.

        It goes on only in the same search, where both its ends still are.
        """
        anchor = self.article_list.range_start
        if anchor is None:
            return None
        begin, end = (self.rows.ids[line] for line in (anchor, self.article_list.cursor))
        if is_same_search and begin in rows.ids and end in rows.ids:
            return rows.ids.index(begin)
        self.keep_range()
        return None

    def _to_choose(self, choose: str | None) -> str:
        """The key of the article that the cursor goes to in a new result; empty for the first."""
        # Until the reader does something, the newest article stays chosen, whatever comes in.
        return choose or (self.current.key if self.current and self.was_used else "")

    def _line_in(self, rows: LazyRows, choose: str | None, *, is_same_search: bool) -> int:
        """The line of a new result that the cursor goes to."""
        if not (chosen := self._to_choose(choose)):
            return 0
        if (line := rows.line_of(chosen)) is not None:
            return line
        # The article has left, or its file was edited: then it is most likely in the same place.
        return self.article_list.cursor if is_same_search else 0

    def _top_in(self, rows: LazyRows) -> int | None:
        """The line of a new result that holds what the first line in sight does."""
        top = self.article_list.top
        id_ = self.rows.ids[top] if top < len(self.rows) else None
        return rows.ids.index(id_) if id_ in rows.ids else None

    def _what_to_do(self, query: str) -> str:
        if query:
            return nothing_found(query, keymap=self.keymap)
        if self.is_looking:
            return "Looking for articles."
        folder, keymap = self.library.shown_folder, self.keymap
        return no_articles(folder, self._others, self._troubles, keymap=keymap)

    def search_on(self, search: Search, found: Found) -> None:
        """Find what is left, or why nothing was found."""
        if not found.is_complete or not found.ids:
            self.search_for(search, first=found)

    def ask(self, search: Search) -> None:
        """Search in the background; the answer to an older question is not shown any more."""
        self._asked = search
        self.search_for(search)

    async def search_now(self, query: str, *, choose: str | None = None) -> bool:
        """Search before the next key is taken; False where the query cannot be understood."""
        self._asked = search = Search(query)
        self._stop_search.set()
        try:
            found = await asyncio.to_thread(self.library.find.newest, query, FIRST)
        except QueryError as error:
            self.explain(error)
            return False
        key = self._to_choose(choose)
        found = await asyncio.to_thread(found_with, self.library, key, query, found)
        self.list_result(search, LazyRows(self.library, found.ids), found, choose=choose)
        self.search_on(search, found)
        return True

    @on(LibraryScreen.Searched)
    def _show_result(self, message: LibraryScreen.Searched) -> None:
        # The first of what is listed already would take the cursor out of the rest.
        is_less = message.search == self._listed and len(message.rows) < len(self.rows)
        if message.search == self._asked and (message.found.is_complete or not is_less):
            # Unless the reader has gone elsewhere in what was there first.
            choose = self._wanted if not self.article_list.cursor else None
            self.list_result(message.search, message.rows, message.found, choose=choose)

    @on(LibraryScreen.Explained)
    def _show_explanation(self, message: LibraryScreen.Explained) -> None:
        if message.search == self._listed and not self.rows:
            query = message.search.query
            self.article_list.nothing = nothing_found(
                query, message.explanation, keymap=self.keymap
            )

    @on(LibraryScreen.NotUnderstood)
    def _show_query_error(self, message: LibraryScreen.NotUnderstood) -> None:
        if message.search == self._asked:
            self.explain(message.error)

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
            found = found._replace(unread=self.library.unread_among(rows.ids))
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

    async def list_all(self) -> None:
        """List all that was found, where only the first of it is listed."""
        if not self.found.is_complete:
            search, find = self._listed, self.library.find
            found = await asyncio.to_thread(find.search, search.query, typing=search.typing)
            self.list_result(search, LazyRows(self.library, found.ids), found)

    async def action_bottom(self) -> None:
        """To the last line, of all that is found."""
        await self.list_all()
        await super().action_bottom()

    def look_at_folder(self) -> None:
        """Look for new and changed files, and list them as they come."""
        self.is_looking = True
        self.look_through()

    @on(LibraryScreen.Progressed)
    def _show_progress(self, message: LibraryScreen.Progressed) -> None:
        if self.is_looking and message.progress.done < message.progress.total:
            self.progress = wording.progress(message.progress)
            self.show_status()
            self.ask(self._asked)

    @on(LibraryScreen.LookedThrough)
    async def _show_changes(self, message: LibraryScreen.LookedThrough) -> None:
        self.is_looking, self.progress = False, ""
        self._troubles = message.changes.troubles
        if not (self.rows or message.changes.added):
            self._others = await asyncio.to_thread(other_files, self.library.folder)
        self.article_list.nothing = self._what_to_do(self.search_text)
        self.show_status()
        # Another grtui may have taken in what this one did not find new any more.
        self.ask(self._asked)
        self.count(self.rows)
        if self.current and not self.article_view.has_text:  # its file may be back
            self.read_article(self.current.key)
        self.say_what_is_new(message.changes)

    def say_what_is_new(self, changes: Refreshed) -> None:
        """Say what a look through the folder found, if anything."""
        if news := wording.refreshed(changes):
            self.say(news, error=bool(changes.troubles))
