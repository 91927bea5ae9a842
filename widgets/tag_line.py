"""How a tag looks as one line of the vocabulary. Pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style

from widgets.list_line import PLAIN, Part, fit
from widgets.listed_tag import ListedTag

Styles = Callable[[str], Style]
"""Gives the style of `dim`, `key`, `bar` and `remark`."""

BESIDE = 7
"""Columns for the cursor, the remark, two letters and the blanks between and behind them."""

SHORT_BAR, LONG_BAR = 8, 16
"""Columns of the bars, where there is little room and where there is more."""

WIDE = 50
"""From this many columns on there is room for long bars."""

FULL, HALF = "━", "╸"
"""What bars are made of: a whole column, and the half of one."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the lines of one facet have in common."""

    width: int
    """How many cells a line has."""
    largest: int = 0
    """The largest number of articles."""
    digits: int = 1
    """Columns for the number of articles."""

    @property
    def bar(self) -> int:
        """Columns for the longest bar."""
        return LONG_BAR if self.width >= WIDE else SHORT_BAR

    @property
    def name(self) -> int:
        """Columns for the name."""
        return max(1, self.width - BESIDE - self.digits - 1 - self.bar - 1)


def measured(tags: Sequence[ListedTag], width: int) -> Measures:
    """The measures of the lines of some tags."""
    largest = max((one.count for one in tags), default=0)
    return Measures(width, largest, max(3, len(f"{largest:,}")))


def tag_line(one: ListedTag, measures: Measures, *, cursor: str, style: Styles) -> list[Part]:
    """A tag as a line: what is remarkable, the letter, the name, the number of articles, a bar.

    It begins with `cursor`, a glyph of `list_line`. What is not in the result is dim.
    """
    text = PLAIN if one.count else style("dim")
    return [
        (cursor, PLAIN),
        (one.glyph, style("remark")),
        (" ", PLAIN),
        (f"{one.letter:<2}", style("key") if one.count else text),
        (" ", PLAIN),
        (fit(one.name, measures.name), text),
        (f" {one.count:>{measures.digits},} ", text),
        (bar(one.count, measures.largest, measures.bar), style("bar")),
        (" ", PLAIN),
    ]


def bar(count: int, largest: int, width: int) -> str:
    """A number as a bar of at most `width` columns, the largest as all of them.

    >>> bar(3, 4, 4)
    '━━━ '
    >>> bar(1, 1000, 4)
    '╸   '
    """
    halves = max(bool(count), round(2 * width * count / largest)) if largest else 0
    return (FULL * (halves // 2) + HALF * (halves % 2)).ljust(width)


def heading(facet: str, tags: Sequence[ListedTag], width: int) -> tuple[str, str]:
    """The facet's name, and what there is to know of its tags in the words there is room for."""
    name, numbers = f" {facet.capitalize()}", _numbers(tags)
    for words in _WORDS:
        told = zip(numbers, words, strict=True)
        parts = [f"{number:,} {one if number == 1 else many}" for number, (one, many) in told]
        shown = [part for part, number in zip(parts, numbers, strict=True) if number]
        if len(name) + len(_told(shown)) <= width:
            return name, _told(shown)
    while len(shown) > 1 and len(name) + len(_told(shown)) > width:
        shown.pop()
    return name, _told(shown)


def _told(parts: Sequence[str]) -> str:
    return "  " + (" · ".join(parts) or "no tags")


def _numbers(tags: Sequence[ListedTag]) -> tuple[int, int, int, int]:
    return (
        sum(bool(one.count) for one in tags),
        sum(bool(one.near) for one in tags),
        sum(one.is_used_once for one in tags),
        sum(one.is_in_both for one in tags),
    )


_WORDS = (
    (
        ("tag", "tags"),
        ("near duplicate", "near duplicates"),
        ("used once",) * 2,
        ("in both facets",) * 2,
    ),
    (("tag", "tags"), ("near",) * 2, ("once",) * 2, ("in both",) * 2),
)
