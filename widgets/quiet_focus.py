"""A widget that looks the same, or nearly so, with the focus and without it."""

from textual import events
from textual.widget import Widget


class QuietFocus(Widget):
    """Gets the focus and loses it without being drawn anew, which Textual does to all widgets.

    What looks otherwise then is drawn by its `watch_has_focus`.
    """

    def on_focus(self, event: events.Focus) -> None:
        """Have the focus."""
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Have it no more."""
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def watch_has_focus(self, has_focus: bool) -> None:
        """No style depends on it."""
