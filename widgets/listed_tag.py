"""A tag as the vocabulary screen lists it, with what is to be looked at about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.tags import Facet, Tag, fold

NEAR, BOTH, ONCE, NOTHING = "~", "=", "1", " "
"""The glyphs: written nearly like another, also in the other facet, used once, nothing of it."""


@dataclass(frozen=True, slots=True)
class ListedTag:
    """A tag with its numbers."""

    facet: Facet
    letter: str
    """The letter, or the letters, that give it."""
    name: str
    count: int
    """How many articles of the result bear it."""
    total: int
    """How many of the library do."""
    old_names: tuple[str, ...] = ()
    """What it was called before."""
    near: tuple[str, ...] = ()
    """The tags that are written nearly so, the most used first."""
    is_in_both: bool = False
    """Does the other facet have a tag of that name, and are both used?"""

    @property
    def tag(self) -> Tag:
        """The name in its facet."""
        return Tag(self.facet, self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and those it had before."""
        return (self.name, *self.old_names)

    @property
    def is_used_once(self) -> bool:
        """Does one article of the library bear it, and no other?"""
        return self.total == 1

    @property
    def glyph(self) -> str:
        """What is to be looked at about it; the most important, where there are several things."""
        if self.near:
            return NEAR
        if self.is_in_both:
            return BOTH
        return ONCE if self.is_used_once else NOTHING

    @property
    def is_remarkable(self) -> bool:
        """Is there anything to be looked at?"""
        return self.glyph != NOTHING

    def is_called(self, name: str) -> bool:
        """Is this its name, or one that it had, however it is spelled?"""
        return fold(name) in map(fold, self.names)


def by_count(tags: Sequence[ListedTag]) -> list[ListedTag]:
    """The tags, the most used in the result first; those that are not in it last."""
    return sorted(tags, key=lambda one: (-one.count, -one.total, fold(one.name)))


def by_name(tags: Sequence[ListedTag]) -> list[ListedTag]:
    """The tags by name; those that are not in the result last."""
    return sorted(tags, key=lambda one: (not one.count, fold(one.name)))


def line_of(one: ListedTag, tags: Sequence[ListedTag]) -> int | None:
    """The line of a tag in what is listed now; it may have another name, or have been merged."""
    names = [fold(tag.name) for tag in tags]
    if fold(one.name) in names:
        return names.index(fold(one.name))
    old = [at for at, tag in enumerate(tags) if any(map(tag.is_called, one.names))]
    return next(iter(old), None)


def with_near(tags: Sequence[ListedTag], pairs: Sequence[tuple[str, str]]) -> list[ListedTag]:
    """The tags of a facet with those that are written nearly so."""
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    totals = {one.name: one.total for one in tags}
    return [
        replace(
            one, near=tuple(sorted(near[one.name], key=lambda name: (-totals.get(name, 0), name)))
        )
        if one.name in near
        else one
        for one in tags
    ]
