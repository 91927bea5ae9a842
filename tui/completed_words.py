"""The words that may stand in the place of one that has only begun: queries, tags, files."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from store import locations
from store.completing import Choice, Completion, Known, begun_at, complete
from store.config import read_config
from store.library import Library
from store.query import FIELDS, TAG_FIELDS
from store.tags import KNOWN, Facet
from tui.arguments import QUERYING, with_query_last, with_values_joined
from tui.subcommands.options import folder_of
from tui.wording import counted


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of a command before the one that has only begun."""

    command: str = ""
    arguments: tuple[str, ...] = ()
    """All of them, in the order in which argparse understands them."""
    query: tuple[str, ...] = ()
    has_query: bool = False
    """Is a query expected?"""
    is_change: bool = False
    """Is a change of tags expected?"""

    @classmethod
    def of(cls, words: Sequence[str]) -> "Typed":
        """What the words are.

        >>> Typed.of(["tag", "-History", "--library", "x", "--", "ferry", "-war"]).query
        ('ferry', '-war')
        """
        command, *rest = words or [""]
        if command == "add":
            joined = tuple(with_values_joined(words))
            return cls(command, joined, is_change=rest[-1:] == ["--tag"])
        if command != "tag" and command not in QUERYING:
            return cls(command, tuple(words))
        is_change = command == "tag" and "--" not in rest
        if command == "tag":
            end = len(rest) if is_change else rest.index("--")
            options = [one for one in rest[:end] if not one.startswith(("+", "-")) or "--" in one]
            rest = [*options, *rest[end:]]
        arguments = with_query_last([command, *rest])
        at = arguments.index("--") if "--" in arguments else len(arguments)
        return cls(command, tuple(arguments), tuple(arguments[at + 1 :]), not is_change, is_change)

    def option(self, name: str) -> Path | None:
        """The file or folder that an option names."""
        values = [one.partition("=")[2] for one in self.arguments if one.startswith(f"{name}=")]
        if not (values and values[-1]):
            return None
        return Path(os.path.expanduser(values[-1]))  # noqa: PTH111 (no error for ~nobody)


def words_of_query(typed: Typed, prefix: str) -> dict[str, str]:
    """The last words that a query may have, each with how many articles it fits."""
    if not prefix:
        return dict.fromkeys((f"{name}:" for name in FIELDS if "." not in name), "")
    before = "".join(f"{word} " for word in typed.query)
    query = before + prefix
    found = _completion(typed, query)
    if found.start < len(before):
        return {}
    head, begun = prefix[: found.start - len(before)], prefix[found.start - len(before) :]
    is_tag = begun_at(query, len(query)).field in TAG_FIELDS
    return {
        head + _continued(begun, one, is_tag=is_tag): _number(one.count) for one in found.choices
    }


def changes(typed: Typed, prefix: str) -> Iterator[str]:
    """The changes of tags that may be meant: `+Europe`, `-theme:History`."""
    sign, (field, colon, rest) = prefix[:1], prefix[1:].partition(":")
    if sign not in ("+", "-"):
        return
    facets = [facet for facet in Facet if not colon or facet.value == field.lower()]
    head, begun = (f"{sign}{field}:", rest) if colon else (sign, field)
    yield from (f"{sign}{facet}:" for facet in facets if not colon)
    for name in _names(typed, facets):
        yield head + _kept(begun, _without_blanks(name, is_tag=True))


def files(prefix: str, ends: tuple[str, ...]) -> Iterator[str]:
    """The folders whose names begin so, and the files that end in one of some ways."""
    folder, slash, begun = prefix.rpartition("/")
    try:
        with os.scandir(Path(folder + slash or ".").expanduser()) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (OSError, RuntimeError):  # there is no such folder, or no such home
        return
    for entry in entries:
        is_hidden = entry.name.startswith(".") and not begun
        # A name that is not all text could only be typed in another way.
        if is_hidden or not entry.name.startswith(begun) or not entry.name.isprintable():
            continue
        if entry.is_dir():
            yield f"{folder}{slash}{entry.name}/"
        elif entry.name.lower().endswith(ends):
            yield f"{folder}{slash}{entry.name}"


def _continued(begun: str, choice: Choice, *, is_tag: bool) -> str:
    """A choice as it goes on from what is typed."""
    text = choice.text
    if choice.count is None and not is_tag:
        return text
    is_bare = not text.startswith('"') or begun.startswith('"')
    if not is_bare and not set(text[1:-1]) & set('()"|,*'):
        text = _without_blanks(text[1:-1], is_tag=is_tag)
    return _kept(begun, text)


def _without_blanks(name: str, *, is_tag: bool) -> str:
    """A name with hyphens, which mean the same: a shell would have a backslash for each blank."""
    return (name.replace(" & ", " and ") if is_tag else name).replace(" ", "-")


def _kept(begun: str, name: str) -> str:
    """A name that begins as it is typed: zsh and fish offer nothing else."""
    if name[: len(begun)].casefold() != begun.casefold():
        return name
    rest = name[len(begun) :]
    return begun + (rest.lower() if begun.islower() else rest)


def _number(count: int | None) -> str:
    return counted(count, "article", "articles") if count else ""


def _names(typed: Typed, facets: Sequence[Facet]) -> list[str]:
    """The names of the tags of some facets."""
    if library := _known_library(typed):
        with closing(library):
            hints = [hint for facet in facets for hint in library.vocabulary(facet)]
            return [name for hint in hints for name in (hint.name, *hint.aliases)]
    return [name for facet in facets for name in KNOWN[facet]]


def _completion(typed: Typed, query: str) -> Completion:
    """What may stand at the end of a query; names only where the library has an index."""
    if library := _known_library(typed):
        with closing(library):
            return library.find.complete(query, len(query))
    nothing = Known(lambda *_: {}, lambda *_: {}, lambda: (), lambda: ())
    return complete(query, len(query), nothing)


def _known_library(typed: Typed) -> Library | None:
    """The library that the options name, if it was ever read: for a look, nothing is made."""
    config = read_config(os.environ)
    folder = folder_of(typed.option("--library"), config).absolute()
    named = typed.option("--tags") or config.tags
    own = locations.tag_file(folder, os.environ)
    tags = (named or own).absolute()
    other = tags if os.path.realpath(tags) != os.path.realpath(own) else None
    if not locations.index_file(folder, os.environ, tags=other).exists():
        return None
    return Library.open(folder, tag_file=named)
