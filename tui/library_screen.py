"""A screen that asks the library in the background, and is told by messages."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from textual import getters, work
from textual.message import Message
from textual.worker import get_current_worker

from store.answers import Found, News
from store.article import ArticleRow
from store.completing import Completion
from store.errors import GrtuiError, QueryError, StoppedError
from store.explaining import Explanation
from store.library import Library
from store.opening import Opened
from store.refresh import Progress, Refreshed
from store.stopping import Stop
from store.tags import Facet
from store.vocabulary import Hint
from tui.first_list import FIRST
from tui.rows import LazyRows
from tui.saves import Saves
from tui.saving_screen import SavingScreen
from widgets.article_list import ArticleList
from widgets.article_view import ArticleView
from widgets.set_page import SetPage

WATCH_SECONDS = 1.0
"""How often the reader looks whether another process has changed the tag file."""


class Search(NamedTuple):
    """What is searched for."""

    query: str = ""
    typing: bool = False
    """Is its last word perhaps not complete?"""


COMPLETE_AFTER = 0.05
"""Seconds without a key after which it is looked what the word may be."""

PAUSE = 0.15
"""Seconds without a key after which is done what takes longer than a key may."""


class LibraryScreen(SavingScreen):
    """Runs what may take time in threads; what comes of it arrives as a message.

    A worker that was overtaken by a newer one of its kind says nothing.
    """

    @dataclass
    class Searched(Message):
        """A search has found all, or the first of it."""

        search: Search
        found: Found
        rows: LazyRows

    @dataclass
    class Explained(Message):
        """It is known why a search found nothing."""

        search: Search
        explanation: Explanation

    @dataclass
    class Completed(Message):
        """It is known what may stand in the place of a word of a query."""

        query: str
        cursor: int
        completion: Completion

    @dataclass
    class NotUnderstood(Message):
        """A query cannot be understood."""

        search: Search
        error: QueryError

    @dataclass
    class ArticleRead(Message):
        """An article was read from its file."""

        opened: Opened
        ready: SetPage | None
        """How it was set, if there was room for it."""

    @dataclass
    class Progressed(Message):
        """The look through the folder came some way."""

        progress: Progress

    @dataclass
    class LookedThrough(Message):
        """The look through the folder ended."""

        changes: Refreshed

    @dataclass
    class Counted(Message):
        """The vocabulary, and the number of unread articles in a result, as they are now."""

        rows: LazyRows
        hints: dict[Facet, tuple[Hint, ...]]
        unread: int

    @dataclass
    class NewsCame(Message):
        """Another process changed the tag file, or it can be saved no more, or again."""

        news: News

    article_list = getters.query_one(ArticleList)
    article_view = getters.query_one(ArticleView)

    def __init__(self, library: Library) -> None:
        super().__init__(library, Saves())
        self._stop_search, self._stop_completion = Stop(), Stop()
        self.rows = LazyRows(library, ())
        """What is listed."""

    @property
    def current(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.article_list.current

    def search_for(self, search: Search, *, first: Found | None = None) -> None:
        """Search, from the `first` that was found on where that is known.

        `Searched` comes of it, once or twice, or `Searched` and `Explained`, or `NotUnderstood`.
        What is still searched for by then is given up.
        """
        self._stop_search.set()
        self._stop_search = Stop()
        self._search_for(search, first, self._stop_search)

    @work(thread=True, exclusive=True, group="search")
    def _search_for(self, search: Search, first: Found | None, stop: Stop) -> None:
        def tell(answer: Message) -> None:
            stop.wait(0)
            self.post_message(answer)

        find, query, typing = self.library.find, search.query, search.typing
        try:
            found = first or find.newest(query, FIRST, typing=typing, stop=stop)
            if first is None:
                tell(self.Searched(search, found, LazyRows.fetched(self.library, found.ids)))
            if not found.is_complete:
                stop.wait(PAUSE if typing and len(found.ids) == FIRST else 0)
                found = find.search(query, typing=typing, stop=stop)
                tell(self.Searched(search, found, LazyRows.fetched(self.library, found.ids)))
            if not found.ids and query.strip():
                stop.wait(PAUSE if typing else 0)
                tell(self.Explained(search, find.explain(query, typing=typing, stop=stop)))
        except StoppedError:
            pass
        except QueryError as error:
            self.post_message(self.NotUnderstood(search, error))
        except GrtuiError as error:
            if stop is self._stop_search:
                self.post_message(self.Failed(error))

    def complete_for(self, query: str, cursor: int) -> None:
        """Find out what the word at the cursor may be; `Completed` comes of it."""
        self._stop_completion.set()
        self._stop_completion = Stop()
        self._complete_for(query, cursor, self._stop_completion)

    @work(thread=True, exclusive=True, group="complete")
    def _complete_for(self, query: str, cursor: int, stop: Stop) -> None:
        try:
            stop.wait(COMPLETE_AFTER)  # what is found comes first
            completion = self.library.find.complete(query, cursor, stop=stop)
        except GrtuiError:
            return  # the search tells what is wrong
        self.post_message(self.Completed(query, cursor, completion))

    @work(thread=True, exclusive=True, group="folder")
    def look_through(self) -> None:
        """Look for new and changed files; `Progressed` as it goes, then `LookedThrough`."""

        def report(progress: Progress) -> None:
            self.post_message(self.Progressed(progress))

        changes = self.refreshed(report)
        if not get_current_worker().is_cancelled:
            self.post_message(self.LookedThrough(changes))

    def refreshed(self, report: Callable[[Progress], None]) -> Refreshed:
        """What a look through the folder, in a worker that can be stopped, has changed."""
        worker = get_current_worker()
        try:
            return self.library.refresh(report, stop=lambda: worker.is_cancelled)
        except GrtuiError as error:
            return Refreshed(troubles=(str(error),))

    @work(thread=True, exclusive=True, group="count")
    def count(self, rows: LazyRows) -> None:
        """Count again what changes with tags and marks; `Counted` comes of it."""
        worker = get_current_worker()
        try:
            hints = {facet: self.library.vocabulary(facet) for facet in Facet}
            answer: Message = self.Counted(rows, hints, self.library.unread_among(rows.ids))
        except GrtuiError as error:
            answer = self.Failed(error)
        if not worker.is_cancelled:
            self.post_message(answer)

    @work(group="watch")
    async def follow_tag_file(self) -> None:
        """Look every second what others did; `NewsCame` comes of it when there is something."""
        obstacle = ""
        while True:
            try:
                news = await asyncio.to_thread(self.library.news)
            except GrtuiError:
                news = News(False, obstacle)  # what the reader does next tells what is wrong
            if news.changed or news.obstacle != obstacle:
                self.post_message(self.NewsCame(news))
            obstacle = news.obstacle
            await asyncio.sleep(WATCH_SECONDS)
