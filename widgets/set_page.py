"""An article that was set as a page, to be shown as often as one comes back to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from rich.style import Style
from textual.strip import Strip

from store.opening import Opened
from widgets.article_page import Page
from widgets.lines import Hit, Lines


@dataclass(frozen=True, slots=True)
class PageStyles:
    """The styles of a page as they are at some time, for threads too."""

    by_name: Mapping[str, Style]

    def __call__(self, name: str) -> Style:
        """The style of that name."""
        return self.by_name[name]


@dataclass(frozen=True, slots=True)
class SetPage:
    """The lines of an article."""

    opened: Opened
    page: Page
    """What it was set on."""
    is_unfolded: bool
    """Is its tail there?"""
    head: Lines
    text: Lines
    hits: list[Hit]
    """Its marked places."""
    strips: dict[int, tuple[Style, Strip]] = field(default_factory=dict, compare=False)
    """The lines that were drawn, by number, each with the style below it."""


def set_page(
    opened: Opened,
    page: Page,
    *,
    is_unfolded: bool = False,
    before: SetPage | None = None,
    is_needed: Callable[[], bool] = lambda: True,
) -> SetPage:
    """Set an article; what is still the same as `before` is not set again. For any thread.

    Once it `is_needed` no more, it ends early: some lines are missing then.
    """
    if before and (before.page, before.is_unfolded) != (page, is_unfolded):
        before = None
    if before and before.opened == opened:
        return replace(before, opened=opened)  # it was opened later than that one
    head = page.head(opened)
    if before and before.opened.article == opened.article:
        text = before.text
    else:
        text = page.text(opened.article, unfolded=is_unfolded, is_needed=is_needed)
    hits = [*head.hits(), *text.hits(len(head))] if page.marks else []
    return SetPage(opened, page, is_unfolded, head, text, hits)
