"""What the index keeps of an article: what is searched, listed and asked by a filter."""

from collections.abc import Iterable
from typing import NamedTuple

from store.article import Article, Paragraph
from store.folder import Stamp
from store.packing import Packer
from store.tags import composed

_WORDS_THAT_TELL = 40
"""Words of a body from which on it is no chance that another one is the same."""


class Extract(NamedTuple):
    """An article as the index takes it in, whoever has read it."""

    title: str | None
    authors: str
    publisher: str | None
    date: str | None
    regions: tuple[str, ...]
    themes: tuple[str, ...]
    body: str
    """Everything that `body:` searches, a paragraph a line: all but the boilerplate."""
    footer: str
    """Everything that `footer:` searches: the boilerplate."""
    has_body: bool
    has_warnings: bool
    digest: int | None = None
    """Of the body's words (see `digest_of`)."""
    packed: tuple[bytes, bytes] | None = None
    """Body and footer in few bytes, where they were packed already."""


class Entry(NamedTuple):
    """A file that was looked at."""

    path: bytes
    stamp: Stamp
    key: str
    extract: Extract | None
    """None where the index has an article of that key already."""


def extract_of(article: Article) -> Extract:
    """What the index keeps of an article."""
    # White space is nothing to the full-text index, so it is not collapsed for it.
    paragraphs = (*article.head_notes, *article.body, *article.endnotes)
    body = "\n".join((*article.subtitles, *(paragraph.text for paragraph in paragraphs)))
    return Extract(
        title=composed(article.title) if article.title else None,
        authors=composed(", ".join(article.authors)),
        publisher=composed(article.publisher) if article.publisher else None,
        date=article.date,
        regions=article.regions,
        themes=article.themes,
        body=composed(body),
        footer=composed("\n".join(paragraph.text for paragraph in article.boilerplate)),
        has_body=bool(article.body),
        has_warnings=bool(article.warnings),
        digest=digest_of(article.body),
    )


def digest_of(body: Iterable[Paragraph]) -> int | None:
    """What two bodies with the same words have in common, in 64 bits; None for a short body.

    Neither case nor white space matter, nor where a paragraph ends.
    """
    words = composed(" ".join(paragraph.text for paragraph in body)).casefold().split()
    if len(words) < _WORDS_THAT_TELL:
        return None
    from hashlib import blake2b  # 2 ms to import, and not every start needs it

    digest = blake2b(" ".join(words).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def packed_by(packer: Packer, extract: Extract) -> tuple[bytes, bytes]:
    """Body and footer in few bytes, which the same dictionary unpacks as the packer has."""
    packed = extract.packed
    if packed and all(map(packer.has_packed, packed)):
        return packed
    return packer.pack(extract.body), packer.pack(extract.footer)
