r"""The query language: text to a tree of frozen values, and back to text.

| text | finds the articles |
|---|---|
| `climate summit` | with both words, in title, byline, publisher, body or notes |
| `"climate summit"` `clim*` | with the phrase; with a word that begins so |
| `climate NEAR/5 summit` | with at most five words between the two |
| `war OR peace` `war \| peace` | with either |
| `-war` `NOT war` | without the word |
| `(war OR peace) paris` | with one of the two, and the third |
| `title:war` `author:` `publisher:` `body:` `note:` `footer:` | with the word there |
| `region:usa` `theme:hist*` `tag:"Oil and Energy"` | with the tag; `tag:` in either facet |
| `region:asia,africa` | with any of them |
| `source.region:` `added.theme:` `removed.tag:` | with the tag as the file has it; as changed |
| `date:2018` `date:2018-11..` `date:>=2018-11-08` `date:2w..` | of that time (see `store.spans`) |
| `after:2018-11-08` `before:2018` | from then on, up to then; the end belongs to it |
| `is:unread` `has:region` `no:date` | in that state |
| `is:missing` | whose file is gone; without it, a query finds none of these |
| `path:2018/**` `path:ferry` | whose file's path is so; whose path holds the letters |
| `key:3f9a` | whose key begins so |
| `sort:title` `sort:date` `sort:relevance` | sorts what the rest finds |
| `@ferries` | that a saved search finds |
"""

from typing import Any, NamedTuple, TypeAlias, TypeVar

FACETS = ("region", "theme", "tag")
ORIGINS = ("source", "added", "removed")
TAG_FIELDS = (*FACETS, *(f"{origin}.{facet}" for origin in ORIGINS for facet in FACETS))
TEXT_FIELDS = ("title", "author", "publisher", "body", "note", "footer")
SEARCHED = tuple(name for name in TEXT_FIELDS if name != "footer")
"""Where a word without a field is searched."""
DATE_FIELDS = ("date", "after", "before")
FILE_FIELDS = ("path", "key")
ORDERS = ("date", "-date", "title", "-title", "relevance")
NEWEST_FIRST = "-date"
_PARTS = ("region", "theme", "author", "date", "note", "body")
CHOICES = {
    "is": ("read", "unread", "starred", "tagged", "untagged", "duplicate", "missing"),
    "has": _PARTS,
    "no": _PARTS,
    "sort": ORDERS,
}
"""The fields whose values are from a short list, and the lists."""
FIELDS = (*TAG_FIELDS, *TEXT_FIELDS, *DATE_FIELDS, *FILE_FIELDS, *CHOICES)

_Kind = TypeVar("_Kind", bound=type[tuple[Any, ...]])


def _apart(kind: _Kind) -> _Kind:
    """Let tuples of a kind equal none of another: `a OR b` is not `a b`."""

    def equals(self: tuple[Any, ...], other: object) -> bool:
        return type(other) is kind and tuple.__eq__(self, other)

    def differs(self: tuple[Any, ...], other: object) -> bool:
        return not equals(self, other)

    kind.__eq__ = equals  # type: ignore[method-assign]
    kind.__ne__ = differs  # type: ignore[method-assign,assignment]
    return kind


@_apart
class Term(NamedTuple):
    """A word, a phrase, or a tag's name, as it was written."""

    text: str
    is_phrase: bool = False
    """Was it in quotation marks?"""
    is_prefix: bool = False
    """Was there a `*` after it?"""


@_apart
class Near(NamedTuple):
    """Words or phrases that stand near each other, in any order."""

    terms: tuple[Term, ...]
    distance: int
    """How many words may stand between the end of the first and the beginning of the last."""


@_apart
class Span(NamedTuple):
    """A span of days, ISO, both ends inclusive; "" where it is open."""

    first: str
    last: str


@_apart
class Field(NamedTuple):
    """Something that is so of any of the values."""

    name: str
    values: tuple[Term | Span, ...]


@_apart
class Saved(NamedTuple):
    """What a saved search finds."""

    name: str
    query: "Query"
    """What the name stood for when it was read."""


@_apart
class And(NamedTuple):
    """Everything that all of the parts find; with no parts, every article."""

    parts: tuple["Query", ...] = ()


@_apart
class Or(NamedTuple):
    """Everything that any of the parts finds."""

    parts: tuple["Query", ...]


@_apart
class Not(NamedTuple):
    """Everything that the part does not find."""

    part: "Query"


Query: TypeAlias = Term | Near | Field | Saved | And | Or | Not

EVERYTHING = And()
"""What finds every article."""


def text_of(query: Query) -> str:
    """The query as text, which gives the same tree again."""
    match query:
        case And(parts):
            return " ".join(_inner(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(map(text_of, parts))
        case Not(part):
            inner = _inner(part, (And, Or))
            return f"NOT {inner}" if inner.startswith("-") else f"-{inner}"
        case Near(terms, distance):
            return f" NEAR/{distance} ".join(map(_value, terms))
        case Field(name, values):
            return f"{name}:{','.join(_value(value) for value in values)}"
        case Saved(name):
            return f"@{name}"
        case Term():
            return _value(query)


def _inner(part: Query, loose: type | tuple[type, ...]) -> str:
    return f"({text_of(part)})" if isinstance(part, loose) else text_of(part)


def _value(value: Term | Span) -> str:
    if isinstance(value, Span):
        return value.first if value.first == value.last else f"{value.first}..{value.last}"
    text = quoted(value.text) if value.is_phrase else value.text
    return text + "*" * value.is_prefix


def quoted(text: str) -> str:
    """A phrase as it is written; a quotation mark in it is doubled."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def in_query(name: str) -> str:
    """A name as it is written behind a field's colon: in quotation marks where it must be."""
    is_bare = name and not any(c.isspace() or c in '()"|,*' for c in name)
    return name if is_bare else quoted(name)


def parts_of(query: Query) -> tuple[Query, ...]:
    """What must all be so."""
    return query.parts if isinstance(query, And) else (query,)


def order_of(query: Query) -> str:
    """How what a query finds is sorted, one of `ORDERS`.

    Its own `sort:` says it, else that of a saved search in it, else the newest come first.
    """
    order = NEWEST_FIRST
    for part in parts_of(query):
        match part:
            case Field("sort", (Term(own), *_)):
                return own
            case Saved(_, inner):
                order = order_of(inner)
    return order


def conditions_of(query: Query) -> tuple[Query, ...]:
    """What must all be so, without orders, and with what saved searches stand for in their places.

    Of every article nothing must be so.
    """
    return tuple(
        each
        for part in parts_of(query)
        for each in parts_of(_without_saved(part))
        if not (isinstance(each, Field) and each.name == "sort")
    )


def _without_saved(query: Query) -> Query:
    match query:
        case Saved(_, inner):
            parts = conditions_of(inner)
            return parts[0] if len(parts) == 1 else And(parts)
        case And():
            return And(conditions_of(query))
        case Or(parts):
            return Or(tuple(map(_without_saved, parts)))
        case Not(part):
            return Not(_without_saved(part))
    return query
