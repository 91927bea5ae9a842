"""The tags that can be given: how each is spelled, how often it is used, which letter gives it."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.errors import GrtuiError
from store.harmless import harmless
from store.index import Index
from store.tags import KNOWN, Facet, Tag, fold, known_spelling


@dataclass(frozen=True, slots=True)
class Hint:
    """A tag of the vocabulary with the letter that gives it."""

    letter: str
    """One letter, or the two of a code; empty past the 358th tag of a facet."""
    name: str
    count: int
    """How many articles bear it (removed ones not counted)."""


def hints(index: Index, facet: Facet) -> tuple[Hint, ...]:
    """Every known or used tag of a facet, by name, each with a letter of its own."""
    counted = {
        tag.folded: (known_spelling(facet, tag.name) or tag.name, tag.uses)
        for tag in index.used_tags(facet)
    }
    for name in KNOWN[facet]:
        counted.setdefault(fold(name), (name, 0))
    given = letters(index, facet)
    return tuple(
        Hint(given.get(folded, ""), name, count)
        for folded, (name, count) in sorted(counted.items())
    )


def letters(index: Index, facet: Facet, new: Iterable[Tag] = ()) -> dict[str, str]:
    """The letter of every known or used tag, by folded name: the saved one, or the one to come."""
    from store.letters import assign  # a start without a look at a letter has no need of it

    used = [tag.name for tag in index.used_tags(facet)]
    names = [*used, *(tag.name for tag in new if tag.facet is facet), *KNOWN[facet]]
    return assign(facet, names, index.letters()[facet])


def spelled(index: Index, tag: Tag) -> Tag:
    """A tag as the publisher spells it, or as the first article that bears it does.

    Raises:
        GrtuiError: It has no name.
    """
    name = " ".join(harmless(tag.name).split())
    if not name:
        raise GrtuiError("A tag needs a name.")
    spelling = known_spelling(tag.facet, name) or index.spelling(tag.facet, fold(name))
    return Tag(tag.facet, spelling or name)
