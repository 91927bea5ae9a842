"""How an article looks as one line of the list. Pure functions."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from store.article import ArticleRow
from store.tags import Facet, GivenTag, Origin, fold

Letters = Mapping[Facet, Mapping[str, str]]
"""The letter of each tag, by facet and folded name."""

Styles = Callable[[str], Style]
"""Gives the style of `dim`, `unread`, `star`, `warning`, `note`, `mark`, `added` and `match`."""

Spans = Sequence[tuple[int, int]]
"""Places in a text, from the first character to behind the last."""

Part = tuple[str, Style]
"""Some text in one style."""

LETTERS_WIDTH = 8
"""Columns for the tags' letters at the right edge: three regions, a dot, three themes, a blank."""

HERE, ASIDE, ELSEWHERE = "›", "·", " "
"""The glyph of the cursor's line while the list has the focus and while it has not; of others."""

NOTE = "▎"
"""The glyph of an article with a note, as it stands beside the note itself."""

MARK = "x"
"""The glyph of an article that is marked for the next change."""

WITH_DATE = 28
"""From this many columns on there is a date; fewer are the title's."""

WIDE = 46
"""From this many columns on there is room for the day in the date."""

PLAIN = Style()


def list_line(
    row: ArticleRow,
    width: int,
    letters: Letters,
    *,
    cursor: str,
    style: Styles,
    hits: Spans = (),
    is_marked: bool = False,
) -> list[Part]:
    """An article as a line of `width` cells: state, date, title, the letters of its tags.

    It begins with `cursor`, one of the glyphs above; `hits` are the places in the title that a
    search found.
    """
    date = f"{row.date or '':10}  " if width >= WIDE else f"{(row.date or '')[:7]:7} "
    if width < WITH_DATE:
        date = ""
    room = width - 4 - len(date) - 1 - LETTERS_WIDTH
    glyph, kind = _flag(row)
    return [
        (cursor, PLAIN),
        (" " if row.is_read else "●", style("unread")),
        (glyph, style(kind)),
        (MARK, style("mark")) if is_marked else (" ", PLAIN),
        (date, style("dim")),
        *_with_hits(row.title, room, hits, style),
        (" ", PLAIN),
        *tag_letters(row, letters, style),
    ]


def _with_hits(title: str, room: int, hits: Spans, style: Styles) -> Iterator[Part]:
    """The title in its room, with what was found in it, as far as that is in sight."""
    text, place = fit(title, room), 0
    for start, end in hits:
        shown = text[start:end]
        if shown != title[start:end]:
            break  # the ellipsis, or what is behind it
        yield text[place:start], PLAIN
        yield shown, style("match")
        place = end
    yield text[place:], PLAIN


def _flag(row: ArticleRow) -> tuple[str, str]:
    """The one glyph for what is special about an article, and the name of its style."""
    if row.is_starred:
        return "★", "star"
    if row.has_warnings:
        return "!", "warning"
    if row.has_note:
        return NOTE, "note"
    return ("=", "dim") if row.has_duplicates else (" ", "dim")


def tag_letters(row: ArticleRow, letters: Letters, style: Styles) -> list[Part]:
    """The letters of the tags that count, regions before the dot: `eo·ng`; padded, cut by a `+`."""
    dim, added = style("dim"), style("added")
    parts = [
        *_letters(row.regions, letters[Facet.REGION], dim, added),
        ("·", dim),
        *_letters(row.themes, letters[Facet.THEME], dim, added),
    ]
    width = sum(cell_len(letter) for letter, _ in parts)
    if width >= LETTERS_WIDTH:
        while width > LETTERS_WIDTH - 2:
            width -= cell_len(parts.pop()[0])
        parts.append(("+", dim))
        width += 1
    return [*parts, (" " * (LETTERS_WIDTH - width), dim)]


def _letters(
    tags: Sequence[GivenTag], letters: Mapping[str, str], dim: Style, added: Style
) -> Iterator[Part]:
    for tag in tags:
        if tag.counts:
            yield _letter(tag, letters), added if tag.origin is Origin.ADDED else dim


def _letter(tag: GivenTag, letters: Mapping[str, str]) -> str:
    return letters.get(fold(tag.name)) or "?"


def fit(text: str, width: int) -> str:
    """A text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) > width > 0:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, max(0, width))
