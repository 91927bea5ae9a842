"""What the commands share: options, exit statuses, the library, a question to the person."""

from __future__ import annotations  # argparse is not imported to open the reader

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from store import locations
from store.answers import Done
from store.config import Config, read_config
from store.harmless import harmless
from store.library import Library
from tui.wording import progress, saved

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, NOTHING, USAGE, LOCKED, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit statuses: done; nothing found or not done; usage or query error; try again; ctrl+c."""

BY_SIGNAL = 128
"""The exit status of what a signal ended, less its number."""

COMMANDS = {
    "search": ("finding", "list the articles that a query finds"),
    "count": ("counting", "count the articles that a query finds"),
    "show": ("showing", "show one article"),
    "add": ("adding", "copy articles into the library, each under a good name"),
    "tag": ("tagging", "give tags to the articles that a query finds, and take them"),
    "tags": ("counting", "list the tags with their numbers of articles"),
    "log": ("history", "list the changes, newest first"),
    "undo": ("history", "take your last change back"),
    "redo": ("history", "make the change again that you took back last"),
    "check": ("checking", "read every article, and look at the tag file and the index"),
    "dump": ("backup", "print all that you did as text, one record a line"),
    "restore": ("backup", "bring a dump or a backup back"),
    "config": ("configuring", "print what is configured and where, or begin the file for it"),
    "completion": ("completing", "print what lets tab complete in bash, zsh or fish"),
}
"""The commands by name, each with its module in `tui.subcommands`, and what it does."""


def new_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    has_library: bool = True,
) -> argparse.ArgumentParser:
    """A command, with the options that all have that work on a library."""
    _, what = COMMANDS[name]
    parser = commands.add_parser(
        name, help=what, description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False
    )
    if has_library:
        parser.add_argument(
            "--library", type=named_path, metavar="FOLDER", help="where the articles are"
        )
        add_tags_option(parser)
    parser.set_defaults(run=run, parser=parser)
    return parser


def add_query(parser: argparse.ArgumentParser, what: str, *, is_needed: bool = True) -> None:
    """Let a query follow, in any number of words (see `tui.arguments`)."""
    parser.add_argument(
        "query", nargs="+" if is_needed else "*", type=harmless, metavar="QUERY", help=what
    )


def query_of(arguments: argparse.Namespace) -> str:
    """The query that was typed, as it was typed."""
    return " ".join(arguments.query)


def named_path(text: str) -> Path:
    """A path that was named; an empty one is a variable that is not set, and not this folder.

    Raises:
        argparse.ArgumentTypeError: It is empty.
    """
    if not text:
        import argparse

        raise argparse.ArgumentTypeError("no name is given")
    return Path(text)


def at_least_one(text: str) -> int:
    """A number of things to list.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    if not text.isdecimal() or not 0 < int(text[:20]) < 1 << 62:
        import argparse

        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return int(text)


def add_tags_option(parser: argparse.ArgumentParser) -> None:
    """Let another tag file be chosen."""
    parser.add_argument(
        "--tags",
        type=named_path,
        metavar="FILE",
        help="where what you do is kept (default: $GRTUI_TAGS, else what is configured, else in "
        "the articles' folder)",
    )


def configure(arguments: argparse.Namespace) -> Config:
    """Complete the options by what is configured."""
    config = read_config(os.environ)
    arguments.config, arguments.tags = config, arguments.tags or config.tags
    return config


def folder_of(chosen: Path | None, config: Config) -> Path:
    """The library's folder: the one that was named, the one that is configured, or the samples."""
    return chosen or config.library or locations.samples()


def opens_samples(chosen: Path | None, config: Config) -> bool:
    """Are the samples opened, named or for want of a library of the reader's own?"""
    return folder_of(chosen, config).resolve() == locations.samples().resolve()


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Library]:
    """The library that the options name, as its index has it."""
    config = arguments.config
    if not (arguments.library or arguments.tags or config.library):
        tell(
            "No library is named, so these are the sample articles: "
            "--library FOLDER, GRTUI_LIBRARY or the configuration names one."
        )
    library = Library.open(folder_of(arguments.library, config), tag_file=arguments.tags)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def refreshed(arguments: argparse.Namespace, *, to_change: bool = False) -> Iterator[Library]:
    """The library that the options name, as its folder is now."""
    with opened(arguments) as library:
        look_through(library, to_change=to_change)
        yield library


def look_through(library: Library, *, to_change: bool = False) -> None:
    """Bring the index up to date with the folder, and tell what went wrong on standard error.

    Where nothing is going to be changed, a look of a short while ago will do: in 100,000 articles
    the look takes ten times as long as the search.
    """
    troubles: tuple[str, ...] = ()
    library.trouble()  # what others did tells, too, whether it is time for a look
    if to_change or not library.is_recent:
        with progress_line() as show:
            troubles = library.refresh(
                lambda state: show(progress(state) if state.done < state.total else "")
            ).troubles
    for trouble in (*troubles, *library.trouble()):
        tell(trouble)


def tell(sentence: str, *lines: str) -> None:
    """Say something that is no result, with some lines below it: on standard error."""
    if sys.stderr:  # print takes None for standard output
        try:
            print(harmless("\n".join([f"grtui: {sentence}", *lines])), file=sys.stderr)
        except OSError:
            pass  # there is nobody to tell


def tell_saved(done: Done) -> int:
    """Print what was saved: it is, even where that cannot be printed."""
    line = saved(done)
    try:
        print(line, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        tell(f"{line}. Only standard output cannot be written: {error.strerror or error}.")
    return DONE


def discard_output() -> None:
    """Let Python's last flush, at exit, go nowhere instead of complaining once more."""
    if sys.stdout:
        discard(sys.stdout)


def flush_errors() -> None:
    """Let what nobody could be told go nowhere, too: Python would end with a status of its own."""
    try:
        if sys.stderr:
            sys.stderr.flush()
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Let what is still to be written to a stream, and what it holds back, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


@contextmanager
def progress_line() -> Iterator[Callable[[str], None]]:
    """A line on the terminal that tells how far long work is, and is gone at the end."""
    width = 0

    def show(line: str) -> None:
        nonlocal width
        if is_terminal(sys.stderr) and (line or width):
            line = line[: columns(sys.stderr) - 1]
            print(f"\r{line:{width}}", end="\r" if not line else "", file=sys.stderr, flush=True)
            width = len(line)

    try:
        yield show
    finally:
        show("")


def columns(stream: TextIO | None) -> int:
    """How wide the terminal is; 80 where there is none, or it does not say."""
    try:
        return (os.get_terminal_size(stream.fileno()).columns if stream else 0) or 80
    except OSError:
        return 80


def is_terminal(stream: TextIO | None) -> bool:
    """Is there a person at the other end? Python has None for a stream that was closed."""
    return stream is not None and stream.isatty()


def agrees(question: str) -> bool:
    """Does the person at the terminal agree? Where there is nobody to ask, it is said so."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        tell(f"{question} There is nobody to ask: say --yes to do it.")
        return False
    print(f"{harmless(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    answer = ""
    try:
        answer = sys.stdin.readline()
    finally:
        if not answer.endswith("\n"):  # ctrl+c, ctrl+d
            print(file=sys.stderr)
    if answer.strip().casefold() in ("y", "yes"):
        return True
    tell("Nothing was changed.")
    return False
