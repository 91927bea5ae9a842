"""A line to type in that writes nothing while nobody types."""

from textual.widgets import Input


class StillInput(Input):
    """An input whose cursor does not blink: over a slow line each blink is traffic."""

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.cursor_blink = False
