"""The links of an article with the numbers that stand behind their words. Pure functions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Span, Text

from store.article import Article, Link, Paragraph
from widgets.list_line import fit

MOST_LINKS = 5_000
"""So many links of an article are numbered, from its beginning on, and shown in a paragraph."""


class NumberedLink(NamedTuple):
    """A place that an article links to."""

    number: int
    words: str
    """Those of the first link that leads there."""
    target: str


def numbered_links(article: Article) -> tuple[NumberedLink, ...]:
    """The links of the text, numbered from 1; those that lead to one place are one.

    The print form is full of links that lead nowhere (`#`): these are none.
    """
    found: dict[str, NumberedLink] = {}
    for words, link in _links(article):
        if leads_somewhere(link):
            found.setdefault(link.target, NumberedLink(len(found) + 1, words, link.target))
            if len(found) == MOST_LINKS:
                break
    return tuple(found.values())


def leads_somewhere(link: Link) -> bool:
    """Has a link a target that is worth a number?"""
    return link.target.strip() not in ("", "#")


def _links(article: Article) -> Iterator[tuple[str, Link]]:
    for paragraph in (*article.head_notes, *article.body, *article.endnotes):
        for link in paragraph.links:
            yield " ".join(paragraph.text[link.start : link.end].split()), link


def with_numbers(text: Text, paragraph: Paragraph, numbers: dict[str, int], style: Style) -> Text:
    """The text of a paragraph with the numbers behind its links.

    It comes after all else was found in the text: what is marked there is cut by a number, and both
    pieces keep the one style by which they are known to belong together.
    """
    if not paragraph.links:
        return text
    links = paragraph.links[:MOST_LINKS]
    ends = {one.end: numbers[one.target] for one in links if one.target in numbers}
    if not ends:
        return text
    plain, cuts = text.plain, sorted(ends)
    put = [f"[{ends[cut]}]" for cut in cuts]
    moved = [0, *accumulate(map(len, put))]
    bounds = pairwise([0, *cuts, len(plain)])
    words = (plain[start:end] for start, end in bounds)
    result = Text("".join(map("".join, zip(words, [*put, ""], strict=True))), text.style)
    for start, end, one in text.spans:
        at = bisect_right(cuts, start)
        stop = bisect_left(cuts, end)
        for by, (first, last) in enumerate(pairwise([start, *cuts[at:stop], end]), at):
            result.spans.append(Span(first + moved[by], last + moved[by], one))
    for cut, before, after in zip(cuts, moved, moved[1:], strict=False):
        result.spans.append(Span(cut + before, cut + after, style))
    return result


def link_lines(links: Sequence[NumberedLink], width: int, dim: Style) -> list[Text]:
    """Links, one to a line: `2  tide tables   https://example.org/…/2018.pdf`."""
    digits = len(str(len(links)))
    column = min(width // 3, max((cell_len(link.words) for link in links), default=0))
    room = max(1, width - digits - 2 - column - 3)
    return [
        Text.assemble(
            (f"{link.number:{digits}}", dim),
            f"  {fit(link.words, column)}   ",
            (cut_in_the_middle(link.target, room), dim),
        )
        for link in links
    ]


def cut_in_the_middle(text: str, width: int) -> str:
    """A text in no more than `width` cells: of an address, both ends tell the most.

    >>> cut_in_the_middle("https://example.org/tables/2018.pdf", 23)
    'https://exa…es/2018.pdf'
    """
    if cell_len(text) <= width:
        return text
    left = right = max(1, (width - 1) // 2)
    while cell_len(text[-right:]) > max(1, (width - 1) // 2):
        right -= 1
    return f"{fit(text, left + 1).rstrip(' …')}…{text[-right:]}"
