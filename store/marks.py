"""Where the words of a query stand in a text, found as the full-text index finds them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from store.folding import plain
from store.query import EVERYTHING, SEARCHED, TEXT_FIELDS, And, Field, Near, Or, Query, Saved, Term
from store.tags import composed

Spans = list[tuple[int, int]]
"""Places in a text, each from its first character to behind its last one, in their order."""

_MARKS = "[\u0300-\u036f]"  # accents that stand behind their letter
_LETTER = rf"(?:[^\W_]|{_MARKS})"
_WORD = re.compile(rf"{_LETTER}+")
_GAP = r"[\W_]+"


class Marks:
    """Finds what a query asks for in the texts of an article."""

    def __init__(self, query: Query) -> None:
        wanted: dict[str, list[Term]] = {name: [] for name in TEXT_FIELDS}
        self._near: list[Near] = []
        for part in _positive(query):
            match part:
                case Term():
                    for name in SEARCHED:
                        wanted[name].append(part)
                case Near():
                    self._near.append(part)
                case Field(name, values):
                    wanted[name] += [value for value in values if isinstance(value, Term)]
        self._wanted = {name: tuple(terms) for name, terms in wanted.items() if terms}
        self._compiled: dict[tuple[tuple[Term, ...], bool], re.Pattern[str] | None] = {}

    def __bool__(self) -> bool:
        """Does the query ask for any word?"""
        return bool(self._wanted or self._near)

    def spans(self, field: str, text: str) -> Spans:
        """The places of what is asked for in a text of a field (one of `TEXT_FIELDS`)."""
        if not self:
            return []
        terms = self._wanted.get(field, ())
        folded = plain(text)
        found = self._found(terms, folded)
        if field in SEARCHED:
            for near in self._near:
                found += self._near_each_other(near, folded)
        return _apart(found) if self._near else found

    def _found(self, terms: tuple[Term, ...], folded: str) -> Spans:
        if not terms:
            return []
        is_decomposed = not folded.isascii() and re.search(_MARKS, folded) is not None
        key = terms, is_decomposed
        if key not in self._compiled:
            self._compiled[key] = _compiled(terms, is_decomposed=is_decomposed)
        pattern = self._compiled[key]
        return [match.span() for match in pattern.finditer(folded)] if pattern else []

    def _near_each_other(self, near: Near, folded: str) -> Spans:
        """The places of terms that have all others near them, by the words between them.

        The rule is that of FTS5: from the end of each one to the beginning of the last there are
        at most so many words (https://sqlite.org/fts5.html, "NEAR groups").
        """
        begins = [match.start() for match in _WORD.finditer(folded)]
        places = sorted(
            (bisect_right(begins, start), bisect_right(begins, end - 1), number, (start, end))
            for number, term in enumerate(near.terms)
            for start, end in self._found((term,), folded)
        )
        firsts = [first for first, *_ in places]
        longest = max((end - first for first, end, *_ in places), default=0)
        kept: set[tuple[int, int]] = set()
        for last in {*firsts}:
            reach = last - near.distance - 1
            around = places[bisect_left(firsts, reach - longest) : bisect_right(firsts, last)]
            clump = [one for one in around if one[1] >= reach]
            if len({number for *_, number, _ in clump}) == len(near.terms):
                kept.update(span for *_, span in clump)
        return [*kept]


def _positive(query: Query) -> Iterator[Term | Near | Field]:
    """What the articles that a query finds may hold."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _positive(part)
        case Saved(_, inner):
            yield from _positive(inner)
        case Term() | Near():
            yield query
        case Field(name) if name in TEXT_FIELDS:
            yield query


def _compiled(terms: Sequence[Term], *, is_decomposed: bool) -> re.Pattern[str] | None:
    phrases = [phrase for term in terms if (phrase := _phrase(term, is_decomposed=is_decomposed))]
    if not phrases:
        return None
    # The longest first, as the first that fits is taken.
    return re.compile("|".join(sorted(phrases, key=len, reverse=True)))


def _phrase(term: Term, *, is_decomposed: bool) -> str:
    words = _WORD.findall(plain(composed(term.text)))
    if not words:
        return ""
    between = f"{_MARKS}*" if is_decomposed else ""
    spelled = ["".join(re.escape(letter) + between for letter in word) for word in words]
    if is_decomposed:
        first = rf"(?<![^\W_])(?<!{_MARKS}){spelled[0]}"
    else:
        # That no letter stands before it is looked at behind it: so the word itself is found at the
        # speed of a search for a text, ten times as fast.
        first = rf"{words[0]}(?<![^\W_]{words[0]})(?<!{_MARKS}{words[0]})"
    last = f"{_LETTER}*" if term.is_prefix else rf"(?!{_LETTER})"
    return _GAP.join([first, *spelled[1:]]) + last


def _apart(spans: Iterable[tuple[int, int]]) -> Spans:
    """The places in their order, without doubles and without what overlaps."""
    ordered = sorted(set(spans))
    return [*ordered[:1], *(after for before, after in pairwise(ordered) if after[0] >= before[1])]


NO_MARKS = Marks(EVERYTHING)
"""Those of a search for nothing in particular."""
