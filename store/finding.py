"""Finds articles, and helps with that: the searching half of the library."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from store.answers import Byline, Found
from store.cache import Filled
from store.errors import QueryError
from store.following import QUICK, Follower
from store.index import Index
from store.parser import Parsed, read
from store.past_searches import PastSearches
from store.prefixes import quick
from store.query import EVERYTHING, NEWEST_FIRST, And, Query, conditions_of, order_of
from store.saved_searches import SavedSearch
from store.stopping import Stop
from store.tags import Facet
from store.vocabulary import former_names, hints, names_of

if TYPE_CHECKING:
    from store.completing import Completion
    from store.explaining import Explanation
    from store.snippets import Snippet


class Finder:
    """Searches the index. Any thread may call any method.

    Every method that takes a query raises QueryError where it cannot be understood, and
    StoppedError where its `stop` was set.
    """

    def __init__(self, index: Index, tags: Follower, filled: Filled, past: PastSearches) -> None:
        self._index = index
        self._tags = tags
        self._filled = filled
        self.past = past
        """The searches of earlier times."""

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
        tree = self.read(query, typing=typing).tree

        def look() -> Found:
            ids = self._index.search(tree, limit, stop)
            return Found(ids, self._index.unread_among(ids), tree)

        return self._filled(look)

    def newest(
        self, query: str, limit: int, *, typing: bool = False, stop: Stop | None = None
    ) -> Found:
        """The first articles of a search, as many as can be had at once.

        It may pass over some of which all words with a prefix that fit are rare; `search` does not.
        """
        self._filled(lambda: self._tags.trouble(QUICK))
        tree = self.read(query, typing=typing).tree

        def look() -> Found:
            whole = And(conditions_of(tree))
            is_by_date = order_of(tree) == NEWEST_FIRST
            quicker = quick(whole, self._index.common_words) if is_by_date else whole
            ids = self._index.search(tree if quicker == whole else quicker, limit, stop)
            is_complete = quicker == whole and len(ids) < limit
            unread = self._index.unread_among(ids) if is_complete else 0
            return Found(ids, unread, tree, is_complete)

        return self._filled(look)

    def count(self, query: str, *, stop: Stop | None = None) -> int:
        """How many articles a query finds."""
        self._filled(lambda: self._tags.trouble(QUICK))
        tree = self.read(query).tree
        return self._filled(lambda: self._index.count(tree, stop))

    def read(self, query: str, *, typing: bool = False) -> Parsed:
        """A query, understood."""
        saved = {one.name: one.query for one in self.saved()} if "@" in query else {}
        return read(query, typing=typing, saved=saved)

    def saved(self) -> list[SavedSearch]:
        """The saved searches, by name."""
        return self._filled(self._index.searches)

    def explain(
        self, query: str, *, typing: bool = False, stop: Stop | None = None
    ) -> "Explanation":
        """Why a query finds nothing, and what may have been meant."""
        from store.explaining import explain  # most searches find something

        parsed = self.read(query, typing=typing)

        def words(begun: str) -> list[str]:
            return [common.word for common in self._index.common_words(begun)]

        def look() -> "Explanation":
            tags = {facet: names_of(hints(self._index, facet)) for facet in Facet}
            return explain(query, parsed, lambda tree: self._index.count(tree, stop), tags, words)

        return self._filled(look)

    def complete(self, query: str, cursor: int, *, stop: Stop | None = None) -> "Completion":
        """What may stand in the place of the word that the cursor is in."""
        from store.completing import Known, complete  # only where somebody types

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
        return self._filled(lambda: self._index.bylines(ids))

    def paths(self, keys: Sequence[str]) -> dict[str, list[bytes]]:
        """The files of articles by key, relative to the library, as the file system spells them."""
        return self._filled(lambda: self._index.paths_of(keys))

    def snippets(
        self, query: Query, ids: Sequence[int], length: int | None = None
    ) -> "list[Snippet]":
        """For each of the articles, the words around what a query found in it."""
        from store.marks import Marks
        from store.snippets import LENGTH, snippet

        texts = self._filled(lambda: self._index.texts(ids))
        marks = Marks(query)
        most = length or LENGTH
        return [snippet(marks, *texts.get(id_, ("", "")), most) for id_ in ids]
