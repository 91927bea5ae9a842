"""The text of the tag file: TinyDB's tables as JSON, one document a line, and what is damage."""

import json
import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from itertools import islice
from typing import Any, Self

import orjson

FORMAT = 1
"""The version of the tag file that this grtui writes, and the newest that it reads."""

TABLES = ("grtui", "articles", "history", "letters", "vocabulary", "searches")
"""The order of the tables in the file; tables of others follow in the order they came."""

Document = dict[str, Any]

_CONFLICT = re.compile(rb"^(?:<{7} |={7}\r?$|>{7} )", re.MULTILINE)


class DamageError(ValueError):
    """The text is not that of a tag file; the message is the end of a sentence: "because ..."."""


class NewerError(DamageError):
    """The text is that of a tag file of a newer grtui, and may be a good one."""


class Lines(MutableMapping[str, Document]):
    """A table as the lines of the file: a document is parsed when somebody looks at it.

    A hundred thousand documents as dictionaries are 100 MB, and take 0.3 s to parse and to write;
    as lines they are 30 MB that are joined in 10 ms.
    """

    def __init__(self, lines: dict[str, bytes] | None = None, *, in_order: bool = False) -> None:
        self._lines = lines or {}
        self._new = set() if in_order else set(self._lines)  # they stand behind the others
        self._seen: dict[str, Document] = {}  # TinyDB changes the documents that it was given

    @classmethod
    def of(cls, documents: Mapping[str, Document]) -> Self:
        """The table of some documents.

        Raises:
            TypeError: There is a value that JSON does not have.
        """
        return cls({key: _line(key, document) for key, document in documents.items()})

    @property
    def lines(self) -> dict[str, bytes]:
        """The line of each document, in the order of the keys: `"key":{...}` in UTF-8."""
        for key, document in self._seen.items():
            self._lines[key] = _line(key, document)
        self._seen.clear()
        if self._new:
            self._sort()
        return self._lines

    def _sort(self) -> None:
        # Sorting 100,000 keys takes 40 ms even where only the last is new.
        if len(self._new) > 100:
            self._lines = dict(sorted(self._lines.items()))
        else:
            old = len(self._lines) - len(self._new)
            keys, lines = list(self._lines)[:old], list(self._lines.values())[:old]
            for key in self._new:
                at = bisect(keys, key)
                keys.insert(at, key)
                lines.insert(at, self._lines[key])
            self._lines = dict(zip(keys, lines, strict=True))
        self._new.clear()

    def copy(self) -> Self:
        """The same lines in a table of its own."""
        return type(self)(self.lines.copy(), in_order=True)

    def document(self, key: str) -> Document:
        """A document for looking at: changes to it are nobody's."""
        document: Document = orjson.loads(b"{%b}" % self.lines[key])[key]
        return document

    def documents(self, keys: Iterable[str]) -> Iterator[tuple[str, Document]]:
        """Documents for looking at, with their keys; many at once take half the time."""
        lines, rest = self.lines, iter(keys)
        while some := list(islice(rest, 200)):
            yield from orjson.loads(b"{%b}" % b",".join([lines[key] for key in some])).items()

    def __getitem__(self, key: str) -> Document:
        if key not in self._seen:
            self._seen[key] = self.document(key)
        return self._seen[key]

    def __setitem__(self, key: str, document: Document) -> None:
        self._seen.pop(key, None)
        if key not in self._lines:
            self._new.add(key)
        self._lines[key] = _line(key, document)

    def __delitem__(self, key: str) -> None:
        self._seen.pop(key, None)
        self._new.discard(key)
        del self._lines[key]

    def __contains__(self, key: object) -> bool:
        return key in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


Tables = dict[str, Lines]

MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {}
"""What makes tables of the next format of those of an old one, by the old one's number.

A step is one function; it may raise DamageError, and need not write the new number. The file itself
is written in the new format by the next save, and `AtomicStorage` keeps the last old one for good.
"""


def _line(key: str, document: Mapping[str, Any]) -> bytes:
    return orjson.dumps({key: document})[1:-1]


def text_of(tables: Mapping[str, Mapping[str, Document]]) -> bytes:
    """The text of tables, documents in the order of their keys; the format is added if missing.

    Raises:
        TypeError: There is a value that JSON does not have.
    """
    whole = with_format(tables)
    pieces = [b"{\n"]
    for name in in_order(whole):
        pieces[-1] += orjson.dumps(name) + b":{\n"
        if lines := _lines(whole[name]):
            first, *others = lines.values()
            pieces[-1] += first
            pieces += others
            pieces[-1] += b"\n"
        pieces[-1] += b"}"
        pieces.append(b"")
    pieces.pop()
    pieces[-1] += b"\n}\n"
    return b",\n".join(pieces)


def with_format(tables: Mapping[str, Mapping[str, Document]]) -> dict[str, Any]:
    """The tables, with the one that says their format."""
    return {"grtui": Lines.of({"1": {"format": FORMAT}}), **tables}


def in_order(names: Iterable[str]) -> list[str]:
    """The names of tables as they stand in the file."""
    given = list(names)
    return [name for name in TABLES if name in given] + [n for n in given if n not in TABLES]


