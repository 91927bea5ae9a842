"""A screen that knows where each article was left."""

from threading import Lock

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
        """The places in the articles that were left since the start, by key; 0 for none."""
        self._unkept: dict[str, int] = {}
        """Those of them that are not on disk yet."""
        self._keeping = Lock()
        self._view: ArticleView | None = None

    def on_mount(self) -> None:
        """Have the article at hand when all is taken down."""
        self._view = self.article_view

    def place_in(self, opened: Opened) -> int:
        """Where an article was left, in this run or before."""
        return self._left.get(opened.row.key, opened.place)

    def leave_article(self) -> None:
        """Keep the place in the article that is shown, if the reader moved in it."""
        if self._note_place():
            self._keep_in_background()

    def _note_place(self) -> bool:
        """Note the place; none at the top, nor in an article that was read to its end."""
        view = self._view
        if not (view and view.key and view.was_moved):
            return False
        place = 0 if view.is_at_end else view.place
        self._left[view.key] = self._unkept[view.key] = place
        view.stay()
        return True

    @work(thread=True, group="places")
    def _keep_in_background(self) -> None:
        self._keep()

    def _keep(self) -> None:
        with self._keeping:  # one after the other, as one may come back and go again
            while self._unkept:
                key, place = self._unkept.popitem()
                self.library.places.put(key, str(place) if place else None)

    def on_unmount(self) -> None:
        """Keep the last place, however the end comes."""
        self._note_place()
        self._keep()
