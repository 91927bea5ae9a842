"""Articles as Markdown."""

import re

from store.article import Paragraph
from store.harmless import harmless
from store.opening import Opened
from tui.plain_text import set_paragraph
from widgets.article_page import credit_line

# Brackets mean little by themselves; number signs behind a heading belong to its mark.
_SIGNS = re.compile(r"[\\`*_<]|\](?=[(:\[])|&(?=#?\w+;)|(?<= )#(?=#*\Z)")
# Lists with hyphens stay lists; one with numbers would be numbered anew.
_AT_THE_BEGINNING = re.compile(
    r"^(\s*\d*)(#|>|~~~|=+ *$|-[- ]*$|\+(?!\S)|(?<=\d)[.)](?!\S))", re.MULTILINE
)
_INDENTED = re.compile(r"(\A|\n\n)[ \t]+")


def markdown(opened: Opened) -> str:
    """An article as a part of a document: title, credits, tags, note and text."""
    article, row = opened.article, opened.row
    blocks = [f"# {_escaped(article.title or row.title)}"]
    blocks += [f"*{_escaped(line)}*" for line in (*article.subtitles, credit_line(article)) if line]
    tags = {"Region": row.regions, "Theme": row.themes}
    names = {facet: [tag.name for tag in given if tag.counts] for facet, given in tags.items()}
    lines = [f"- {facet}: {_escaped(', '.join(each))}" for facet, each in names.items() if each]
    blocks += ["\n".join(lines)] * bool(lines)
    if note := harmless(opened.record.note).strip():
        blocks.append("\n".join(f"> {line}".rstrip() for line in _set(note).split("\n")))
    for paragraph in (*article.body, *article.endnotes):
        blocks += ["---"] if paragraph.after_rule else []
        blocks.append(_paragraph(paragraph))
    return "\n\n".join(blocks) + "\n"


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.level:
        return f"{'#' * min(6, paragraph.level + 1)} {_escaped(paragraph.collapsed)}"
    return _set(set_paragraph(paragraph))


def _set(text: str) -> str:
    """A text whose line breaks stay, and which is no code."""
    return re.sub(r"(?<=\S)\n(?=\S)", "  \n", _escaped(_INDENTED.sub(r"\1", text)))


def _escaped(text: str) -> str:
    """A text in which nothing means anything to Markdown."""
    return _AT_THE_BEGINNING.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", text))
