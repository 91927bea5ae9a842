"""The command line."""

from __future__ import annotations  # argparse is not imported to open the reader

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from store.config import Config, read_config
from store.errors import (
    BusyError,
    GrtuiError,
    HistoryError,
    LockedError,
    NotFoundError,
    QueryError,
    TagFileError,
)
from store.folder import shown
from store.library import Library
from tui import __version__
from tui.arguments import QUERYING, with_query_last, with_values_joined
from tui.lean_imports import lean_imports
from tui.slow_line import telling
from tui.subcommands.options import (
    COMMANDS,
    DONE,
    INTERRUPTED,
    LOCKED,
    NOTHING,
    USAGE,
    add_tags_option,
    configure,
    discard_output,
    folder_of,
    is_terminal,
    named_path,
    opens_samples,
    query_of,
    tell,
)

if TYPE_CHECKING:
    import argparse

_END_AFTER = 2.0
"""Seconds after which the process is gone when one has quit."""

STATUSES = {
    NotFoundError: NOTHING,
    HistoryError: NOTHING,
    TagFileError: NOTHING,
    LockedError: LOCKED,
    BusyError: LOCKED,
}
"""The exit statuses of errors; that of others is `USAGE`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run grtui, and return its exit status."""
    if "_ARGCOMPLETE" in os.environ:  # a shell asks
        from tui.completion import answer

        parser = command_parser(COMMANDS)
        _add_reader_options(parser)
        answer(parser)
    arguments = list(sys.argv[1:] if argv is None else argv)
    _escape_what_the_terminal_cannot_show()
    try:
        status = _run(arguments)
        if sys.stdout:
            sys.stdout.flush()  # a full disk shows only now
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return DONE
    except OSError as error:
        discard_output()
        where = f"{shown(os.fsencode(error.filename))}: " if error.filename else ""
        tell(f"{where}{error.strerror or error}.")
        return NOTHING
    except GrtuiError as error:
        tell(str(error))
        return STATUSES.get(type(error), USAGE)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        if arguments[0] == "tag":
            from tui.subcommands.tagging import with_named_changes

            arguments = with_named_changes(arguments)
        elif arguments[0] in QUERYING:
            arguments = with_query_last(arguments)
        elif arguments[0] == "add":
            arguments = with_values_joined(arguments)
        parser = command_parser(arguments[:1])  # those of all commands take 10 ms more
        parsed, unknown = parser.parse_known_args(arguments)
        if unknown:
            hint = " (--library FOLDER names the library)" if Path(unknown[0]).is_dir() else ""
            parsed.parser.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
        return _run_command(parsed)
    if len(arguments) < 2 and all(one and not one.startswith("-") for one in arguments):
        return _open_reader(*map(Path, arguments))  # to import and make a parser takes 5 ms
    parsed = reader_parser().parse_args(arguments)
    return _open_reader(parsed.folder, parsed.tags)


def _run_command(parsed: argparse.Namespace) -> int:
    if "tags" in parsed:  # it works on a library
        for trouble in configure(parsed).troubles:
            tell(trouble)
    try:
        status: int = parsed.run(parsed)
        return status
    except QueryError as error:
        from tui.remarks import tell_mistake

        tell_mistake(error, query_of(parsed))
        return USAGE


def _escape_what_the_terminal_cannot_show() -> None:
    """Print a character that the locale's encoding lacks as an escape, instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def reader_parser() -> argparse.ArgumentParser:
    """What understands the call that opens the reader."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="grtui",
        description="Read press articles and tag them by region and theme. "
        "Without a terminal the articles are listed.",
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=named_path,
        metavar="FOLDER",
        help="where the articles are (default: $GRTUI_LIBRARY, else what is configured, else the "
        "sample articles)",
    )
    _add_reader_options(parser)
    return parser


def _add_reader_options(parser: argparse.ArgumentParser) -> None:
    add_tags_option(parser)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")


def _epilog() -> str:
    lines = [f"  {name:12}{what}" for name, (_, what) in COMMANDS.items()]
    return "\n".join(
        [
            "commands (`grtui COMMAND --help` tells more):",
            *lines,
            "",
            "exit status: 0 done; 1 nothing found, or not done; 2 a mistake in the call, the",
            "configuration or the query; 3 another process holds the tag file or the index,",
            "try again; 130 interrupted",
        ]
    )


def command_parser(names: Iterable[str]) -> argparse.ArgumentParser:
    """What understands some of the commands."""
    import argparse

    parser = argparse.ArgumentParser(prog="grtui")
    commands = parser.add_subparsers(dest="command", required=True)
    for module in dict.fromkeys(COMMANDS[name][0] for name in names):
        import_module(f"tui.subcommands.{module}").add_to(commands)
    return parser


def _open_reader(chosen: Path | None = None, tags: Path | None = None) -> int:
    config = read_config(os.environ)
    folder = folder_of(chosen, config)
    with closing(Library.open(folder, tag_file=tags or config.tags)) as library:
        if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
            return _list_instead(
                library, config, "no terminal, so here is the list; ssh -t gives one."
            )
        if os.environ.get("TERM") == "dumb":
            return _list_instead(
                library, config, "a dumb terminal can only print, so here is the list."
            )
        gc.disable()  # until all is imported, which stays: looking for the rest takes 30 ms
        # Textual takes a sixth of a second to import, and only the application needs it.
        with telling(config.slow_line, os.environ), lean_imports():
            from tui.app import GrtuiApp
        from tui.escape import keep_escapes
        from tui.looks import clean_no_color, correct_colorterm, uses_mouse

        keep_escapes()
        if isinstance(sys.__stderr__, TextIOWrapper):  # where Textual draws
            sys.__stderr__.reconfigure(errors="replace")  # an escape takes more columns
        clean_no_color(os.environ)
        correct_colorterm(os.environ)
        app = GrtuiApp(
            library,
            config,
            os.environ,
            shows_samples=opens_samples(chosen, config),
        )
        app.when_imported = _collect_garbage
        app.when_quit = _end_soon
        app.run(mouse=uses_mouse(config.mouse, config.slow_line, os.environ))
        gc.freeze()  # All that is left goes with the process: looking through it takes 60 ms.
        return app.return_code or DONE


def _collect_garbage() -> None:
    """Look for garbage from now on, but not among what was imported: that takes 100 ms."""
    gc.freeze()
    gc.enable()


def _end_soon() -> None:
    """End in a moment, though a thread still waits for a file of a disk that does not answer."""
    from threading import Timer

    limit = Timer(_END_AFTER, os._exit, [DONE])
    limit.daemon = True
    limit.start()


def _list_instead(library: Library, config: Config, why: str) -> int:
    from tui.subcommands.finding import list_articles

    for sentence in (*config.troubles, why):
        tell(sentence)
    return list_articles(library)
