"""A screen whose list and article share the columns as the reader likes."""

import os

from textual import events, on

from store import locations
from store.layout import Layout
from store.library import Library
from tui.panes import TWO_PANES, list_width, share
from tui.zen import ZenScreen
from widgets.divider import Divider

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
        share(self.article_list, self._list_width, columns)

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
