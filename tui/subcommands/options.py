"""What the commands share: options, exit statuses, the library, a question to the person."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from store import locations
from store.library import Library
from tui.wording import progress

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, NOTHING, USAGE, LOCKED, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit statuses: done; nothing found or not done; usage or query error; try again; ctrl+c."""


def new_command(
    commands: "Commands", name: str, run: Callable[[argparse.Namespace], int], help_: str
) -> argparse.ArgumentParser:
    """A command that works on a library, with the options that all of these have."""
    parser = commands.add_parser(
        name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", allow_abbrev=False
    )
    parser.add_argument("--library", type=Path, metavar="FOLDER", help="where the articles are")
    add_tags_option(parser)
    parser.set_defaults(run=run)
    return parser


def add_tags_option(parser: argparse.ArgumentParser) -> None:
    """Let another tag file be chosen."""
    named = os.environ.get("GRTUI_TAGS")
    parser.add_argument(
        "--tags",
        type=Path,
        metavar="FILE",
        default=Path(named) if named else None,
        help="where what you do is kept (default: $GRTUI_TAGS, else in the articles' folder)",
    )


def folder_of(chosen: Path | None) -> Path:
    """The library's folder: the one that was named, `$GRTUI_LIBRARY`, or the samples."""
    if chosen is not None:
        return chosen
    if named := os.environ.get("GRTUI_LIBRARY"):
        return Path(named)
    return locations.samples()


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Library]:
    """The library that the options name, as its index has it."""
    library = Library.open(folder_of(arguments.library), tag_file=arguments.tags)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def refreshed(arguments: argparse.Namespace) -> Iterator[Library]:
    """The library that the options name, as its folder is now."""
    with opened(arguments) as library:
        look_through(library)
        yield library


def look_through(library: Library) -> None:
    """Bring the index up to date with the folder, and tell what went wrong on standard error."""
    with progress_line() as tell:
        found = library.refresh(
            lambda state: tell(progress(state) if state.done < state.total else "")
        )
    for trouble in (*found.troubles, *library.trouble()):
        print(f"grtui: {trouble}", file=sys.stderr)


@contextmanager
def progress_line() -> Iterator[Callable[[str], None]]:
    """A line on the terminal that tells how far long work is, and is gone at the end."""
    width = 0

    def tell(line: str) -> None:
        nonlocal width
        if is_terminal(sys.stderr) and (line or width):
            print(f"\r{line:{width}}", end="\r" if not line else "", file=sys.stderr, flush=True)
            width = len(line)

    try:
        yield tell
    finally:
        tell("")


def is_terminal(stream: TextIO | None) -> bool:
    """Is there a person at the other end? Python has None for a stream that was closed."""
    return stream is not None and stream.isatty()


def agrees(question: str) -> bool:
    """Does the person at the terminal agree? Where there is nobody to ask, it is said so."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        print(f"grtui: {question} There is nobody to ask: say --yes to do it.", file=sys.stderr)
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
