"""How an article looks as one line of the list. Pure functions."""

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from store.article import ArticleRow
from store.tags import Facet, GivenTag, Origin, fold

Letters = Mapping[Facet, Mapping[str, str]]
"""The letter of each tag, by facet and folded name."""

Styles = Callable[[str], Style]
"""Gives the style of `dim`, `unread`, `star`, `warning`, `added` and `match`."""

Spans = Sequence[tuple[int, int]]
"""Places in a text, from the first character to behind the last."""

LETTERS_WIDTH = 8
"""Columns for the tags' letters at the right edge: three regions, a dot, three themes, a blank."""

HERE, ASIDE, ELSEWHERE = "›", "·", " "
"""The glyph of the cursor's line while the list has the focus and while it has not; of others."""

WIDE = 46
"""From this many columns on there is room for the day in the date."""


def list_line(
    row: ArticleRow,
    width: int,
    letters: Letters,
    *,
    cursor: str,
    style: Styles,
    marks: Spans = (),
) -> Text:
    """An article as a line of `width` cells: state, date, title, the letters of its tags.

    It begins with `cursor`, one of the glyphs below; `marks` are the places in the title that are
    marked.
    """
    date = f"{row.date or '':10}  " if width >= WIDE else f"{(row.date or '')[:7]:7} "
    room = width - 4 - len(date) - 1 - LETTERS_WIDTH
    glyph, kind = _flag(row)
    return Text.assemble(
        cursor,
        (" " if row.is_read else "●", style("unread")),
        (glyph, style(kind)),
        " ",
        (date, style("dim")),
        _marked(row.title, room, marks, style),
        " ",
        tag_letters(row, letters, style),
        no_wrap=True,
        end="",
    )


def _marked(title: str, room: int, marks: Spans, style: Styles) -> Text:
    text = Text(fit(title, room))
    shown = len(title) if text.plain.startswith(title) else len(text.plain.rstrip()) - 1
    for start, end in marks:
        if start < shown:
            text.stylize(style("match"), start, min(end, shown))
    return text


def _flag(row: ArticleRow) -> tuple[str, str]:
    """The one glyph for what is special about an article, and the name of its style."""
    if row.is_starred:
        return "★", "star"
    if row.has_warnings:
        return "!", "warning"
    return ("=", "dim") if row.has_duplicates else (" ", "dim")


def tag_letters(row: ArticleRow, letters: Letters, style: Styles) -> Text:
    """The letters of the tags that count, regions before the dot: `eo·ng`; padded, cut by a `+`."""
    marks = [
        *((_letter(tag, letters[Facet.REGION]), tag) for tag in row.regions if tag.counts),
        ("·", None),
        *((_letter(tag, letters[Facet.THEME]), tag) for tag in row.themes if tag.counts),
    ]
    text = Text()
    for letter, tag in marks:
        origin = tag.origin if tag else Origin.SOURCE
        text.append(letter, style("added" if origin is Origin.ADDED else "dim"))
    if text.cell_len >= LETTERS_WIDTH:
        text.truncate(LETTERS_WIDTH - 2)
        text.append("+", style("dim"))
    text.pad_right(LETTERS_WIDTH - text.cell_len)
    return text


def _letter(tag: GivenTag, letters: Mapping[str, str]) -> str:
    return letters.get(fold(tag.name)) or "?"


def fit(text: str, width: int) -> str:
    """A text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) > width > 0:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, max(0, width))
