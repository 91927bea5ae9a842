"""`grtui show`."""

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from store import locations
from store.errors import GrtuiError, NotFoundError
from store.folder import shown
from store.library import Library
from store.opening import Opened, open_file
from tui.subcommands.options import DONE, folder_of, look_through, new_command, opened

if TYPE_CHECKING:
    from tui.subcommands.options import Commands

_KEY = re.compile("[0-9a-fA-F]{1,20}")

_MOST_KEYS = 10
"""How many articles are named whose keys begin so."""


def add_to(commands: "Commands") -> None:
    """Add the command."""
    show = new_command(commands, "show", _show)
    show.add_argument(
        "article",
        metavar="KEY-OR-PATH",
        help="an article's key or the beginning of one, or a file here or in the library",
    )
    show.add_argument("--json", action="store_true", help="everything that is known, as JSON")


def _show(arguments: argparse.Namespace) -> int:
    """Print one article: a file, in a library or not, or the one of a key."""
    from tui.show import print_json, print_page

    path = Path(arguments.article)
    if path.is_file() or (path.exists() and not _KEY.fullmatch(arguments.article)):
        article = open_file(path, _tag_file_for(path, arguments))
    else:
        with opened(arguments) as library:
            article = _in_library(library, arguments.article)
    (print_json if arguments.json else print_page)(article)
    return DONE


def _in_library(library: Library, named: str) -> Opened:
    """The article of a key, or of a file as `grtui search` names it."""
    if _KEY.fullmatch(named):
        look_through(library)
        # Also those whose files are gone, which a query finds only where it speaks of them.
        either = "is:missing OR -is:missing"
        rows = library.rows(library.find.search(f"key:{named} ({either})").ids)
        if len(rows) > 1:
            lines = [f"  {row.key}  {row.date or '':10}  {row.title}" for row in rows[:_MOST_KEYS]]
            lines += ["  …"] * (len(rows) > _MOST_KEYS)
            raise GrtuiError("\n".join([f"Several keys begin with {named}: write more.", *lines]))
        if rows:
            return library.open_article(rows[0].key)
    path = library.folder / named
    if path.is_file():
        return open_file(path, library.tag_file)
    name = shown(os.fsencode(named))
    raise NotFoundError(
        f"There is no file {name}. There is no article {name} in {library.shown_folder}."
    )


def _tag_file_for(path: Path, arguments: argparse.Namespace) -> Path:
    """The tag file that may speak of a file: that of the library around it."""
    around = (
        arguments.library or locations.library_around(path) or folder_of(None, arguments.config)
    )
    return locations.tag_file(around, os.environ, arguments.tags)
