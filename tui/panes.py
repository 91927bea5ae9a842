"""How the list and the article share the columns of the screen."""

from widgets.line_list import LineList

TWO_PANES = 80
"""From this many columns on the list and the article stand side by side."""

BREAKPOINTS = [(0, "-narrow"), (TWO_PANES, "-medium"), (108, "-wide")]
"""The class that a screen has from so many columns on."""

LEAST = 20
"""Columns that each pane keeps."""


def breakpoint_of(columns: int) -> str:
    """The class of a screen that is so wide.

    >>> breakpoint_of(79), breakpoint_of(80), breakpoint_of(200)
    ('-narrow', '-medium', '-wide')
    """
    return next(name for least, name in reversed(BREAKPOINTS) if columns >= least)


def list_width(wanted: int, columns: int) -> int:
    """The columns of the list, of so many for list, divider and article.

    >>> list_width(44, 80), list_width(3, 80), list_width(99, 80)
    (44, 20, 59)
    """
    return max(LEAST, min(wanted, columns - LEAST - 1))


def share(article_list: LineList, wanted: int | None, columns: int) -> None:
    """Give the list its width; where there is one pane, that has all columns.

    A width that was dragged is a number of columns, so no class can stand for it; None is what
    the stylesheet says.
    """
    width = None
    if wanted is not None and columns >= TWO_PANES:
        width = list_width(wanted, columns)
    if width is not None or article_list.styles.inline.has_rule("width"):
        article_list.styles.width = article_list.styles.max_width = width
