"""`grtui count` and `grtui tags`."""

import argparse
import sys
from typing import TYPE_CHECKING

from store.tags import Facet
from tui.formats import OF_OBJECTS, TABLE
from tui.remarks import tell_nothing_found, tell_of_misread
from tui.subcommands.options import (
    DONE,
    NOTHING,
    add_query,
    new_command,
    query_of,
    refreshed,
    tell,
)

if TYPE_CHECKING:
    from tui.subcommands.options import Commands

TAG_FIELDS = ("facet", "tag", "articles")
"""What is told of each tag to a program, in this order."""


def add_to(commands: "Commands") -> None:
    """Add the commands."""
    count = new_command(commands, "count", _count)
    add_query(count, "as in a search")
    tags = new_command(commands, "tags", _tags)
    add_query(tags, "of these articles only", is_needed=False)
    tags.add_argument("--facet", choices=[facet.value for facet in Facet], help="of one facet only")
    tags.add_argument(
        "--format",
        choices=(TABLE, *OF_OBJECTS),
        default=TABLE,
        help="lines to read, or objects for programs",
    )


def _count(arguments: argparse.Namespace) -> int:
    query = query_of(arguments)
    with refreshed(arguments) as library:
        number = library.find.count(query)
        print(number)
        if not number:
            tell_nothing_found(library, arguments.query)
            return NOTHING
        tell_of_misread(library, query)
    return DONE


def _tags(arguments: argparse.Namespace) -> int:
    query = query_of(arguments)
    with refreshed(arguments) as library:
        counts = library.tag_counts(query)
        chosen = {
            tag: number
            for tag, number in counts.items()
            if arguments.facet in (None, tag.facet.value)
        }
        if arguments.format in OF_OBJECTS:
            values = ((tag.facet.value, tag.name, number) for tag, number in chosen.items())
            objects = (dict(zip(TAG_FIELDS, each, strict=True)) for each in values)
            OF_OBJECTS[arguments.format](TAG_FIELDS, objects, sys.stdout)
        else:
            for tag, number in chosen.items():
                print(f"{number:7}  {tag.facet:6}  {tag.name}")
        if chosen:
            tell_of_misread(library, query)
        elif library.find.count(query):
            what = arguments.facet or "tag"
            tell(f"None of {'these' if query.strip() else 'the'} articles has a {what}.")
        else:
            tell_nothing_found(library, arguments.query)
    return DONE if chosen else NOTHING
