"""The manual page of grtui, made from the tables of commands, options and keys."""

import argparse
import re
from collections.abc import Iterable, Iterator
from textwrap import fill

from tui.cli import command_parser, reader_parser
from tui.command import Command, groups
from tui.commands import MAIN
from tui.sprint_commands import SPRINT
from tui.subcommands.options import COMMANDS
from tui.vocabulary_commands import VOCABULARY

ABOUT = """\
grtui lists the press articles of a folder, shows the chosen one beside the list, and tags it by
two keys with a region or a theme. What is done is kept in one file beside the articles, which are
never changed. Every part of it is used by keys alone; without a terminal the articles are listed.
"""

EVERY_COMMAND = """\
Those that work on a library take --library FOLDER, where the articles are, and --tags FILE, where
what is done is kept. Results go to standard output, everything else to standard error. All work
without a terminal and beside a running reader.
"""

FILES = (
    (
        "FOLDER/.grtui/tags.json",
        "What was done: tags, read marks, stars, notes, saved searches and the history. Where the "
        "folder cannot be written, and for the sample articles, it is below ~/.local/share/grtui.",
    ),
    ("~/.cache/grtui", "The search index. It may be deleted; it is built again."),
    (
        "~/.local/state/grtui",
        "What was searched for, where one was, and what was copied last. It may be deleted.",
    ),
    ("~/.config/grtui/config.toml", "Settings and keys; see grtui config --init."),
)

VARIABLES = (
    ("GRTUI_LIBRARY", "The folder of articles that is opened where none is named."),
    ("GRTUI_TAGS", "The tag file, if it is not to be in that folder."),
    ("GRTUI_CONFIG", "The configuration file, if it is not to be the usual one."),
    (
        "XDG_CACHE_HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME",
        "Where the files above are, if not in the usual folders.",
    ),
    ("NO_COLOR", "Where it is set, there are no colours."),
    (
        "GRTUI_DRIVER",
        "Where it is stock, Textual's own driver sends the screen: whole regions, not only the "
        "characters that change.",
    ),
    ("PAGER, VISUAL, EDITOR", "What shows a copy of an article from the reader."),
)

STATUSES = (
    ("0", "It is done."),
    ("1", "Nothing was found, or it was not done."),
    ("2", "There is a mistake in the call, the configuration or the query."),
    ("3", "Another process holds the tag file or the index: try again."),
    ("130", "It was interrupted."),
)


def manual_page() -> str:
    """The page in the macros of man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Made by docs/make_documents.py.'
    yield '.TH GRTUI 1 "" "grtui" "User Commands"'
    yield from _section("NAME")
    yield "grtui \\- read press articles and tag them by region and theme, in the terminal"
    yield from _section("SYNOPSIS")
    yield f".B {plain('grtui')}\n[\\fIFOLDER\\fR] [\\-\\-tags \\fIFILE\\fR]\n.br"
    yield ".B grtui\n\\fICOMMAND\\fR ..."
    yield from _section("DESCRIPTION")
    yield plain(ABOUT.strip())
    yield from _section("OPTIONS")
    yield from _options(reader_parser())
    yield from _section("COMMANDS")
    yield plain(EVERY_COMMAND)
    for name, parser in _subparsers().items():
        yield f".SS {name}"
        yield f".B {plain(_usage(parser)).replace(chr(10), ' ')}\n.PP"
        yield plain(f"{COMMANDS[name][1][0].upper()}{COMMANDS[name][1][1:]}.")
        yield from _options(parser)
    yield from _section("KEYS")
    yield "? shows them in the reader, first those that do something at that moment."
    for group, commands in groups((*MAIN, *SPRINT, *VOCABULARY)).items():
        yield f".SS {plain(group)}"
        yield from _terms((_keys(command), command.help) for command in commands)
    for title, terms in (
        ("FILES", FILES),
        ("ENVIRONMENT", VARIABLES),
        ("EXIT STATUS", STATUSES),
    ):
        yield from _section(title)
        yield from _terms(terms)


def _subparsers() -> dict[str, argparse.ArgumentParser]:
    actions = command_parser(COMMANDS)._actions
    (commands,) = (one for one in actions if isinstance(one, argparse._SubParsersAction))
    return dict(commands.choices)


def _usage(parser: argparse.ArgumentParser) -> str:
    words = " ".join(parser.format_usage().removeprefix("usage: ").split())
    for known in (" [-h]", " [--library FOLDER]", " [--tags FILE]"):
        words = words.replace(known, "")
    return words


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        is_known = {"-h", "--library"} & {*action.option_strings}
        is_known |= {"--tags"} & {*action.option_strings} if parser.prog != "grtui" else set()
        if action.help and action.help != argparse.SUPPRESS and not is_known:
            yield from _terms([(_name(action), f"{action.help % {'prog': parser.prog}}.")])


def _name(action: argparse.Action) -> str:
    value = action.metavar or ("" if action.nargs == 0 else action.dest.upper())
    if action.choices and not action.metavar:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    return " ".join(filter(None, (", ".join(action.option_strings), str(value))))


def _keys(command: Command) -> str:
    return ", ".join(command.listed_keys)


def _section(title: str) -> Iterator[str]:
    yield f".SH {title}"


def _terms(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in terms:
        yield f".TP\n.B {plain(name)}\n{plain(meaning)}"


def plain(text: str) -> str:
    """A text in lines of the source, of which nothing acts as a macro or an escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = fill(text, 78, break_long_words=False, break_on_hyphens=False)
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)
