"""Changes of tags that are collected for many articles until they are made as one."""

from collections.abc import Sequence
from typing import NamedTuple

from store.plans import Clearing, TagChange, TagEdit
from store.tags import Facet, Tag, fold

MANY = 20
"""For more articles than these, it is shown what would change before it does."""


class Collected(NamedTuple):
    """Changes for some articles, in the order in which they were asked for."""

    keys: tuple[str, ...]
    """The articles."""
    edits: tuple[TagEdit, ...] = ()

    def with_edits(self, edits: Sequence[TagEdit]) -> "Collected":
        """These changes and others, each in the place of an earlier one of the same tag."""
        kept = [one for one in self.edits if all(_about(one) != _about(other) for other in edits)]
        return Collected(self.keys, (*kept, *edits))

    def with_toggled(self, tag: Tag, had: int, articles: int) -> "Collected":
        """These changes, and a tag given; the same once more takes it, and again leaves it alone.

        Args:
            tag: The tag.
            had: How many of the articles have it.
            articles: How many articles there are.
        """
        if Clearing(tag.facet) in self.edits:
            had = 0
        ways: list[TagChange | None] = [TagChange(tag)] * (had < articles)
        ways += [TagChange(tag, gives=False)] * (had > 0)
        ways += [None]
        about = _about(TagChange(tag))
        now = next((one for one in self.edits if _about(one) == about), None)
        at = next((n for n, way in enumerate(ways) if way and way == now), -1)
        rest = tuple(one for one in self.edits if one is not now)
        following = ways[(at + 1) % len(ways)]
        return Collected(self.keys, (*rest, following) if following else rest)

    def with_cleared(self, facet: Facet) -> "Collected":
        """These changes, but for those of a facet, and all its tags taken; or not any more."""
        cleared = Clearing(facet)
        rest = [one for one in self.edits if one != cleared and not _is_of(one, facet)]
        return Collected(self.keys, tuple(rest) if cleared in self.edits else (*rest, cleared))


def for_all(edit: TagEdit) -> TagEdit:
    """A change as it is made again for other articles, whatever tags those have."""
    return Clearing(edit.facet) if isinstance(edit, Clearing) else edit


def _about(edit: TagEdit) -> tuple[Facet, str]:
    """What a change is about: a tag, or a whole facet."""
    if isinstance(edit, Clearing):
        return edit.facet, ""
    return edit.tag.facet, fold(edit.tag.name)


def _is_of(edit: TagEdit, facet: Facet) -> bool:
    return isinstance(edit, TagChange) and edit.tag.facet is facet
