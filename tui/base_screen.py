"""What the application may ask of each screen that is its own."""

from typing import TypeVar

from textual import events, on
from textual.actions import SkipAction
from textual.message import Message
from textual.screen import Screen

from tui.wording import CTRL_Q_LEAVES

T = TypeVar("T")


class BaseScreen(Screen[T]):
    """Takes keys from the application directly, not from a queue."""

    class RedrawAsked(Message):
        """The terminal may show something else than was drawn."""

    more_keys_wait = False
    """Have other keys come behind the one that is taken?"""

    covers_all = False
    """Does it lie over all others, because there is no room for them?"""

    _was_shown = False

    @on(events.ScreenResume)
    def _style_again(self, event: events.ScreenResume) -> None:
        """Be styled again where the colours may have changed, not just after being mounted."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for; False where it stands for nothing here."""
        raise NotImplementedError

    message = ""
    """What just happened."""

    def say(self, message: str, *, error: bool = False, of_article: bool = False) -> None:
        """Show what happened, where there is a line for that."""

    def action_copy_text(self) -> None:
        """Copy what is selected; else say how to leave, which who presses ctrl+c may want to."""
        try:
            super().action_copy_text()
        except SkipAction:
            self.say(CTRL_Q_LEAVES)

    async def may_quit(self) -> bool:
        """Is there nothing that quitting would lose?"""
        return True

    async def remember_place(self) -> None:
        """Remember where one is, for the next time."""
