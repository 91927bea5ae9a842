"""The strip that shows the letters of the saved searches."""

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive

from store.saved_searches import SavedSearch
from widgets.list_line import fit
from widgets.overlay import Overlay
from widgets.pressing import pressing

NAME_WIDTH = 24
"""The most columns for a name."""

COUNT_WIDTH = 8


class SearchStrip(Overlay):
    """The saved searches, one a line: letter, how many articles, name, query."""

    DEFAULT_CSS = """
    SearchStrip {
        max-height: 80%;
    }
    """

    heading: reactive[str] = reactive("", layout=True)
    save_key = "S"
    """The key that saves a search."""
    keys: Sequence[tuple[str, str]] = ()
    """The other keys that can be pressed, and what they do."""
    searches: reactive[Sequence[SavedSearch]] = reactive[Sequence[SavedSearch]]((), layout=True)
    counts: reactive[Mapping[str, int]] = reactive[Mapping[str, int]](dict)
    """How many articles each finds, by its name, as far as that is known."""

    def open(
        self,
        searches: Sequence[SavedSearch],
        *,
        removes: bool,
        save_key: str = "S",
        remove_key: str = "-",
    ) -> None:
        """Show the searches, to make one or to remove one; they are not counted yet.

        The keys are those that save a search, and that remove one; empty where there is none.
        """
        self.save_key = save_key
        keys = (save_key, "save this one"), (remove_key, "remove one")
        self.keys = [one for one in keys if one[0] and not removes] + [("esc", "leave it")]
        self.heading = "remove search" if removes else "search"
        self.searches = searches
        self.show_above()

    def close(self) -> None:
        """Be gone."""
        super().close()
        self.counts = {}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the heading, and one a search."""
        return 1 + max(1, len(self.searches))

    def render(self) -> Text:
        """Set the searches below each other."""
        key, dim = self.style("key"), self.style("dim")
        text = Text(no_wrap=True, end="", overflow="ellipsis")
        text.append_text(self.keys_line(self.keys, self.heading))
        text.truncate(self.size.width)  # or it would be broken, and the last line be lost
        if not self.searches:
            text.append(f"\nnone yet: search, then press {self.save_key}", dim)
        name = min(NAME_WIDTH, max((len(one.name) for one in self.searches), default=0))
        room = max(1, self.size.width - name - COUNT_WIDTH - 8)
        for search in self.searches:
            found = self.counts.get(search.name)
            text.append("\n")
            start = len(text)
            text.append(f"{search.letter or ' '} ", key)
            text.append(f"{'…' if found is None else f'{found:,}':>{COUNT_WIDTH}}  ")
            text.append(f"{fit(search.name, name)}  ").append(fit(search.query, room).rstrip(), dim)
            text.stylize(pressing(*(search.letter or "")), start)
        return text
