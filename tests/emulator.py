"""A terminal that shows what is written to it, with colours, so that two can be compared."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from unicodedata import category

import pyte
from pyte.screens import Char
from rich.cells import split_graphemes

from tui.cells import is_unsure

Widths = Callable[[str], Iterator[tuple[str, int]]]
"""Takes a text apart into what has cells of its own, and how many."""

_UNKNOWN_TO_PYTE = re.compile(
    r"\x1b\[[<=>][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)


def as_rich(text: str) -> Iterator[tuple[str, int]]:
    """The opinion of Rich and Textual."""
    for start, end, width in split_graphemes(text)[0]:
        yield text[start:end], width


def narrow(text: str) -> Iterator[tuple[str, int]]:
    """One cell for all that is disputed."""
    for cell, width in as_rich(text):
        yield cell, 1 if is_unsure(cell) else width


def apart(text: str) -> Iterator[tuple[str, int]]:
    """Two cells for each part of what is disputed."""
    for cell, width in as_rich(text):
        if is_unsure(cell):
            yield from ((part, 2) for part in cell)
        else:
            yield cell, width


def spacing(text: str) -> Iterator[tuple[str, int]]:
    """A cell for each vowel that stands beside its letter, as in xterm, tmux and VTE."""
    for cell, width in as_rich(text):
        letter = "".join(mark for mark in cell if category(mark) != "Mc")
        yield letter, width
        yield from ((mark, 1) for mark in cell if category(mark) == "Mc")


class _Screen(pyte.Screen):
    """pyte's screen with the widths of another terminal.

    Dim text blinks: pyte does not know it, and nothing here blinks.
    """

    def __init__(
        self, columns: int, lines: int, widths: Widths, *, erases_in_colour: bool, stays: bool
    ) -> None:
        super().__init__(columns, lines)
        self._widths = widths
        self._erases_in_colour = erases_in_colour
        self._stays = stays

    def draw(self, data: str) -> None:
        """Write over what is there; half of a character that stays is blank."""
        for cell, width in self._widths(data):
            line, cursor = self.buffer[self.cursor.y], self.cursor
            if not width:
                if cursor.x:
                    line[cursor.x - 1] = line[cursor.x - 1]._replace(data=cell)
                continue
            x = min(cursor.x, self.columns - width)  # lines are not wrapped
            for half in (x - 1, x + width):
                if line[max(x, half)].data == "" and 0 <= half < self.columns:
                    line[half] = line[half]._replace(data=" ")
            for at in range(width):
                line[x + at] = cursor.attrs._replace(data="" if at else cell)
            cursor.x = min(x + width, self.columns - 1 if self._stays else self.columns)
            self.dirty.add(cursor.y)

    def select_graphic_rendition(self, *attrs: int, **_: Any) -> None:
        numbers = list(attrs)
        at = 0
        while at < len(numbers):
            if numbers[at] in (38, 48):
                at += 3 if numbers[at + 1 : at + 2] == [5] else 5
                continue
            if numbers[at] == 2:
                numbers[at] = 5
            elif numbers[at] == 22:
                numbers.insert(at, 25)
                at += 1
            at += 1
        super().select_graphic_rendition(*numbers)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        attributes = self.cursor.attrs
        if not self._erases_in_colour:
            self.cursor.attrs = self.default_char
        super().erase_in_line(how, private)
        self.cursor.attrs = attributes

    def cursor_forward(self, count: int | None = None) -> None:
        assert self.cursor.x < self.columns, "where the cursor is each terminal has its opinion"
        super().cursor_forward(count)


class Emulator:
    """Shows what is written to it.

    Its cursor stays in the last column, or goes behind it, after something was written there.
    """

    def __init__(
        self,
        columns: int,
        lines: int,
        widths: Widths = as_rich,
        *,
        erases_in_colour: bool = True,
        stays: bool = False,
    ) -> None:
        self.screen = _Screen(
            columns, lines, widths, erases_in_colour=erases_in_colour, stays=stays
        )
        self._stream = pyte.Stream(self.screen)

    def write(self, data: str) -> None:
        """Show what was written; the kernel makes two characters of the end of a line."""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub("", data).replace("\n", "\r\n"))

    def resize(self, columns: int, lines: int) -> None:
        """Be of another size, with anything on the screen."""
        self.screen.resize(lines, columns)
        for line in range(lines):
            self.write(f"\x1b[0;31m\x1b[{line + 1}H{'#' * columns}")

    @property
    def cursor(self) -> tuple[int, int]:
        """Its line and column."""
        return self.screen.cursor.y, min(self.screen.cursor.x, self.screen.columns - 1)

    def row(self, line: int) -> list[Char]:
        """What is seen of a row: of a blank its background, without a line or reversed colours."""
        cells = self.screen.buffer[line]
        return [_seen(cells[column]) for column in range(self.screen.columns)]

    @property
    def lines(self) -> list[str]:
        """The text on the screen, line by line."""
        rows = map(self.row, range(self.screen.lines))
        return ["".join(cell.data for cell in row).rstrip() for row in rows]

    def assert_same(self, other: "Emulator") -> None:
        """Look at all that has changed since this was asked last."""
        for line in sorted(self.screen.dirty | other.screen.dirty):
            if line < self.screen.lines:
                assert self.row(line) == other.row(line), f"line {line}"
        self.screen.dirty.clear()
        other.screen.dirty.clear()
        assert self.cursor == other.cursor


def _seen(cell: Char) -> Char:
    if cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse):
        return Char(" ", bg=cell.bg)
    return cell
