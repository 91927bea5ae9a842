"""The plain rules: from a decoded text to an article (format.md, section 3)."""

from collections.abc import Iterator

from store.article import Article
from store.reader.body import read_parts
from store.reader.header import Header, read_header
from store.reader.origin import original_source
from store.reader.paragraphs import blocks, lines_of, paragraph
from store.reader.tail import articles_by

MOST_LINES = 20_000
"""So many lines of a text are read, those of a book."""


def read_plain(text: str, *, is_markdown: bool = False) -> Article:
    """The article in a text, which is clean as `decode` gives it. Never an error (rule H8)."""
    before, text = text, first_lines(text)
    lines = lines_of(text)
    header = read_header(lines, is_markdown=is_markdown)
    shown = ((block, block and paragraph(block)) for block in blocks(lines[header.end :]))
    items = [item or None for block, item in shown if item or block is None]
    parts = read_parts(items, header.authors)
    second = header.second_dateline
    date = header.written_date
    return Article(
        title=header.title,
        subtitles=header.subtitles,
        authors=header.authors or articles_by(parts.boilerplate),
        publisher=header.publisher,
        date=date.iso if date else None,
        regions=header.regions,
        themes=header.themes,
        reports=header.reports,
        original_source=original_source(
            publisher=header.publisher,
            head_notes=parts.head_notes,
            source_label=header.labels.get("source"),
            second_outlet=second.publisher if second else None,
            tail=parts.boilerplate,
        ),
        head_notes=parts.head_notes,
        body=parts.body,
        endnotes=parts.endnotes,
        boilerplate=parts.boilerplate,
        warnings=tuple(_warnings(text, before, header)),
    )


def first_lines(text: str) -> str:
    """The lines of a text that are read."""
    if text.count("\n") < MOST_LINES:
        return text
    return "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES])


def _warnings(text: str, whole: str, header: Header) -> Iterator[str]:
    """What is odd about the file, a sentence each."""
    if not text.strip():
        yield "The file is empty."
        return
    if header.title is None:
        yield "No title was found."
    date = header.written_date
    if date and date.iso is None:
        yield f"The date “{date.written}” does not exist."
    if "\ufffd" in text:
        yield "Some characters of the file could not be read."
    if whole is not text:
        yield f"Only the first {MOST_LINES:,} lines of this file are read, shown and searched."
