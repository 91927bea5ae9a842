"""`grtui log`, `grtui undo` and `grtui redo`."""

import argparse
import sys
from typing import TYPE_CHECKING

from rich.cells import cell_len

from store.answers import Done
from tui import wording
from tui.subcommands.options import DONE, NOTHING, new_command, opened

if TYPE_CHECKING:
    from store.history import Step
    from tui.subcommands.options import Commands


def add_to(commands: "Commands") -> None:
    """Add the commands."""
    log = new_command(commands, "log", _log, "list the changes, newest first")
    log.add_argument("--limit", type=int, metavar="N", help="the newest N only")
    for name, run, what in (
        ("undo", _undo, "take your last change back"),
        ("redo", _redo, "make the change again that you took back last"),
    ):
        new_command(commands, name, run, what).add_argument(
            "--rest",
            action="store_true",
            help="pass over the articles on which it has been changed again since",
        )


def _log(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        steps = library.history(arguments.limit)
    users = max((cell_len(step.user) for step in steps), default=0)
    for step in steps:
        user = step.user + " " * (users - cell_len(step.user))
        number = wording.counted(step.articles, "article", "articles")
        when = step.when.astimezone()
        print(f"{when:%Y-%m-%d %H:%M}  {user}  {number:>12}  {step.label}{_undone(step)}")
    if not steps:
        print("grtui: Nothing has been changed yet.", file=sys.stderr)
    return DONE if steps else NOTHING


def _undone(step: "Step") -> str:
    if step.undone and step.kept:
        return f"  (undone on {step.articles - step.kept:,} of {step.articles:,})"
    return "  (undone)" if step.undone else ""


def _undo(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        return _told(library.edit.undo(rest=arguments.rest), "take back")


def _redo(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        return _told(library.edit.redo(rest=arguments.rest), "make again")


def _told(done: Done | None, what: str) -> int:
    if done is None:
        print(f"grtui: There is nothing to {what}.", file=sys.stderr)
        return NOTHING
    print(wording.saved(done))
    return DONE
