"""The field in which a note on an article is written."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from store.drafts import Draft
from widgets.focus_holder import FocusHolder
from widgets.key_words import KeyWords
from widgets.still_area import StillArea


class NoteField(FocusHolder):
    """Several lines to write in, over the lower part of the screen.

    What is done with the note is the screen's `save_note`.
    """

    DEFAULT_CSS = """
    NoteField {
        height: 8;
        max-height: 60%;
        background: $panel;
        & Horizontal { height: 1; padding: 0 1; }
        & Static { width: auto; color: $text-accent; text-style: bold; }
        & #note-heading { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
        & #note-trouble { display: none; width: 100%; color: $text-error; padding: 0 1; }
        & TextArea, & TextArea:focus {
            height: 1fr; border: none; padding: 0; margin: 0 1; background: $panel;
        }
        &.-refused #note-trouble { display: block; }
    }
    """
    BINDINGS = [
        Binding("escape", "screen.save_note", show=False, priority=True),
        Binding("ctrl+s", "screen.save_note", show=False, priority=True),
        Binding("tab", "indent", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._begun = Draft("", "", "", "")

    def compose(self) -> ComposeResult:
        """Lay out the heading, what is wrong, and the field."""
        with Horizontal():
            yield Static(id="note-heading", markup=False)
            yield KeyWords((("esc", "save and close"),))
        yield Static(id="note-trouble", markup=False)
        yield StillArea()

    @property
    def field(self) -> StillArea:
        """What is written in."""
        return self.query_one(StillArea)

    @property
    def is_refused(self) -> bool:
        """Could the note not be saved?"""
        return self.has_class("-refused")

    @property
    def draft(self) -> Draft:
        """The note as it stands there now."""
        return self._begun._replace(text=self.field.text)

    def open(self, begun: Draft, title: str, *, back_to: Widget | None = None) -> None:
        """Let a note be written on, from its end; the focus goes back when it closes."""
        self._begun = begun
        self.query_one("#note-heading", Static).update(f"note on {title}")
        self.remove_class("-refused")
        self.field.load_text(begun.text)
        self.field.move_cursor(self.field.document.end)
        self.show(back_to)

    def complain(self, trouble: str) -> None:
        """Say why the note could not be saved."""
        self.query_one("#note-trouble", Static).update(Text(trouble))
        self.add_class("-refused")

    def action_indent(self) -> None:
        """Put blanks, as the focus must not leave a note that is being written."""
        self.field.insert("    ")
