"""A page in which places are marked, and one may go from each to the next."""

from bisect import bisect_left

from rich.text import Text
from textual.reactive import var

from widgets.article_page import MOST_MARKED
from widgets.lines import Hit
from widgets.measure import MEASURE
from widgets.page_view import PageView


class MarkedView(PageView):
    """A page that shows at which of its marked places one is.

    Where they are is its subclass's.
    """

    DEFAULT_CSS = """
    MarkedView {
        & > .page--hit { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES = {"page--hit"}

    hit: var[int] = var(-1)
    """The number of the marked place that one is at, from 0; -1 where one is at none."""

    def __init__(self, *, measure: int | None = MEASURE) -> None:
        """Set lines so wide at most; None for all that there is room for."""
        super().__init__(measure=measure)
        self._hits: list[Hit] = []

    @property
    def hits(self) -> int:
        """How many places are marked."""
        return len(self._hits)

    @property
    def hits_told(self) -> str:
        """How many places are marked, with a `+` where there are more that are not."""
        return f"{self.hits}+" if self.hits >= MOST_MARKED else f"{self.hits}"

    @property
    def _at(self) -> Hit:
        """The marked place that one is at; empty where one is at none."""
        # While there was no room nothing was set, and there is none to be at yet.
        return self._hits[self.hit] if 0 <= self.hit < len(self._hits) else []

    @property
    def line(self) -> int:
        """The line that one is at: the marked place's, if in sight; else the first in sight."""
        line = self._at[0][0] if self._at else self.top
        return line if self.top <= line < self.top + self.size.height else self.top

    def step_hit(self, step: int) -> bool:
        """Go to the next marked place, or to one before; False where there is none."""
        lines, bottom = self._hit_lines, self.top + self.size.height
        number = self.hit + step
        is_there = bool(self._at) and self.top <= self._at[0][0] < bottom
        if not is_there and step > 0:  # go on from what is in sight
            number = max(number, bisect_left(lines, self.top))
        elif not is_there:
            above = bisect_left(lines, bottom) - 1
            number = above if self.hit < 0 else min(number, above)
        if not 0 <= number < len(lines):
            return False
        self.go_to_hit(number)
        return True

    def go_to_hit_from(self, line: int) -> None:
        """Go to the first marked place from a line on, or from the top."""
        if self._hits:
            self.go_to_hit(bisect_left(self._hit_lines, line) % len(self._hits))

    @property
    def _hit_lines(self) -> list[int]:
        """The lines in which marked places begin."""
        return [hit[0][0] for hit in self._hits]

    def go_to_hit(self, number: int) -> None:
        """Bring a marked place into sight, a third down the pane where it was not; -1 the last."""
        self._put_hit_in_sight(number)
        self.draw()

    def _put_hit_in_sight(self, number: int) -> None:
        self.set_reactive(MarkedView.hit, number % len(self._hits) if self._hits else -1)
        if self._hits:
            line = self._hits[number][0][0]
            if not self.top <= line < self.top + self.size.height - 1:
                top = self.validate_top(line - self.size.height // 3)
                self.set_reactive(PageView.top, top)

    def line_at(self, y: int) -> Text | None:
        """The line in a row of the pane, with the marked place that one is at."""
        text = super().line_at(y)
        for line, start, end in self._at:
            if text and line == self.top + y:
                text = text.copy()
                text.stylize(self.style("hit"), start, end)
        return text
