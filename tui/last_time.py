"""A screen that opens where it was left the last time."""

import asyncio

from store.library import Library
from tui import wording
from tui.first_list import FirstList, first_list
from tui.library_screen import Search
from tui.place import Place
from tui.watching import WatchingScreen


class LastTimeScreen(WatchingScreen):
    """Remembers the listed search and the chosen article, and begins with them."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.restores = True
        """Does it begin where it was left? Else with all articles."""
        self.first: FirstList | None = None
        """What another screen has listed already."""

    def list_first(self) -> None:
        """List what was listed the last time, with the article that was chosen, if it is there.

        Raises:
            GrtuiError: The index cannot be used.
        """
        first = self.first or first_list(self.library, restores=self.restores)
        query, key, top = first.place.query, first.place.key, first.place.top
        self._asked = search = Search(query)
        self.was_used = first.is_place_chosen
        self.list_result(search, first.rows, first.found, choose=key if self.was_used else None)
        if top:  # the list has no room yet, so it keeps what it is told
            self.article_list.top = top
        self.take_hints(first.hints)
        if query and not (first.was_moved_in and self.marks):
            self.say(wording.last_search(self.keymap.shown("widen")))
        self.call_after_refresh(self.search_on, search, first.found)

    async def search_now(self, query: str, *, choose: str | None = None) -> bool:
        """Search, and remember it: a reader that is killed opens with it, too."""
        is_listed = await super().search_now(query, choose=choose)
        if is_listed:
            await self._remember_place(self.place)
        return is_listed

    async def remember_place(self) -> None:
        """Remember where one is, for the next time."""
        await self._remember_place(self._before if self.query_line.is_open else self.place)

    async def _remember_place(self, place: Place) -> None:
        await asyncio.to_thread(self.library.last_time.put, place.query, place.key)
