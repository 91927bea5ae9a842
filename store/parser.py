"""Reads a query's text (design.md, section 5): any text at all is a tree or a QueryError."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from store import field_values
from store.errors import QueryError
from store.field_values import has_letters, nearest
from store.query import (
    DATE_FIELDS,
    FIELDS,
    And,
    Field,
    Near,
    Not,
    Or,
    Query,
    Saved,
    Span,
    Term,
)
from store.tags import loose

MOST_CHARACTERS = 4000
MOST_DEPTH = 10
MOST_DISTANCE = 1000
MOST_PRIMARIES = 2000
"""Words and fields, those of saved searches included."""

_UNSEARCHABLE = "[\x00-\x1f\x7f\ud800-\udfff]"
_FIELD = re.compile(rf"({'|'.join(map(re.escape, FIELDS))}):", re.ASCII | re.IGNORECASE)
_SAVED = re.compile(r'@([^\s()"|,]+)')
_WORD = re.compile(r'[^\s()"|]+')
_VALUE = re.compile(r'[^\s()"|,]+')
_PHRASE = re.compile(r'"((?:[^"]|"")*)"')
_UNFINISHED = re.compile(r"\S+\Z")
_OPERATOR = re.compile(r'(?:(AND|OR|NOT|NEAR/[0-9]*)(?![^\s()"|])|(\|))')
_NEGATED = re.compile(r"-(?![-\s)|]|\Z)")


class Placed(NamedTuple):
    """A part of a query, and where it stands in the text (`end` is exclusive)."""

    start: int
    end: int
    query: Query
    is_wanted: bool = True
    """Does it stand under no `-`, or under two?"""


class Parsed(NamedTuple):
    """A query that was understood."""

    tree: Query
    clauses: tuple[Placed, ...]
    """What must all be so, as it was written."""
    primaries: tuple[Placed, ...]
    """All its words, phrases, fields and saved searches, as they were written."""
    size: int
    """How many these are, with those of the saved searches and each value of a field."""
    depth: int
    """How deep its parentheses go, those of saved searches included."""


def parse(
    text: str,
    *,
    typing: bool = False,
    saved: Mapping[str, str] = {},
    today: date | None = None,
) -> Query:
    """The tree of a query (see `read`)."""
    return read(text, typing=typing, saved=saved, today=today).tree


def read(
    text: str,
    *,
    typing: bool = False,
    saved: Mapping[str, str] = {},
    today: date | None = None,
) -> Parsed:
    """Understand a query; with `typing` its last word is a prefix and its end may be unfinished.

    Args:
        text: The query.
        typing: Is it still being typed?
        saved: The texts of the saved searches by name.
        today: The day from which `2w` and `last-month` count; the present one if None.

    Raises:
        QueryError: It cannot be understood.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"A query has at most {MOST_CHARACTERS} characters; this one has {len(text)}."
        raise QueryError(message, MOST_CHARACTERS, len(text))
    searches = _Searches({loose(name): query for name, query in saved.items()})
    try:
        return _Parser(text, typing, searches, today).parse()
    except QueryError as error:
        # What stands at the end is not wrong yet: the reader has not finished it.
        if not typing or error.end < len(text):
            raise
        before = _UNFINISHED.sub("", text[: error.start])
        return read(before, typing=True, saved=saved, today=today)


