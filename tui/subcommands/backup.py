"""`grtui dump` and `grtui restore`."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from store.answers import Restoration
from store.errors import GrtuiError, TagFileError
from store.folder import shown
from store.library import Library
from tui.subcommands.options import DONE, NOTHING, agrees, is_terminal, new_command, opened, tell
from tui.wording import counted

if TYPE_CHECKING:
    from store.dump import Dump
    from tui.subcommands.options import Commands


def add_to(commands: "Commands") -> None:
    """Add the commands."""
    new_command(commands, "dump", _dump)
    restore = new_command(commands, "restore", _restore)
    what = restore.add_mutually_exclusive_group()
    what.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a dump, or a copy of a tag file (default: -, standard input)",
    )
    what.add_argument(
        "--backup",
        action="store_true",
        help="the newest good copy beside the tag file; with --replace, unless --merge is said",
    )
    how = restore.add_mutually_exclusive_group()
    how.add_argument(
        "--merge", action="store_true", help="join it with what is there (this is the default)"
    )
    how.add_argument(
        "--replace",
        action="store_true",
        help="what is only there goes; a damaged tag file is put aside",
    )
    restore.add_argument("--dry-run", action="store_true", help="only say what would change")
    restore.add_argument("--yes", action="store_true", help="do not ask")


def _dump(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        text = library.dump()
    if sys.stdout:
        sys.stdout.buffer.write(text)
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    replaces = arguments.replace or (arguments.backup and not arguments.merge)
    with opened(arguments) as library:
        dump, name = _read(_newest_backup(library) if arguments.backup else arguments.file or "-")
        planned = library.edit.restoration(dump, replaces=replaces)
        if planned.damage:
            tell(planned.damage)
        tell(_counts(planned))
        if planned.changes_nothing:
            tell("Nothing to change.")
            return DONE
        if arguments.dry_run:
            return DONE
        if not (planned.is_first or arguments.yes or agrees(_question(planned, library))):
            return NOTHING
        return _told(library, library.edit.restore(dump, name, replaces=replaces))


def _newest_backup(library: Library) -> str:
    if backup := library.newest_backup():
        return str(backup)
    place = shown(os.fsencode(library.tag_file))
    raise TagFileError(f"There is no copy beside {place} that can be used.")


def _read(file: str) -> tuple["Dump", str]:
    """What is in a dump, and what the history calls it."""
    from store.dump import read

    if file == "-":
        if sys.stdin is None or is_terminal(sys.stdin):
            raise GrtuiError("Name a file, or send a dump: `grtui dump | grtui restore`.")
        return read(sys.stdin.buffer.read(), "Standard input"), ""
    name = shown(os.fsencode(file))
    try:
        text = Path(file).read_bytes()
    except OSError as error:
        raise GrtuiError(f"{name} cannot be read: {error.strerror or error}.") from error
    return read(text, name), shown(os.fsencode(Path(file).name))


def _counts(restoration: Restoration) -> str:
    """`12 articles new, 3 changed, 100 as they are, 5 only here (kept).`."""
    parts = [f"{counted(restoration.new, 'article', 'articles')} new"]
    if not (restoration.is_first or restoration.damage):
        stay = "removed" if restoration.gone else "kept"
        parts += [
            f"{restoration.changed:,} changed",
            f"{restoration.same:,} as they are",
            f"{restoration.only_here:,} only here" + f" ({stay})" * bool(restoration.only_here),
        ]
    if restoration.others:
        parts.append(f"{counted(restoration.others, 'other entry', 'other entries')} new")
    return f"{', '.join(parts)}."


def _question(restoration: Restoration, library: Library) -> str:
    aside = "Put the damaged tag file aside, and restore" if restoration.damage else "Restore"
    return f"{aside} into {shown(os.fsencode(library.tag_file))}?"


def _told(library: Library, done: Restoration) -> int:
    place = shown(os.fsencode(library.tag_file))
    if done.aside:
        tell(f"The damaged tag file is {shown(os.fsencode(done.aside))} now.")
    takes_back = " `grtui undo` takes it back." if done.is_step else ""
    tell(f"Restored: {place}.{takes_back}")
    return DONE
