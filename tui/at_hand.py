"""The articles that were set last, at hand for when one comes to them."""

from collections.abc import Callable

from store.library import Library
from widgets.article_page import Page
from widgets.set_page import SetPage, set_page

KEPT = 12
"""How many articles are kept."""

MOST_LINES = 2_000
"""A page of more lines is not kept: each takes some 400 bytes."""

MOST_BYTES = 100_000
"""An article of more bytes is not opened before it is chosen: that would keep the keys waiting."""


class AtHand:
    """Set pages, as long as nothing that the index knows of their articles has changed."""

    def __init__(self, library: Library) -> None:
        """Of the articles of a library."""
        self._library = library
        self._kept: dict[str, SetPage] = {}

    def keep(self, ready: SetPage) -> None:
        """Keep a page, and forget the one that was kept longest."""
        key = ready.opened.row.key
        self._kept.pop(key, None)
        if len(ready.head) + len(ready.text) <= MOST_LINES:
            self._kept[key] = ready
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]

    def page_of(self, key: str, page: Page | None) -> SetPage | None:
        """An article as it would be set now on a page; None where it must be opened or set.

        Its file may have changed: to look at that may take time (see `Library.is_as_opened`).
        """
        ready = self._kept.get(key)
        if not (page and ready and ready.page == page):
            return None
        return None if self._library.has_changed_since(ready.opened) else ready

    def set(self, key: str, page: Page, is_needed: Callable[[], bool] = lambda: True) -> SetPage:
        """Open and set an article, as far as that is not done. For a thread (see `set_page`).

        Raises:
            GrtuiError: It cannot be opened.
        """
        before = self._kept.get(key)
        if before and self._library.is_as_opened(before.opened):
            opened = before.opened
        else:
            opened = self._library.open_article(key)
        return set_page(opened, page, before=before, is_needed=is_needed)

    def set_ahead(self, key: str, page: Page) -> SetPage | None:
        """The same; None for an article that is too large to be set before it is chosen.

        Raises:
            GrtuiError: It cannot be opened.
        """
        return self.set(key, page) if self._library.size_of(key) <= MOST_BYTES else None
