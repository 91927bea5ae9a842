"""`grtui search`, and the list that stands for the reader where there is no terminal."""

import argparse
import sys
from typing import TYPE_CHECKING

from store.answers import Found
from store.library import Library
from store.query import NEWEST_FIRST, ORDERS
from tui.formats import IDS, OF_ARTICLES, OF_OBJECTS, PATHS, TABLE
from tui.remarks import tell_nothing_found, tell_of_misread
from tui.subcommands.options import (
    DONE,
    NOTHING,
    add_query,
    at_least_one,
    look_through,
    new_command,
    query_of,
    refreshed,
    tell,
)

if TYPE_CHECKING:
    from tui.subcommands.options import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    search = new_command(commands, "search", _search)
    add_query(search, 'words, "a phrase", region:europe, theme:history, date:2018, -word and more')
    search.add_argument(
        "--format",
        choices=(TABLE, *OF_OBJECTS, *OF_ARTICLES, IDS, PATHS),
        default=TABLE,
        help="lines to read, objects for programs, references, one document, keys, "
        "or names of files for xargs -0",
    )
    search.add_argument("--limit", type=at_least_one, metavar="N", help="the first N only")
    search.add_argument(
        "--sort",
        choices=ORDERS,
        metavar="ORDER",
        help=f"{', '.join(ORDERS)} (default: {NEWEST_FIRST}, newest first)",
    )


def list_articles(library: Library) -> int:
    """Print all articles, a line each."""
    from tui.listing import print_rows
    from tui.wording import no_articles

    look_through(library)
    found = library.find.search("")
    print_rows(library.rows(found.ids))
    if not found.ids:
        tell(no_articles(library))
    return DONE if found.ids else NOTHING


def _search(arguments: argparse.Namespace) -> int:
    query = query_of(arguments)
    with refreshed(arguments) as library:
        found = _found(library, query, arguments.sort, arguments.limit)
        if found.ids:
            tell_of_misread(library, query)
        _print(library, found, arguments.format)
        if not found.ids:
            tell_nothing_found(library, arguments.query)
    return DONE if found.ids else NOTHING


def _found(library: Library, query: str, order: str | None, limit: int | None) -> Found:
    if order:
        library.find.read(query)  # a mistake in it is told before anything stands behind it
        query = f"{query} sort:{order}"
    return library.find.search(query, limit=limit)


def _print(library: Library, found: Found, form: str) -> None:
    from tui.results import FIELDS, Results

    results = Results(library, found)
    if form in OF_OBJECTS:
        OF_OBJECTS[form](FIELDS, results.objects(), sys.stdout)
    elif form in OF_ARTICLES:
        OF_ARTICLES[form](results.opened(), sys.stdout)
    elif form == IDS:
        results.print_keys()
    elif form == PATHS:
        results.print_paths()
    else:
        from tui.listing import print_results

        print_results(results)
