"""Why a search finds nothing: what each of its parts finds, and what may have been meant."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from store.errors import QueryError
from store.field_values import nearest
from store.folding import plain
from store.parser import Parsed, Placed, parse
from store.query import FIELDS, TAG_FIELDS, And, Field, Query, Term, in_query
from store.tags import Facet, loose

MOST_CLAUSES = 8
"""How many parts of a query are counted: each takes two searches."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a query, all of whose parts must be so."""

    text: str
    """As it was written."""
    count: int
    """How many articles it finds alone."""
    without: int
    """How many the query would find without it."""


class Explanation(NamedTuple):
    """Why a search finds nothing."""

    clauses: tuple[Clause, ...] = ()
    """Its parts, where there are several."""
    without_empty: int = 0
    """How many it would find without all of those that find nothing alone, if these are several."""
    meant: tuple[str, ...] = ()
    """Queries that may have been meant instead."""

    @property
    def empty(self) -> tuple[Clause, ...]:
        """The parts that find nothing alone."""
        return tuple(clause for clause in self.clauses if not clause.count)

    @property
    def worth_dropping(self) -> tuple[Clause, ...]:
        """The parts without which something is found, those without which the most is first."""
        helping = [clause for clause in self.clauses if clause.without]
        return tuple(sorted(helping, key=lambda clause: -clause.without))

    @property
    def to_drop(self) -> Clause | None:
        """The part without which the most is found; None where all that is left finds nothing."""
        return next(iter(self.worth_dropping), None)


def explain(
    text: str,
    parsed: Parsed,
    count: Callable[[Query], int],
    tags: Mapping[Facet, Mapping[str, str]],
    words: Callable[[str], Iterable[str]],
) -> Explanation:
    """Tell why a query finds nothing.

    Args:
        text: The query.
        parsed: The same, understood.
        count: Tells how many articles a query finds.
        tags: All names that tags have and had, each with the one to write.
        words: Gives common words that begin so.
    """
    placed = parsed.clauses if 1 < len(parsed.clauses) <= MOST_CLAUSES else ()
    counts = {one: count(one.query) for one in placed}
    clauses = tuple(
        Clause(
            text[one.start : one.end].strip(),
            counts[one],
            count(And(tuple(other.query for other in placed if other is not one))),
        )
        for one in placed
    )
    rest = [one.query for one in placed if counts[one]]
    without_empty = count(And(tuple(rest))) if rest and len(rest) < len(placed) - 1 else 0
    meant = dict.fromkeys(
        f"{text[: one.start]}{better}{text[one.end :]}".strip()
        for one in parsed.primaries
        if one.is_wanted
        and not count(one.query)
        and (better := _meant(text[one.start : one.end], one, tags, words))
    )
    return Explanation(clauses, without_empty, tuple(filter(partial(_finds, count), meant)))


def _finds(count: Callable[[Query], int], text: str) -> bool:
    """Would that find anything?"""
    try:
        return bool(count(parse(text)))
    except QueryError:
        return False


def _meant(
    written: str,
    placed: Placed,
    tags: Mapping[Facet, Mapping[str, str]],
    words: Callable[[str], Iterable[str]],
) -> str:
    match placed.query:
        case Field(name, (Term(value),)) if name in TAG_FIELDS:
            facet = name.rpartition(".")[2]
            facets = [Facet(facet)] if facet in tags else list(tags)
            names = {loose(tag): now for facet in facets for tag, now in tags[facet].items()}
            near = names.get(nearest(loose(value), names), "")
            return f"{name}:{in_query(near)}" if near and loose(near) != loose(value) else ""
        case Term(value, is_phrase=False):
            head, colon, tail = written.partition(":")
            if colon and tail and (field := nearest(head.lower(), FIELDS)):
                return f"{field}:{tail}"
            begun = plain(value)
            near = nearest(begun, words(begun[:2])) if len(begun) > 2 else ""
            return near if near != begun else ""
    return ""
