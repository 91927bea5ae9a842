"""Where the body ends and the tail begins (format.md, rules B4 and B6)."""

import re
from collections.abc import Sequence

from store.article import Paragraph
from store.reader.endnotes import is_numbered_note
from store.reader.names import split_names, without_full_stop
from store.reader.openings import is_class_b, opens_tail
from store.reader.paragraphs import part_of
from store.tags import without_doubles

_LONGEST = 2_000
"""Characters of a line of authors; a longer one is no such line."""
_ARTICLES_BY = re.compile(r"^[*_ ]*+articles by ?:[*_\s]*+", re.IGNORECASE | re.MULTILINE)

# H3: where the names go on in the next line.
_END_OF_NAMES = re.compile(r"(?<![,&])(?<!\sand)\n(?!\s*+(?:,|&|and\b))", re.IGNORECASE)

_MOST_BEFORE = 6
"""How many paragraphs before the tail are searched for a separator."""


def tail_start(items: Sequence[Paragraph | None], authors: tuple[str, ...]) -> int:
    """The index of the first item of the tail, or the number of items where there is none.

    An item is a paragraph, or None for a separator. Authors are those of the header; where it has
    none, those of the tail count (rule H4).
    """
    opening = _class_a(items)
    authors = authors or articles_by(items[opening:])
    start = _backwards(items, opening, authors)
    if opening == len(items):
        return start if any(items[start:]) else len(items)
    return _earliest_separator(items, start, authors)


def articles_by(tail: Sequence[Paragraph | None]) -> tuple[str, ...]:
    """The authors of the tail's line "Articles by: …" (rule H4)."""
    for paragraph in tail:
        if paragraph and (label := _ARTICLES_BY.search(paragraph.text)):
            end = _END_OF_NAMES.search(paragraph.text, label.end())
            line = part_of(paragraph, label.end(), end.start() if end else None)
            if len(line.text) > _LONGEST:
                continue
            if line.links:
                names = (line.text[link.start : link.end] for link in line.links)
                return without_doubles(" ".join(name.split()) for name in names)
            return split_names(without_full_stop(line.text))
    return ()


def _class_a(items: Sequence[Paragraph | None]) -> int:
    for index, item in enumerate(items):
        if item is not None and opens_tail(item):
            return index
    return len(items)


def _backwards(items: Sequence[Paragraph | None], end: int, authors: tuple[str, ...]) -> int:
    """The start of the run of class B before a place, in which notes may stand (rules B6, B7)."""
    start = end
    while start and _is_tail_like(items[start - 1], authors):
        start -= 1
    return start


def _is_tail_like(item: Paragraph | None, authors: tuple[str, ...]) -> bool:
    return item is None or is_numbered_note(item) or is_class_b(item, authors)


def _earliest_separator(
    items: Sequence[Paragraph | None], start: int, authors: tuple[str, ...]
) -> int:
    """The earliest separator shortly before the tail that a paragraph of class B follows.

    Those above the first paragraph are no part of the body that it could end (rule B5).
    """
    first = next((at for at, item in enumerate(items) if item is not None), start)
    for at in range(max(first, start - _MOST_BEFORE), start):
        if items[at] is None:
            following = next((item for item in items[at:start] if item is not None), None)
            if following and is_class_b(following, authors):
                return at
    return start
