"""What a list costs as Textual has it: `python -m benchmarks.stock_list OptionList 10000`."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Label, ListItem, ListView, OptionList

DOWN = "\x1b[B"


def line(number: int) -> str:
    """A line about as long as one of the reader's list."""
    return f"2018-05-16  {number:6} Ferry timetable changes for the islands"


class StockList(App[None]):
    """One list."""

    def __init__(self, kind: str, count: int) -> None:
        super().__init__()
        self._kind = kind
        self._lines = [line(number) for number in range(1, count + 1)]

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        if self._kind == "ListView":
            yield ListView(*(ListItem(Label(each)) for each in self._lines))
        else:
            yield OptionList(*self._lines)


if __name__ == "__main__":
    StockList(sys.argv[1], int(sys.argv[2])).run()
