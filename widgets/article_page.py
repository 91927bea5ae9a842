"""An article set as a page: from its values to lines of Rich text. Pure functions."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from rich.console import Console
from rich.style import Style
from rich.text import Span, Text

from store.article import Article, ArticleRow, Paragraph
from store.citation import MONTHS
from store.marks import NO_MARKS, Marks
from store.opening import Opened
from store.tags import Facet, GivenTag, Origin
from widgets.lines import IS_HIT, Lines
from widgets.links import MOST_LINKS, link_lines, numbered_links, with_numbers
from widgets.measure import MEASURE, columns

Styles = Callable[[str], Style]
"""Gives a style by name: `title`, `dim`, `heading`, `rule`, `link`, `added`, `note` and so on."""

MARGIN = 2
"""Blank columns left of the text."""

INDENT = 8
"""Columns before the tags of a facet, on its first line and the following ones."""

BETWEEN = "   "
"""What stands between two tags."""

RULE = "* * *"
"""What stands for a separator line."""

NOTE_BAR = "▎ "
"""What stands before each line of the reader's own note."""

_NAMED = 3
"""How many files with the same bytes are named above the text."""

_ITEM = re.compile(r"[-*•–·▪] |\(?\d{1,3}[.)] |\[\w{1,4}\] |[A-Z]{1,3}: ")
"""How a line begins that is an item of a list, or a turn of an interview."""

MOST_MARKED = 10_000
"""So many places of a text are marked, from its beginning on."""

