"""What lies over the last lines for as long as it is needed."""

from textual.widget import Widget


class Overlay(Widget):
    """Some lines of its own over others; nothing moves when it comes or goes."""

    DEFAULT_CSS = """
    Overlay {
        display: none;
        height: auto;
        width: 100%;
        padding: 0 1;
        background: $panel;
        &.-open { display: block; }
    }
    """

    @property
    def is_open(self) -> bool:
        """Is it shown?"""
        return self.has_class("-open")

    def show_above(self) -> None:
        """Be there."""
        self.add_class("-open")

    def close(self) -> None:
        """Be gone."""
        self.remove_class("-open")
