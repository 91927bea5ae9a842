"""The names that tags once had, and those that the reader gave them since. Pure functions."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from store.harmless import harmless_line
from store.tags import Facet, fold


class Alias(NamedTuple):
    """A name that a tag no longer has, or is no longer spelled with."""

    name: str
    """The name that it was."""
    present: str
    """The name that the tag has now; a mere change of spelling where it is equal (rule T5)."""


class Aliases(NamedTuple):
    """The former names of a facet's tags.

    What each leads to leads nowhere else: neither in chains nor in circles.
    """

    by_folded: Mapping[str, Alias] = {}

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> Self:
        """The aliases of a mapping from former to present names, whoever wrote it.

        Chains lead to their ends; circles, and what is no text, are passed over.

        >>> Aliases.of({"Near East": "Mid-East", "Mid-East": "Middle East", "a": "b", "b": "a"})
        ...     .now("near east")
        "Middle East"
        """
        pairs: dict[str, Alias] = {}
        for name, present in written.items():
            if isinstance(present, str):
                alias = Alias(harmless_line(name), harmless_line(present))
                if all(alias):
                    pairs.setdefault(fold(alias.name), alias)
        ends = _ends(pairs)
        return cls({one: Alias(pair.name, ends[one]) for one, pair in pairs.items() if ends[one]})

    def __bool__(self) -> bool:
        """Is there any?"""
        return bool(self.by_folded)

    def now(self, name: str) -> str:
        """The name that a tag has now."""
        alias = self.by_folded.get(fold(name))
        return alias.present if alias else name

    def former(self) -> dict[str, list[str]]:
        """The former names of each tag, in their order, by its folded present name.

        Other spellings of the present name are none.
        """
        found: dict[str, list[str]] = {}
        for folded, (name, present) in sorted(self.by_folded.items()):
            if fold(present) != folded:
                found.setdefault(fold(present), []).append(name)
        return found

    def names_of(self, present: str) -> tuple[str, ...]:
        """All names of a tag, the present one first."""
        return (present, *self.former().get(fold(present), ()))

    def renamed(self, old: str, new: str) -> "Aliases":
        """The aliases once a tag has another name, which may be another tag's.

        Both are present names, or the new one is a former name of the tag or belongs to nobody.
        """
        was, will = fold(old), fold(new)
        moved = {
            folded: alias._replace(present=new) if fold(alias.present) == was else alias
            for folded, alias in self.by_folded.items()
        }
        moved.setdefault(was, Alias(old, new))
        for folded in {was, will} & moved.keys():
            if moved[folded].name == moved[folded].present:
                del moved[folded]
        return Aliases(moved)

    def without(self, present: str) -> "Aliases":
        """The aliases without those of a tag."""
        gone = fold(present)
        return Aliases(
            {one: alias for one, alias in self.by_folded.items() if fold(alias.present) != gone}
        )

    def joined(self, others: "Aliases") -> "Aliases":
        """These and others; where both speak of a name, what is here stays."""
        spoken_of = self.by_folded.keys() | {
            fold(alias.present) for alias in self.by_folded.values()
        }
        both = dict(self.by_folded)
        for folded, alias in others.by_folded.items():
            if folded not in spoken_of:
                both[folded] = alias._replace(present=self.now(alias.present))
        return Aliases(both)


def _ends(pairs: Mapping[str, Alias]) -> dict[str, str]:
    """Where the chain that begins with each name ends; empty for one that leads into a circle."""
    ends: dict[str, str] = {}
    for folded in pairs:
        way: dict[str, None] = {}
        while folded not in ends and folded not in way:
            way[folded] = None
            present = pairs[folded].present
            following = fold(present)
            if following == folded or following not in pairs:
                ends[folded] = present
            else:
                folded = following
        ends |= dict.fromkeys(way, ends.get(folded, ""))
    return ends


NO_ALIASES = Aliases()


class Naming(NamedTuple):
    """What the reader changed in the vocabulary of a facet, but for the letters."""

    aliases: Aliases = NO_ALIASES
    hidden: tuple[str, ...] = ()
    """Labels of the publisher's that are not offered while no article bears them."""


Namings = Mapping[Facet, Naming]

NO_NAMINGS: Namings = {facet: Naming() for facet in Facet}


def aliases_of(namings: Namings) -> dict[Facet, Aliases]:
    """The aliases of each facet."""
    return {facet: naming.aliases for facet, naming in namings.items()}
