"""Text with its colours, as Textual sends it, taken apart into the cells that it takes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import category

from rich.cells import get_character_cell_size, split_graphemes

from tui.sgr import on_blanks, style_of

Cell = tuple[str, str]
"""What is in a cell, and in which style; of a blank only what it shows of that.

Nearly all that are equal are the same, so that rows can be compared quickly.
"""

BEHIND = ""
"""What is in the second cell of a character that takes two."""

_SEGMENT = re.compile(r"\x1b\[([\d;]+)m([^\x00-\x1f\x7f-\x9f]*)\x1b\[0m|([^\x00-\x1f\x7f-\x9f]+)")
"""Text with its style, which ends with it, or without one."""

_CODES = len("\x1b[m\x1b[0m")

_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]*")
"""One cell each for every terminal: all that most texts have."""

_WIDE = ("\u2e80", "\ua4cf"), ("\uac00", "\ud7a3"), ("\uf900", "\ufaff"), ("\uff01", "\uff60")
"""Two cells each, where it is Rich's opinion too: Chinese, Japanese and Korean."""

_DOUBTFUL = {"Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn"}
"""Categories of Unicode with characters that terminals give different numbers of cells."""


class Run:
    """Cells beside each other."""

    __slots__ = ("cells", "is_sure")

    def __init__(self, cells: list[Cell], is_sure: bool) -> None:
        self.cells = cells
        self.is_sure = is_sure
        """Do all terminals give its characters as many cells as are theirs here?"""


class _Styled(dict[str, Cell]):
    """The cells of a style, by what is in them."""

    def __init__(self, style: str) -> None:
        self._style = style
        self[" "] = _blank(on_blanks(style))

    def __missing__(self, character: str) -> Cell:
        cell = self[character] = (character, self._style)
        return cell


_styled = lru_cache(256)(_Styled)


@lru_cache(256)
def _blank(style: str) -> Cell:
    return " ", style


@lru_cache(512)
def run_of(text: str) -> Run | None:
    """The cells that a text takes; None where it is not made of segments as Textual sends them."""
    cells: list[Cell] = []
    length = 0
    is_narrow = True
    for parameters, styled, plain in _SEGMENT.findall(text):
        style = style_of(parameters) if parameters else ""
        if style is None:
            return None
        length += len(parameters) + len(styled) + _CODES if parameters else len(plain)
        piece = styled or plain
        if piece.isascii() or _NARROW.fullmatch(piece):
            cells += map(_styled(style).__getitem__, piece)
        else:
            _add_characters(cells, piece, style)
            is_narrow = False
    if length != len(text):
        return None
    return Run(cells, is_narrow or not any(is_unsure(character) for character, _ in cells))


def _add_characters(cells: list[Cell], text: str, style: str) -> None:
    """Add the cells of a text in which not each character has one.

    What takes no cell is in that of the character before.
    """
    styled = _styled(style)
    for start, end, width in split_graphemes(text)[0]:
        if width:
            cells += map(styled.__getitem__, (text[start:end], *[BEHIND] * (width - 1)))
        elif cells:
            at = max((at for at, (one, _) in enumerate(cells) if one != BEHIND), default=0)
            cells[at] = cells[at][0] + text[start:end], cells[at][1]


@lru_cache(1024)
def is_unsure(character: str) -> bool:
    """May a terminal give what is in a cell more or fewer cells than Rich does?

    It may for emoji, their skins and sequences, for what joins, and for scripts whose letters
    flow together. Marks above and below a letter take none with all of them.
    """
    if character == BEHIND or _NARROW.fullmatch(character):
        return False
    first, marks = character[0], character[1:]
    if any(category(mark) != "Mn" or "\ufe00" <= mark <= "\ufe0f" for mark in marks):
        return True
    if any(least <= first <= most for least, most in _WIDE):
        return False
    is_one = get_character_cell_size(first) == 1
    return not is_one or first > "\uffff" or category(first) in _DOUBTFUL


def characters(cells: Sequence[Cell], start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where each character of some cells goes."""
    while start < end:
        stop = start + 1
        while stop < end and cells[stop][0] == BEHIND:
            stop += 1
        yield start, stop
        start = stop
