"""What a terminal shows, cell by cell, so that only what changes is sent to it, as curses does.

Textual sends each region that it draws whole, with the code of all its colours and one that ends
them for every segment. The model takes that apart, and tells the least that makes the same picture.
It uses codes that a VT100 has, and those of colours that Textual itself uses. What it does not
understand goes to the terminal as it is; after that it knows nothing of the screen, and sends all
that is drawn next.
"""

import re

from tui.cells import Run, run_of
from tui.pen import Pen
from tui.screen_row import Row
from tui.sgr import RESET
from tui.strokes import Stroke, ordered, strokes_of

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
"""The marks of an update that a terminal shows in one piece, where it can."""

_CURSOR = re.compile(r"\x1b\[(\d+);(\d+)H")

_HARMLESS = re.compile(
    r"(?:\a"
    r"|\x1b\[\?(?:7|25|100[0-6]|1015|1016|2004|2026|2048)(?:[hl]|\$p)"  # what is shown and told
    r"|\x1b\[[<>]\d*u"  # the keyboard
    r"|\x1b\](?:22|52);[^\a\x1b]*(?:\a|\x1b\\))+"  # the mouse's pointer, the clipboard
)
"""Codes that leave cells, cursor and colours as they are."""

_Drawn = list[tuple[int, int, Run]]
"""What is drawn, each with its line and column."""


class ScreenModel:
    """Knows what is in the cells of a terminal, and writes what is to be there."""

    def __init__(self, columns: int, lines: int, *, erases_in_colour: bool = False) -> None:
        """Know nothing of a terminal of a size; does what it erases take the background set?"""
        self._size = columns, lines
        self._erases_in_colour = erases_in_colour
        self._begin = ""
        self._has_begun = False
        self.forget()

    def forget(self) -> None:
        """Know nothing of the screen any more: something else may have written to it."""
        columns, lines = self._size
        self._rows = [Row(columns) for _ in range(lines)]
        self._pen = Pen()

    def resize(self, columns: int, lines: int) -> None:
        """Let the screen have a size; nothing is known of it where that is another one."""
        if (columns, lines) != self._size:
            self._size = columns, lines
            self.forget()

    def update(self, data: str) -> str:
        """What must be sent for what Textual writes; empty where it changes nothing."""
        if data == BEGIN:
            self._begin = BEGIN
            return ""
        if data == END:
            begun, self._begin, self._has_begun = self._has_begun, "", False
            return END if begun else ""
        if _HARMLESS.fullmatch(data):
            return data
        drawn = _drawn(data, self._size[1])
        if drawn is None:
            self.forget()
            return f"{self._begun()}{RESET}{data}"
        self._draw(drawn)
        sent = self._pen.take()
        return f"{self._begun()}{sent}" if sent else ""

    def _begun(self) -> str:
        """The mark of the update that begins now, if it is to have one."""
        begin, self._begin = self._begin, ""
        self._has_begun = self._has_begun or bool(begin)
        return begin

    def _draw(self, drawn: _Drawn) -> None:
        """Draw, and write what that changes."""
        columns, lines = self._size
        touched = set()
        for y, x, run in drawn:
            if run.cells and y < lines and x < columns:
                self._rows[y].put(x, run)
                touched.add(y)
        strokes: list[Stroke] = []
        for y in sorted(touched):
            strokes += strokes_of(y, self._rows[y], erases_in_colour=self._erases_in_colour)
        for stroke in ordered(strokes, self._pen.style):
            self._pen.write(stroke)
        y, x, run = drawn[-1]
        self._pen.move(min(y, lines - 1), min(x + len(run.cells), columns - 1))


def _drawn(data: str, lines: int) -> _Drawn | None:
    """What an update of Textual draws on so many lines; None where it does anything else."""
    before, *pieces = _CURSOR.split(data)
    if before or not pieces:
        return None
    drawn: _Drawn = []
    last = len(pieces) - 3
    for at in range(0, len(pieces), 3):
        y, x, text = int(pieces[at]) - 1, int(pieces[at + 1]) - 1, pieces[at + 2]
        if at < last and text.endswith("\n") and y < lines - 1:
            text = text[:-1]  # the cursor goes elsewhere anyway, and nothing is scrolled
        run = run_of(text)
        if run is None:
            return None
        drawn.append((y, x, run))
    return drawn
