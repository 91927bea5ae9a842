"""The screen that is there first, and answers moves while the rest of the program is imported."""

import os
from collections import deque
from itertools import islice

from rich.text import Text
from textual import events, getters
from textual.app import ComposeResult

from store import locations
from store.layout import Layout
from store.marks import NO_MARKS, Marks
from store.tags import Facet, fold
from tui import wording
from tui.base_screen import BaseScreen
from tui.first_list import FirstList
from tui.keymap import Keymap
from tui.panes import BREAKPOINTS, TWO_PANES, breakpoint_of, share
from tui.title import listed, place_parts
from widgets.article_list import ArticleList
from widgets.bar import Bar
from widgets.divider import Divider
from widgets.line_list import FAR


class FirstScreen(BaseScreen[None]):
    """Shows what the main screen will: the list, the lines around it, and no article yet."""

    AUTO_FOCUS = "ArticleList"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    article_list = getters.query_one(ArticleList)
    title_bar = getters.query_one("#title", Bar)
    status = getters.query_one("#status", Bar)

    def __init__(self, library: str, keymap: Keymap, first: FirstList | None, columns: int) -> None:
        """Show a list of a library, by its name, on some columns, and take the keys of moves.

        None is for a list that cannot be had: the main screen will say why.
        """
        super().__init__(classes=breakpoint_of(columns))
        self._library = library
        self._keymap = keymap
        self._first = first
        self._marks = NO_MARKS
        self._list_width = Layout(locations.common_state_file(os.environ, "layout")).list_width
        self.was_used = False
        """Has the reader moved?"""
        self.is_drawn = False
        """Is it in sight, so that there are lines to move by?"""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Bar(id="title")
        yield Bar(id="status")
        yield ArticleList()
        yield Divider()

    def on_mount(self) -> None:
        """Show the list."""
        if self._first:
            self.article_list.letters = {
                facet: {fold(hint.name): hint.letter for hint in self._first.hints[facet]}
                for facet in Facet
            }
            self._marks = Marks(self._first.found.query)
            self.article_list.show(self._first.rows, self._first.line, self._marks)
        self._use_room()
        self._show_status()

    def on_resize(self) -> None:
        """Use the room that there is."""
        if self.is_drawn:
            self._use_room()
            self._show_status()

    def _use_room(self) -> None:
        share(self.article_list, self._list_width, self.app.size.width)
        self._show_place()

    def _show_place(self) -> None:
        first, bar = self._first, self.title_bar
        bar.left = listed(bar, self._library, first.place.query if first else "")
        if first and first.rows:
            cursor, columns = self.article_list.cursor, self.app.size.width
            parts = place_parts(cursor, first.found, len(first.rows), columns)
            bar.right = Text(" · ".join(parts), bar.style("dim"))

    def _show_status(self) -> None:
        bar, rows = self.status, self.article_list.rows
        is_said = bool(self._first and self._first.place.query)
        if is_said and not (self.was_used and self._marks):
            bar.left = Text(wording.last_search(self._keymap.shown("widen")))
        else:
            bar.left = Text()
        # How much of the article is in sight will be there.
        has_percent = rows and self.app.size.width >= TWO_PANES
        bar.right = Text(" " * len("100 %") if has_percent else "")
        bar.words = [
            bar.word(command.first_key, command.hint)
            for command in self._keymap.hinted()
            if rows or not command.needs
        ]

    def take_moves(self, keys: deque[events.Key | events.Paste]) -> None:
        """Move as keys say, and take those from what waits: up to the first one that is no move."""
        while self.is_drawn and (moved := self._moves_at(keys)):
            for _ in range(moved):
                keys.popleft()

    def _moves_at(self, keys: deque[events.Key | events.Paste]) -> int:
        """Move by the keys at the beginning: how many that takes, 0 where they are no move."""
        if not self.article_list.rows:
            return 0
        half, end = max(1, self.article_list.size.height // 2), FAR
        if self._first and not self._first.found.is_complete:
            end = 0  # the last article of all is not listed yet
        moves = {"down": 1, "up": -1, "half-page-down": half, "half-page-up": -half}
        moves |= {"top": -FAR, "bottom": end}
        pressed = [key.key if isinstance(key, events.Key) else "" for key in islice(keys, 9)]
        for command in self._keymap.main:
            if lines := moves.get(command.name):
                for chord in map(str.split, command.key_list):
                    if pressed[: len(chord)] == chord:
                        self.was_used = True
                        self.article_list.move(lines)
                        self._show_place()
                        self._show_status()
                        return len(chord)
        return 0

    @property
    def left(self) -> FirstList | None:
        """The list as the reader left it, for the screen that follows."""
        first, lines = self._first, self.article_list
        if not (first and lines.current and (self.was_used or lines.cursor != first.line)):
            return first
        return first.left_at(lines.current, lines.cursor, lines.top)
