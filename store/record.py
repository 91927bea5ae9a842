"""What the reader did with one article, as a frozen value, and how tags change it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.aliases import NO_ALIASES, Aliases
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

    def given(
        self, facet: Facet, source: Iterable[str], aliases: Aliases = NO_ALIASES
    ) -> tuple[GivenTag, ...]:
        """The tags that the article bears, with the file's own ones as `source`."""
        now = aliases.now if aliases else None
        return given_tags(source, self.added(facet), self.removed(facet), now)

    def bears(self, tag: Tag, source: Iterable[str], aliases: Aliases = NO_ALIASES) -> bool:
        """Is a tag, by any of its names, one of the article's effective tags?"""
        wanted = fold(aliases.now(tag.name))
        tags = self.given(tag.facet, source, aliases)
        return any(one.counts and fold(one.name) == wanted for one in tags)

    def with_tag(self, tag: Tag, source: Iterable[str], aliases: Aliases = NO_ALIASES) -> "Record":
        """The record once the article has a tag."""
        # A removal that another name of the tag makes up for would count again without the alias.
        if aliases and self.bears(tag, source, aliases):
            return self
        name = aliases.now(tag.name)
        removed = _less(self.removed(tag.facet), name, aliases)
        added = self.added(tag.facet)
        if not _called(name, source, aliases) and not _called(name, added, aliases):
            added = (*added, name)
        return self._with(tag.facet, added, removed)

    def without_tag(
        self, tag: Tag, source: Iterable[str], aliases: Aliases = NO_ALIASES
    ) -> "Record":
        """The record once the article lacks a tag."""
        name = aliases.now(tag.name)
        added = _less(self.added(tag.facet), name, aliases)
        removed = self.removed(tag.facet)
        for one in _called(name, source, aliases):
            if fold(one) not in map(fold, removed):
                removed = (*removed, name if fold(one) == fold(name) else one)
        return self._with(tag.facet, added, removed)

    def _with(self, facet: Facet, added: tuple[str, ...], removed: tuple[str, ...]) -> "Record":
        if facet is Facet.REGION:
            return replace(self, added_regions=added, removed_regions=removed)
        return replace(self, added_themes=added, removed_themes=removed)


def _called(name: str, names: Iterable[str], aliases: Aliases) -> list[str]:
    """Those of the names that a tag has or had."""
    wanted = fold(name)
    return [one for one in names if fold(aliases.now(one)) == wanted]


def _less(names: tuple[str, ...], name: str, aliases: Aliases) -> tuple[str, ...]:
    gone = _called(name, names, aliases)
    return tuple(one for one in names if one not in gone) if gone else names
