"""The lines of a page, each made when it is looked at first."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from rich.style import Style
from rich.text import Text

from widgets.line_breaks import line_breaks

Place = tuple[int, int, int]
"""The number of a line, and from where to where in it."""

Hit = list[Place]
"""A marked place, in each of its lines."""

IS_HIT = Style(meta={"hit": True})
"""What the style of a marked place holds; each place has an object of its own."""

_TOGETHER = 100
"""How many lines of a text are made at once."""


@dataclass(slots=True)
class _Piece:
    """Some lines of one text."""

    text: Text
    begins: list[int]
    """Where its lines begin in it, but for the first."""
    lines: list[Text] | None = None

    def bounds(self, line: int) -> tuple[int, int]:
        """Where a line begins and ends, without the white space behind it."""
        plain, begins = self.text.plain, self.begins
        begin = begins[line - 1] if line else 0
        end = begins[line] if line < len(begins) else len(plain)
        return begin, begin + len(plain[begin:end].rstrip())


class Lines:
    """Texts broken into lines, which know how many they are before they are made."""

    def __init__(self, texts: Iterable[Text], width: int | None = None, margin: int = 0) -> None:
        """Break texts into lines of so many columns; where None is given, each is a line."""
        self._margin = margin
        self._width = width
        self._pieces: list[_Piece] = []
        self._firsts: list[int] = []  # the number of each piece's first line
        self._length = 0
        self._above: list[int] = []  # how many letters stand above each piece; made when asked for
        for text in texts:
            self._add(text)

    def _add(self, text: Text) -> None:
        width = self._width
        if "\t" in text.plain and width:
            _expand_tabs(text)
        begins = line_breaks(text.plain, width) if width and text.plain else []
        if len(begins) < _TOGETHER:
            self._append(_Piece(text, begins))
            return
        cuts = begins[_TOGETHER - 1 :: _TOGETHER]
        for number, part in enumerate(text.divide(cuts)):
            first = number * _TOGETHER
            start = begins[first - 1] if number else 0
            own = begins[first : first + _TOGETHER - 1]
            self._append(_Piece(part, [at - start for at in own]))

    def _append(self, piece: _Piece) -> None:
        self._pieces.append(piece)
        self._firsts.append(self._length)
        self._length += len(piece.begins) + 1

    def __len__(self) -> int:
        """How many lines there are."""
        return self._length

    def __iter__(self) -> Iterator[Text]:
        """All lines, which makes all of them."""
        return (self[number] for number in range(self._length))

    def __getitem__(self, number: int) -> Text:
        """A line, with the margin before it; the same object each time."""
        piece, line = self._find(number)
        if piece.lines is None:
            piece.lines = [self._set(one) for one in piece.text.divide(piece.begins)]
        return piece.lines[line]

    def _find(self, number: int) -> tuple[_Piece, int]:
        """The piece in which a line is, and its number in it."""
        if not 0 <= number < self._length:
            raise IndexError(number)
        at = bisect_right(self._firsts, number) - 1
        return self._pieces[at], number - self._firsts[at]

    def _set(self, line: Text) -> Text:
        line.rstrip()
        if self._width:
            line.truncate(self._width)
        if self._margin:
            line.pad_left(self._margin)
        return line

    def plain(self, number: int) -> str:
        """The letters of a line, without margin and indent."""
        piece, line = self._find(number)
        begin, end = piece.bounds(line)
        return piece.text.plain[begin:end].lstrip()

    def plain_lines(self) -> Iterator[str]:
        """The letters of all lines, with the margin."""
        margin = " " * self._margin
        for piece in self._pieces:
            for line in range(len(piece.begins) + 1):
                begin, end = piece.bounds(line)
                yield margin + piece.text.plain[begin:end]

    def letters_above(self, number: int) -> int:
        """How many letters stand above a line, blanks not counted."""
        piece, line = self._find(number)
        begin, _ = piece.bounds(line)
        at = bisect_right(self._firsts, number) - 1
        return self._letters()[at] + _letters(piece.text.plain[:begin])

    def _letters(self) -> list[int]:
        if len(self._above) != len(self._pieces):
            counts = (_letters(piece.text.plain) for piece in self._pieces)
            self._above = [*accumulate(counts, initial=0)][:-1]
        return self._above

    def hits(self, first: int = 0) -> list[Hit]:
        """The marked places in their order; the first line is counted as `first`."""
        hits: dict[int, Hit] = {}
        for start, piece in zip(self._firsts, self._pieces, strict=True):
            for begin, end, style in piece.text.spans:
                if isinstance(style, Style) and style.meta.get("hit"):
                    hit = hits.setdefault(id(style), [])
                    hit += self._in_lines(piece, begin, end, first + start)
        return [hit for hit in hits.values() if hit]

    def _in_lines(self, piece: _Piece, begin: int, end: int, first: int) -> Iterator[Place]:
        """Where a stretch of a piece is in its lines."""
        line = bisect_right(piece.begins, begin)
        while True:
            start, stop = piece.bounds(line)
            here, to = max(begin, start), min(end, stop)
            if here < to:
                yield first + line, here - start + self._margin, to - start + self._margin
            line += 1
            if line > len(piece.begins) or piece.begins[line - 1] >= end:
                return


def _letters(plain: str) -> int:
    return len("".join(plain.split()))


def _expand_tabs(text: Text) -> None:
    """Make blanks of tabs."""
    if text.spans or not text.plain.isascii():
        text.expand_tabs(8)
    else:
        text.plain = text.plain.expandtabs(8)  # many times as fast
