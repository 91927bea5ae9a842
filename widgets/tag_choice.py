"""A tag as it is offered, with its letter and whether the articles have it."""

from dataclasses import dataclass
from enum import StrEnum

from store.tags import Facet, Origin


class Among(StrEnum):
    """How several articles have a tag, where any has it."""

    ALL = "all"
    SOME = "some"


Held = Origin | Among | None
"""How an article, or several, have a tag; None where they have not."""

GLYPHS: dict[Held, str] = {
    Origin.SOURCE: "●",
    Origin.ADDED: "+",
    Origin.REMOVED: "-",
    Among.ALL: "●",
    Among.SOME: "~",
    None: " ",
}
"""How a tag is held, as a glyph: by the file, added, taken away; by all, by some, by none."""


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A tag that can be given or taken away."""

    facet: Facet
    letter: str
    """The letter, or the letters, that toggle it."""
    name: str
    count: int
    """How many articles of the library have it."""
    held: Held = None
    """How the articles have it that a key would act on."""
    old_names: tuple[str, ...] = ()
    """What it was called before."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and those it had before."""
        return (self.name, *self.old_names)

    @property
    def mark(self) -> str:
        """The glyph for `held`."""
        return GLYPHS[self.held]

    @property
    def is_held(self) -> bool:
        """Has the article it, or have all of them?"""
        return self.held not in (None, Origin.REMOVED, Among.SOME)


def among(number: int, articles: int) -> Among | None:
    """How articles have a tag that a number of them has."""
    if not number:
        return None
    return Among.ALL if number == articles else Among.SOME
