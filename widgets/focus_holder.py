"""A part of the screen that has the focus for as long as it is there."""

from textual.widget import Widget


class FocusHolder(Widget):
    """Takes the focus when it comes, and gives it back when it goes."""

    DEFAULT_CSS = """
    FocusHolder {
        display: none;
        width: 100%;
        &.-open { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._back_to: Widget | None = None

    @property
    def field(self) -> Widget:
        """What has the focus."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Is somebody writing?"""
        return self.has_class("-open")

    def show(self, back_to: Widget | None) -> None:
        """Be there; the focus goes `back_to` when it closes."""
        self._back_to = back_to
        self.add_class("-open")
        self.screen.set_focus(self.field)

    def shut(self) -> None:
        """Be gone; the focus is elsewhere already."""
        self.remove_class("-open")

    def close(self) -> None:
        """Be gone, and give the focus back."""
        self.shut()
        self.screen.set_focus(self._back_to)

    def holds(self, widget: Widget) -> bool:
        """Is a widget a part of this one?"""
        return self in widget.ancestors_with_self
