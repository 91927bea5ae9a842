"""From a query's tree to one SQL statement over the index."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from store.query import (
    NEWEST_FIRST,
    TAG_FIELDS,
    And,
    Field,
    Near,
    Not,
    Or,
    Query,
    Span,
    Term,
    conditions_of,
    order_of,
)
from store.schema import DAY_BITS, MISSING
from store.tags import composed, fold, loose

Values = tuple[str | int, ...]

WEIGHTS = {"body": 1.0, "title": 10.0, "authors": 4.0, "publisher": 2.0, "note": 3.0}
"""How much a word weighs in each column of the full-text index, in their order (BM25)."""


class Sql(NamedTuple):
    """A condition and the values of its question marks."""

    text: str
    values: Values = ()


def select_ids(query: Query, limit: int | None = None, *, is_sorted: bool = True) -> Sql:
    """The statement that gives the row ids of what a query finds, in the order that it asks for.

    The parts that are words become one full-text expression, which SQLite walks from the newest
    article on, so that `limit` costs what it takes; all the rest are conditions on the row id.
    Articles whose files are gone come only where they are asked for, last and by path.
    """
    parts = conditions_of(query)
    words = [part for part in parts if _match(part) is not None]
    unwanted: list[Query] = [
        part for part in parts if words and isinstance(part, Not) and _match(part.part) is not None
    ]
    rest = [part for part in parts if part not in words and part not in unwanted]
    source, id_, conditions = "article", "id", []
    if words:
        source, id_ = "search", "rowid"
        conditions.append(Sql("search MATCH ?", (_all(words + unwanted) or "",)))
    # With a bare "rowid IN", SQLite would look the words up again for each row id that is in.
    conditions += [_condition(part, f"+{id_}" if words else id_) for part in rest]
    asks_for_missing = _asks_for_missing(And(parts))
    if not asks_for_missing:
        conditions.append(Sql(f"{id_} > {MISSING}"))
    where = _chain(conditions, " AND ") if conditions else Sql("1")
    text = f"SELECT {id_} FROM {source} WHERE {where.text}"
    if not is_sorted:
        return Sql(text, where.values)
    by = _ordered(order_of(query), source, id_, asks_for_missing=asks_for_missing)
    return Sql(f"{text} ORDER BY {by} LIMIT ?", (*where.values, -1 if limit is None else limit))


def _ordered(order: str, source: str, id_: str, *, asks_for_missing: bool) -> str:
    newest_first = f"{id_} DESC"
    if order == "relevance" and source == "search":
        return f"bm25(search, {', '.join(map(str, WEIGHTS.values()))}), {newest_first}"
    if order == "date":  # without a date last
        return f"{id_} < 0, abs({id_})"
    if order.endswith("title"):
        file = "SELECT path FROM file WHERE article = this.id ORDER BY path LIMIT 1"
        record = "SELECT CAST(path AS BLOB) FROM record WHERE record.key = this.key"
        name = f"coalesce(({file}), ({record}))"
        key = f"title_key(title, CASE WHEN title IS NULL THEN {name} END)"
        title = f"(SELECT {key} FROM article AS this WHERE this.id = {source}.{id_})"
        return f"{title}{' DESC' * order.startswith('-')}, {newest_first}"
    if order == NEWEST_FIRST and asks_for_missing:
        return f"max({id_}, {MISSING}) DESC, {_place(f'{source}.{id_}')}, {newest_first}"
    return newest_first


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


def _match(query: Query) -> str | None:
    """The full-text expression that finds the same; None where there is no such."""
    match query:
        case Term():
            return _quoted(query)
        case Near(terms, distance):
            return f"NEAR({' '.join(map(_quoted, terms))}, {distance})"
        case Field(name, values) if name in _COLUMNS:
            terms = tuple(value for value in values if isinstance(value, Term))
            return f"({' OR '.join(f'{_COLUMNS[name]} : {_quoted(term)}' for term in terms)})"
        case And(parts) if parts:
            return _all(parts)
        case Or(parts):
            return _joined(parts, " OR ")
    return None


def _all(parts: Sequence[Query]) -> str | None:
    """The full-text expression for all of the parts, of which some may be a Not."""
    unwanted = [part.part for part in parts if isinstance(part, Not)]
    expression = _joined([part for part in parts if not isinstance(part, Not)], " AND ")
    if expression is None or not unwanted:
        return expression
    inner = _joined(unwanted, " OR ")  # one Not in another would soon be too deep
    return f"({expression} NOT {inner})" if inner else None


def _joined(parts: Iterable[Query], operator: str) -> str | None:
    expressions = [_match(part) for part in parts]
    if None in expressions or not expressions:
        return None
    return f"({operator.join(expression or '' for expression in expressions)})"


def _quoted(term: Term) -> str:
    # In quotation marks nothing is an operator; the parser lets no NUL through.
    text = composed(term.text).replace('"', '""')
    return f'"{text}"' + "*" * term.is_prefix


def _condition(query: Query, id_: str) -> Sql:
    match query:
        case And(parts) if parts:
            return _chain([_condition(part, id_) for part in parts], " AND ")
        case Or(parts):
            return _chain([_condition(part, id_) for part in parts], " OR ")
        case Not(part):
            inner = _condition(part, id_)
            return Sql(f"NOT {inner.text}", inner.values)
        case Field(name, values) if name in TAG_FIELDS:
            return _tags(name, values, id_)
        case Field(name, values) if name in _FIELDS:
            return _chain([_FIELDS[name](name, value, id_) for value in values], " OR ")
        case Term() | Near() | Field():
            return Sql(
                f"({id_} IN (SELECT rowid FROM search WHERE search MATCH ?))",
                (_match(query) or "",),
            )
    return Sql("(1)")


def _chain(conditions: Sequence[Sql], operator: str) -> Sql:
    """All conditions in one, which is not deep: SQLite allows a depth of a thousand."""
    if len(conditions) == 1:
        return conditions[0]
    half = len(conditions) // 2
    first, last = _chain(conditions[:half], operator), _chain(conditions[half:], operator)
    return Sql(f"({first.text}{operator}{last.text})", first.values + last.values)


def _tags(name: str, values: Sequence[Term | Span], id_: str) -> Sql:
    """The articles with any of the tags, in one step: 2,000 steps take SQLite ten seconds."""
    origin, _, facet = name.rpartition(".")
    named = _chain([_named(value) for value in values], " OR ")
    if facet != "tag":
        named = Sql(f"{named.text} AND facet = ?", (*named.values, facet))
    renamed = (
        f"SELECT tag.id FROM (SELECT facet AS of, target FROM alias WHERE {named.text})"
        " JOIN tag ON tag.facet = of AND tag.folded = target"
    )
    return Sql(
        f"({id_} IN (SELECT article FROM given WHERE {WITH_ORIGIN[origin]}"
        f" AND tag IN (SELECT id FROM tag WHERE {named.text} UNION ALL {renamed})))",
        named.values + named.values,
    )


def _named(value: Term | Span) -> Sql:
    assert isinstance(value, Term), "The parser makes spans of dates only."
    column, same = ("folded", fold) if value.is_phrase else ("loose", loose)
    wanted = same(value.text)
    if value.is_prefix:
        return Sql(f"(substr({column}, 1, ?) = ?)", (len(wanted), wanted))
    return Sql(f"({column} = ?)", (wanted,))


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
    if value == _DUPLICATE:
        files = "SELECT article FROM file GROUP BY article HAVING count(*) > 1"
        shared = "SELECT digest FROM article WHERE digest NOTNULL GROUP BY digest"
        texts = f"SELECT id FROM article WHERE digest IN ({shared} HAVING count(*) > 1)"
        return Sql(f"({id_} IN ({files} UNION ALL {texts}))")
    condition = _STATES[value.text] if name == "is" else _HAS[value.text]
    negation = "NOT " if name == "no" else ""
    return Sql(f"({id_} IN (SELECT id FROM article WHERE {negation}{condition}))")


def _footer(name: str, value: Term | Span, id_: str) -> Sql:
    assert isinstance(value, Term), "The parser makes spans of dates only."
    found = "SELECT rowid FROM footer WHERE footer MATCH ?"
    return Sql(f"({id_} IN ({found}))", (_quoted(value),))


def _path(name: str, value: Term | Span, id_: str) -> Sql:
    assert isinstance(value, Term), "The parser makes spans of dates only."
    present = "SELECT article FROM file WHERE path_fits(path, ?)"
    missing = (
        "SELECT article.id FROM article JOIN record ON record.key = article.key"
        f" WHERE article.id <= {MISSING} AND path_fits(path, ?)"
    )
    return Sql(f"({id_} IN ({present} UNION ALL {missing}))", (value.text, value.text))


def _key(name: str, value: Term | Span, id_: str) -> Sql:
    assert isinstance(value, Term), "The parser makes spans of dates only."
    found = "SELECT id FROM article WHERE key BETWEEN ? AND ?"  # which uses the index
    return Sql(f"({id_} IN ({found}))", (value.text, value.text + "g"))


_COLUMNS = {
    "title": "title",
    "author": "authors",
    "publisher": "publisher",
    "body": "body",
    "note": "note",
}
"""The columns of the full-text index by the query language's names."""

_FIELDS: dict[str, Callable[[str, Term | Span, str], Sql]] = {
    **dict.fromkeys(("is", "has", "no"), _state),
    "date": _date,
    "footer": _footer,
    "path": _path,
    "key": _key,
}

WITH_ORIGIN = {
    "": "origin <> 'removed'",
    "source": "origin <> 'added'",
    "added": "origin = 'added'",
    "removed": "origin = 'removed'",
}
"""Which of the tags that articles bear are asked for, by what stands before the facet's dot."""

_MISSING, _DUPLICATE = Term("missing"), Term("duplicate")
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
    "body": "has_body",
}
