"""The tags of a result and of the whole library, as the vocabulary screen lists them."""

from collections.abc import Mapping
from typing import NamedTuple

from store.library import Library
from store.similar import near_duplicates
from store.tags import Facet, Tag, fold
from store.vocabulary import Hint
from widgets.listed_tag import ListedTag, with_near


class Listing(NamedTuple):
    """All tags by facet, and how many articles the result has."""

    query: str
    articles: int
    tags: Mapping[Facet, tuple[ListedTag, ...]]

    def lacks(self, facet: Facet) -> bool:
        """Has the result articles, but none with a tag of a facet?"""
        return bool(self.articles) and not any(one.count for one in self.tags[facet])

    def find(self, facet: Facet, name: str) -> ListedTag | None:
        """The tag of a name, or the one that was called so before."""
        called = [one for one in self.tags[facet] if one.is_called(name)]
        by_name = [one for one in called if fold(one.name) == fold(name)]
        return next(iter(by_name or called), None)


def listing(library: Library, query: str) -> Listing:
    """All tags as they are now, with their numbers among what a query finds.

    Raises:
        GrtuiError: The library cannot be read.
    """
    counts = {
        (tag.facet, fold(tag.name)): number for tag, number in library.tag_counts(query).items()
    }
    hints = {facet: library.vocabulary(facet, with_unused=True) for facet in Facet}
    used = {facet: {fold(one.name) for one in hints[facet] if one.count} for facet in Facet}
    both = used[Facet.REGION] & used[Facet.THEME]
    tags = {
        facet: tuple(
            with_near(
                [_listed(facet, one, counts, both) for one in hints[facet]],
                near_duplicates(one.name for one in hints[facet]),
            )
        )
        for facet in Facet
    }
    return Listing(query, library.find.count(query), tags)


def _listed(
    facet: Facet, hint: Hint, counts: Mapping[tuple[Facet, str], int], both: set[str]
) -> ListedTag:
    folded = fold(hint.name)
    count = counts.get((facet, folded), 0)
    return ListedTag(
        facet,
        hint.letter,
        hint.name,
        count,
        hint.count,
        hint.aliases,
        is_in_both=folded in both,
    )


def other_codes(listing: Listing, tag: Tag) -> set[str]:
    """The letters of all tags of a facet but one."""
    others = (one for one in listing.tags[tag.facet] if one.name != tag.name)
    return {one.letter for one in others if one.letter}
