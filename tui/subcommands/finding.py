"""`grtui search` and `grtui show`."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from store import locations
from store.errors import NotFoundError
from store.library import Library
from store.opening import open_file
from tui.subcommands.options import (
    DONE,
    NOTHING,
    at_least_one,
    folder_of,
    look_through,
    new_command,
    opened,
    tell,
)

if TYPE_CHECKING:
    from tui.subcommands.options import Commands


def add_to(commands: "Commands") -> None:
    """Add the commands."""
    search = new_command(commands, "search", _search)
    search.add_argument("query", nargs="+", help='words, "a phrase", region:Europe, theme:history')
    search.add_argument("--limit", type=at_least_one, metavar="N", help="the newest N only")
    show = new_command(commands, "show", _show)
    show.add_argument("article", metavar="FILE-OR-KEY", help="a file, or an article's key")
    show.add_argument("--json", action="store_true", help="everything that is known, as JSON")


def list_articles(library: Library, query: str = "", limit: int | None = None) -> int:
    """Print the articles that a query finds."""
    from tui.listing import print_table
    from tui.wording import no_articles

    look_through(library)
    found = library.search(query, limit=limit)
    print_table(library.rows(found.ids))
    if not found.ids and not library.search(limit=1).ids:
        tell(no_articles(library))
    return DONE if found.ids else NOTHING


def _search(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        return list_articles(library, " ".join(arguments.query), arguments.limit)


def _show(arguments: argparse.Namespace) -> int:
    """Print one article: a file, in a library or not, or the one of a key."""
    from tui.show import print_json, print_page

    path = Path(arguments.article)
    if path.exists():
        article = open_file(path, _tag_file_for(path, arguments))
    else:
        with opened(arguments) as library:
            library.refresh()
            try:
                article = library.open_article(arguments.article)
            except NotFoundError as error:
                raise NotFoundError(f"There is no file {path}. {error}") from error
    (print_json if arguments.json else print_page)(article)
    return DONE


def _tag_file_for(path: Path, arguments: argparse.Namespace) -> Path:
    """The tag file that may speak of a file: that of the library around it."""
    around = arguments.library or locations.library_around(path) or folder_of(None)
    return locations.tag_file(around, os.environ, arguments.tags)
