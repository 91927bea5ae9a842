"""The command line."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path

from store.errors import (
    GrtuiError,
    HistoryError,
    LockedError,
    NotFoundError,
    TagFileError,
)
from store.library import Library
from tui import __version__
from tui.subcommands.options import (
    DONE,
    INTERRUPTED,
    LOCKED,
    NOTHING,
    USAGE,
    add_tags_option,
    folder_of,
    is_terminal,
)

STATUSES = {
    NotFoundError: NOTHING,
    HistoryError: NOTHING,
    TagFileError: NOTHING,
    LockedError: LOCKED,
}
"""The exit statuses of errors; that of others is `USAGE`."""

COMMANDS = {
    "search": "finding",
    "show": "finding",
    "tag": "tagging",
    "tags": "tagging",
    "log": "history",
    "undo": "history",
    "redo": "history",
    "check": "checking",
    "dump": "backup",
    "restore": "backup",
}
"""The commands by name, each with its module in `tui.subcommands`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run grtui, and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _run(arguments)
        if sys.stdout:
            sys.stdout.flush()  # a full disk shows only now
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return DONE
    except OSError as error:
        _discard_output()
        print(f"grtui: {error.strerror or error}.", file=sys.stderr)
        return NOTHING
    except GrtuiError as error:
        print(f"grtui: {error}", file=sys.stderr)
        return STATUSES.get(type(error), USAGE)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        if arguments[0] == "tag":
            from tui.subcommands.tagging import with_named_changes

            arguments = with_named_changes(arguments)
        parsed = _command_parser().parse_args(arguments)
        status: int = parsed.run(parsed)
        return status
    return _open_reader(_reader_parser().parse_args(arguments))


def _discard_output() -> None:
    """Let Python's last flush, at exit, go nowhere instead of complaining once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reader_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grtui",
        description="Read press articles and tag them by region and theme.",
        epilog=f"Commands: {', '.join(COMMANDS)}; `grtui COMMAND --help` tells more. "
        "Without a terminal the articles are listed.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="where the articles are (default: $GRTUI_LIBRARY, else the sample articles)",
    )
    add_tags_option(parser)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="grtui")
    commands = parser.add_subparsers(dest="command", required=True)
    for module in dict.fromkeys(COMMANDS.values()):
        import_module(f"tui.subcommands.{module}").add_to(commands)
    return parser


def _open_reader(arguments: argparse.Namespace) -> int:
    folder = folder_of(arguments.folder)
    with closing(Library.open(folder, tag_file=arguments.tags)) as library:
        if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
            return _list_instead(library, "no terminal, so here is the list; ssh -t gives one.")
        if os.environ.get("TERM") == "dumb":
            return _list_instead(library, "a dumb terminal can only print, so here is the list.")
        # Textual takes most of a second to import, and only the application needs it.
        from tui.app import GrtuiApp

        app = GrtuiApp(library)
        app.run()
        return app.return_code or DONE


def _list_instead(library: Library, why: str) -> int:
    from tui.subcommands.finding import list_articles

    print(f"grtui: {why}", file=sys.stderr)
    return list_articles(library)
