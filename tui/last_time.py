"""A screen that opens where it was left the last time."""

import asyncio

from store.answers import Found
from store.errors import QueryError
from store.library import Library
from tui import wording
from tui.library_screen import FIRST, Search
from tui.rows import LazyRows
from tui.search_line import Place
from tui.watching import WatchingScreen


class LastTimeScreen(WatchingScreen):
    """Remembers the listed search and the chosen article, and begins with them."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.restores = True
        """Does it begin where it was left? Else with all articles."""

    def list_first(self) -> None:
        """List what was listed the last time, with the article that was chosen, if it is there."""
        place = Place(*self.library.last_time.read()) if self.restores else Place()
        try:
            found, key = self._found_again(place)
        except QueryError:  # it speaks of a saved search that is gone
            place = Place(key=place.key)
            found, key = self._found_again(place)
        self._asked = search = Search(place.query)
        rows = LazyRows(self.library, found.ids)
        self.was_used = bool(place.query or (key and rows.line_of(key)))
        self.list_result(search, rows, found, choose=key if self.was_used else None)
        if place.query:
            self.say(wording.last_search(self.keymap.shown("widen")))
        self.call_after_refresh(self.search_on, search, found)

    def _found_again(self, place: Place) -> tuple[Found, str]:
        """What a search finds, all of it if an article that is there is not among the first."""
        found = self.library.find.newest(place.query, FIRST)
        key = place.key if self.library.ids([place.key]) else ""
        return self.found_with(key, place.query, found), key

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
