"""What may be meant by the word that the cursor of a search line is in."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.field_values import nearest
from store.folding import plain
from store.query import CHOICES, DATE_FIELDS, FIELDS, TAG_FIELDS, in_query
from store.saved_searches import SavedSearch
from store.spans import WORDS
from store.tags import Facet

MOST = 20
"""How many choices are given."""

_FIRST = ("region", "theme", "title", "author", "date", "is", "no", "sort")
"""The fields that an empty line offers."""

_BEGUN = re.compile(
    r"""(?:^|(?<=[\s(|]))-*
    (?P<word>(?:(?P<field>[\w.]+):(?:(?:"[^"]*"|[^\s()"|,]*),)*)?(?P<value>"[^"]*|[^\s()"|,]*))$""",
    re.VERBOSE,
)
_REST = re.compile(r'[^\s()"|,]*')


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may stand in the place of what is typed."""

    text: str
    """What is put there."""
    count: int | None = None
    """How many of the articles that the rest of the query finds it fits; None if not counted."""


class Completion(NamedTuple):
    """What may stand in the place of a part of a query."""

    start: int = 0
    """Where that part begins."""
    end: int = 0
    """Where it ends (exclusive)."""
    choices: tuple[Choice, ...] = ()

    def moved(self, by: int) -> "Completion":
        """The same in a text that begins so many characters earlier."""
        return self._replace(start=self.start + by, end=self.end + by)


class Begun(NamedTuple):
    """The word that the cursor is in."""

    start: int
    end: int
    field: str
    """The field whose value it is; empty for a word of its own."""
    value: str
    """What there is of it up to the cursor, without a quotation mark."""
    rest: str
    """The query without it and its field."""


class Known:
    """What can be offered: asked for only where it is needed."""

    def __init__(
        self,
        tags: Callable[[str, str], Mapping[str, int]],
        names: Callable[[str, str], Mapping[str, int]],
        folders: Callable[[], Iterable[str]],
        searches: Callable[[], Sequence[SavedSearch]],
        former: Callable[[str], Mapping[str, str]] = lambda field: {},
    ) -> None:
        """Offer what these give.

        Args:
            tags: The tags of a field among the articles of a query, each with its number of them.
            names: The authors or publishers among them.
            folders: The folders of the library.
            searches: The saved searches.
            former: The names that tags of a field had, each with the present one.
        """
        self.tags = tags
        self.names = names
        self.folders = folders
        self.searches = searches
        self.former = former


def begun_at(text: str, cursor: int) -> Begun:
    """The word of a query that the cursor is in."""
    found = _BEGUN.search(text[:cursor])
    if not found:  # behind a word that has ended
        return Begun(cursor, cursor, "", "", text)
    end = cursor
    if rest := _REST.match(text, cursor):
        end = rest.end()
    value, field = found["value"], (found["field"] or "").lower()
    rest_of_query = f"{text[: found.start()]} {text[end:]}".strip()
    if found["field"] is not None and field not in FIELDS:
        return Begun(found.start("word"), end, "", found["word"], rest_of_query)
    return Begun(found.start("value"), end, field, value.lstrip('"'), rest_of_query)


def complete(text: str, cursor: int, known: Known) -> Completion:
    """What may stand in the place of the word that the cursor is in; nothing for an empty one."""
    begun = begun_at(text, cursor)
    choices = _choices(begun, known)
    written = text[begun.start : begun.end]
    fresh = tuple(choice for choice in choices if choice.text != written)
    return Completion(begun.start, begun.end, fresh[:MOST])


def _choices(begun: Begun, known: Known) -> list[Choice]:
    field, value = begun.field, begun.value
    if field in TAG_FIELDS:
        former = known.former(field)
        if tags := known.tags(field, begun.rest):
            return matching(value, tags, former) or _near(value, tags)
        # Where the rest finds nothing, it is most likely the rest that is wrong.
        tags = known.tags(field, "")
        return [Choice(one.text) for one in matching(value, tags, former) or _near(value, tags)]
    if field in ("author", "publisher"):
        return matching(value, known.names(field, begun.rest))
    if field in CHOICES:
        return _fixed(value, CHOICES[field])
    if field in DATE_FIELDS:
        return _fixed(value, WORDS)
    if field == "path":
        return _fixed(value, [f"{folder}/**" for folder in known.folders()])
    if not value:  # what there is to begin with
        return [] if begun.rest else _fixed("", [f"{name}:" for name in _FIRST])
    if ":" in value:
        name, _, value = value.partition(":")
        return [Choice(f"{near}:{value}")] if (near := nearest(name, FIELDS)) else []
    if value.startswith("@"):
        return _fixed(value, [f"@{search.name}" for search in known.searches()])
    fields = _fixed(value, [f"{name}:" for name in FIELDS if "." not in name or "." in value])
    if len(value) < 2:
        return fields
    return fields + [
        Choice(f"{facet}:{in_query(name)}", count)
        for facet in Facet
        for name, count in known.tags(facet.value, begun.rest).items()
        if _fits(value, name)
    ]


def _fixed(value: str, choices: Iterable[str]) -> list[Choice]:
    begun = plain(value)
    return [Choice(in_query(one)) for one in choices if plain(one).startswith(begun)]


def matching(value: str, names: Mapping[str, int], former: Mapping[str, str] = {}) -> list[Choice]:
    """The names that match, those first that begin so, then those of a word that does.

    At last come those that match by a `former` name, of which it gives the present one.
    """
    fitting = [name for name in names if _fits(value, name)]
    begun = plain(value)
    fitting.sort(key=lambda name: (not plain(name).startswith(begun), -names[name], plain(name)))
    fitting += [now for old, now in former.items() if now in names and _fits(value, old)]
    return [Choice(in_query(name), names[name]) for name in dict.fromkeys(fitting)]


def _near(value: str, names: Mapping[str, int]) -> list[Choice]:
    folded = {plain(name): name for name in names}
    name = folded.get(nearest(plain(value), folded))
    return [Choice(in_query(name), names[name])] if name else []


def _fits(value: str, name: str) -> bool:
    begun, folded = plain(value), plain(name)
    return folded.startswith(begun) or f" {begun}" in folded
