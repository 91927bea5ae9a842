"""`grtui tag`."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.errors import GrtuiError
from tui import wording
from tui.remarks import tell_nothing_found, tell_of_misread
from tui.subcommands.options import (
    DONE,
    NOTHING,
    add_query,
    agrees,
    new_command,
    query_of,
    refreshed,
    tell,
    tell_saved,
)

if TYPE_CHECKING:
    from tui.subcommands.options import Commands

_ANYWHERE = ("--yes", "--dry-run")
"""What is an option behind the `--` too."""

_BEFORE = ("--library", "--tags")
"""What is none there, but was meant to be."""


def add_to(commands: "Commands") -> None:
    """Add the command."""
    tag = new_command(commands, "tag", _tag)
    tag.usage = "grtui tag CHANGE... [--dry-run] [--yes] [--library FOLDER] [--tags FILE] -- QUERY"
    tag.epilog = (
        "A CHANGE is +Europe or -Europe; +region:NAME and +theme:NAME also make new tags. "
        "More than one article is changed only after a question, or with --yes."
    )
    tag.add_argument(
        "--change", dest="changes", action="append", default=[], help=argparse.SUPPRESS
    )
    add_query(tag, "as in a search", is_needed=False)
    tag.add_argument("--dry-run", action="store_true", help="only list what would be changed")
    tag.add_argument("--yes", action="store_true", help="do not ask")


def with_named_changes(arguments: Sequence[str]) -> list[str]:
    """The arguments of `tag` as argparse understands them: it would take `-History` for an option.

    >>> with_named_changes(["tag", "-History", "--", "ferry", "--yes"])
    ['tag', '--change=-History', '--yes', '--', 'ferry']
    """
    if "--" not in arguments:
        if {"-h", "--help"} & set(arguments):
            return list(arguments)
        raise GrtuiError("Write -- between the changes and the query: grtui tag +Europe -- ferry.")
    at = arguments.index("--")
    before, query = arguments[:at], arguments[at + 1 :]
    for one in query:
        if one.partition("=")[0] in _BEFORE:
            raise GrtuiError(f"Write {one} before the --, as what follows that is the query.")
    named = [f"--change={one}" if _is_change(one) else one for one in before]
    moved = [one for one in query if one in _ANYWHERE]
    return [*named, *moved, "--", *(one for one in query if one not in _ANYWHERE)]


def _is_change(argument: str) -> bool:
    return argument.startswith(("+", "-")) and not argument.startswith("--") and argument != "-h"


def _tag(arguments: argparse.Namespace) -> int:
    from tui.listing import print_rows

    if not arguments.changes or not arguments.query:
        raise GrtuiError("Name a change and a query: grtui tag +Europe -- ferry.")
    with refreshed(arguments, to_change=True) as library:
        changes = library.edit.typed_changes(arguments.changes)
        query = query_of(arguments)
        found = library.find.search(query)
        if found.is_everything:  # it may be a variable that is not set
            raise GrtuiError("The query is empty: for every article, write is:read OR is:unread.")
        keys = library.keys(found.ids)
        if not keys:
            tell_nothing_found(library, arguments.query)
            return NOTHING
        tell_of_misread(library, query)
        for change in changes:
            if meant := library.edit.meant(change.tag):
                tell(wording.new_tag(change.tag, meant))
        preview = library.edit.preview(changes, keys)
        summary = wording.preview(preview)
        if arguments.dry_run:
            ids = library.ids(preview.keys)
            print_rows(library.rows([ids[key] for key in preview.keys]))
            tell(summary)
            return DONE
        question = f"{summary} Change {wording.counted(len(preview.keys), 'article', 'articles')}?"
        if len(preview.keys) > 1 and not arguments.yes and not agrees(question):
            return NOTHING
        return tell_saved(library.edit.change(changes, preview.keys))
