"""Lists of tags as an article prints them (format.md, rules T2-T7).

Facet, what is printed, and the tags:

    theme   History, Terrorism                          History / Terrorism
    theme   History; Law, Order; Oil and Energy         History / Law, Order / Oil and Energy
    theme   history | UNITED NATIONS                    History / United Nations
    theme   Culture, Society and History, Religion      Culture, Society & History / Religion
    region  Middle East and North Africa, U.S.          Middle East & North Africa / U.S
    region  [USA](#), [Middle East & North Africa](#)   USA / Middle East & North Africa
    region  [Asia, Pacific](#) and [Fiji/Tonga](#)      Asia, Pacific / Fiji/Tonga
    region  [USA](#) & Cuba • Haiti                     USA / Cuba / Haiti
    region  USA, usa, Usa.                              USA
    region                                              (none)
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from store.reader.links import pieces
from store.tags import KNOWN, Facet, known_spelling, without_doubles

_MARKS = re.compile(r"[;|·•]")
_BETWEEN_LINKS = re.compile(r"[;|·•]|^\s*+(?:and|&)(?!\S)|(?<!\S)(?:and|&)\s*+$", re.IGNORECASE)
_LONGEST_KEPT = 200
_MOST_COMMAS = max(name.count(",") for names in KNOWN.values() for name in names)


def split_tags(facet: Facet | None, text: str) -> tuple[str, ...]:
    """The tags of a list, known ones in the publisher's spelling (rules T2-T7).

    No facet means in-depth reports, of which no spelling is known.
    """
    return _split_again(facet, text) if len(text) <= _LONGEST_KEPT else _split_tags(facet, text)


def _split_tags(facet: Facet | None, text: str) -> tuple[str, ...]:
    tags = (" ".join(tag.split()) for tag in _split(facet, text))
    tags = (tag.removesuffix(".").rstrip() for tag in tags)  # T6
    tags = (tag for tag in tags if any(map(str.isalnum, tag)))
    return without_doubles((facet and known_spelling(facet, tag)) or tag for tag in tags)  # T5


_split_again = lru_cache(2000)(_split_tags)  # A library prints the same few lists all the time.


def _split(facet: Facet | None, text: str) -> Iterator[str]:
    parts = pieces(text)
    if not any(part.is_link for part in parts):
        yield from _split_plain(facet, text)
        return
    for part in parts:  # T2
        if part.is_link:
            yield part.text
        else:
            for words in _BETWEEN_LINKS.split(part.text):
                yield from whole_labels(facet, words.split(","))


def _split_plain(facet: Facet | None, text: str) -> Iterator[str]:
    """Split at the marks where there are any, else at the commas (rule T3)."""
    if _MARKS.search(text):
        yield from _MARKS.split(text)
    else:
        yield from whole_labels(facet, text.split(","))


def whole_labels(facet: Facet | None, parts: Sequence[str]) -> Iterator[str]:
    """The parts of a list, those put together that are a known label with a comma (rule T4)."""
    start = 0
    while start < len(parts):
        for end in range(min(start + _MOST_COMMAS + 1, len(parts)), start, -1):
            tag = ", ".join(part.strip() for part in parts[start:end])
            if end == start + 1 or (facet and known_spelling(facet, tag.rstrip("."))):
                yield tag
                start = end
                break
