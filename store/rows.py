"""Reads rows of the index: for any number of values, and the tags that are packed in them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from store.tags import GivenTag, Origin

_CHUNK = 500
"""How many values one statement takes; SQLite allows some 32,000."""

_MARKS = {Origin.SOURCE: "=", Origin.ADDED: "+", Origin.REMOVED: "-"}
_ORIGINS = {mark: origin for origin, mark in _MARKS.items()}


def each(
    connection: sqlite3.Connection, statement: str, values: Sequence[object]
) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement with `IN ({marks})`, for any number of values."""
    for start in range(0, len(values), _CHUNK):
        some = tuple(values[start : start + _CHUNK])
        yield from connection.execute(statement.format(marks=",".join("?" * len(some))), some)


def mirrored_stamp(connection: sqlite3.Connection) -> str:
    """The stamp of the tag file that is mirrored."""
    row = connection.execute("SELECT stamp FROM mirrored").fetchone()
    return str(row[0]) if row else ""


def packed(tags: Iterable[GivenTag]) -> str:
    """Tags as one text, a line each; a tag's name holds no line end."""
    return "\n".join(_MARKS[tag.origin] + tag.name for tag in tags)


def unpacked(text: str) -> tuple[GivenTag, ...]:
    """The tags of `packed`.

    Raises:
        ValueError: It is no such text.
    """
    lines = text.split("\n") if text else ()
    try:
        return tuple(GivenTag(line[1:], _ORIGINS[line[0]]) for line in lines)
    except LookupError as error:
        raise ValueError(f"{text!r} are no packed tags") from error


def names_in(lines: str) -> tuple[str, ...]:
    """Names that are a line each."""
    return tuple(lines.split("\n")) if lines else ()
