"""A screen that saves searches under names, and makes them again by their letters."""

import asyncio
from dataclasses import dataclass

from textual import getters, on, work
from textual.message import Message

from store.errors import GrtuiError, StoppedError
from store.library import Library
from store.saved_searches import SavedSearch, clean_name
from store.stopping import Stop
from tui.library_screen import LibraryScreen
from tui.search_line import SearchLineScreen
from widgets.prompt import Prompt
from widgets.search_strip import SearchStrip


class SavedSearchesScreen(SearchLineScreen):
    """Keeps searches for another day."""

    search_strip = getters.query_one(SearchStrip)

    @dataclass
    class SearchCounted(Message):
        """It is known how many articles a saved search finds."""

        name: str
        found: int

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.prompt = Prompt()
        self._counting = Stop()

    def search_letters(self) -> frozenset[str]:
        """The letters of the saved searches."""
        return frozenset(one.letter for one in self.library.find.saved() if one.letter)

    def show_searches(self, *, removes: bool) -> None:
        """Show the saved searches with their letters, and count what each finds."""
        searches = self.library.find.saved()
        keymap = self.keymap
        self.search_strip.open(
            searches,
            removes=removes,
            save_key=keymap.shown("save-search"),
            remove_key=keymap.next_key("run-search", "forget-search"),
        )
        self._stop_counting()
        self._count_searches(searches, self._counting)

    def hide_searches(self) -> None:
        """Show them no more."""
        self._stop_counting()
        self.search_strip.close()

    def _stop_counting(self) -> None:
        self._counting.set()
        self._counting = Stop()

    @work(thread=True, exclusive=True, group="count searches")
    def _count_searches(self, searches: list[SavedSearch], stop: Stop) -> None:
        for search in searches:
            try:
                found = self.library.find.count(f"@{search.name}", stop=stop)
                stop.wait(0)
            except StoppedError:
                return
            except GrtuiError:
                continue  # one that cannot be understood says so when it is made
            self.post_message(self.SearchCounted(search.name, found))

    @on(SearchCounted)
    def _show_search_count(self, message: SearchCounted) -> None:
        if self.search_strip.is_open:
            self.search_strip.counts = {**self.search_strip.counts, message.name: message.found}

    async def run_search(self, letter: str) -> None:
        """Make the saved search of a letter."""
        if search := self._search_of(letter):
            await self.search_anew(f"@{search.name}")

    async def forget_search(self, letter: str) -> None:
        """Remove the saved search of a letter."""
        if search := self._search_of(letter):
            await self.remove_search(search.name)

    async def remove_search(self, name: str) -> None:
        """Remove the saved search of a name."""
        search = await asyncio.to_thread(self.library.edit.forget_search, name)
        if search is None:
            raise GrtuiError(f"There is no saved search {name}.")
        if self.search_text.strip() == f"@{search.name}":
            await self.search_anew(search.query)
        self.say(f"removed @{search.name} (it was {search.query})")

    def _search_of(self, letter: str) -> SavedSearch | None:
        return next((one for one in self.library.find.saved() if one.letter == letter), None)

    async def action_save_search(self) -> None:
        """Ask for a name for the listed search."""
        name = clean_name(self.search_text)[:24].strip("-")
        question = f"save {self.search_text} as @"
        if len(question) > self.size.width // 2:
            question = "save this search as @"
        await self.have(self.prompt)
        self.prompt.open(question, name, back_to=self.focused, then="name_search")

    async def action_name_search(self) -> None:
        """Save the listed search under the name that was typed."""
        try:
            await self.save_search_as(self.prompt.taken())
        except GrtuiError as error:
            self.post_message(LibraryScreen.Failed(error))

    async def save_search_as(self, name: str) -> None:
        """Save the listed search under a name."""
        query = self.search_text
        save = self.library.edit.save_search
        search, before = await asyncio.to_thread(save, name, query)
        first = self.keymap.first_shown("run-search")
        key = f", {first} {search.letter} makes it again" if search.letter else ""
        old = f" (before: {before.query})" if before and before.query != query else ""
        self.say(f"saved @{search.name}{key}{old}")
