"""What is known of an article, set as a page. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from store.aliases import NO_ALIASES
from store.article import Paragraph
from store.opening import Opened
from store.tags import Facet, GivenTag, Origin, fold
from widgets.article_page import BETWEEN, Page, named, spoken_date, tag_text
from widgets.lines import Lines
from widgets.links import numbered_links

if TYPE_CHECKING:
    from store.history import Step

Taggings = Mapping[tuple[str, str], "Step"]
"""The change that gave or took each tag, by field of the record and folded name."""

LABEL = 12
"""Columns before a value, on its first line and the following ones."""

INDENT = "  "
"""What stands before a line that belongs to the one above it."""

NOTHING = "none"
"""What stands for a field that the article has not."""


def info_lines(opened: Opened, page: Page, taggings: Taggings) -> Lines:
    """The lines of the page: every field, the files, and where each tag comes from."""
    dim = page.style("dim")
    lines = [
        *Text(opened.row.title, page.style("title")).wrap(page.console, page.measure),
        *Text(f"information · {page.info_key} back to the text", dim).wrap(
            page.console, page.measure
        ),
        Text(),
    ]
    for facet in Facet:
        tags = opened.row.tags(facet)
        written = _written(facet, opened)
        told = [line for tag in tags for line in _origin(tag, facet, written, page, taggings)]
        lines += _set(facet.value.capitalize(), told, page)
    lines.append(Text())
    for label, values in _fields(opened):
        lines += _set(label, [Text(value) for value in values], page)
    return page.lines(lines)


def _set(label: str, values: Iterable[Text], page: Page) -> Iterator[Text]:
    """A label and its values below each other, their lines broken where the page ends."""
    dim, before = page.style("dim"), label
    for value in [*values] or [Text(NOTHING, page.style("dim"))]:
        for line in value.wrap(page.console, max(10, page.measure - LABEL)) or [Text()]:
            yield Text.assemble((before.ljust(LABEL), dim)).append_text(line)
            before = ""


def _fields(opened: Opened) -> Iterator[tuple[str, Iterable[str]]]:
    article, record = opened.article, opened.record
    if not article.title:
        yield "Title", ["none, so the file's name stands for it"]
    yield "Subtitles", article.subtitles
    yield "Authors", article.authors
    yield "Publisher", [article.publisher] if article.publisher else []
    yield "Date", [f"{spoken_date(article.date)} ({article.date})"] if article.date else []
    yield "First in", [article.original_source] if article.original_source else []
    yield "Reports", article.reports
    yield "Text", [_lengths(article.body)]
    yield "Endnotes", _paragraphs(article.endnotes)
    yield "Boilerplate", _paragraphs(article.boilerplate)
    yield "Links", [f"{len(links):,}"] if (links := numbered_links(article)) else []
    yield "Warnings", article.warnings
    yield "Files", [f"{path} · {spoken_size(size)}" for path, size in opened.files]
    more = opened.more_same_text
    yield "Same text", [*map(named, opened.same_text), *([f"{more:,} more"] if more else [])]
    yield "Key", [opened.row.key]
    states = ("read" if record.is_read else "unread", "starred" if record.is_starred else "")
    yield "By you", [", ".join(filter(None, states))]
    yield "Note", record.note.split("\n") if record.note else []


def _paragraphs(there: Sequence[Paragraph]) -> list[str]:
    return [_counted(len(there), "paragraph", "paragraphs")] if there else []


def _lengths(body: Iterable[Paragraph]) -> str:
    texts = [paragraph.text for paragraph in body]
    words = sum(len(text.split()) for text in texts)
    parts = (_counted(words, "word", "words"), _counted(len(texts), "paragraph", "paragraphs"))
    return " · ".join(filter(None, parts)) or NOTHING


def _counted(number: int, one: str, many: str) -> str:
    """A number and its noun; nothing for nought."""
    return f"{number:,} {one if number == 1 else many}" if number else ""


def _written(facet: Facet, opened: Opened) -> dict[tuple[bool, str], list[str]]:
    """The names as reader and file have them, by whether they were added and by what they mean."""
    now = opened.aliases.get(facet, NO_ALIASES).now
    found: dict[tuple[bool, str], list[str]] = {}
    for is_added in (True, False):
        names = opened.record.added(facet) if is_added else opened.article.source_tags(facet)
        for name in names:
            found.setdefault((is_added, fold(now(name))), []).append(name)
    return found


def _origin(
    tag: GivenTag,
    facet: Facet,
    written: Mapping[tuple[bool, str], list[str]],
    page: Page,
    taggings: Taggings,
) -> list[Text]:
    """A tag and where it comes from: `+Asia   added by ann, 2018-05-14 14:02`."""
    alike = written.get((tag.origin is Origin.ADDED, fold(tag.name)), ())
    own = [one for one in alike if one != tag.name]
    spelled = f" as {', '.join(own)}" if own else ""
    steps = [taggings.get((f"{tag.origin}.{facet}", fold(one))) for one in (tag.name, *own)]
    by = next(
        (f"{one.user}, {one.when.astimezone():%Y-%m-%d %H:%M}" for one in steps if one), "you"
    )
    words = {
        Origin.SOURCE: f"from the file{spelled}",
        Origin.ADDED: f"added{spelled} by {by}",
        Origin.REMOVED: f"in the file{spelled}, taken away by {by}",
    }
    told, where = tag_text(tag, page.style), Text(words[tag.origin], page.style("dim"))
    room = page.measure - LABEL
    if told.cell_len + len(BETWEEN) + where.cell_len <= room:
        return [Text().append_text(told).append(BETWEEN).append_text(where)]
    below = where.wrap(page.console, max(10, room - len(INDENT)))
    return [told, *(Text(INDENT).append_text(line) for line in below)]


def spoken_size(size: int) -> str:
    """The bytes of a file as people say them.

    >>> spoken_size(999), spoken_size(3_449), spoken_size(12_300_000)
    ('999 bytes', '3.4 kB', '12.3 MB')
    """
    if size < 1000:
        return _counted(size, "byte", "bytes") or "empty"
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
