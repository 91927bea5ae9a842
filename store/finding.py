"""Finds articles, and helps with that: the searching half of the library."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.answers import Byline, Found
from store.cache import Filled
from store.errors import QueryError
from store.following import QUICK, Follower
from store.listing import Listing
from store.parts import part
from store.prefixes import quick
from store.query import EVERYTHING, NEWEST_FIRST, And, Query, conditions_of, order_of
from store.stopping import Stop
from store.tags import Facet

if TYPE_CHECKING:
    from store.completing import Completion
    from store.explaining import Explanation
    from store.index import Index
    from store.parser import Parsed
    from store.past_searches import PastSearches
    from store.saved_searches import SavedSearch
    from store.snippets import Snippet


class Finder:
    """Searches the index. Any thread may call any method.

    Every method that takes a query raises QueryError where it cannot be understood, and
    StoppedError where its `stop` was set.
    """

    def __init__(self, listing: Listing, tags: Follower, filled: Filled, past: Path) -> None:
        """Search an index; in a file `past` is what was searched for in earlier times."""
        self._listing = listing
        self._tags = tags
        self._filled = filled
        self._past = past

    @part
    def past(self) -> "PastSearches":
        """The searches of earlier times."""
        from store.past_searches import PastSearches

        return PastSearches(self._past)

    @part
    def _index(self) -> "Index":
        from store.index import Index

        return Index(self._listing)

    def search(
        self,
        query: str,
        *,
        typing: bool = False,
        limit: int | None = None,
        stop: Stop | None = None,
    ) -> Found:
        """The articles that a query finds; with `typing` its last word is a prefix."""
        self._filled(lambda: self._tags.trouble(QUICK))
        tree = self._tree(query, typing=typing)

        def look() -> Found:
            ids = self._listing.search(tree, limit, stop)
            return Found(ids, self._listing.unread_among(ids), tree)

        return self._filled(look)

    def newest(
        self, query: str, limit: int, *, typing: bool = False, stop: Stop | None = None
    ) -> Found:
        """The first articles of a search, as many as can be had at once.

        It may pass over some of which all words with a prefix that fit are rare; `search` does not.
        """
        self._filled(lambda: self._tags.trouble(QUICK))
        tree = self._tree(query, typing=typing)

        def look() -> Found:
            whole = And(conditions_of(tree))
            is_by_date = order_of(tree) == NEWEST_FIRST
            quicker = quick(whole, self._listing.common_words) if is_by_date else whole
            ids = self._listing.search(tree if quicker == whole else quicker, limit, stop)
            is_complete = quicker == whole and len(ids) < limit
            unread = self._listing.unread_among(ids) if is_complete else 0
            return Found(ids, unread, tree, is_complete)

        return self._filled(look)

    def count(self, query: str, *, stop: Stop | None = None) -> int:
        """How many articles a query finds."""
        self._filled(lambda: self._tags.trouble(QUICK))
        tree = self._tree(query)
        return self._filled(lambda: self._listing.count(tree, stop))

    def _tree(self, query: str, *, typing: bool = False) -> Query:
        return self.read(query, typing=typing).tree if query else EVERYTHING

    def read(self, query: str, *, typing: bool = False) -> "Parsed":
        """A query, understood."""
        from store.parser import read  # many a start is one with all articles

        saved = {one.name: one.query for one in self.saved()} if "@" in query else {}
        return read(query, typing=typing, saved=saved)

    def saved(self) -> "list[SavedSearch]":
        """The saved searches, by name."""
        return self._filled(self._index.searches)

    def explain(
        self, query: str, *, typing: bool = False, stop: Stop | None = None
    ) -> "Explanation":
        """Why a query finds nothing, and what may have been meant."""
        from store.explaining import explain  # most searches find something
        from store.vocabulary import hints, names_of

        parsed = self.read(query, typing=typing)

        def words(begun: str) -> list[str]:
            return [common.word for common in self._listing.common_words(begun)]

        def look() -> "Explanation":
            tags = {facet: names_of(hints(self._index, facet)) for facet in Facet}
            return explain(query, parsed, lambda tree: self._listing.count(tree, stop), tags, words)

        return self._filled(look)

    def complete(self, query: str, cursor: int, *, stop: Stop | None = None) -> "Completion":
        """What may stand in the place of the word that the cursor is in."""
        from store.completing import Known, complete  # only where somebody types
        from store.vocabulary import former_names, hints

        def tags(field: str, rest: str) -> Mapping[str, int]:
            counts: Counter[str] = Counter()
            origin = field.partition(".")[0] if "." in field else ""
            for tag, uses in self._index.tags_of(self._loosely(rest), stop, origin).items():
                if field.endswith(("tag", tag.facet.value)):
                    counts[tag.name] += uses
            return counts

        def names(field: str, rest: str) -> Mapping[str, int]:
            return self._index.names_of(field, self._loosely(rest), stop)

        def former(field: str) -> Mapping[str, str]:
            facets = [facet for facet in Facet if field.endswith(("tag", facet.value))]
            return former_names(hint for facet in facets for hint in hints(self._index, facet))

        known = Known(tags, names, self._index.folders, self.saved, former)
        return self._filled(lambda: complete(query, cursor, known))

    def _loosely(self, query: str) -> Query:
        """What a query asks for that somebody is in the middle of."""
        try:
            return self.read(query).tree
        except QueryError:
            pass
        try:
            return self.read(query, typing=True).tree
        except QueryError:
            return EVERYTHING

    def bylines(self, ids: Sequence[int]) -> dict[int, Byline]:
        """The bylines of articles, by row id; ids that are no more are left out."""
        return self._filled(lambda: self._listing.bylines(ids))

    def paths(self, keys: Sequence[str]) -> dict[str, list[bytes]]:
        """The files of articles by key, relative to the library, as the file system spells them."""
        return self._filled(lambda: self._index.paths_of(keys))

    def snippets(
        self, query: Query, ids: Sequence[int], length: int | None = None
    ) -> "list[Snippet]":
        """For each of the articles, the words around what a query found in it."""
        from store.marks import Marks
        from store.snippets import LENGTH, snippet

        texts = self._filled(lambda: self._listing.texts(ids))
        marks = Marks(query)
        most = length or LENGTH
        return [snippet(marks, *texts.get(id_, ("", "")), most) for id_ in ids]
