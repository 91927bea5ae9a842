"""From the bytes of a file to an article, whatever its form."""

import re

from store.article import Article
from store.reader.decode import decode
from store.reader.plain import read_plain

MOST_BYTES = 1_000_000
"""So many bytes of a file are read: the longest article of any paper has a fifth of them."""

_FRONT_MATTER = re.compile(r"\s*+---[^\S\n]*+\n")
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[^\S\n]*+$", re.MULTILINE)
_PAGE = re.compile(r"\s*+<(?:!doctype\s++html|html)\b", re.IGNORECASE)


def read_article(data: bytes, name: str = "") -> Article:
    """The article in a file's bytes; the name only tells Markdown and web pages. Never an error."""
    if len(data) <= MOST_BYTES:
        return _read(decode(data), name)
    article = _read(decode(data[: _cut(data)]), name)
    return article._replace(warnings=(*article.warnings, _too_long(len(data))))


def _cut(data: bytes) -> int:
    """Where the part that is read ends: not within a character."""
    end = MOST_BYTES
    while end > MOST_BYTES - 3 and data[end] & 0xC0 == 0x80:  # UTF-8 goes on
        end -= 1
    return end


def _too_long(size: int) -> str:
    here, all_ = (f"{bytes_ / 1_000_000:.1f} MB" for bytes_ in (MOST_BYTES, size))
    return f"Only the first {here} of the {all_} of this file are read, shown and searched."


def _read(text: str, name: str) -> Article:
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    # Most articles are neither: their parsers are not imported until there is one.
    if ending in ("html", "htm") or _PAGE.match(text):
        from store.reader.html import read_html

        return read_html(text)
    if ending in ("md", "markdown") or _has_front_matter(text):
        from store.reader.markdown import read_markdown

        return read_markdown(text)
    return read_plain(text)


def _has_front_matter(text: str) -> bool:
    """Is the first line `---`, and does a line close what it opens (rule M1)?"""
    start = _FRONT_MATTER.match(text)
    return bool(start and _FRONT_MATTER_END.search(text, start.end()))
