"""An article as an object for programs: the shape that `grtui show --json` prints."""

from collections.abc import Iterable

from store.article import Paragraph
from store.opening import Opened
from store.tags import GivenTag


def article_object(opened: Opened) -> dict[str, object]:
    """Everything that is known about an article, ready for JSON.

    Texts have their white space collapsed; `regions` and `themes` are the effective ones; null or
    an empty list where there is nothing.
    """
    article, row, record = opened.article, opened.row, opened.record
    return {
        "key": row.key,
        "path": row.path,
        "title": article.title,
        "authors": list(article.authors),
        "publisher": article.publisher,
        "date": article.date,
        "regions": _effective(row.regions),
        "themes": _effective(row.themes),
        "source_regions": list(article.regions),
        "source_themes": list(article.themes),
        "original_source": article.original_source,
        "body": _texts(article.body),
        "endnotes": _texts(article.endnotes),
        "boilerplate": _texts(article.boilerplate),
        "warnings": list(article.warnings),
        "read": record.is_read,
        "starred": record.is_starred,
        "note": record.note or None,
    }


def _effective(tags: Iterable[GivenTag]) -> list[str]:
    return [tag.name for tag in tags if tag.counts]


def _texts(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [paragraph.collapsed for paragraph in paragraphs]
