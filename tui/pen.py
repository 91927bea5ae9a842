"""What is written to a terminal, in the shortest codes: moves, styles, characters."""

from operator import itemgetter

from tui.cells import characters, is_unsure
from tui.sgr import change, for_blanks
from tui.strokes import Stroke

_CHARACTER = itemgetter(0)
"""What is in a cell."""


class Pen:
    """Knows where the cursor is and which style is set, each None where that is not known."""

    def __init__(self) -> None:
        self._at: tuple[int, int] | None = None
        self.style: str | None = None
        self._flows_to: tuple[int, int] | None = None  # where what flows would be, column by column
        self._written: list[str] = []

    def take(self) -> str:
        """What was written since this was asked last."""
        written, self._written = self._written, []
        return "".join(written)

    def move(self, line: int, column: int) -> None:
        """Go to a place, both from 0."""
        if self._at == (line, column):
            return
        by = column - self._at[1] if self._at and self._at[0] == line else 0
        if by > 0:
            self._written.append("\x1b[C" if by == 1 else f"\x1b[{by}C")
        elif column:
            self._written.append(f"\x1b[{line + 1};{column + 1}H")
        else:
            self._written.append(f"\x1b[{line + 1}H" if line else "\x1b[H")
        self._at = line, column

    def write(self, stroke: Stroke) -> None:
        """Write some columns of a row."""
        style = for_blanks(self.style, stroke.style)
        line, end, cells = stroke.line, stroke.end, stroke.row.cells
        text = "".join(map(_CHARACTER, cells[stroke.start : end]))
        if not (stroke.flows and self._flows_to == (line, stroke.start)):
            self.move(line, stroke.start)
        self._flows_to = (line, end) if stroke.flows else None
        self._written.append(change(self.style, style))
        self.style = style
        if stroke.flows:
            self._written.append(text)
            self._at = None
        elif stroke.is_ground:
            self._put(line, end, " " * (end - stroke.start), len(cells))
        elif stroke.row.is_sure:
            self._put(line, end, text, len(cells))
        else:
            for start, stop in characters(cells, stroke.start, end):
                self._put_apart(line, start, stop, cells[start][0], len(cells))
        if stroke.erases:
            self.move(line, end)
            self._written.append("\x1b[K")

    def _put(self, line: int, end: int, text: str, columns: int) -> None:
        self._written.append(text)
        # Behind the last column each terminal has its own opinion of where the cursor is.
        self._at = (line, end) if end < columns else None

    def _put_apart(self, line: int, start: int, end: int, character: str, columns: int) -> None:
        """Put a character such that the next one is in its place, however wide this one is."""
        self.move(line, start)
        if is_unsure(character):
            self._put(line, end, " " * (end - start), columns)
            self.move(line, start)
            self._put(line, columns, character, columns)
        else:
            self._put(line, end, character, columns)
