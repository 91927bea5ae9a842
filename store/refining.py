"""A search within the result of another one."""

import re
from typing import NamedTuple

_OR = re.compile(r'"(?:[^"]|"")*"|(?P<or>\bOR\b|\|)')
_SORT = re.compile(
    r'"(?:[^"]|"")*"|(?P<sort>(?<![^\s()"|])sort:(?:"[^"]*"|[^\s()"|,]+))', re.IGNORECASE
)


class Refined(NamedTuple):
    """One query of two."""

    text: str
    start: int
    """Where the second one begins in it."""


def refined(within: str, query: str, *, typing: bool = False) -> Refined:
    """The query that finds what both find; where the second is still typed, it stands last.

    >>> refined("ferry", "region:usa").text
    'ferry region:usa'
    >>> refined("ferry OR boat sort:title", "region:usa OR region:asia").text
    '(ferry OR boat) sort:title (region:usa OR region:asia)'
    """
    if not within:
        return Refined(query, 0)
    if not query.strip():
        return Refined(within, len(within))
    outer = _closed(within)
    if not _has_or(query):
        return Refined(f"{outer} {query}", len(outer) + 1)
    alone, sorts = _without_sorts(query)
    before = " ".join([outer, *sorts])
    return Refined(f"{before} ({alone if sorts else query}" + ")" * (not typing), len(before) + 2)


def _closed(query: str) -> str:
    """A query behind which more may stand."""
    if not _has_or(query):
        return query.strip()
    alone, sorts = _without_sorts(query)
    return " ".join([f"({alone})", *sorts])


def _has_or(query: str) -> bool:
    return any(found["or"] for found in _OR.finditer(query))


def _without_sorts(query: str) -> tuple[str, list[str]]:
    """A query without its orders, which stand in no parentheses; and these."""
    sorts = [found["sort"] for found in _SORT.finditer(query) if found["sort"]]
    alone = _SORT.sub(lambda found: "" if found["sort"] else found[0], query)
    return alone.strip(), sorts
