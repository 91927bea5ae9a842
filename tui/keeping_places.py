"""A screen that knows where each article was left."""

import asyncio

from textual import work

from store.library import Library
from store.opening import Opened
from tui.typed_changes import TypedChangesScreen
from widgets.article_view import ArticleView


class KeepingPlacesScreen(TypedChangesScreen):
    """Keeps the place in an article when one leaves it, in the background, and at the end."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._left: dict[str, int] = {}
        """The places in the articles that were left since the start, by key."""
        self._keeping = asyncio.Lock()
        self._view: ArticleView | None = None

    def on_mount(self) -> None:
        """Have the article at hand when all is taken down."""
        self._view = self.article_view

    def place_in(self, opened: Opened) -> int:
        """Where an article was left, in this run or before."""
        return self._left.get(opened.row.key, opened.place)

    def leave_article(self) -> None:
        """Keep the place in the article that is shown, if the reader moved in it."""
        if left := self._place_left():
            self._keep(*left)

    @work(group="places")
    async def _keep(self, key: str, place: str | None) -> None:
        async with self._keeping:  # one after the other, as one may come and go again
            await asyncio.to_thread(self.library.places.put, key, place)

    def _place_left(self) -> tuple[str, str | None] | None:
        """The article that is left, and the place; none at its top, and where it was read."""
        view = self._view
        if not (view and view.key and view.was_moved):
            return None
        self._left[view.key] = place = 0 if view.is_at_end else view.place
        return view.key, str(place) if place else None

    def on_unmount(self) -> None:
        """Keep the place at the end, however it comes."""
        if left := self._place_left():
            self.library.places.put(*left)
