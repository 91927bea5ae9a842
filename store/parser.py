"""Reads a query's text (design.md, section 5): any text at all is a tree or a QueryError."""

import re

from store.errors import QueryError
from store.query import (
    CHOICES,
    DATE_FIELDS,
    FIELDS,
    TEXT_FIELDS,
    And,
    Field,
    Not,
    Or,
    Query,
    Span,
    Term,
)

MOST_CHARACTERS = 4000
MOST_DEPTH = 20

_UNSEARCHABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):", re.IGNORECASE)
_WORD = re.compile(r'[^\s()"|]+')
_VALUE = re.compile(r'[^\s()"|,]+')
_UNFINISHED = re.compile(r"\S+\Z")
_OPERATOR = re.compile(r'(?:(AND|OR|NOT)(?![^\s()"|])|(\|))')
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", re.ASCII)


def parse(text: str, *, typing: bool = False) -> Query:
    """The tree of a query; with `typing` its last word is a prefix and its end may be unfinished.

    Raises:
        QueryError: It cannot be understood.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"A query has at most {MOST_CHARACTERS} characters; this one has {len(text)}."
        raise QueryError(message, MOST_CHARACTERS, len(text))
    try:
        return _Parser(text, typing).parse()
    except QueryError as error:
        # What stands at the end is not wrong yet: the reader has not finished it.
        if not typing or error.end < len(text):
            raise
        return parse(_UNFINISHED.sub("", text[: error.start]), typing=True)


class _Parser:
    """Walks over the text once; `_place` is the next character that was not read yet."""

    def __init__(self, text: str, typing: bool) -> None:
        # Each is replaced by one space, so that the places in an error stay right.
        self._text = _UNSEARCHABLE.sub(" ", text)
        self._typing = typing
        self._place = 0
        self._depth = 0

    def parse(self) -> Query:
        query = self._or()
        if self._place < len(self._text):
            place = self._place
            raise QueryError("This closing parenthesis has no opening one.", place, place + 1)
        return query or And()

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
            if operator in ("AND", "OR", "|"):
                if not parts:
                    raise self._lonely(operator)
                self._place += len(operator)
                self._needs_more(operator, self._place - len(operator))
            parts.append(self._unary())
        return _joined(And, parts)

    def _unary(self) -> Query | None:
        start = self._place
        if self._operator() == "NOT":
            self._place += 3
            self._needs_more("NOT", start)
        elif re.match(r"-(?![-\s)|]|$)", self._text[start : start + 2]):
            self._place += 1
        else:
            return self._primary()
        before = self._deeper(start)
        part = self._unary()
        self._depth = before
        return Not(part) if part else None

    def _primary(self) -> Query | None:
        start = self._place
        if self._text[start] == "(":
            return self._group(start)
        if self._text[start] == '"':
            return _searchable(self._phrase())
        if field := _FIELD.match(self._text, start):
            return self._field(field[1].lower(), field.end())
        return _searchable(self._bare(_WORD))

    def _group(self, start: int) -> Query | None:
        before = self._deeper(start)
        self._place += 1
        query = self._or()
        self._depth = before
        if self._place < len(self._text):
            self._place += 1
        elif not self._typing:
            raise QueryError("This opening parenthesis is never closed.", start, start + 1)
        return query

    def _deeper(self, start: int) -> int:
        if self._depth >= MOST_DEPTH:
            raise QueryError("These parentheses go too deep.", start, start + 1)
        self._depth += 1
        return self._depth - 1

    def _phrase(self) -> Term:
        start = self._place
        end = self._text.find('"', start + 1)
        if end < 0:
            if not self._typing:
                message = "This quotation mark is never closed."
                raise QueryError(message, start, start + 1)
            self._place = len(self._text)
            return Term(" ".join(self._text[start + 1 :].split()), True, True)
        self._place = end + 1
        is_prefix = self._text.startswith("*", self._place)
        self._place += is_prefix
        return Term(" ".join(self._text[start + 1 : end].split()), True, is_prefix)

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
        return Field("date" if name in DATE_FIELDS else name, tuple(values))

    def _field_value(self, name: str, start: int) -> Term | Span:
        place = self._place
        if self._text.startswith('"', place):
            value = self._phrase()
        elif _VALUE.match(self._text, place):
            value = self._bare(_VALUE)
        else:
            raise QueryError(f"{name}: needs a value right after it{_EXAMPLE[name]}.", start, place)
        if name in DATE_FIELDS:
            return self._span(name, value.text, place)
        if name in CHOICES:
            return self._choice(name, value.text, place)
        if name in TEXT_FIELDS and not _has_letters(value.text):
            message = f"{name}: needs a letter or a digit to look for."
            raise QueryError(message, place, self._place)
        if not value.text and not value.is_prefix:
            raise QueryError(f"{name}: needs a name{_EXAMPLE[name]}.", start, self._place)
        return value

    def _choice(self, name: str, text: str, place: int) -> Term:
        if text.lower() not in CHOICES[name]:
            choices = ", ".join(CHOICES[name])
            raise QueryError(f"{name}: is followed by one of {choices}.", place, self._place)
        return Term(text.lower())

    def _span(self, name: str, text: str, place: int) -> Span:
        first, dots, last = text.partition("..")
        if (dots and name != "date") or not (first or last):
            message = f"{name}: needs a day, a month or a year{_EXAMPLE[name]}."
            raise QueryError(message, place, self._place)
        spans = [self._days(part, place) if part else Span("", "") for part in (first, last)]
        if name == "after":
            return Span(spans[0].first, "")
        if name == "before":
            return Span("", spans[0].last)
        return Span(spans[0].first, spans[1].last if dots else spans[0].last)

    def _days(self, text: str, place: int) -> Span:
        """The days of `2018`, `2018-11` or `2018-11-08`."""
        # Most queries hold no date.
        from calendar import IllegalMonthError, monthrange

        if found := _DATE.fullmatch(text):
            year, month, day = found.groups()
            try:
                length = monthrange(int(year), int(month or 12))[1]
            except (IllegalMonthError, ValueError):
                length = 0
            if int(year) and int(day or 1) in range(1, length + 1):
                return Span(
                    f"{year}-{int(month or 1):02}-{int(day or 1):02}",
                    f"{year}-{int(month or 12):02}-{int(day or length):02}",
                )
        elif written := _written(text):
            return written
        message = "A date is a day, a month or a year that exists: 2018-11-08, 2018-11 or 2018."
        raise QueryError(message, place, self._place)

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
        if self._ends() or self._operator() in ("AND", "OR", "|"):
            raise QueryError(f"{operator} needs something after it.", start, self._place)

    def _lonely(self, operator: str) -> QueryError:
        message = f"{operator} needs something before it."
        return QueryError(message, self._place, self._place + len(operator))


_EXAMPLE = {
    **dict.fromkeys(FIELDS, ", with no space between"),
    **{name: f", such as {name}:{values[0]}" for name, values in CHOICES.items()},
    **{name: f", such as {name}:2018-11" for name in DATE_FIELDS},
    "region": ', such as region:usa or region:"Latin America & Caribbean"',
    "theme": ', such as theme:history or theme:"Oil and Energy"',
}


def _joined(kind: type[And] | type[Or], parts: list[Query | None]) -> Query | None:
    """The parts in one; what holds nothing to search for counts as not written."""
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part] if part else []
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _written(text: str) -> Span | None:
    """The days of a date as people write it: `8 Nov 2018`, `November 2018`; None for no date."""
    # 45 ms to import, and most dates are ISO.
    from datetime import UTC, datetime

    from dateutil.parser import parse as parse_date

    try:
        # What the text leaves open is taken from the default: two of them tell what that was.
        first = parse_date(text, default=datetime(1, 1, 1, tzinfo=UTC), ignoretz=True).date()
        last = parse_date(text, default=datetime(9999, 12, 31, tzinfo=UTC), ignoretz=True).date()
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    if first.year != last.year or first.month != last.month:
        return None  # without a year or a month it is no day, month or year that was meant
    return Span(first.isoformat(), last.isoformat())


def _searchable(term: Term) -> Term | None:
    return term if _has_letters(term.text) else None


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)
