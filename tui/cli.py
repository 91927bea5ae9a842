"""The command line."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TextIO

from store import locations
from store.errors import GrtuiError, LockedError, NotFoundError
from store.library import Library
from store.opening import open_file
from tui import __version__

DONE, NOTHING, USAGE, LOCKED, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit statuses: done; nothing found or not done; usage or query error; try again; ctrl+c."""

STATUSES = {NotFoundError: NOTHING, LockedError: LOCKED}
"""The exit statuses of errors; that of others is `USAGE`."""


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
    if arguments and arguments[0] in _COMMANDS:
        parsed = _command_parser().parse_args(arguments)
        return _COMMANDS[parsed.command](parsed)
    return _open_reader(_reader_parser().parse_args(arguments))


def _discard_output() -> None:
    """Let Python's last flush, at exit, go nowhere instead of complaining once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reader_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grtui",
        description="Read press articles and tag them by region and theme.",
        epilog="Commands: grtui search QUERY, grtui show FILE; each has a --help of its own. "
        "Without a terminal the articles are listed.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="where the articles are (default: $GRTUI_LIBRARY, else the sample articles)",
    )
    _add_tags_option(parser)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="grtui")
    commands = parser.add_subparsers(dest="command", required=True)
    search = commands.add_parser("search", help="list the articles that a query finds")
    search.add_argument("query", nargs="+", help='words, "a phrase", region:Europe, theme:history')
    search.add_argument("--limit", type=int, metavar="N", help="the newest N only")
    show = commands.add_parser("show", help="show one article")
    show.add_argument("article", metavar="FILE-OR-KEY", help="a file, or an article's key")
    show.add_argument("--json", action="store_true", help="everything that is known, as JSON")
    for command in (search, show):
        command.add_argument(
            "--library", type=Path, metavar="FOLDER", help="where the articles are"
        )
        _add_tags_option(command)
    return parser


def _add_tags_option(parser: argparse.ArgumentParser) -> None:
    named = os.environ.get("GRTUI_TAGS")
    parser.add_argument(
        "--tags",
        type=Path,
        metavar="FILE",
        default=Path(named) if named else None,
        help="where what you do is kept (default: $GRTUI_TAGS, else in the articles' folder)",
    )


def _folder(chosen: Path | None) -> Path:
    """The library's folder: the one that was named, `$GRTUI_LIBRARY`, or the samples."""
    if chosen is not None:
        return chosen
    if named := os.environ.get("GRTUI_LIBRARY"):
        return Path(named)
    return locations.samples()


def _open_library(chosen: Path | None, tag_file: Path | None) -> Library:
    return Library.open(_folder(chosen), tag_file=tag_file)


def _open_reader(arguments: argparse.Namespace) -> int:
    with closing(_open_library(arguments.folder, arguments.tags)) as library:
        if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
            print("grtui: no terminal, so here is the list; ssh -t gives one.", file=sys.stderr)
            return _list(library)
        if os.environ.get("TERM") == "dumb":
            print(
                "grtui: a dumb terminal cannot show the reader; here is the list.", file=sys.stderr
            )
            return _list(library)
        # Textual takes most of a second to import, and only the application needs it.
        from tui.app import GrtuiApp

        app = GrtuiApp(library)
        app.run()
        return app.return_code or DONE


def _is_terminal(stream: TextIO | None) -> bool:
    """Is there a person at the other end? Python has None for a stream that was closed."""
    return stream is not None and stream.isatty()


def _list(library: Library, query: str = "", limit: int | None = None) -> int:
    """Print the articles that a query finds."""
    from tui.listing import print_table
    from tui.wording import no_articles

    library.refresh()
    found = library.search(query, limit=limit)
    print_table(library.rows(found.ids))
    if not found.ids and not library.search(limit=1).ids:
        print(f"grtui: {no_articles(library)}", file=sys.stderr)
    return DONE if found.ids else NOTHING


def _search(arguments: argparse.Namespace) -> int:
    with closing(_open_library(arguments.library, arguments.tags)) as library:
        return _list(library, " ".join(arguments.query), arguments.limit)


def _show(arguments: argparse.Namespace) -> int:
    """Print one article: a file, in a library or not, or the one of a key."""
    from tui.show import print_json, print_page

    path = Path(arguments.article)
    if path.exists():
        opened = open_file(path, _tag_file_for(path, arguments))
    else:
        with closing(_open_library(arguments.library, arguments.tags)) as library:
            library.refresh()
            try:
                opened = library.open_article(arguments.article)
            except NotFoundError as error:
                raise NotFoundError(f"There is no file {path}. {error}") from error
    (print_json if arguments.json else print_page)(opened)
    return DONE


def _tag_file_for(path: Path, arguments: argparse.Namespace) -> Path:
    """The tag file that may speak of a file: that of the library around it."""
    around = arguments.library or locations.library_around(path) or _folder(None)
    return locations.tag_file(around, os.environ, arguments.tags)


_COMMANDS = {"search": _search, "show": _show}
