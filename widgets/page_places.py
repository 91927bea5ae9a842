"""Places on a page that are the same however wide its lines are. Pure functions."""

from bisect import bisect_right

from widgets.article_page import RULE
from widgets.lines import Lines


def place_of(number: int, lines: Lines) -> int:
    """A number for a line, which rises from line to line and is about the same at another width.

    It is twice the letters above the line, and one more unless the line is blank.
    """
    return 2 * lines.letters_above(number) + bool(lines.plain(number))


def line_at(place: int, lines: Lines) -> int:
    """The line of a place; the last one at the most."""
    return max(0, bisect_right(range(len(lines)), place, key=lambda n: place_of(n, lines)) - 1)


def next_paragraph(lines: Lines, number: int) -> int | None:
    """The first line below another one with which a paragraph begins."""
    below = range(max(0, number + 1), len(lines))
    return next((line for line in below if _begins(lines, line)), None)


def paragraph_before(lines: Lines, number: int) -> int | None:
    """The last line above another one with which a paragraph begins."""
    above = range(min(number, len(lines)) - 1, -1, -1)
    return next((line for line in above if _begins(lines, line)), None)


def _begins(lines: Lines, number: int) -> bool:
    text = lines.plain(number)
    return bool(text) and text != RULE and not (number and lines.plain(number - 1))
