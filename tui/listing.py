"""Articles as lines of text, for a pipe or a terminal without the reader."""

import shutil
import sys
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from store.article import ArticleRow
from store.tags import GivenTag

TITLE_WIDTH = 60
"""Columns for a title in a pipe, where longer ones simply push what follows."""


def print_table(rows: Sequence[ArticleRow]) -> None:
    """Print a line an article: date, title, regions, themes; cut to the width of a terminal."""
    width = shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else None
    for row in rows:
        line = table_line(row)
        if width and cell_len(line) > width:
            line = set_cell_size(line, width - 1) + "…"
        print(line)


def table_line(row: ArticleRow) -> str:
    """An article as a line: `2018-05-14  The Salt Tax   Europe, Asia / Global Economy`."""
    title = row.title + " " * (TITLE_WIDTH - cell_len(row.title))
    regions, themes = _names(row.regions), _names(row.themes)
    tags = f"{regions or '-'} / {themes or '-'}" if regions or themes else ""
    return f"{row.date or '':10}  {title}  {tags}".rstrip()


def _names(tags: Iterable[GivenTag]) -> str:
    return ", ".join(tag.name for tag in tags if tag.counts)
