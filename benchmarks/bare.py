"""The floor: a Textual application with one list of a thousand lines and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class Bare(App[None]):
    """One list."""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield OptionList(*(f"line {number}" for number in range(1000)))


if __name__ == "__main__":
    Bare().run()
