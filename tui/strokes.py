"""What is to be written to the screen: in which pieces, and in which order it is the shortest."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from tui.flowing import flows_in
from tui.screen_row import Row
from tui.sgr import change, is_background, on_blanks

_MOVE = 7
"""The bytes that a move of the cursor takes, more or less."""


class Stroke:
    """Columns of a row that are written in one style, and whether the rest of it is erased then."""

    __slots__ = ("end", "erases", "flows", "is_ground", "line", "row", "start", "style")

    def __init__(self, line: int, row: Row, style: str, start: int, end: int) -> None:
        self.line = line
        self.row = row
        self.style = style
        self.start = start
        self.end = end
        self.erases = False
        self.is_ground = False
        """Is it written as blanks, for text that is put over it?"""
        self.flows = False
        """Does it go on where the one before ended, whatever columns that took?"""

    def cut(self, start: int, end: int) -> "Stroke | None":
        """What of it is in some columns, if anything."""
        start, end = max(start, self.start), min(end, self.end)
        return Stroke(self.line, self.row, self.style, start, end) if start < end else None

    @property
    def is_blank(self) -> bool:
        """May it be written in any style with its background?"""
        cells = self.row.cells[self.start : self.end]
        return is_background(self.style) and cells == [" "] * len(cells)

    def follows(self, other: "Stroke | None") -> bool:
        """Is the cursor where it begins after another one?"""
        return other is not None and other.line == self.line and other.end == self.start


def strokes_of(line: int, row: Row, *, erases_in_colour: bool) -> list[Stroke]:
    """What must be written to have all that has changed in a row shown."""
    changed, erased = row.take_changed(erases_in_colour=erases_in_colour)
    strokes: list[Stroke] = []
    for start, end in row.spans(changed):
        while start < end:
            style = _style_for(row, start, end)
            stop = row.end_of(style, start, end)
            strokes.append(Stroke(line, row, style, start, stop))
            start = stop
    if erased is not None:
        background = row.styles[-1]
        last = strokes[-1] if strokes else None
        if not last or last.end != erased or on_blanks(last.style) != background:
            last = Stroke(line, row, background, erased, erased)
            strokes.append(last)
        last.erases = True
    return strokes


def _style_for(row: Row, start: int, end: int) -> str:
    """The style to write the next columns in: blanks in that of what comes behind them."""
    style = row.styles[start]
    while start < end and row.cells[start] == " " and row.styles[start] == style:
        start += 1
    behind = row.styles[start] if start < end else style
    return behind if on_blanks(behind) == style else style


def ordered(strokes: list[Stroke], pen: str | None) -> list[Stroke]:
    """The strokes line by line, or style by style where that is shorter.

    Colours out of millions take 19 bytes, and a move of the cursor 7. A row with a character that
    may take more cells than are there is written from left to right.
    """
    rigid = [stroke for stroke in strokes if not stroke.row.is_sure]
    free = [stroke for stroke in strokes if stroke.row.is_sure]
    shortest = min(free, [*_by_style(free, pen)], key=lambda order: _bytes(order, pen))
    return [*flowing(rigid), *shortest]


def flowing(strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """The strokes line by line; of words that flow first the ground, with the blanks behind."""
    for _, group in groupby(strokes, lambda stroke: stroke.line):
        of_line = list(group)
        at = 0
        for flow in flows_in(of_line[0].row.cells):
            yield from _cut(of_line, at, flow.start)
            ground = list(_cut(of_line, flow.start, flow.end))
            text = list(_cut(of_line, flow.start, flow.text_end))
            for stroke in ground:
                stroke.is_ground = True
            for stroke in text:
                stroke.flows = True
                stroke.erases = False
            yield from ground
            yield from text
            at = flow.end
        yield from _cut(of_line, at, len(of_line[0].row.cells) + 1)


def _cut(strokes: Iterable[Stroke], start: int, end: int) -> Iterator[Stroke]:
    """What of strokes is in some columns; the rest of a row is erased in those it begins in."""
    for stroke in strokes:
        part = stroke.cut(start, end)
        erases = stroke.erases and start <= stroke.end < end
        if erases and part is None:
            part = Stroke(stroke.line, stroke.row, stroke.style, stroke.end, stroke.end)
        if part is not None:
            part.erases = erases
            yield part


def _by_style(strokes: Iterable[Stroke], pen: str | None) -> Iterator[Stroke]:
    groups: dict[str, list[Stroke]] = {pen: []} if pen is not None else {}
    blank: list[Stroke] = []
    for stroke in strokes:
        (blank if stroke.is_blank else groups.setdefault(stroke.style, [])).append(stroke)
    styles = {on_blanks(style): style for style, group in groups.items() if group}
    for stroke in blank:
        groups.setdefault(styles.get(stroke.style, stroke.style), []).append(stroke)
    for group in groups.values():
        yield from sorted(group, key=lambda stroke: (stroke.line, stroke.start))


def _bytes(strokes: Iterable[Stroke], pen: str | None) -> int:
    """How many bytes strokes take in an order, more or less, but for their text."""
    total = 0
    before = None
    for stroke in strokes:
        if not stroke.follows(before):
            total += _MOVE
        if not (stroke.is_blank and pen is not None and on_blanks(pen) == stroke.style):
            total += len(change(pen, stroke.style))
            pen = stroke.style
        before = stroke
    return total
