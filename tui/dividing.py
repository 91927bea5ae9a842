"""A screen whose list and article share the columns as the reader likes."""

import os

from textual import events, on

from store import locations
from store.layout import Layout
from store.library import Library
from tui.reading import TWO_PANES
from tui.zen import ZenScreen
from widgets.divider import Divider

LEAST = 20
"""Columns that each pane keeps."""

STEP = 4
"""Columns by which a key makes the list wider or narrower."""


class DividingScreen(ZenScreen):
    """Moves the line between list and article, by keys and by the mouse."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._layout = Layout(locations.common_state_file(os.environ, "layout"))
        self._list_width = self._layout.list_width  # None for what the stylesheet says

    @on(events.Resize)
    def _share_anew(self, event: events.Resize) -> None:
        self._share(event.size.width)

    def _share(self, columns: int) -> None:
        """Give the list its width; where there is one pane, that has all columns.

        A width that was dragged is a number of columns, so no class can stand for it.
        """
        width = None
        if self._list_width is not None and columns >= TWO_PANES:
            width = list_width(self._list_width, columns)
        self.article_list.styles.width = self.article_list.styles.max_width = width

    def _widen(self, columns: int) -> None:
        if self.is_narrow:
            self.say(f"From {TWO_PANES} columns on the list and the article stand side by side.")
            return
        now = self.article_list.size.width if self._list_width is None else self._list_width
        self._list_width = list_width(list_width(now, self.size.width) + columns, self.size.width)
        self._share(self.size.width)
        self._layout.keep_list_width(self._list_width)

    def action_list_narrower(self) -> None:
        """Make the list narrower."""
        self._widen(-STEP)

    def action_list_wider(self) -> None:
        """Make the list wider."""
        self._widen(STEP)

    @on(Divider.Dragged)
    def _follow_mouse(self, message: Divider.Dragged) -> None:
        self._list_width = list_width(message.column, self.size.width)
        self._share(self.size.width)

    @on(Divider.Dropped)
    def _keep_width(self) -> None:
        if self._list_width is not None:
            self._layout.keep_list_width(self._list_width)


def list_width(wanted: int, columns: int) -> int:
    """The columns of the list, of so many for list, divider and article.

    >>> list_width(44, 80), list_width(3, 80), list_width(99, 80)
    (44, 20, 59)
    """
    return max(LEAST, min(wanted, columns - LEAST - 1))