def _lines(table: Mapping[str, Document]) -> dict[str, bytes]:
    return (table if isinstance(table, Lines) else Lines.of(table)).lines


def tables_in(text: bytes, known: Mapping[str, Lines] | None = None) -> Tables:
    """The tables in the text of a tag file; lines that are as `known` has them are not read again.

    Raises:
        DamageError: The text is empty, cut, not JSON, not TinyDB's, has a key twice, or is that of
            another program or of a newer grtui.
    """
    return in_this_format(read(text, known))


def read(text: bytes, known: Mapping[str, Lines] | None = None) -> Tables:
    """The tables in a text, in whatever format they are.

    Raises:
        DamageError: As in `tables_in`, but for the format.
    """
    return _as_we_write_it(text, known or {}) or _as_others_write_it(text)


def _as_we_write_it(text: bytes, known: Mapping[str, Lines]) -> Tables | None:
    """The tables, if the text is to the byte what `text_of` makes of them."""
    tables: dict[str, dict[str, bytes]] = {}
    here: dict[str, bytes] = {}
    before: Mapping[str, bytes] = {}
    last = ""
    try:
        for line in text.split(b"\n"):
            if line.endswith(b":{"):
                name = orjson.loads(line[:-2])
                here = tables[name] = {}
                before = known[name].lines if name in known else {}
                last = ""
            elif len(line) > 2:
                line = line.removesuffix(b",")
                key = line[1 : line.index(b'":{')].decode()
                if key <= last and here:
                    return None
                last, old = key, before.get(key)
                # A document that has a key twice comes back as another line.
                if old != line and _line(key, orjson.loads(b"{%b}" % line)[key]) != line:
                    return None
                here[key] = old if old == line else line
    except (ValueError, KeyError, TypeError):
        return None
    found = {name: Lines(lines, in_order=True) for name, lines in tables.items()}
    return found if text_of(found) == text else None


def _as_others_write_it(text: bytes) -> Tables:
    if not text.strip():
        raise DamageError("it is empty")
    if conflict := _CONFLICT.search(text):
        line = text.count(b"\n", 0, conflict.start()) + 1
        raise DamageError(f"it holds the conflict marks of a merge (line {line})")
    try:
        whole = strictly_parsed(text)
    except UnicodeDecodeError as error:
        raise DamageError(f"it is not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise DamageError(f"it is not JSON (line {error.lineno}: {error.msg})") from error
    except RecursionError as error:
        raise DamageError("its JSON is nested too deeply") from error
    if not isinstance(whole, dict) or not all(
        isinstance(table, dict) and all(isinstance(document, dict) for document in table.values())
        for table in whole.values()
    ):
        raise DamageError("it is JSON, but not tables of documents")
    return {name: Lines.of(table) for name, table in whole.items()}


def strictly_parsed(text: bytes) -> Any:
    """What a JSON text says, if nothing in it gets lost.

    Raises:
        DamageError: It has a key twice, or a value that no tag file has.
        UnicodeDecodeError: It is not UTF-8.
        json.JSONDecodeError: It is not JSON.
        RecursionError: It is nested too deeply.
    """
    value = json.loads(
        text.decode(),
        object_pairs_hook=_without_doubles,
        parse_constant=_no_number,
        parse_int=_whole,
        parse_float=_finite,
    )
    try:
        orjson.dumps(value)
    except TypeError as error:  # half of a surrogate pair, or lists in lists in lists
        raise DamageError(f"it holds a value that no tag file has ({error})") from error
    return value


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise DamageError(f"it has the key {twice!r:.60} twice")
    return made


def _no_number(name: str) -> None:
    raise DamageError(f"{name} is not JSON")


def _whole(digits: str) -> int:
    if len(digits) > 20:  # more than 64 bits; of thousands of digits Python makes no number at all
        raise DamageError(f"the number {digits[:20]}... is too large")
    return int(digits)


def _finite(digits: str) -> float:
    if (number := float(digits)) in (float("inf"), float("-inf")):
        raise DamageError(f"the number {digits:.60} is too large")
    return number


def format_of(tables: Tables) -> int:
    """The number of the format in which tables are.

    Raises:
        DamageError: They say none.
        NewerError: They say that of a newer grtui.
    """
    if "1" not in tables.get("grtui", {}):
        raise DamageError("it is not a tag file of grtui: the table 'grtui' is missing")
    number = tables["grtui"].document("1").get("format")
    if type(number) is not int or number < 1:
        raise DamageError("it does not say which format it has")
    if number > FORMAT:
        raise NewerError(
            f"it was written by a newer grtui (format {number}, this one reads {FORMAT})"
        )
    return number


def in_this_format(tables: Tables) -> Tables:
    """Tables as this grtui writes them; those of an old format go through `MIGRATIONS`.

    Raises:
        DamageError: They are of a newer grtui, of no format, or of one that has no way to this.
    """
    for number in range(format_of(tables), FORMAT):
        if number not in MIGRATIONS:
            raise DamageError(f"it has the old format {number}, which this grtui cannot read")
        tables = MIGRATIONS[number](tables)
        tables["grtui"]["1"] = {**tables["grtui"].document("1"), "format": number + 1}
    return tables
