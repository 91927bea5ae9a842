"""A search within the result of another one."""

import re
from typing import NamedTuple

from store.parser import parse
from store.query import Or, parts_of, text_of

_OR = re.compile(r"\bOR\b|\|")


class Refined(NamedTuple):
    """One query of two."""

    text: str
    start: int
    """Where the second one begins in it."""


def refined(within: str, query: str, *, typing: bool = False) -> Refined:
    """The query that finds what both find; where the second is still typed, it stands last.

    >>> refined("ferry", "region:usa").text
    'ferry region:usa'
    >>> refined("ferry OR boat", "region:usa OR region:asia").text
    '(ferry OR boat) (region:usa OR region:asia)'
    """
    if not within:
        return Refined(query, 0)
    outer = _closed(within)
    if not query.strip():
        return Refined(within, len(within))
    if not _OR.search(query):
        return Refined(f"{outer} {query}", len(outer) + 1)
    return Refined(f"{outer} ({query}" + ")" * (not typing), len(outer) + 2)


def _closed(query: str) -> str:
    """A query behind which more may stand."""
    if not _OR.search(query):
        return query.strip()
    tree = parse(query)
    has_or = any(isinstance(part, Or) for part in parts_of(tree))
    if not has_or:
        return query.strip()
    return f"({text_of(tree)})" if isinstance(tree, Or) else text_of(tree)
