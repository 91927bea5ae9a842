"""Places on a page that are the same however wide its lines are. Pure functions."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.text import Text

from widgets.article_page import RULE


def places(lines: Sequence[Text]) -> list[int]:
    """A number for each line, in their order, that is about the same at another width.

    It is twice the letters above the line, and one more unless the line is blank.
    """
    own = [len("".join(line.plain.split())) for line in lines]
    sums = zip(accumulate(own), own, strict=True)
    return [2 * (with_it - letters) + bool(letters) for with_it, letters in sums]


def line_at(place: int, lines: Sequence[Text]) -> int:
    """The line of a place; the last one at the most."""
    return max(0, bisect_right(places(lines), place) - 1)


def paragraphs(lines: Sequence[Text]) -> list[int]:
    """The lines with which paragraphs begin."""
    texts = ["", *(line.plain.strip() for line in lines)]
    return [n for n, text in enumerate(texts[1:]) if text and not texts[n] and text != RULE]
