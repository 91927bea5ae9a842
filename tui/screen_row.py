"""A row of the screen: what is in its cells, and which of them the terminal does not show yet."""

from bisect import bisect_left
from collections.abc import Iterator

from tui.cells import BEHIND, Run, is_unsure
from tui.flowing import flows_in
from tui.sgr import is_background, on_blanks

UNKNOWN = "unknown"
"""What is in a cell, and how it looks, where that is not known."""

BRIDGE = 4
"""So many cells that stay as they are take no more bytes than the code that passes over them."""

LEAST_ERASED = 4
"""The code that erases the rest of a row takes three bytes."""


class Row:
    """Cells, each with what is in it and how it looks."""

    __slots__ = ("_changed", "_flowed", "_runs", "cells", "is_sure", "styles")

    def __init__(self, columns: int) -> None:
        self.cells = [UNKNOWN] * columns
        self.styles = [UNKNOWN] * columns
        self._runs: dict[int, Run] = {}
        """What was drawn last, by its column, as long as nothing is drawn over it."""
        self._changed: list[int] = []
        self._flowed = columns
        self.is_sure = True
        """Do all terminals give its characters as many cells as are theirs here?"""

    def put(self, column: int, run: Run) -> None:
        """Draw a run, as far as there is room."""
        if self._runs.get(column) is run:
            return
        room = len(self.cells) - column
        cells, styles = run.cells[:room], run.styles[:room]
        end = column + len(cells)
        self._cut(column)
        self._cut(end)
        before = self.cells[column:end], self.styles[column:end]
        if before != (cells, styles):
            both = enumerate(zip(*before, cells, styles, strict=True), column)
            self._changed += [at for at, (a, b, c, d) in both if a != c or b != d]
            self.cells[column:end] = cells
            self.styles[column:end] = styles
            if not (self.is_sure and run.is_sure):
                self.is_sure = not any(map(is_unsure, self.cells))
        for at, other in [*self._runs.items()]:
            if at < end and at + len(other.cells) > column:
                del self._runs[at]
        self._runs[column] = run

    def _cut(self, column: int) -> None:
        """Know nothing of a character of two cells that something is drawn over from one side."""
        if 0 < column < len(self.cells) and self.cells[column] == BEHIND:
            for at in (column - 1, column):
                self.cells[at] = self.styles[at] = UNKNOWN
                self._changed = [changed for changed in self._changed if changed != at]

    def take_changed(self, *, erases_in_colour: bool) -> tuple[list[int], int | None]:
        """The columns that the terminal does not show yet, and where the rest is erased instead.

        Behind a character of which it may make more cells than are there, all must be sent again,
        and where words flow also what is before it.
        """
        cells = self.cells
        changed, self._changed = sorted(set(self._changed)), []
        first = len(cells)
        if not self.is_sure:
            first = next((at for at in changed if is_unsure(cells[at])), first)
        if changed and (flow := self._flow()) <= changed[-1]:
            first = min(first, flow)
        known = [at for at in range(first, len(cells)) if cells[at] != UNKNOWN]
        changed[bisect_left(changed, first) :] = known
        if changed and (self.styles[-1] == "" or erases_in_colour):
            first = bisect_left(changed, self._blank_end())
            if changed[-1] - changed[min(first, len(changed) - 1)] >= LEAST_ERASED - 1:
                return changed[:first], changed[first]
        return changed, None

    def _flow(self) -> int:
        """From where on words flow, or did when the row was sent last: behind the row for none."""
        before = self._flowed
        flows = () if self.is_sure else flows_in(self.cells)
        self._flowed = min((flow.start for flow in flows), default=len(self.cells))
        return min(before, self._flowed)

    def _blank_end(self) -> int:
        """The column from which on there is nothing but blanks on one background, if any."""
        at = len(self.cells)
        style = self.styles[-1]
        if style != UNKNOWN and is_background(style):
            while at and self.cells[at - 1] == " " and self.styles[at - 1] == style:
                at -= 1
        return at

    def spans(self, changed: list[int]) -> Iterator[tuple[int, int]]:
        """From where to where to send, to have all changed columns sent with the fewest bytes."""
        start = end = -1
        for at in changed:
            if at != end and not (0 <= end >= at - BRIDGE and self._is_bridge(end, at)):
                if end >= 0:
                    yield self._whole(start, end)
                start = at
            end = at + 1
        if end >= 0:
            yield self._whole(start, end)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """A span that ends with a whole character."""
        while end < len(self.cells) and self.cells[end] == BEHIND:
            end += 1
        return start, end

    def _is_bridge(self, start: int, end: int) -> bool:
        """Look some columns as those beside them do, so that sending them takes no other code?"""
        return self.is_sure and any(
            self.end_of(style, start, end) == end
            for style in (self.styles[start - 1], self.styles[end])
        )

    def end_of(self, style: str, start: int, end: int) -> int:
        """The first of some columns that looks otherwise than if it was written in a style."""
        cells, styles, blank = self.cells, self.styles, on_blanks(style)
        while start < end and (
            styles[start] == style or (styles[start] == blank and cells[start] == " ")
        ):
            start += 1
        return start
