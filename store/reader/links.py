"""Links in text, resolved to their words (format.md, rules L1-L4).

What is printed, and what is shown:

    [Asia Times](https://example.org/a)             Asia Times
    [a (b) c](https://example.org/x_(y))            a (b) c
    [Asia Times](https://example.org "The home")    Asia Times
    [see [1]](#note-1)                              see [1]
    ![A map](map.png)                               A map
    [![A map](map.png)](https://example.org)        A map
    before [](#) after                              before after
    [Video] A talk [1], [sic]                       [Video] A talk [1], [sic]
"""

import re
from typing import NamedTuple

from store.article import Link
from store.sanitising import clean

# L1: one level of brackets in the text, one level of parentheses in the target. Each quantifier is
# possessive: without that, a paragraph of a million brackets takes hours.
_TEXT = r"\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
_TARGET = r"\(((?:[^\s()]++|\([^\s()]*+\))*+)(?:\s++\"[^\"]*+\")?+\s*+\)"
_LINK = re.compile(_TEXT + _TARGET)
_IMAGE = re.compile("!" + _TEXT + _TARGET)


class Piece(NamedTuple):
    """A stretch of text that is a link's, or none's."""

    text: str
    target: str | None

    @property
    def is_link(self) -> bool:
        """Is it the text of a link?"""
        return self.target is not None


def pieces(text: str) -> list[Piece]:
    """The text cut where its links begin and end, the empty stretches left out (rules L1-L4)."""
    if "]" not in text or "](" not in text:
        return [Piece(text, None)] if text else []
    if "![" in text:
        text = _IMAGE.sub(r"\1", text)  # L2: images first, so that one within a link is gone.
    found: list[Piece] = []
    end = 0
    for match in _LINK.finditer(text):
        words, target = match.groups()
        if match.start() > end:
            found.append(Piece(text[end : match.start()], None))
        if words:  # L3
            found.append(Piece(_LINK.sub(r"\1", words) if "](" in words else words, target))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:], None))
    return found


def resolve(text: str) -> tuple[str, tuple[Link, ...]]:
    """The text with its links resolved, and where they are in it (rules L1-L4)."""
    if "]" not in text or "](" not in text:  # One character is found far sooner than two.
        return text, ()
    words: list[str] = []
    links: list[Link] = []
    length = 0
    for piece in pieces(text):
        words.append(piece.text)
        if piece.target is not None and (shown := piece.text.strip()):
            start = length + piece.text.index(shown)
            links.append(Link(start, start + len(shown), piece.target))
        length += len(piece.text)
    joined = "".join(words)
    if (harmless := clean(joined)) != joined:  # marks of several links stand over one letter now
        return harmless, ()
    return joined, tuple(links)


def resolved(text: str) -> str:
    """The text with its links resolved and its white space collapsed (rules L1-L4, P3)."""
    return " ".join(resolve(text)[0].split())
