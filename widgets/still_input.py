"""A line to type in that writes nothing while nobody types."""

from typing import Self

from textual.geometry import Region
from textual.widgets import Input


class StillInput(Input):
    """An input whose size is fixed and whose cursor does not blink: each blink is traffic."""

    DEFAULT_CSS = """
    StillInput:ansi > .input--selection { text-style: reverse; }
    """

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.cursor_blink = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw it again; what is typed does not lay the whole screen out anew."""
        return super().refresh(*regions, repaint=repaint, recompose=recompose)
