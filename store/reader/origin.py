"""The outlet that had an article first (format.md, rule B8).

A note, and the outlet that it names:

    This article was originally published on [Asia Times](#).     Asia Times
    This article was first published on Asia Times.               Asia Times
    Originally published by Asia Times. All rights reserved.      Asia Times
    [First published in Asia Times]                               Asia Times
    First published at asiatimes.example: read it there.          asiatimes.example
    Originally published in Asia Times (in Chinese).              Asia Times
    First published by Asia Times on November 8, 2018.            Asia Times
    First published by Asia Times, 8 November 2018.               Asia Times
    First published on November 8, 2018 by Asia Times.            Asia Times
    This article was first published on November 8, 2018.         (none)
    First published in 2018.                                      (none)
    (Originally published November 18, 2023)                      (none)
    The original source of this article is Asia Times             Asia Times
    The original source of this article is Asia TimesCopyright © Ada Moss, 2018    Asia Times
    The original source of this article is [Asia Times](#)        Asia Times
    Originally published on Asia &amp; Pacific Times.             Asia & Pacific Times
"""

import re
from collections.abc import Iterator, Sequence

from store.article import Paragraph
from store.dates import dates_in, parse_date
from store.reader.openings import is_publication_note, is_tail_publication_note
from store.reader.paragraphs import unescaped
from store.tags import fold

_LONGEST = 300
"""Characters of a name; a longer one is prose."""
_PUBLISHED = re.compile(r"published\b[ :]*+((?:on|by|in|at) ++)?", re.IGNORECASE)
_THEN = re.compile(r"[ ,]*+(?:by|in|at|on) ++", re.IGNORECASE)
_END = re.compile(r"\. |:(?= |\Z)| \(|\Z")
_BEFORE_DATE = re.compile(r"(?: on|,) ?$", re.IGNORECASE)
_YEAR = re.compile("[0-9]{4}")
_SPACE = re.compile(r"\s")
_SOURCE = re.compile(
    r"^[*_ ]*+the\s++original\s++source\s++of\s++this\s++article\s++is\b[:\s]*+"
    r"(.*?)(?:copyright|$)",
    re.IGNORECASE | re.MULTILINE,
)


def original_source(
    publisher: str | None,
    head_notes: Sequence[Paragraph],
    source_label: str | None,
    second_outlet: str | None,
    tail: Sequence[Paragraph],
) -> str | None:
    """The outlet that had the article first, where it is another one than the publisher."""
    found = _candidates(head_notes, source_label, second_outlet, tail)
    return next((name for name in found if name and fold(name) != fold(publisher or "")), None)


def _candidates(
    head_notes: Sequence[Paragraph],
    source_label: str | None,
    second_outlet: str | None,
    tail: Sequence[Paragraph],
) -> Iterator[str | None]:
    """What the article says of its origin, the first that is an outlet counts (rule B8)."""
    for note in tail:  # (1)
        if is_tail_publication_note(note):
            yield _noted(note)
    for note in head_notes:  # (2)
        if is_publication_note(note):
            yield _noted(note)
    yield _outlet(_before_date(source_label or ""))  # (3)
    yield second_outlet  # (4)
    for paragraph in tail:  # (5)
        yield _stated(paragraph)


def _noted(note: Paragraph) -> str | None:
    """The outlet that a publication note names."""
    text = _SPACE.sub(" ", note.text)  # As long as before: the links stay where they are.
    published = _PUBLISHED.search(text)
    if not published:
        return None
    start = published.end()
    date = next(dates_in(text[start:]), None)
    if date and date.start == 0:
        if not (then := _THEN.match(text, start + date.end)):
            return None
        start = then.end()
    elif not published[1]:
        return None
    end = _END.search(text, start)
    shown = _before_date(text[start : end.start() if end else None])
    link = next((link for link in note.links if 0 <= link.start - start < len(shown)), None)
    return _outlet(text[link.start : link.end] if link else shown)


def _stated(paragraph: Paragraph) -> str | None:
    """The outlet in "The original source of this article is …"."""
    if not (stated := _SOURCE.search(paragraph.text)):
        return None
    for link in paragraph.links:
        if stated.start(1) <= link.start < stated.end(1):
            return _outlet(paragraph.text[link.start : min(link.end, stated.end(1))])
    return _outlet(stated[1])


def _before_date(text: str) -> str:
    """The text up to a date that follows "on" or a comma."""
    for date in dates_in(text):
        if before := _BEFORE_DATE.search(text, 0, date.start):
            return text[: before.start()]
    return text


def _outlet(text: str) -> str | None:
    """A name without the marks around it, or None where it is no name, such as a date."""
    if len(text) > _LONGEST:
        return None
    name = " ".join(unescaped(text).split()).strip("*_[];, ").rstrip(".").strip("*_ ")
    if "(" not in name:
        name = name.rstrip(")")
    if name[:1] in '“"' and name[-1:] in '”"':
        name = name[1:-1]
    if _YEAR.fullmatch(name) or parse_date(name) or parse_date(f"1 {name}"):
        return None
    return name or None
