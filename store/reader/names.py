"""The names of authors in a line (format.md, rule H3).

What is printed, and who is meant:

    Ada Moss                                Ada Moss
    Ada Moss and Ben Reed                   Ada Moss / Ben Reed
    Ada Moss, Ben Reed, and Cy Dale         Ada Moss / Ben Reed / Cy Dale
    Ada Moss & Ben Reed | Cy Dale; Di Fay   Ada Moss / Ben Reed / Cy Dale / Di Fay
    Ada Moss with Ben Reed                  Ada Moss / Ben Reed
    Ada Moss, PhD, and Ben Reed, Jr.        Ada Moss, PhD / Ben Reed, Jr.
    Prof. Ada Moss, Dr. Ben Reed            Prof. Ada Moss / Dr. Ben Reed
    [Moss, Reed and Partners](#), Cy Dale   Moss, Reed and Partners / Cy Dale
    Dr. [Ada Moss](#), M.D.                 Dr. Ada Moss, M.D.
    News Desk, NEWS DESK                    News Desk
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from store.reader.links import pieces
from store.tags import without_doubles

_SUFFIX = re.compile(r"(?:Ph\. ?D|PhD|M\.D|MD|Jr|Sr|II|III|IV|Esq)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_TITLE = re.compile(
    r"(?:(?:prof|dr|mr|mrs|ms|rev|fr|hon|gen|brig|maj|col|lt|capt|sgt|adm|sen|rep|gov|amb)\.?"
    r"|professor|doctor|judge|justice|sir|dame|lord|general|colonel|major|captain|admiral"
    r"|senator|ambassador|reverend|father|rabbi)(?!\S)",
    re.IGNORECASE,
)
_CONJUNCTIONS = {
    "by": ("and", "&", "with"),
    "par": ("and", "&", "et"),
    "por": ("and", "&", "y", "e"),
    "von": ("and", "&", "und"),
    "di": ("and", "&", "e"),
}
_SPLIT = {
    word: re.compile(
        rf"([,;|])|(?<!\S)(?:{'|'.join(conjunctions)})(?!\S)",
        re.IGNORECASE,
    )
    for word, conjunctions in _CONJUNCTIONS.items()
}
WORDS = frozenset(_CONJUNCTIONS)
"""The words that a byline may begin with."""


class Name(NamedTuple):
    """A name as it is printed, and whether a link gives it."""

    text: str
    is_link: bool


class _Part(NamedTuple):
    text: str
    is_link: bool
    before: str
    """What parts it from the one before: a mark, a conjunction, or nothing."""


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list of authors, less a leading "By" (rule H3)."""
    return without_doubles(name.text for name in names_in(re.sub(r"(?i)^\s*by\s+", "", text)))


def names_in(text: str, word: str = "by") -> list[Name]:
    """The names of a byline that begins with a word of rule H3, less that word, doubles kept."""
    names: list[Name] = []
    title = ""
    for part in _parts(text, _SPLIT[word]):
        if names and _SUFFIX.fullmatch(part.text) and part.before in {"", ","} and not part.is_link:
            comma = part.before
            names[-1] = Name(f"{names[-1].text}{comma} {part.text}", names[-1].is_link)
        elif not part.is_link and without_title(part.text) == "":
            title = f"{title} {part.text}".lstrip()
        else:
            names.append(Name(f"{title} {part.text}".lstrip(), part.is_link))
            title = ""
    return [*names, Name(title, False)] if title else names


def without_title(name: str) -> str:
    """The name without "Dr.", "Prof." and the like before it."""
    while match := _TITLE.match(name):
        name = name[match.end() :].lstrip()
    return name


def without_suffix(name: str) -> str:
    """The name without ", PhD", ", Jr." and the like after it."""
    while (cut := name.rpartition(","))[1] and _SUFFIX.fullmatch(cut[2].strip()):
        name = cut[0].rstrip()
    return name


def without_full_stop(names: str) -> str:
    """A list of names without the full stop of a sentence: that of "Jr." or "J. R." stays."""
    return names[:-1] if names.endswith(".") and not _ends_in_abbreviation(names) else names


def _ends_in_abbreviation(names: str) -> bool:
    """Is its last word initials, "Jr.", "M.D." and the like?"""
    last = names.rsplit(None, 1)[-1] if names.strip() else ""
    return bool(_SUFFIX.fullmatch(last) or _INITIALS.fullmatch(last))


def _parts(text: str, split: re.Pattern[str]) -> Iterator[_Part]:
    """The stretches between the marks and conjunctions, those without a letter left out."""
    before = ""
    for piece in pieces(text):
        if piece.is_link:
            if words := " ".join(piece.text.split()):
                yield _Part(words, True, before)
                before = ""
            continue
        end = 0
        for match in split.finditer(piece.text):
            if words := _tidy(piece.text[end : match.start()]):
                yield _Part(words, False, before)
            before, end = match[0], match.end()
        if words := _tidy(piece.text[end:]):
            yield _Part(words, False, before)
            before = ""


def _tidy(text: str) -> str:
    words = " ".join(text.split())
    return words if any(map(str.isalnum, words)) else ""
