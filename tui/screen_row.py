"""A row of the screen: what is to be in its cells, and which of them do not show that yet."""

from operator import is_not

from tui.cells import BEHIND, Cell, Run, is_unsure
from tui.flowing import flows_in
from tui.sgr import is_background

UNKNOWN: Cell = (BEHIND, " unknown")
"""A cell of which nothing is known."""


def is_behind(cell: Cell) -> bool:
    """Is it the second one of a character of two cells?"""
    return cell[0] == BEHIND and cell is not UNKNOWN


class Row:
    """Cells beside each other, as they are to be and as the terminal shows them."""

    __slots__ = ("_drawn", "_flowed", "_runs", "_shown", "cells", "is_sure")

    def __init__(self, columns: int) -> None:
        self.cells = [UNKNOWN] * columns
        self._shown = self.cells[:]
        self._drawn = columns, 0
        """From where to where something was drawn that may not be shown yet."""
        self._runs: dict[int, Run] = {}
        """What was drawn last, by its column, as long as nothing is drawn over it."""
        self._flowed = columns
        """From where on words flowed when the row was sent last."""
        self.is_sure = True
        """Do all terminals give its characters as many cells as are theirs here?"""

    def put(self, column: int, run: Run) -> None:
        """Draw a run, as far as there is room."""
        before = self._runs.get(column)
        if before is run:
            return
        cells = run.cells[: len(self.cells) - column]
        end = column + len(cells)
        if before is None or len(before.cells) != len(run.cells):
            self._make_room(column, end)
        self.cells[column:end] = cells
        self._runs[column] = run
        self._drawn = min(column, self._drawn[0]), max(end, self._drawn[1])
        if not (self.is_sure and run.is_sure):
            self.is_sure = not any(is_unsure(character) for character, _ in self.cells)

    def _make_room(self, start: int, end: int) -> None:
        """Forget the runs in some columns, and the characters that they cut in two."""
        self._cut(start)
        self._cut(end)
        for at, run in [*self._runs.items()]:
            if at < end and at + len(run.cells) > start:
                del self._runs[at]

    def _cut(self, column: int) -> None:
        """Know nothing of a character of two cells that something is drawn over from one side."""
        if 0 < column < len(self.cells) and is_behind(self.cells[column]):
            for cells in (self.cells, self._shown):
                cells[column - 1 : column + 1] = UNKNOWN, UNKNOWN

    def take_changed(self) -> bytearray:
        """A 1 for each cell that the terminal does not show yet; from now on it does.

        Behind a character of which it may make more cells than are there, all must be sent again,
        and where words flow also what is before it.
        """
        cells = self.cells
        start, end = self._drawn
        self._drawn = len(cells), 0
        changed = bytearray(len(cells))
        changed[start:end] = bytes(map(is_not, self._shown[start:end], cells[start:end]))
        if not self.is_sure:
            unsure = (at for at, (one, _) in enumerate(cells) if changed[at] and is_unsure(one))
            first = next(unsure, len(cells))
            changed[first:] = bytes(cell is not UNKNOWN for cell in cells[first:])
        if (last := changed.rfind(1)) >= 0 and (flow := self._flow()) <= last:
            changed[flow:] = bytes(cell is not UNKNOWN for cell in cells[flow:])
            start = min(start, flow)
        self._shown[start:] = cells[start:]
        return changed

    def _flow(self) -> int:
        """From where on words flow, or did when the row was sent last: behind the row for none."""
        before = self._flowed
        self._flowed = len(self.cells)
        if not self.is_sure:
            starts = (flow.start for flow in flows_in(self.cells))
            self._flowed = min(starts, default=self._flowed)
        return min(before, self._flowed)

    def blank_end(self) -> int:
        """The column from which on there is nothing but blanks on one background, if any."""
        end = len(self.cells)
        last = self.cells[-1]
        if is_background(last[1]):
            while end and self.cells[end - 1] == last:
                end -= 1
        return end
