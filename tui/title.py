"""What stands on the first line of the screen: what is listed, and where the cursor is in it."""

from rich.text import Text

from store.answers import Found
from tui import wording
from tui.panes import TWO_PANES
from widgets.bar import Bar

ROOM_FOR_ALL = 108
"""From this many columns on the title line has room for marks beside all the rest."""

ROOM_FOR_SOME = 50
"""From this many columns on it has room for more than one number."""


def listed(bar: Bar, library: str, search: str, name: str = "grtui") -> Text:
    """The library, by its name, and the search whose result is listed."""
    return Text.assemble((name, bar.style("key")), "  ", library, "   ", (search, "bold"))


def place_parts(
    cursor: int, found: Found, number: int, columns: int, *, has_marks: bool = False
) -> list[str]:
    """Where the cursor is among a number of articles, as far as there is room for it."""
    parts = wording.place(cursor, found, number).split(" · ")
    if columns < ROOM_FOR_SOME or (has_marks and columns < ROOM_FOR_ALL):
        del parts[1:]
    return parts[: 2 if columns < TWO_PANES else None]
