"""Tags: the two facets, equality of names, the publisher's own labels. Pure functions."""

import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Facet(StrEnum):
    """One of the two independent ways in which an article is tagged."""

    REGION = "region"
    THEME = "theme"


class Origin(StrEnum):
    """Where a tag of an article comes from."""

    SOURCE = "source"
    """The article's file gives it."""
    ADDED = "added"
    """The reader gave it."""
    REMOVED = "removed"
    """The article's file gives it, and the reader took it away."""


class Tag(NamedTuple):
    """A name in a facet."""

    facet: Facet
    name: str


class GivenTag(NamedTuple):
    """A tag as an article bears it."""

    name: str
    origin: Origin

    @property
    def counts(self) -> bool:
        """Is it one of the article's effective tags?"""
        return self.origin is not Origin.REMOVED


KNOWN: dict[Facet, tuple[str, ...]] = {
    Facet.REGION: (
        "Africa",
        "Asia",
        "Canada",
        "Europe",
        "Latin America & Caribbean",
        "Middle East & North Africa",
        "Oceania",
        "Russia and FSU",
        "sub-Saharan Africa",
        "USA",
    ),
    Facet.THEME: (
        "9/11 & ‘War on Terrorism’",
        "Biotechnology and GMO",
        "Crimes against Humanity",
        "Culture, Society & History",
        "Environment",
        "Global Economy",
        "History",
        "Intelligence",
        "Law and Justice",
        "Media Disinformation",
        "Militarization and WMD",
        "Oil and Energy",
        "Police State & Civil Rights",
        "Politics",
        "Poverty & Social Inequality",
        "Religion",
        "Science and Medicine",
        "Terrorism",
        "United Nations",
        "US NATO War Agenda",
        "Women's Rights",
    ),
}
"""The publisher's own labels, spelled as it prints them (format.md, section 4)."""

# Unicode's category Pd, and the minus sign.
_DASHES = (
    "\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e17\u2e1a\u2e3a\u2e3b"
    "\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
)
_AS_TYPED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys(_DASHES, "-"),
        "&": " and ",
    }
)


def composed(text: str) -> str:
    """A text in which an accent is one with its letter (NFC), however its file wrote it."""
    return unicodedata.normalize("NFC", text)


@lru_cache(4096)
def fold(name: str) -> str:
    r"""The form in which two equal tag names are the same text (rule T5).

    >>> fold("Latin\u00a0America &  Caribbean") == fold("LATIN AMERICA AND CARIBBEAN")
    True
    >>> fold("9/11 & ‘War on Terrorism’")
    "9/11 and 'war on terrorism'"
    """
    text = unicodedata.normalize("NFKC", name).casefold().translate(_AS_TYPED)
    return " ".join(text.split())


def loose(name: str) -> str:
    """What is equal for two tags if a hyphen or an underscore may stand for a space.

    >>> loose("latin-america_and_caribbean") == loose("Latin America & Caribbean")
    True
    """
    return " ".join(fold(name).replace("-", " ").replace("_", " ").split())


_SPELLING = {facet: {fold(name): name for name in names} for facet, names in KNOWN.items()}


def known_spelling(facet: Facet, name: str) -> str | None:
    """The publisher's spelling of a label, or None where it is not one of the publisher's."""
    return _SPELLING[facet].get(fold(name))


def without_doubles(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order, of equal ones only the first (rule T6)."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return tuple(first.values())


def given_tags(
    source: Iterable[str],
    added: Iterable[str],
    removed: Iterable[str],
    now: Callable[[str], str] | None = None,
) -> tuple[GivenTag, ...]:
    """The tags of an article: the file's in print order, then the reader's.

    A tag that the file gives and the reader also added counts as the file's; a removal of a tag
    that the file does not (or no longer) give has no effect. Where tags have other names `now`,
    they have so after all that: of tags that have become one, one of the file's goes before an
    added one, and a removed one is the last.
    """
    source, added, removed = tuple(source), tuple(added), tuple(removed)
    if not (added or removed):
        return _unchanged(tuple(map(now, source)) if now else source)
    gone = {fold(name) for name in removed}
    tags = {
        fold(name): GivenTag(name, Origin.REMOVED if fold(name) in gone else Origin.SOURCE)
        for name in without_doubles(source)
    }
    for name in added:
        tags.setdefault(fold(name), GivenTag(name, Origin.ADDED))
    return _as_now(tags.values(), now) if now else tuple(tags.values())


def _as_now(tags: Iterable[GivenTag], now: Callable[[str], str]) -> tuple[GivenTag, ...]:
    joined: dict[str, GivenTag] = {}
    for tag in tags:
        name = now(tag.name)
        there = joined.get(fold(name))
        if there is None:
            joined[fold(name)] = GivenTag(name, tag.origin)
        elif _RANKS[tag.origin] < _RANKS[there.origin]:
            joined[fold(name)] = GivenTag(there.name, tag.origin)
    return tuple(joined.values())


_RANKS = {origin: rank for rank, origin in enumerate(Origin)}


@lru_cache(4096)
def _unchanged(source: tuple[str, ...]) -> tuple[GivenTag, ...]:
    return tuple(GivenTag(name, Origin.SOURCE) for name in without_doubles(source))
