"""Lines that name the authors (format.md, rule H3).

What is printed, and who is meant:

    By Ada Moss                                Ada Moss
    BY ADA MOSS                                ADA MOSS
    **By Ada Moss**                            Ada Moss
    By Prof. Ada Moss and Dr. Ben Reed         Prof. Ada Moss / Dr. Ben Reed
    By Ada Moss, Ben Reed, Cy Dale, and Di Fay  Ada Moss / Ben Reed / Cy Dale / Di Fay
    By Ada Moss, Jr.                           Ada Moss, Jr.
    By Ada M.                                  Ada M.
    By [Ada Moss](#)                           Ada Moss
    By [Moss, Reed, and Partners](#)           Moss, Reed, and Partners
    By [Ada Moss](#) and Ben Reed              Ada Moss / Ben Reed
    By [the Editors](#).                       the Editors
    Par [Ada Moss](#) et [Ben Reed](#)         Ada Moss / Ben Reed
    Por [Ada Moss](#) y [Ben Reed](#)          Ada Moss / Ben Reed
    Von [Ada Moss](#) und [Ben Reed](#)        Ada Moss / Ben Reed
    Di [Ada Moss](#) e [Ben Reed](#)           Ada Moss / Ben Reed
    By Ada Moss, November 06 2018              Ada Moss
    By Ada Moss (November 6, 2018)             Ada Moss
    By Ada Moss &amp; Ben Reed                 Ada Moss / Ben Reed
    By the sea, at dawn                        (none)
    By Sunday everything was lost.             (none)
    By 1917 The Front Had Moved                (none)
    By One Two Three Four Five Six Seven Eight  (none)
    Par Ada Moss                               (none)
    By November 8, 2018                        (none)
    Byline Ada Moss                            (none)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.dates import WrittenDate, date_at_end
from store.reader.labels import label_in
from store.reader.links import resolved
from store.reader.names import WORDS, Name, names_in, without_full_stop
from store.reader.paragraphs import DIRECTION_MARKS, header_line
from store.tags import without_doubles

_MARKS = f"*_#{DIRECTION_MARKS}"
_START = re.compile(rf"[\s{_MARKS}]*+(?:by|par|por|von|di)\s", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:,|(?<!\S)(?:and|&))$", re.IGNORECASE)
_FOLLOWS = re.compile(r",|(?:and|&)(?!\S)", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"[\s,;|·–—(-]++(?:on[\s,]*+)?$", re.IGNORECASE)
_CLOSED = re.compile(r" \([^()]*+(?=\)$)")  # "(November 6, 2018)"

_MOST_CHARACTERS = 200
_MOST_WORDS = 7
_LONGEST = 5_000
"""Characters of a line with its links' targets; no byline that was seen had 2,000."""
_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that names the authors, and perhaps the date."""

    names: tuple[str, ...]
    is_linked: bool
    """Does a link give each of the names?"""
    date: WrittenDate | None = None
    lines: int = 1
    """How many lines it takes."""


def byline_at(lines: Sequence[str], at: int) -> Byline | None:
    """The byline that begins with a line (rule H3)."""
    if not _START.match(lines[at]) or len(lines[at]) > _LONGEST:
        return None
    return byline_of(*joined(lines, at, header_line(lines[at])))


def byline_of(text: str, taken: int) -> Byline | None:
    """The byline that a text is, which takes so many lines."""
    word, _, names = text.partition(" ")
    word = word.strip(_MARKS).casefold()  # "**By** Ada Moss"
    if word not in WORDS:
        return None
    if len(text) > _MOST_CHARACTERS and len(resolved(text)) > _MOST_CHARACTERS:
        return None
    date = date_at_end(names)
    if not date and (closed := _CLOSED.search(names)):
        date = date_at_end(names[: closed.end()])
    if date:  # Y7: it is no name.
        names = _BEFORE_DATE.sub("", names[: date.start])
    found = _author_names(names, word)
    if not found:
        return None
    return Byline(_texts(found), all(name.is_link for name in found), date, taken)


def joined(lines: Sequence[str], at: int, text: str) -> tuple[str, int]:
    """A line's text with the lines in which its names go on, and how many lines those are."""
    taken = 1
    while at + taken < len(lines) and taken < _MOST_LINES and len(text) < _LONGEST:
        line = header_line(lines[at + taken][:_LONGEST])
        if not line or label_in(line) or _START.match(line):
            break
        if not (_is_broken(text) or _FOLLOWS.match(line)) and (
            not _GOES_ON.search(text) or _is_dated(line, text)  # "By Ada Moss,", a dateline below
        ):
            break
        text = f"{text} {line}"
        taken += 1
    return text, taken


def _author_names(text: str, word: str) -> list[Name]:
    """The names in a byline less its first word, or none if it is not one."""
    names = names_in(text, word)
    if all(name.is_link for name in names):
        return names
    if word != "by" or _is_sentence(resolved(text)):
        return []
    return names if all(name.is_link or _is_name(name.text) for name in names) else []


def _is_broken(text: str) -> bool:
    """Does it end within the words of a link, which may run over a line end (rule L1)?"""
    return text.rfind("[") > text.rfind("]")


def _is_dated(line: str, before: str) -> bool:
    return before.endswith(",") and date_at_end(line) is not None


def _is_name(text: str) -> bool:
    """Has it 1 to 7 words, and begins with a letter that is not lower-case?"""
    return len(text.split()) <= _MOST_WORDS and text[0].isalpha() and not text[0].islower()


def _is_sentence(text: str) -> bool:
    """Does it end as a sentence does, and not in initials, "Jr." or "M.D."?"""
    return text[-1:] in ("?", "!", ":") or text != without_full_stop(text)


def _texts(names: list[Name]) -> tuple[str, ...]:
    return without_doubles(name.text for name in names)
