r"""The query language: text to a tree of frozen values, and back to text.

| text | finds the articles |
|---|---|
| `climate summit` | with both words, in title, byline, publisher, body or notes |
| `"climate summit"` `clim*` | with the phrase; with a word that begins so |
| `war OR peace` `war \| peace` | with either |
| `-war` `NOT war` | without the word |
| `(war OR peace) paris` | with one of the two, and the third |
| `title:war` `author:` `publisher:` `body:` `note:` | with the word there |
| `region:usa` `theme:hist*` `tag:"Oil and Energy"` | with the tag; `tag:` in either facet |
| `region:asia,africa` | with any of them |
| `date:2018` `date:2018-11..` `after:2018-11-08` | of that time; both ends belong to it |
| `is:unread` `has:region` `no:date` | in that state |
| `is:missing` | whose file is gone; without it, a query finds none of these |
"""

from dataclasses import dataclass
from typing import TypeAlias

TAG_FIELDS = ("region", "theme", "tag")
TEXT_FIELDS = ("title", "author", "publisher", "body", "note")
DATE_FIELDS = ("date", "after", "before")
CHOICES = {
    "is": ("read", "unread", "starred", "tagged", "untagged", "missing"),
    "has": ("region", "theme", "author", "date", "note"),
    "no": ("region", "theme", "author", "date", "note"),
}
"""The fields whose values are from a short list, and the lists."""
FIELDS = (*TAG_FIELDS, *TEXT_FIELDS, *DATE_FIELDS, *CHOICES)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or a tag's name, as it was written."""

    text: str
    is_phrase: bool = False
    """Was it in quotation marks?"""
    is_prefix: bool = False
    """Was there a `*` after it?"""


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days, ISO, both ends inclusive; "" where it is open."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is so of any of the values."""

    name: str
    values: tuple[Term | Span, ...]


@dataclass(frozen=True, slots=True)
class And:
    """Everything that all of the parts find; with no parts, every article."""

    parts: tuple["Query", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Everything that any of the parts finds."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that the part does not find."""

    part: "Query"


Query: TypeAlias = Term | Field | And | Or | Not


def text_of(query: Query) -> str:
    """The query as text, which gives the same tree again."""
    match query:
        case And(parts):
            return " ".join(_inner(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(_inner(part, And) for part in parts)
        case Not(part):
            inner = _inner(part, (And, Or))
            return f"NOT {inner}" if inner.startswith("-") else f"-{inner}"
        case Field(name, values):
            return f"{name}:{','.join(_value(value) for value in values)}"
        case Term():
            return _value(query)


def _inner(part: Query, loose: type | tuple[type, ...]) -> str:
    return f"({text_of(part)})" if isinstance(part, loose) else text_of(part)


def _value(value: Term | Span) -> str:
    if isinstance(value, Span):
        return value.first if value.first == value.last else f"{value.first}..{value.last}"
    text = f'"{value.text}"' if value.is_phrase else value.text
    return text + "*" * value.is_prefix
