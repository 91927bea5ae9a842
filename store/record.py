"""What the reader did with one article, as a frozen value, and how tags change it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.tags import Facet, GivenTag, Tag, fold, given_tags


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the reader did with one article; the file's own tags are not in it."""

    added_regions: tuple[str, ...] = ()
    added_themes: tuple[str, ...] = ()
    removed_regions: tuple[str, ...] = ()
    removed_themes: tuple[str, ...] = ()
    is_read: bool = False
    is_starred: bool = False
    note: str = ""
    path: str = ""
    """Where the article's file was last seen, relative to the library."""

    def added(self, facet: Facet) -> tuple[str, ...]:
        """The tags the reader gave, in a facet."""
        return self.added_regions if facet is Facet.REGION else self.added_themes

    def removed(self, facet: Facet) -> tuple[str, ...]:
        """The file's tags that the reader took away, in a facet."""
        return self.removed_regions if facet is Facet.REGION else self.removed_themes

    def given(self, facet: Facet, source: Iterable[str]) -> tuple[GivenTag, ...]:
        """The tags that the article bears, with the file's own ones as `source`."""
        return given_tags(source, self.added(facet), self.removed(facet))

    def with_tag(self, tag: Tag, source: Iterable[str]) -> "Record":
        """The record once the article has a tag."""
        removed = _less(self.removed(tag.facet), tag.name)
        added = self.added(tag.facet)
        if not _has(source, tag.name) and not _has(added, tag.name):
            added = (*added, tag.name)
        return self._with(tag.facet, added, removed)

    def without_tag(self, tag: Tag, source: Iterable[str]) -> "Record":
        """The record once the article lacks a tag."""
        added = _less(self.added(tag.facet), tag.name)
        removed = self.removed(tag.facet)
        if _has(source, tag.name) and not _has(removed, tag.name):
            removed = (*removed, tag.name)
        return self._with(tag.facet, added, removed)

    def _with(self, facet: Facet, added: tuple[str, ...], removed: tuple[str, ...]) -> "Record":
        if facet is Facet.REGION:
            return replace(self, added_regions=added, removed_regions=removed)
        return replace(self, added_themes=added, removed_themes=removed)


def _has(names: Iterable[str], name: str) -> bool:
    return fold(name) in map(fold, names)


def _less(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if fold(other) != fold(name))
