"""A screen on which the article can be alone."""

from textual.widget import Widget

from store.library import Library
from tui.walking import WalkingScreen


class ZenScreen(WalkingScreen):
    """Shows the article over the whole width, without the list and the lines around."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._back_to: Widget | None = None

    @property
    def is_zen(self) -> bool:
        """Is the article alone?"""
        return self.has_class("-zen")

    async def action_zen(self) -> None:
        """Show the article alone, or with all the rest again."""
        if self.is_zen:
            self.action_leave_zen()
            return
        await self._show_now()
        self._back_to = self.focused
        self._set_zen(True)
        self.set_focus(self.article_view)
        self.say(f"{self.keymap.shown('zen')} or esc goes back")

    def action_leave_zen(self) -> None:
        """Show the rest again."""
        self._set_zen(False)
        self.set_focus(self._back_to or self.article_list)

    async def action_leave(self) -> None:
        """Show the rest again; else back to the list; from there, quit."""
        if self.is_zen:
            self.action_leave_zen()
        else:
            await super().action_leave()

    async def action_sprint(self) -> None:
        """Begin a sprint, which has lines of its own around the article."""
        self._set_zen(False)
        await super().action_sprint()

    def follow_focus(self, focused: Widget | None) -> None:
        """Show the list as soon as one goes there, or to the line that searches in it."""
        super().follow_focus(focused)
        if focused and (focused is self.article_list or self.query_line.holds(focused)):
            self._set_zen(False)

    def _set_zen(self, is_zen: bool) -> None:
        if is_zen is not self.is_zen:
            self.set_class(is_zen, "-zen")
            self.article_view.is_centred = is_zen
            self.show_status()
