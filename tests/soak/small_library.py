"""A small library in a folder, with what a trial has to know of it."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.library import write_library
from store.library import Library
from store.tags import Facet, Tag

COUNT = 12


@dataclass(frozen=True, slots=True)
class Key:
    """The second key of a tag, and the tag that it gives."""

    letter: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Line:
    """An article as the list has it."""

    key: str
    names: frozenset[str]
    """The tags that the publisher gave it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The articles of a library, from the top of the list, and the keys that tag them."""

    lines: tuple[Line, ...]
    keys: tuple[Key, ...]


def write(folder: Path) -> None:
    """Write the articles."""
    write_library(folder, COUNT)


def opened(place: Path, tag_file: Path | None = None) -> Library:
    """The library `articles` of a folder, with its index where XDG_CACHE_HOME=cache has it."""
    library = Library.open(place / "articles", tag_file=tag_file, cache=place / "cache" / "grtui")
    library.refresh()
    return library


def contents(library: Library) -> Contents:
    """What is in a library."""
    lines = tuple(
        Line(row.key, frozenset(tag.name for facet in Facet for tag in row.tags(facet)))
        for row in library.rows(library.search().ids)
    )
    keys = tuple(
        Key(hint.letter, Tag(facet, hint.name))
        for facet in Facet
        for hint in library.vocabulary(facet)
        if len(hint.letter) == 1
    )
    return Contents(lines, keys)