class _Searches:
    """The saved searches of which queries may speak, each read once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        """By name, in the form in which equal names are the same text."""
        self.read: dict[str, Parsed] = {}
        self.reading: list[str] = []
        """Those that are being read, each in the one before."""


class _Parser:
    """Walks over the text once; `_place` is the next character that was not read yet."""

    def __init__(self, text: str, typing: bool, saved: _Searches, today: date | None) -> None:
        # Each is replaced by one space, so that the places in an error stay right.
        self._text = text if text.isprintable() else re.sub(_UNSEARCHABLE, " ", text)
        self._typing = typing
        self._saved = saved
        self._today = today
        self._place = 0
        self._depth = self._deepest = 0
        self._is_wanted = True
        self._parentheses = 0
        self._clauses: list[Placed] = []
        self._primaries: list[Placed] = []
        self._sort: Placed | None = None
        self._size = 0

    def parse(self) -> Parsed:
        query = self._or()
        if self._place < len(self._text):
            place = self._place
            raise QueryError("This closing parenthesis has no opening one.", place, place + 1)
        if isinstance(query, Or):
            self._clauses = [Placed(0, len(self._text), query)]
        sort = self._sort.query if self._sort else None
        tree = _joined(And, [query, sort]) or And()
        return Parsed(tree, tuple(self._clauses), tuple(self._primaries), self._size, self._deepest)

    def _or(self) -> Query | None:
        parts = [self._and()]
        while (operator := self._operator()) in ("OR", "|"):
            start = self._place
            self._place += len(operator)
            self._needs_more(operator, start)
            parts.append(self._and())
        return _joined(Or, parts)

    def _and(self) -> Query | None:
        parts: list[Query | None] = []
        while not self._ends():
            operator = self._operator()
            if operator in ("OR", "|") and parts:
                break
            if operator in ("AND", "OR", "|") or operator.startswith("NEAR"):
                if not parts or operator.startswith("NEAR"):
                    raise self._lonely(operator)
                self._place += len(operator)
                self._needs_more(operator, self._place - len(operator))
            start = self._place
            part = self._unary()
            if isinstance(part, Field) and part.name == "sort":
                self._sort = Placed(start, self._place, part)  # of several the last counts
                if self._parentheses:
                    raise _misplaced_sort(self._sort)
                continue
            parts.append(part)
            if part and not self._parentheses:
                self._clauses.append(Placed(start, self._place, part))
        return _joined(And, parts)

    def _unary(self) -> Query | None:
        start = self._place
        if self._operator() == "NOT":
            self._place += 3
            self._needs_more("NOT", start)
        elif _NEGATED.match(self._text, start):
            self._place += 1
        else:
            return self._primary()
        before = self._deeper(start)
        self._is_wanted = not self._is_wanted
        part = self._unary()
        self._is_wanted = not self._is_wanted
        self._depth = before
        if isinstance(part, Field) and part.name == "sort":
            raise _misplaced_sort(Placed(start, self._place, part))
        return Not(part) if part else None

    def _primary(self) -> Query | None:
        start = self._place
        if self._text[start] == "(":
            return self._group(start)
        query: Query | None
        if field := _FIELD.match(self._text, start):
            query = self._field(field[1].lower(), field.end())
        elif saved := _SAVED.match(self._text, start):
            query = self._saved_search(saved[1], saved.end())
        else:
            query = self._near(self._term())
        if query:
            self._primaries.append(Placed(start, self._place, query, self._is_wanted))
            self._size += self._size_of(query)
            if self._size > MOST_PRIMARIES:
                message = f"This is more than {MOST_PRIMARIES} words and fields."
                raise QueryError(message, start, self._place)
        return query

    def _size_of(self, query: Query) -> int:
        match query:
            case Saved(name):
                return self._saved.read[loose(name)].size
            case Field(_, values):
                return len(values)
        return 1

    def _term(self) -> Term:
        is_phrase = self._text.startswith('"', self._place)
        return self._phrase() if is_phrase else self._bare(_WORD)

    def _near(self, first: Term) -> Query | None:
        """The word or phrase that was just read, with those that shall be near it."""
        terms, distances = [first], []
        while True:
            place = self._place
            if self._ends() or not (operator := self._operator()).startswith("NEAR"):
                self._place = place
                break
            start, end = self._place, self._place + len(operator)
            distances.append(self._distance(operator, start))
            if distances[0] != distances[-1]:
                message = f"All distances in a row are the same: NEAR/{distances[0]} again."
                raise QueryError(message, start, end)
            self._place = end
            if self._ends() or self._operator() or not self._is_term():
                end = self._place if self._place == len(self._text) else end
                raise QueryError(f"{operator} needs a word or a phrase after it.", start, end)
            terms.append(self._term())
        terms = [term for term in terms if has_letters(term.text)]
        if len(terms) > 1:
            return Near(tuple(terms), distances[0])
        return terms[0] if terms else None

    def _is_term(self) -> bool:
        """Does a word or a phrase stand here, and nothing else?"""
        others = (_FIELD, _SAVED, _NEGATED)
        is_other = any(pattern.match(self._text, self._place) for pattern in others)
        return not (is_other or self._text.startswith("(", self._place))

    def _distance(self, operator: str, start: int) -> int:
        number = operator.partition("/")[2]
        if not number or len(number) > 4 or int(number) > MOST_DISTANCE:
            message = f"NEAR/ needs a number of words from 0 to {MOST_DISTANCE}, such as NEAR/5."
            raise QueryError(message, start, start + len(operator))
        return int(number)

    def _group(self, start: int) -> Query | None:
        before = self._deeper(start)
        self._parentheses += 1
        self._place += 1
        query = self._or()
        self._parentheses -= 1
        self._depth = before
        if self._place < len(self._text):
            self._place += 1
        elif not self._typing:
            raise QueryError("This opening parenthesis is never closed.", start, start + 1)
        return query

    def _deeper(self, start: int) -> int:
        if self._depth >= MOST_DEPTH:
            message = f"Parentheses and negations go {MOST_DEPTH} deep at most."
            raise QueryError(message, start, start + 1)
        self._depth += 1
        self._deepest = max(self._deepest, self._depth)
        return self._depth - 1

    def _saved_search(self, written: str, end: int) -> Saved:
        start, self._place = self._place, end
        name, searches = loose(written), self._saved
        if name not in searches.texts:
            near = nearest(name, searches.texts)
            hint = f"; did you mean @{near.replace(' ', '-')}?" if near else "."
            raise QueryError(f"There is no saved search @{written}{hint}", start, end)
        if name in searches.reading:
            raise QueryError(f"The saved search @{written} is a part of itself.", start, end)
        if name not in searches.read:
            if len(searches.reading) >= MOST_DEPTH:
                raise QueryError(f"@{written} is too deep in other saved searches.", start, end)
            searches.reading.append(name)
            try:
                inner = _Parser(searches.texts[name], False, searches, self._today)
                searches.read[name] = inner.parse()
            except QueryError as error:
                message = f"The saved search @{written} cannot be understood: {error}"
                raise QueryError(message, start, end) from error
            finally:
                searches.reading.pop()
        self._deepest = max(self._deepest, self._depth + 1 + searches.read[name].depth)
        if self._deepest > MOST_DEPTH:
            message = f"With @{written}, parentheses go deeper than {MOST_DEPTH}."
            raise QueryError(message, start, end)
        return Saved(written, searches.read[name].tree)

    def _phrase(self) -> Term:
        start = self._place
        found = _PHRASE.match(self._text, start)
        if not found:
            if not self._typing:
                message = "This quotation mark is never closed."
                raise QueryError(message, start, start + 1)
            self._place = len(self._text)
            return Term(_in_quotes(self._text[start + 1 :]), True, True)
        self._place = found.end()
        is_prefix = self._text.startswith("*", self._place)
        self._place += is_prefix
        return Term(_in_quotes(found[1]), True, is_prefix)

    def _bare(self, pattern: re.Pattern[str]) -> Term:
        found = pattern.match(self._text, self._place)
        assert found, "The caller saw that no white space, quotation mark or operator is here."
        self._place = found.end()
        text = found[0]
        is_prefix = text.endswith("*")
        if self._typing and self._place == len(self._text):
            is_prefix = True
        return Term(text.rstrip("*") if text.endswith("*") else text, is_prefix=is_prefix)

    def _field(self, name: str, place: int) -> Field:
        start, self._place = self._place, place
        values = [self._field_value(name, start)]
        while self._text.startswith(",", self._place):
            self._place += 1
            if self._typing and self._place == len(self._text):
                break
            values.append(self._field_value(name, start))
        if name == "sort" and len(values) > 1:
            raise QueryError("sort: takes one value.", start, self._place)
        return Field("date" if name in DATE_FIELDS else name, tuple(values))

    def _field_value(self, name: str, start: int) -> Term | Span:
        place = self._place
        if self._text.startswith('"', place):
            value = self._phrase()
        elif _VALUE.match(self._text, place):
            value = self._bare(_VALUE)
        else:
            message = f"{name}: needs a value right after it{field_values.example(name)}."
            raise QueryError(message, start, place)
        try:
            written = self._text[place : self._place]
            return field_values.value_of(name, value, written, self._today)
        except ValueError as error:
            raise QueryError(str(error), place, self._place) from error

    def _ends(self) -> bool:
        """Skip white space; is nothing left of this parenthesis or of the text?"""
        while self._text[self._place : self._place + 1].isspace():
            self._place += 1
        if self._place >= len(self._text):
            return True
        return self._text[self._place] == ")"

    def _operator(self) -> str:
        found = _OPERATOR.match(self._text, self._place)
        return found[0] if found else ""

    def _needs_more(self, operator: str, start: int) -> None:
        if self._ends() or self._operator() not in ("", "NOT"):
            raise QueryError(f"{operator} needs something after it.", start, self._place)

    def _lonely(self, operator: str) -> QueryError:
        what = "a word or a phrase" if operator.startswith("NEAR") else "something"
        message = f"{operator} needs {what} before it."
        return QueryError(message, self._place, self._place + len(operator))


def _joined(kind: type[And] | type[Or], parts: list[Query | None]) -> Query | None:
    """The parts in one; what holds nothing to search for counts as not written."""
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part] if part else []
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _misplaced_sort(sort: Placed) -> QueryError:
    message = "sort: sorts all that is found: it stands alone, in no parentheses."
    return QueryError(message, sort.start, sort.end)


def _in_quotes(text: str) -> str:
    return " ".join(text.replace('""', '"').split())
