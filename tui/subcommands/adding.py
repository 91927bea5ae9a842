"""`grtui add`."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.answers import Done
from store.errors import GrtuiError, LibraryError
from store.folder import shown
from store.library import Library
from store.plans import TagChange
from tui import wording
from tui.subcommands.options import (
    DONE,
    NOTHING,
    is_terminal,
    look_through,
    named_path,
    new_command,
    opens_samples,
    refreshed,
    tell,
    tell_saved,
)

if TYPE_CHECKING:
    from store.adding import Added, Adding
    from tui.subcommands.options import Commands

STANDARD_INPUT = "-"
"""What names standard input."""


def add_to(commands: "Commands") -> None:
    """Add the command."""
    add = new_command(commands, "add", _add)
    add.epilog = (
        "Each file is copied under a name made of its date and title, and never replaces another. "
        "What the library has already is told, and not copied."
    )
    add.add_argument(
        "files",
        nargs="+",
        type=named_path,
        metavar="FILE",
        help="an article, or - for one from standard input",
    )
    add.add_argument(
        "--into", type=named_path, metavar="SUBFOLDER", help="the folder in the library to add to"
    )
    add.add_argument(
        "--tag",
        dest="changes",
        action="append",
        default=[],
        metavar="CHANGE",
        help="tag what is named, as grtui tag does: +Europe, +theme:NAME; may be said again",
    )
    add.add_argument("--dry-run", action="store_true", help="only list what would be added")


def _add(arguments: argparse.Namespace) -> int:
    from store.adding import Adding

    files: list[Path] = arguments.files
    if files.count(Path(STANDARD_INPUT)) > 1:
        raise GrtuiError("Standard input can be added only once: say - once.")
    if opens_samples(arguments.library, arguments.config):
        raise GrtuiError(
            "Nothing is added to the sample articles: "
            "--library FOLDER or GRTUI_LIBRARY names a library."
        )
    with refreshed(arguments) as library:
        changes = library.edit.typed_changes(arguments.changes)
        adding = Adding(library, arguments.into, is_trial=arguments.dry_run)
        named = list(_added(adding, files, library))
        new = [one for one in named if one.is_new]
        if new and not arguments.dry_run:
            look_through(library, to_change=True)
        done = None if arguments.dry_run else _tag(library, changes, named)
    for one in new:  # behind the tags, which a closed pipe must not cost
        print(f"{one.path}  {one.title}")
    if done:
        tell_saved(done)
    if len(named) < len(files):
        return NOTHING  # or `grtui add *.txt && rm *.txt` would lose what could not be added
    return DONE if new or (done and done.keys) else NOTHING


def _added(adding: "Adding", files: Sequence[Path], library: Library) -> Iterator["Added"]:
    """Add files one after the other, and tell what is not added."""
    for path in files:
        what = _called(path)
        try:
            data = _read(path)
            added = adding.add(data, "" if path == Path(STANDARD_INPUT) else path.name, what)
        except LibraryError as error:
            tell(str(error))
            continue
        except OSError as error:  # a full disk, or a folder that may not be written
            tell(f"{what} could not be added to {library.shown_folder}: {error.strerror}.")
            return
        if not added.is_new:
            tell(f"{what} is in the library already: {added.path}")
        yield added


def _read(path: Path) -> bytes:
    from store.adding import read_source
    from store.folder import MOST_BYTES

    if path != Path(STANDARD_INPUT):
        return read_source(path)
    if not sys.stdin:
        raise LibraryError("There is no standard input.")
    if is_terminal(sys.stdin):
        tell("paste the article, end with ctrl+d.")
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _called(path: Path) -> str:
    return "Standard input" if path == Path(STANDARD_INPUT) else shown(os.fsencode(path))


def _tag(library: Library, changes: Sequence[TagChange], named: Sequence["Added"]) -> Done | None:
    """Tag what was named, if something is to be tagged."""
    if not (changes and named):
        return None
    for change in changes:
        if meant := library.edit.meant(change.tag):
            tell(wording.new_tag(change.tag, meant))
    return library.edit.change(changes, [one.key for one in named])
