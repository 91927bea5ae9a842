"""Numbered notes and sources at the end of an article (format.md, rule B7).

Headings (`NOTES` as well as `NOTE`), where a mark begins what follows:

    ## Endnotes
    **Footnotes**
    Sources :
    References
    Notes and references
    Anmerkungen
    Notas

Marks:

    [1] A book
    (1) A book
    1. A book
    1) A book
    [iv] A book
    • A book
    - A book
    – A book
    * A book

No marks:

    1.5 million
    [Video] A talk
    2018 was
    **Bold** words
    -5 degrees
"""

import re
from collections.abc import Sequence

from store.article import Paragraph
from store.reader.paragraphs import part_of, unmarked

_HEADING = re.compile(
    r"(?:notes?|endnotes?|footnotes?|sources|references|notes (?:and|&) references"
    r"|anmerkungen|notas) ?:?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\[(?:[0-9]{1,4}|[ivxlc]{1,8})\]", re.IGNORECASE)
_MARK = re.compile(
    rf"{_NUMBER.pattern}|\([0-9]{{1,4}}\)|[0-9]{{1,3}}[.)](?![0-9])|[•●▪◦]|[-–—*](?=\s)",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"(?:(?:https?://|www\.)\S++\s*+)++", re.IGNORECASE)
_LONGEST_HEADING = 40


def without_headed_notes(
    items: Sequence[Paragraph | None],
) -> tuple[list[Paragraph | None], list[Paragraph]]:
    """The paragraphs and separators less the notes that a heading announces, and those notes."""
    kept: list[Paragraph | None] = []
    notes: list[Paragraph] = []
    at = 0
    while at < len(items):
        item = items[at]
        first = item and _below_heading(item)
        if first is None:
            kept.append(item)
            at += 1
        elif first.text and is_marked(first):
            run = _run(items, at + 1)
            notes += [first, *run]
            at += 1 + len(run)
        elif not first.text and (below := _marked_below(items, at + 1)):
            run = _run(items, below)
            notes += run
            at = below + len(run)
        else:
            kept.append(item)
            at += 1
    return kept, notes


def is_numbered_note(paragraph: Paragraph | None) -> bool:
    """Does it begin with `[n]`, so that it needs no heading?"""
    return paragraph is not None and bool(_NUMBER.match(paragraph.text))


def is_marked(paragraph: Paragraph | None) -> bool:
    """Does it begin with a note's mark?"""
    return paragraph is not None and bool(_MARK.match(paragraph.text))


def _run(items: Sequence[Paragraph | None], at: int) -> list[Paragraph]:
    """The notes and bare addresses from a place on."""
    end = at
    while end < len(items) and (is_marked(items[end]) or _is_address(items[end])):
        end += 1
    return [item for item in items[at:end] if item]


def _marked_below(items: Sequence[Paragraph | None], at: int) -> int | None:
    """The next paragraph, below separators perhaps, if a mark begins it."""
    while at < len(items) and items[at] is None:
        at += 1
    return at if at < len(items) and is_marked(items[at]) else None


def _is_address(paragraph: Paragraph | None) -> bool:
    return paragraph is not None and bool(_ADDRESSES.fullmatch(paragraph.text))


def _below_heading(paragraph: Paragraph) -> Paragraph | None:
    """What follows the heading in its paragraph, perhaps nothing; None where it has no heading."""
    end = paragraph.text.find("\n", 0, _LONGEST_HEADING + 1)
    line = paragraph.text if end < 0 else paragraph.text[:end]
    if len(line) > _LONGEST_HEADING or not _HEADING.fullmatch(unmarked(line.rstrip())):
        return None
    return part_of(paragraph, len(paragraph.text) if end < 0 else end)
