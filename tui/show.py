"""One article, printed."""

import shutil
import sys

from rich.console import Console
from rich.style import Style

from store.export import article_object
from store.opening import Opened
from tui.formats import json_text
from widgets.article_page import Page
from widgets.measure import MEASURE

STYLES = {
    "title": Style(bold=True),
    "heading": Style(bold=True),
    "dim": Style(dim=True),
    "rule": Style(dim=True),
    "link": Style(underline=True),
    "added": Style(color="green", bold=True),
    "removed": Style(dim=True, strike=True),
    "warning": Style(color="yellow"),
    "note": Style(color="cyan"),
}


def print_json(opened: Opened) -> None:
    """Print everything that is known about an article as a JSON object."""
    print(json_text(article_object(opened), sys.stdout, indent=2))


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError  # Rich would end the program with 1, and `| head` is no error


def print_page(opened: Opened) -> None:
    """Print an article as the reader shows it, with its whole tail; colours on a terminal only."""
    console = _Console(highlight=False, emoji=False, markup=False)
    width = shutil.get_terminal_size().columns if console.is_terminal else MEASURE + 4
    console.width = width  # else Rich believes COLUMNS=0
    page = Page(width, STYLES.__getitem__, console)
    lines = [*page.head(opened), *page.text(opened.article, unfolded=True)]
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
