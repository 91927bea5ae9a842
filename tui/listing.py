"""Articles as lines of text, for a pipe or a terminal without the reader."""

import os
import sys
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from store.article import ArticleRow
from store.marks import Marks
from store.query import EVERYTHING
from store.snippets import LENGTH
from store.tags import GivenTag
from tui.results import Result, Results
from tui.subcommands.options import columns, is_terminal
from tui.terminal_kind import why_it_only_prints

TITLE_WIDTH = 60
"""Columns for a title in a pipe, where longer ones simply push what follows."""

INDENT = 12
"""Columns before a title and a snippet: a date and two blanks."""

_LEAST_ROOM = 20
"""Columns for title and tags on a terminal that is far too narrow."""

_DIM, _BOLD, _TAGS, _PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[36m", "\x1b[0m"


def print_rows(rows: Sequence[ArticleRow]) -> None:
    """Print a line an article: date, title, regions, themes; cut to the width of a terminal."""
    if is_terminal(sys.stdout):
        look = TerminalLook(Marks(EVERYTHING))
        look.measure(rows)
        lines: Iterable[str] = map(look.line, rows)
    else:
        lines = map(table_line, rows)
    for line in lines:
        print(line)


def print_results(results: Results) -> None:
    """Print what was found: in a pipe a line an article, on a terminal with a snippet below it."""
    if not is_terminal(sys.stdout):
        for piece in results.pieces():
            for one in piece:
                print(f"{table_line(one.row, padded=True)}  {one.snippet.text}".rstrip())
        return
    look = TerminalLook(Marks(results.found.query))
    for number, piece in enumerate(results.pieces(min(LENGTH, look.snippet_width))):
        if not number:
            look.measure([one.row for one in piece])
        for one in piece:
            print(look.line(one.row))
            if one.snippet.text:
                print(look.snippet(one))


def table_line(row: ArticleRow, *, padded: bool = False) -> str:
    """An article as a line: `2018-05-14  The Salt Tax   Europe, Asia / Global Economy`."""
    title = row.title + " " * (TITLE_WIDTH - cell_len(row.title))
    line = f"{row.date or '':10}  {title}  {_tags(row)}"
    return line if padded else line.rstrip()


class TerminalLook:
    """How articles look on a terminal: cut to its width, the words of the search in bold."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._width = columns(sys.stdout)
        self._has_attributes = has_attributes()
        self._room = max(self._width - INDENT, _LEAST_ROOM)
        self._title, self._tags = self._room, 0

    @property
    def snippet_width(self) -> int:
        """How many columns there are for a snippet."""
        return self._room

    def measure(self, rows: Sequence[ArticleRow]) -> None:
        """Share the room between title and tags; where both are long, two fifths for the tags."""
        title = max((cell_len(row.title) for row in rows), default=0)
        tags = max((cell_len(_tags(row)) for row in rows), default=0)
        self._tags = min(tags, max(self._room * 2 // 5, self._room - 2 - title))
        self._title = min(title, self._room - 2 - self._tags)

    def line(self, row: ArticleRow) -> str:
        """An article's date, title and tags."""
        tags = _tags(row)
        # A short one of the two leaves its room to the other.
        title_room = max(self._title, self._room - 2 - cell_len(tags)) if tags else self._room
        title = _cut(row.title, title_room)
        gap = " " * (max(self._title - cell_len(title), 0) + 2)
        tags = _tags(row, self._room - cell_len(title) - len(gap))
        shown = self._marked(title, self._marks.spans("title", row.title))
        return f"{row.date or '':10}  {shown}{gap}{self._with(_TAGS, tags)}".rstrip()

    def snippet(self, result: Result) -> str:
        """The piece of an article's text, under its title."""
        text = _cut(result.snippet.text, self._room)
        return " " * INDENT + self._marked(text, result.snippet.spans, _DIM)

    def _marked(self, text: str, spans: Sequence[tuple[int, int]], around: str = "") -> str:
        pieces: list[str] = []
        place = 0
        for start, end in spans:
            if start < len(text) and start >= place:
                pieces.append(self._with(around, text[place:start]))
                pieces.append(self._with(_BOLD, text[start:end]))
                place = end
        return "".join([*pieces, self._with(around, text[place:])])

    def _with(self, attribute: str, text: str) -> str:
        is_plain = not (self._has_attributes and attribute and text)
        return text if is_plain else f"{attribute}{text}{_PLAIN}"


def has_attributes() -> bool:
    """May standard output be coloured, as https://no-color.org has it?"""
    return (
        is_terminal(sys.stdout)
        and not os.environ.get("NO_COLOR")
        and not why_it_only_prints(os.environ)
    )


def _cut(text: str, width: int) -> str:
    """A text of at most so many columns, with an ellipsis where it is cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def _tags(row: ArticleRow, room: int | None = None) -> str:
    """The regions and themes of an article, both cut where the room is too narrow for them."""
    regions, themes = _names(row.regions) or "-", _names(row.themes) or "-"
    if regions == themes == "-":
        return ""
    if room is not None and cell_len(regions) + 3 + cell_len(themes) > room:
        regions = _cut(regions, max((room - 3) // 2, room - 3 - cell_len(themes)))
        themes = _cut(themes, room - 3 - cell_len(regions))
    return f"{regions} / {themes}"


def _names(tags: Iterable[GivenTag]) -> str:
    return ", ".join(tag.name for tag in tags if tag.counts)
