"""What is to be written to the screen: in which pieces, and in which order it is the shortest."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from tui.flowing import flows_in
from tui.screen_row import Row, is_behind
from tui.sgr import OWN_BACKGROUND, change, for_blanks, is_background, on_blanks

_TOGETHER = re.compile(rb"\x01+")
_NEAR = re.compile(rb"\x01+(?:\0{1,4}\x01+)*")
"""What changes beside each other, or with no more between than what passes over it takes."""

_STYLE = itemgetter(1)
"""The style of a cell."""

_Piece = tuple[str, int, int]
"""A style, and from where to where it goes."""

_LEAST_ERASED = 4
"""The code that erases the rest of a row takes three bytes."""

_MOVE = 7
"""The bytes that a move of the cursor takes, more or less."""


class Stroke:
    """Columns of a row that are written in one style, and whether the rest of it is erased then.

    The style of blanks may be a background only: any style that has it will do.
    """

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

    def follows(self, other: "Stroke | None") -> bool:
        """Is the cursor where it begins after another one?"""
        return other is not None and other.line == self.line and other.end == self.start


def strokes_of(line: int, row: Row, *, erases_in_colour: bool) -> list[Stroke]:
    """What must be written to have all that has changed in a row shown."""
    changed = row.take_changed()
    last = changed.rfind(1)
    if last < 0:
        return []
    erased = -1
    background = row.cells[-1][1]
    if row.cells[last] == row.cells[-1] and (erases_in_colour or background == OWN_BACKGROUND):
        erased = changed.find(1, row.blank_end())
        if 0 <= erased <= last - _LEAST_ERASED + 1:
            del changed[erased:]
        else:
            erased = -1
    strokes = [Stroke(line, row, style, start, end) for style, start, end in _pieces(row, changed)]
    if erased >= 0:
        before = strokes[-1] if strokes else None
        if not before or before.end != erased or on_blanks(before.style) != background:
            before = Stroke(line, row, background, erased, erased)
            strokes.append(before)
        before.erases = True
    return strokes


def _pieces(row: Row, changed: bytearray) -> Iterator[_Piece]:
    """What to write, to have all that has changed sent with the fewest bytes."""
    for span in (_NEAR if row.is_sure else _TOGETHER).finditer(changed):
        start, end = span.span()
        if (style := _style_of(row, start, end)) is not None:
            yield style, start, _whole(row, end)
            continue
        for style, begin, stop in _by_styles(row, start, end):
            if (begin := changed.find(1, begin, stop)) >= 0:
                yield style, begin, _whole(row, changed.rfind(1, begin, stop) + 1)


def _style_of(row: Row, start: int, end: int) -> str | None:
    """The style in which some columns can be written, if one is enough."""
    styles = set(map(_STYLE, row.cells[start:end]))
    if len(styles) == 1:
        return row.cells[start][1]
    return next((style for style in styles if styles <= {style, on_blanks(style)}), None)


def _whole(row: Row, end: int) -> int:
    """Where the character ends of which some columns have at least the beginning."""
    while end < len(row.cells) and is_behind(row.cells[end]):
        end += 1
    return end


def _by_styles(row: Row, start: int, end: int) -> Iterator[_Piece]:
    """Some columns by their styles; blanks in that of what is beside them, if it looks the same."""
    while start < end:
        at = start
        style = row.cells[at][1]
        while at < end and row.cells[at][1] == style:
            at += 1
        if at < end and on_blanks(row.cells[at][1]) == style:
            style = row.cells[at][1]
        while at < end and row.cells[at][1] in (style, on_blanks(style)):
            at += 1
        yield style, start, at
        start = at


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
        here = blank if is_background(stroke.style) else groups.setdefault(stroke.style, [])
        here.append(stroke)
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
        style = for_blanks(pen, stroke.style)
        total += len(change(pen, style))
        pen = style
        before = stroke
    return total
