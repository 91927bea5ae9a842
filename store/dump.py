"""What the reader did as text, one record a line, and the tables in such a text.

A line is a JSON array: the name of the table, the key, the document. A table without documents is
a line with its name alone.

    ["grtui","1",{"format":1}]
    ["articles","0123456789abcdef0123",{"path":"a.txt","added":{"region":["Europe"]}}]
    ["letters"]
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from store.documents import record_of
from store.errors import GrtuiError
from store.history import check
from store.history import in_order as numbers_in_order
from store.record import Record
from store.tag_text import (
    DamageError,
    Lines,
    Tables,
    in_order,
    in_this_format,
    strictly_parsed,
    tables_in,
)

_FORMAT = ("grtui", "1")

# DEL, the C1 controls, what turns the direction of writing or has no width, U+2028 and U+2029, tag
# characters, in UTF-8: JSON need not escape them, but a terminal acts upon some, and some hide. The
# list is fixed, so that a state has one text.
_ACTING = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf"
    rb"|\xef\xbf[\xb0-\xbb]|\xf0\x9b\xb2[\xa0-\xa3]|\xf0\x9d\x85[\xb3-\xba]|\xf3\xa0[\x80-\xbf][\x80-\xbf]"
)


@dataclass(frozen=True, slots=True)
class Dump:
    """What the reader did, as a dump or a tag file has it; its tables are for looking at only."""

    tables: Tables
    records: Mapping[str, Record]

    def table(self, name: str) -> Lines:
        """A table, empty where there is none."""
        return self.tables.get(name) or Lines()


def text_of(tables: Tables) -> bytes:
    """The dump of tables: the same ones always give the same text."""
    pieces: list[bytes] = []
    for name in in_order(tables):
        table = orjson.dumps(name)
        lines = tables[name].lines
        for key, line in lines.items():
            head = orjson.dumps(key)
            pieces.append(b"[%b,%b,%b]\n" % (table, head, line[len(head) + 1 :]))
        if not lines:
            pieces.append(b"[%b]\n" % table)
    return _ACTING.sub(_escaped, b"".join(pieces))


def _escaped(found: re.Match[bytes]) -> bytes:
    units = found[0].decode().encode("utf-16-be")
    return b"".join(
        b"\\u%04x" % int.from_bytes(units[at : at + 2]) for at in range(0, len(units), 2)
    )


def read(text: bytes, name: str) -> Dump:
    """What is in a dump, or in a tag file.

    Args:
        text: The bytes of the dump or the file.
        name: What it is called in the message of an error.

    Raises:
        GrtuiError: It is empty, or broken: where, and how.
    """
    try:
        begin = text.lstrip()[:1]
        if not begin:
            raise DamageError("it is empty")
        return of_tag_file(text) if begin == b"{" else _of_dump(text)
    except ValueError as error:
        raise GrtuiError(f"{name} cannot be restored: {error}. Nothing was changed.") from error


def of_tag_file(text: bytes) -> Dump:
    """What is in the text of a tag file.

    Raises:
        DamageError: It cannot be used.
    """
    return _checked(tables_in(text), {})


def _of_dump(text: bytes) -> Dump:
    tables: Tables = {}
    places: dict[str, dict[str, int]] = {}
    for number, line in enumerate(text.split(b"\n"), 1):
        if line and not line.isspace():
            try:
                _read_line(line, number, tables, places)
            except ValueError as error:
                raise DamageError(f"in line {number}, {error}") from error
    try:
        tables = in_this_format(tables)
    except DamageError as error:
        place = places.get("grtui", {}).get("1")
        where = f"in line {place}" if place else 'without the line ["grtui","1",...]'
        raise DamageError(f"{where}, {error}") from error
    return _checked(tables, places)


def _read_line(line: bytes, number: int, tables: Tables, places: dict[str, dict[str, int]]) -> None:
    match _parsed(line):
        case [str(name), str(key), dict(document)]:
            seen = places.setdefault(name, {})
            if key in seen:
                raise DamageError(f"the key {key!r:.60} is there again, after line {seen[key]}")
            seen[key] = number
            tables.setdefault(name, Lines())[key] = document
        case [str(name)]:
            tables.setdefault(name, Lines())
        case _:
            raise DamageError("it is not [table, key, document]")


def _parsed(line: bytes) -> Any:
    try:
        value = orjson.loads(line)
        if orjson.dumps(value) == line:
            return value
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        pass
    # It is not as we write it: it may have a field twice, or a number that would be another one.
    try:
        return strictly_parsed(line)
    except UnicodeDecodeError as error:
        raise DamageError(f"byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise DamageError(f"it is not JSON ({error.msg})") from error
    except RecursionError as error:
        raise DamageError("its JSON is nested too deeply") from error


def _checked(tables: Tables, places: Mapping[str, dict[str, int]]) -> Dump:
    """The dump of tables, if all in them can be used; places are those of their documents."""
    history = tables.get("history") or Lines()
    for number in numbers_in_order(history):
        try:
            check(history.document(number))
        except ValueError as error:
            place = places.get("history", {}).get(number)
            raise DamageError(f"in line {place}, {error}" if place else str(error)) from error
    return Dump(tables, _records(tables, places.get("articles", {})))


def _records(tables: Tables, places: Mapping[str, int]) -> dict[str, Record]:
    records = {}
    articles = tables.get("articles") or Lines()
    for key, document in articles.documents(articles):
        try:
            records[key] = record_of(document)
        except ValueError as error:
            where = (
                f"line {places[key]}" if key in places else f"the record of the article {key:.60}"
            )
            raise DamageError(f"in {where}, {error}") from error
    return records
