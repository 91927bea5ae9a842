"""An article as plain text, to be copied, piped or read elsewhere."""

import re
import textwrap
from collections.abc import Iterable, Sequence

from store.article import Article, Paragraph
from store.harmless import harmless
from store.opening import Opened
from store.tags import GivenTag
from widgets.article_page import INDENT, RULE, credit_line, keeps_its_lines

BETWEEN = "\n\n\n"
"""What stands between the texts of two articles."""

_BLANK_LINES = re.compile(r"\n\s*\n")


def body_text(article: Article) -> str:
    """The text of an article as it is read, a blank line between paragraphs."""
    return "\n\n".join(_set(article.body))


def whole_text(opened: Opened, width: int) -> str:
    """Everything that is read of an article, in lines of at most `width` columns."""
    article, row, note = opened.article, opened.row, harmless(opened.record.note)
    head = [row.title, *article.subtitles, credit_line(article)]
    facets = [_facet("Region", row.regions), _facet("Theme", row.themes)]
    notes = [f"! {warning}" for warning in article.warnings]
    blocks = ["\n".join(filter(None, head)), "\n".join(facets), note, "\n".join(notes)]
    tail = _set((*article.endnotes, *article.boilerplate))
    blocks += [*_set(article.head_notes), *_set(article.body), *([RULE] * bool(tail)), *tail]
    return "\n\n".join(_wrapped(block, width) for block in blocks if block) + "\n"


def set_paragraph(paragraph: Paragraph) -> str:
    """The text of a paragraph, its lines joined where their breaks mean nothing."""
    text = paragraph.text
    return text if keeps_its_lines(text) else text.replace("\n", " ")


def paragraph_near(lines: Sequence[str], place: int, article: Article) -> Paragraph | None:
    """The paragraph in which a line of the page is, or the next one; at the end the last one."""
    known: dict[str, Paragraph] = {}
    for paragraph in (*article.boilerplate, *article.endnotes, *article.body, *article.head_notes):
        for stanza in _BLANK_LINES.split(paragraph.text):
            known[_squeezed(stanza)] = paragraph
    known.pop("", None)
    last: Paragraph | None = None
    begin = 0
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            continue
        if found := known.get(_squeezed("".join(lines[begin:number]))):
            last = found
            if number > place:
                break
        begin = number
    return last


def _squeezed(text: str) -> str:
    """A text without white space: so it is the same, wherever its lines are broken."""
    return "".join(text.split())


def _set(paragraphs: Iterable[Paragraph]) -> list[str]:
    blocks: list[str] = []
    for paragraph in paragraphs:
        blocks += [RULE] if paragraph.after_rule else []
        blocks.append(set_paragraph(paragraph))
    return blocks


def _facet(name: str, tags: Iterable[GivenTag]) -> str:
    names = ", ".join(tag.name for tag in tags if tag.counts)
    return f"{name.ljust(INDENT)}{names or 'none'}"


def _wrapped(text: str, width: int) -> str:
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
