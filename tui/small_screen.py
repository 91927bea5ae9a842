"""The screen that lies over all others where there is no room for them."""

from textual import events
from textual.app import ComposeResult

from tui.key_names import QUIT
from tui.keyed_screen import KeyedScreen
from widgets.too_small import TooSmall, fits


class SmallScreen(KeyedScreen[None]):
    """Says that there is no room; what lies below stays as it was laid out before.

    No key does anything but quit, as nobody shall tag what is not to be seen.
    """

    covers_all = True

    def compose(self) -> ComposeResult:
        """Lay out the sentence."""
        yield TooSmall()

    def on_resize(self, event: events.Resize) -> None:
        """Say how much room there is now."""
        self.query_one(TooSmall).tell(event.size)

    def on_screen_resume(self) -> None:
        """Go where another screen lay above while the terminal grew."""
        if fits(self.app.size):
            self.dismiss()

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Quit, or do nothing."""
        if isinstance(event, events.Key) and event.key in ("q", *QUIT):
            await self.app.action_quit()
        return True
