"""A screen from which one goes to all tags of the result, and comes back."""

import asyncio

from textual import on

from store.query import in_query
from store.tags import Facet, Tag
from tui.library_screen import LibraryScreen
from tui.saved_searches import SavedSearchesScreen
from tui.vocabulary_listing import listing


class NarrowingScreen(SavedSearchesScreen):
    """Lists what a search finds, and narrows it by a tag that is chosen among all."""

    async def action_vocabulary(self) -> None:
        """Show all tags of the result."""
        await self.all_saved()
        from tui.vocabulary_screen import VocabularyScreen

        listed = await asyncio.to_thread(listing, self.library, self.search_text)
        screen = VocabularyScreen(self.library, self.saves, listed, self._come_back, self.keymap)
        await self.app.push_screen(screen)

    async def _come_back(self, tag: Tag | None, has_changed: bool) -> None:
        """Show the articles as they are tagged now, those of a tag where there is one."""
        if has_changed:
            await self.show_names()
        if tag:
            await self.narrow(f"{tag.facet}:{in_query(tag.name)}")

    async def show_names(self) -> None:
        """Show the tags as they are called now, with their letters."""
        vocabulary = self.library.vocabulary
        hints = await asyncio.to_thread(lambda: {facet: vocabulary(facet) for facet in Facet})
        self.rows.forget()
        self.take_hints(hints)
        self.article_list.refresh()
        if self.current and self.current.key == self.article_view.key:
            self.article_view.retag(self.current)
        self.bring_in()  # a search for a name may find more now

    @on(LibraryScreen.NewsCame)
    def _tell_vocabulary(self, message: LibraryScreen.NewsCame) -> None:
        from tui.vocabulary_screen import VocabularyScreen

        for screen in self.app.screen_stack:
            if isinstance(screen, VocabularyScreen):
                screen.tell_news(message)