_SHORT = 60
"""Columns: where no line of a paragraph is longer, its line breaks are meant (a poem, a table)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an article is set on."""

    width: int
    """Columns, the margin included."""
    style: Styles
    console: Console
    marks: Marks = NO_MARKS
    """What is marked; the places can be found again (see `Lines.hits`)."""
    widest: int | None = MEASURE
    """The widest line of text, in columns; None for all that there is room for."""
    is_centred: bool = False
    """Does the text stand in the middle?"""
    unfold_key: str = "B"
    """The key that unfolds the tail."""
    info_key: str = "i"
    """The key that goes from the information back to the text."""

    @property
    def measure(self) -> int:
        """Columns of a line of text."""
        return columns(self.widest, room(self.width))

    @property
    def margin(self) -> int:
        """Blank columns left of the text."""
        return max(MARGIN, (self.width - self.measure) // 2) if self.is_centred else MARGIN

    def head(self, opened: Opened) -> Lines:
        """The lines above the text: title, credits, facets and the reader's note."""
        lines = [*_head(opened, self)]
        for name, facet in (("Region", Facet.REGION), ("Theme", Facet.THEME)):
            lines += facet_lines(name, opened.row.tags(facet), self.measure, self.style)
        if opened.record.note:
            lines += [Text(), *self._note(opened.record.note), Text()]
        return self.lines([*lines, Text("─" * 5, self.style("rule"))])

    def _note(self, note: str) -> Iterator[Text]:
        """The reader's note with a bar beside it, which tells it from the article."""
        style = self.style("note")
        for line in self.marked("note", Text(note, style)).split("\n", allow_blank=True):
            for part in line.wrap(self.console, self.measure - len(NOTE_BAR)) or [Text()]:
                yield Text.assemble((NOTE_BAR, style)).append_text(part)

    def text(
        self, article: Article, *, unfolded: bool, is_needed: Callable[[], bool] = lambda: True
    ) -> Lines:
        """The lines of the text, unfolded or not; not all of them once it `is_needed` no more."""
        texts = _text(article, self, unfolded=unfolded)
        return self.lines(takewhile(lambda _: is_needed(), texts))

    def lines(self, texts: Iterable[Text]) -> Lines:
        """Texts in lines, with the margin before them."""
        return Lines(texts, self.measure, self.margin)

    def marked(self, field: str, text: Text) -> Text:
        """A text of a field of the article, with its marks."""
        self.mark(field, text, 0, len(text.plain))
        return text

    def mark(self, field: str, text: Text, start: int, end: int, most: int = MOST_MARKED) -> int:
        """Mark what is asked for in a part of a text, and return how many places that were."""
        if start == end or most <= 0 or not self.marks:
            return 0
        found = self.marks.spans(field, text.plain[start:end])[:most]
        if found:
            style = self.style("match") + IS_HIT
            # A style of its own: the lines of a place that is broken in two have the same.
            text.spans += [Span(start + a, start + b, style.copy()) for a, b in found if a < b]
        return len(found)


def room(width: int) -> int:
    """The columns that a pane has for text."""
    return width - MARGIN - 1


def _head(opened: Opened, page: Page) -> Iterator[Text]:
    style, article = page.style, opened.article
    yield page.marked("title", Text(opened.row.title, style("title")))
    for subtitle in article.subtitles:
        yield page.marked("body", Text(subtitle, style("heading")))
    if line := credit_line(article):
        credit = Text(line, style("dim"))
        authors = ", ".join(article.authors)
        page.mark("author", credit, 0, len(authors))
        start = len(authors) + len(" · ") * bool(authors)
        page.mark("publisher", credit, start, start + len(article.publisher or ""))
        yield credit
    for line in seen_before(opened):
        yield Text(f"= {line}", style("dim"))
    yield Text()


def seen_before(opened: Opened) -> Iterator[str]:
    """Where else the article is: in other files, and in other articles with the same text."""
    if files := [path for path, _ in opened.files if path != opened.row.path]:
        more = f", and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
        yield f"same file as {', '.join(files[:_NAMED])}{more}"
    for row in opened.same_text:
        yield f"same text as {named(row)}"
    if opened.more_same_text:
        yield f"same text as {opened.more_same_text:,} more"


def named(row: ArticleRow) -> str:
    """An article in one line: `2018-05-14 Ferry Timetable (harbour/ferry.txt)`."""
    return " ".join(filter(None, (row.date, row.title, f"({row.path})")))


def credit_line(article: Article) -> str:
    """Who wrote it, where and when, and where it was first: what is known of it."""
    parts = [
        ", ".join(article.authors),
        article.publisher or "",
        spoken_date(article.date) if article.date else "",
        f"first in {article.original_source}" if article.original_source else "",
    ]
    return " · ".join(part for part in parts if part)


def spoken_date(date: str) -> str:
    """An ISO date as people write it: `14 May 2018`."""
    year, month, day = date.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def facet_lines(name: str, tags: Iterable[GivenTag], measure: int, style: Styles) -> Iterator[Text]:
    """A facet with its tags below each other where one line is too short; no tag is broken."""
    line = Text.assemble((name.ljust(INDENT), style("dim")))
    for tag in [tag_text(tag, style) for tag in tags] or [Text("none yet", style("dim"))]:
        tag.truncate(max(1, measure - INDENT), overflow="ellipsis")
        if line.cell_len > INDENT and line.cell_len + len(BETWEEN) + tag.cell_len > measure:
            yield line
            line = Text(" " * INDENT)
        line.append(BETWEEN if line.cell_len > INDENT else "")
        line.append_text(tag)
    yield line


def tag_text(tag: GivenTag, style: Styles) -> Text:
    """A tag as it came: the file's plain, `+Asia` added, `-Canada` taken away."""
    match tag.origin:
        case Origin.ADDED:
            return Text(f"+{tag.name}", style("added"))
        case Origin.REMOVED:
            return Text(f"-{tag.name}", style("removed"))
        case Origin.SOURCE:
            return Text(tag.name)


def _text(article: Article, page: Page, *, unfolded: bool) -> Iterator[Text]:
    style = page.style
    links = numbered_links(article)
    numbers = {link.target: link.number for link in links}

    left = MOST_MARKED

    def mark(field: str, text: Text) -> Text:
        nonlocal left
        left -= page.mark(field, text, 0, len(text.plain), left)
        return text

    def marked(field: str, paragraph: Paragraph, base: str = "") -> Text:
        text = mark(field, _set(paragraph, style, base))
        return with_numbers(text, paragraph, numbers, style("dim"))

    for warning in article.warnings:
        yield Text(f"! {warning}", style("warning"))
    for note in article.head_notes:
        yield marked("body", note, "dim")
    for paragraph in article.body:
        yield Text()
        if paragraph.after_rule:
            yield Text(RULE, style("dim"))
            yield Text()
        yield marked("body", paragraph)
    if not article.body:
        yield Text()
        yield Text("There is no text in this article.", style("dim"))
    if not (summary := tail_summary(article, len(links))):
        return
    yield Text()
    yield Text.assemble(
        ("▾ " if unfolded else "▸ ") + summary, "   ", page.unfold_key, style=style("dim")
    )
    if not unfolded:
        return
    for note in article.endnotes:
        yield Text()
        yield marked("body", note, "dim")
    if links:
        yield Text()
    yield from link_lines(links, page.measure, style("dim"))
    for paragraph in article.boilerplate:
        yield Text()
        yield mark("footer", _set(paragraph, style, "dim"))


def _set(paragraph: Paragraph, style: Styles, base: str = "") -> Text:
    """A paragraph with its links marked, its lines joined where their breaks mean nothing."""
    text = paragraph.text
    if not keeps_its_lines(text):
        text = text.replace("\n", " ")  # one for one, so that the links stay where they are
    base = base or ("heading" if paragraph.level else "")
    result = Text(text, style(base) if base else "")
    if paragraph.links:
        as_link, links = style("link"), paragraph.links[:MOST_LINKS]
        result.spans += [Span(link.start, link.end, as_link) for link in links]
    return result


def keeps_its_lines(text: str) -> bool:
    """Do the line breaks of a paragraph mean something?"""
    lines = text.split("\n")
    if len(lines) == 1:
        return False
    items = sum(bool(_ITEM.match(line)) for line in lines)
    return items * 2 >= len(lines) or all(len(line) <= _SHORT for line in lines)


def tail_summary(article: Article, links: int = 0) -> str:
    """What is folded, in words: `9 paragraphs of boilerplate · 2 endnotes`; empty where nothing is.

    The text has so many `links` that are numbered.
    """
    counts = [
        (len(article.boilerplate), "paragraph of boilerplate", "paragraphs of boilerplate"),
        (len(article.endnotes), "endnote", "endnotes"),
        (links, "link", "links"),
    ]
    return " · ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)
