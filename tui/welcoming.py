"""A screen that tells who opens it for the first time what to press."""

from textual import events, getters, on

from store.library import Library
from store.refresh import Refreshed
from tui.dividing import DividingScreen
from tui.keymap import Keymap
from tui.library_screen import LibraryScreen
from widgets.notice import Notice


def welcome(keymap: Keymap) -> str:
    """What is said of the sample articles: at 80 columns a line each."""
    down, up, on = (keymap.shown(name) for name in ("down", "up", "read-on"))
    region, theme = (keymap.first_shown(name) for name in ("tag-region", "tag-theme"))
    return (
        f"These are samples.  {down} {up} go through them, {on} reads on, "
        f"{keymap.shown('help')} shows all keys.\n"
        f"{region} e tags the region Europe, {theme} h the theme History; "
        "the same takes it back.\n"
        f"Your own: {keymap.shown('leave')}, then  grtui ~/articles  (.txt, .md, .html).  "
        "esc closes this."
    )


def first_keys(keymap: Keymap) -> str:
    """What is said where a library of the reader's own is opened for the first time."""
    tag = f"{keymap.first_shown('tag-region')} and {keymap.first_shown('tag-theme')} tag"
    return f"{keymap.shown('help')} shows all keys · {tag} · {keymap.shown('search')} searches"


class WelcomingScreen(DividingScreen):
    """Teaches the first keys, and is silent as soon as the reader knows them."""

    welcome = getters.query_one("#welcome", Notice)

    shows_samples = False
    """Are these the samples, because no library was named?"""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._is_new = not (library.tag_file.exists() or library.find.past.all())

    def on_mount(self) -> None:
        """Say what can be done with the samples."""
        if self.shows_samples:
            self._is_new = False
            self.welcome.open(welcome(self.keymap))

    def say_what_is_new(self, changes: Refreshed) -> None:
        """Say the first keys beside what was found."""
        super().say_what_is_new(changes)
        if self._is_new and (changes.added or self.rows) and not self.is_error:
            self.say(" · ".join(filter(None, (self.message, first_keys(self.keymap)))))

    def first_key_came(self) -> None:
        """Say the first keys no more."""
        if not self._is_new:
            return
        self._is_new = False
        keys = first_keys(self.keymap)
        if self.message.endswith(keys):
            self.say(self.message.removesuffix(keys).removesuffix(" · "))

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Close the welcome by a key that has nothing else to close."""
        is_escape = isinstance(event, events.Key) and event.key == "escape"
        if is_escape and self.welcome.is_open and not (self.is_typing or self.preview.is_open):
            self.welcome.close()
            return True
        return await super().take(event)

    @on(LibraryScreen.Saved)
    def _close_welcome(self, message: LibraryScreen.Saved) -> None:
        """Who has tagged an article has done what it teaches."""
        if message.done and message.done.label.startswith(("+", "-")):
            self.welcome.close()
