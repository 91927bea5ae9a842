"""The line between two panes, which can be dragged."""

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class Divider(Widget):
    """One column that tells where the mouse drags it; where it stands is the screen's to say."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    Divider {
        width: 1;
        height: 100%;
        color: $foreground 25%;
        &:hover, &.-dragged { color: $text-accent; }
    }
    """

    @dataclass
    class Dragged(Message):
        """The mouse has come to another column while it holds the divider."""

        column: int
        """On the screen, from 0."""

    class Dropped(Message):
        """The mouse has let go of the divider."""

    def __init__(self) -> None:
        super().__init__()
        self._column = -1

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Hold it."""
        self._column = event.screen_x
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it; moves up and down draw nothing."""
        if self.app.mouse_captured is self and event.screen_x != self._column:
            self._column = event.screen_x
            self.post_message(self.Dragged(self._column))

    def on_mouse_up(self) -> None:
        """Let go of it."""
        self.release_mouse()

    def on_mouse_capture(self) -> None:
        """Show that it is held."""
        self.add_class("-dragged")

    def on_mouse_release(self) -> None:
        """Show that it is not held any more."""
        self.remove_class("-dragged")
        self.post_message(self.Dropped())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the line; its style takes longer than a piece of it."""
        self._piece = Strip([Segment("│", self.rich_style)])
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw a piece of the line."""
        return self._piece
