"""The floor: a Textual application with one text, which a key changes, and nothing else."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static

SHOWN, ANSWER = "hello floor", "second floor"
KEY, QUIT = "j", "q"


class Bare(App[None]):
    """One text."""

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(SHOWN)

    def on_key(self, event: Key) -> None:
        """Answer a key."""
        if event.key == QUIT:
            self.exit()
        elif event.key == KEY:
            self.query_one(Static).update(ANSWER)


if __name__ == "__main__":
    Bare().run()
