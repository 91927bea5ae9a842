"""From a query's tree to one SQL statement over the index."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from store.query import And, Field, Not, Or, Query, Span, Term
from store.schema import DAY_BITS, MISSING
from store.tags import composed, fold

Values = tuple[str | int, ...]


class Sql(NamedTuple):
    """A condition and the values of its question marks."""

    text: str
    values: Values = ()


def select_ids(query: Query, limit: int | None = None) -> Sql:
    """The statement that gives the row ids of what a query finds, newest first.

    The parts that are words become one full-text expression, which SQLite walks from the newest
    article on, so that `limit` costs what it takes; all the rest are conditions on the row id.
    Articles whose files are gone come only where they are asked for, last and by path.
    """
    parts = query.parts if isinstance(query, And) else (query,)
    words = [part for part in parts if _match(part) is not None]
    rest = [part for part in parts if part not in words]
    source, id_, conditions = "article", "id", []
    if words:
        source, id_ = "search", "rowid"
        conditions.append(Sql("search MATCH ?", (_joined(words, " AND ") or "",)))
    # With a bare "rowid IN", SQLite would look the words up again for each row id that is in.
    conditions += [_condition(part, f"+{id_}" if words else id_) for part in rest]
    order = f"{id_} DESC"
    if _asks_for_missing(query):
        order = f"max({id_}, {MISSING}) DESC, {_place(f'{source}.{id_}')}, {order}"
    else:
        conditions.append(Sql(f"{id_} > {MISSING}"))
    where = _chain(conditions, " AND ") if conditions else Sql("1")
    text = f"SELECT {id_} FROM {source} WHERE {where.text} ORDER BY {order} LIMIT ?"
    return Sql(text, (*where.values, -1 if limit is None else limit))


def _asks_for_missing(query: Query) -> bool:
    match query:
        case And(parts) | Or(parts):
            return any(map(_asks_for_missing, parts))
        case Not(part):
            return _asks_for_missing(part)
        case Field("is", values):
            return _MISSING in values
    return False


def _place(id_: str) -> str:
    """Where the file was that is gone; nothing for another."""
    key = f"SELECT key FROM article AS this WHERE this.id = {id_}"
    path = f"SELECT path FROM record WHERE key = ({key})"
    return f"CASE WHEN {id_} <= {MISSING} THEN ({path}) END"


def loose(name: str) -> str:
    """What is equal for two tags if a hyphen or an underscore may stand for a space.

    >>> loose("latin-america_and_caribbean") == loose("Latin America & Caribbean")
    True
    """
    return " ".join(fold(name).replace("-", " ").replace("_", " ").split())


def _match(query: Query) -> str | None:
    """The full-text expression that finds the same; None where there is no such."""
    match query:
        case Term():
            return _quoted(query)
        case Field(name, values) if name in _COLUMNS:
            terms = [_quoted(value) for value in values if isinstance(value, Term)]
            return f"({' OR '.join(f'{_COLUMNS[name]} : {term}' for term in terms)})"
        case And(parts) if parts:
            return _joined(parts, " AND ")
        case Or(parts):
            return _joined(parts, " OR ")
    return None


def _joined(parts: Iterable[Query], operator: str) -> str | None:
    expressions = [_match(part) for part in parts]
    if None in expressions:
        return None
    return f"({operator.join(expression or '' for expression in expressions)})"


def _quoted(term: Term) -> str:
    # In quotation marks nothing is an operator; the parser lets none through, and no NUL.
    return f'"{composed(term.text)}"' + "*" * term.is_prefix


def _condition(query: Query, id_: str) -> Sql:
    match query:
        case And(parts) if parts:
            return _chain([_condition(part, id_) for part in parts], " AND ")
        case Or(parts):
            return _chain([_condition(part, id_) for part in parts], " OR ")
        case Not(part):
            inner = _condition(part, id_)
            return Sql(f"NOT {inner.text}", inner.values)
        case Field(name, values) if name not in _COLUMNS:
            return _chain([_FIELDS[name](name, value, id_) for value in values], " OR ")
        case Term() | Field():
            return Sql(
                f"({id_} IN (SELECT rowid FROM search WHERE search MATCH ?))",
                (_match(query) or "",),
            )
    return Sql("1")


def _chain(conditions: list[Sql], operator: str) -> Sql:
    text = operator.join(condition.text for condition in conditions)
    return Sql(f"({text})", tuple(v for condition in conditions for v in condition.values))


def _tag(name: str, value: Term | Span, id_: str) -> Sql:
    assert isinstance(value, Term), "The parser makes spans of dates only."
    column, same = ("folded", fold) if value.is_phrase else ("loose", loose)
    wanted = same(value.text)
    condition = f"{column} = ?"
    values: Values = (wanted,)
    if value.is_prefix:
        condition, values = f"substr({column}, 1, ?) = ?", (len(wanted), wanted)
    if name != "tag":
        condition, values = f"{condition} AND facet = ?", (*values, name)
    return Sql(
        f"({id_} IN (SELECT article FROM given WHERE origin <> 'removed'"
        f" AND tag IN (SELECT id FROM tag WHERE {condition})))",
        values,
    )


def _date(name: str, value: Term | Span, id_: str) -> Sql:
    assert isinstance(value, Span), "The parser makes spans of dates."
    first = date.fromisoformat(value.first).toordinal() if value.first else 0
    last = date.fromisoformat(value.last).toordinal() if value.last else date.max.toordinal()
    # Of a range, the full-text index makes a shorter walk.
    return Sql(
        f"({id_.lstrip('+')} BETWEEN ? AND ?)", (first << DAY_BITS, ((last + 1) << DAY_BITS) - 1)
    )


def _state(name: str, value: Term | Span, id_: str) -> Sql:
    assert isinstance(value, Term), "The parser makes spans of dates only."
    if value == _MISSING:
        return Sql(f"({id_.lstrip('+')} <= {MISSING})")
    condition = _STATES[value.text] if name == "is" else _HAS[value.text]
    negation = "NOT " if name == "no" else ""
    return Sql(f"({id_} IN (SELECT id FROM article WHERE {negation}{condition}))")


_COLUMNS = {
    "title": "title",
    "author": "authors",
    "publisher": "publisher",
    "body": "body",
    "note": "note",
}
"""The columns of the full-text index by the query language's names."""

_FIELDS: dict[str, Callable[[str, Term | Span, str], Sql]] = {
    **dict.fromkeys(("region", "theme", "tag"), _tag),
    **dict.fromkeys(("is", "has", "no"), _state),
    "date": _date,
}

_MISSING = Term("missing")
_TAGGED = "(region_count + theme_count > 0)"
_STATES = {
    "read": "is_read",
    "unread": "NOT is_read",
    "starred": "is_starred",
    "tagged": _TAGGED,
    "untagged": f"NOT {_TAGGED}",
}
_HAS = {
    "region": "region_count > 0",
    "theme": "theme_count > 0",
    "author": "authors <> ''",
    "date": "date IS NOT NULL",
    "note": "has_note",
}
