"""`grtui log`, `grtui undo` and `grtui redo`."""

import argparse
from typing import TYPE_CHECKING

from rich.cells import cell_len

from store.errors import HistoryError
from tui import wording
from tui.subcommands.options import (
    DONE,
    NOTHING,
    at_least_one,
    new_command,
    opened,
    tell,
    tell_saved,
)

if TYPE_CHECKING:
    from store.history import Step
    from tui.subcommands.options import Commands


def add_to(commands: "Commands") -> None:
    """Add the commands."""
    log = new_command(commands, "log", _log)
    log.add_argument("--limit", type=at_least_one, metavar="N", help="the newest N only")
    for name in ("undo", "redo"):
        new_command(commands, name, _travel).add_argument(
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
        number = wording.counted(step.articles, "article", "articles") if step.articles else ""
        when = step.when.astimezone()
        print(f"{when:%Y-%m-%d %H:%M}  {user}  {number:>12}  {step.label}{_undone(step)}")
    if not steps:
        tell("Nothing has been changed yet.")
    return DONE if steps else NOTHING


def _undone(step: "Step") -> str:
    if step.undone and step.kept:
        return f"  (undone on {step.articles - step.kept:,} of {step.articles:,})"
    return "  (undone)" if step.undone else ""


def _travel(arguments: argparse.Namespace) -> int:
    """Take a change back, or make it again."""
    with opened(arguments) as library:
        travel = library.edit.undo if arguments.command == "undo" else library.edit.redo
        try:
            done = travel(rest=arguments.rest)
        except HistoryError as error:
            command = f"`grtui {arguments.command} --rest`"
            raise HistoryError(f"{error} {command} passes over that.") from error
    if done is None:
        tell(f"There is nothing of yours to {arguments.command}.")
        return NOTHING
    return tell_saved(done)
