"""Text with its colours, as Textual sends it, taken apart into the cells that it takes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category

from rich.cells import get_character_cell_size, split_graphemes

from tui.sgr import on_blanks, style_after

BEHIND = ""
"""What is in the second cell of a character that takes two."""

_SGR = re.compile(r"\x1b\[([\d;]*)m")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]*")
"""One cell each for every terminal: all that most texts have."""

_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]")
"""Two cells each, where it is Rich's opinion too: Chinese, Japanese and Korean."""

_DOUBTFUL = {"Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn"}
"""Categories of Unicode with characters that terminals give different numbers of cells."""


class Run:
    """Cells beside each other: what is in each, and how it looks."""

    __slots__ = ("cells", "is_sure", "styles")

    def __init__(self, cells: list[str], styles: list[str], is_sure: bool) -> None:
        self.cells = cells
        self.styles = styles
        self.is_sure = is_sure
        """Do all terminals give its characters as many cells as are theirs here?"""


@lru_cache(512)
def run_of(text: str) -> Run | None:
    """The cells that a text takes; None where there are other codes in it than those of colours.

    No style is set before it and after it: so it is with the segments of Textual.
    """
    cells: list[str] = []
    styles: list[str] = []
    style: str | None = ""
    is_narrow = True
    parts = ("", *_SGR.split(text))
    for parameters, piece in zip(parts[::2], parts[1::2], strict=True):
        style = style_after(style, parameters)
        if style is None or _CONTROL.search(piece):
            return None
        if _NARROW.fullmatch(piece):
            cells += piece
        else:
            _add_characters(cells, piece)
            is_narrow = False
        blank = on_blanks(style)
        styles += [blank if cell == " " else style for cell in cells[len(styles) :]]
    if style:
        return None
    return Run(cells, styles, is_narrow or not any(map(is_unsure, cells)))


def _add_characters(cells: list[str], text: str) -> None:
    """Add the cells of a text in which not each character has one.

    What takes no cell is in that of the character before.
    """
    spans, _ = split_graphemes(text)
    for start, end, width in spans:
        if width:
            cells += [text[start:end], *[BEHIND] * (width - 1)]
        elif cells:
            at = max((at for at, cell in enumerate(cells) if cell != BEHIND), default=0)
            cells[at] += text[start:end]


@lru_cache(1024)
def is_unsure(cell: str) -> bool:
    """May a terminal give the character in a cell more or fewer cells than Rich does?

    It may for emoji, their skins and sequences, for what joins, and for scripts whose letters
    flow together. Marks above and below a letter take none with all of them.
    """
    if cell == BEHIND or _NARROW.fullmatch(cell):
        return False
    first, marks = cell[0], cell[1:]
    if any(category(mark) != "Mn" or "\ufe00" <= mark <= "\ufe0f" for mark in marks):
        return True
    if _WIDE.match(first):
        return False
    is_one = get_character_cell_size(first) == 1
    return not is_one or first > "\uffff" or category(first) in _DOUBTFUL


def characters(cells: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where each character of some cells goes."""
    while start < end:
        stop = start + 1
        while stop < end and cells[stop] == BEHIND:
            stop += 1
        yield start, stop
        start = stop
