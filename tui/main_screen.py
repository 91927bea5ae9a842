"""The screen with the list and the article."""

from typing import TYPE_CHECKING

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget

from store.config import UNCONFIGURED, Config
from store.errors import GrtuiError, TagFileError
from store.library import Library
from tui import wording
from tui.bar_screen import BarScreen
from tui.collecting import for_all
from tui.commands import BY_ACTION, MAIN
from tui.first_list import FirstList
from tui.key_names import FIXED, QUIT
from tui.keymap import DEFAULT_KEYS, Keymap
from tui.library_screen import LibraryScreen
from tui.panes import BREAKPOINTS
from tui.sprint_commands import SPRINT_ACTIONS
from widgets.article_list import ArticleList
from widgets.article_view import ArticleView
from widgets.bar import Bar
from widgets.divider import Divider
from widgets.key_strip import KeyStrip
from widgets.link_list import LinkList
from widgets.notice import Notice
from widgets.preview_line import PreviewLine
from widgets.query_line import QueryLine
from widgets.search_strip import SearchStrip
from widgets.sprint_strip import SprintStrip
from widgets.tag_strip import TagStrip

if TYPE_CHECKING:
    from textual.command import Provider

    from tui.help_screen import Help

OPENS_LINE = ("search", "refine")
"""The commands that open the search line: who searches has not gone anywhere yet."""

FOR_MANY = ("repeat", "copy-tags", "type-changes", "type-removals")
"""The commands that mean something while changes are collected, beside chords."""


def _commands() -> "type[Provider]":
    from tui.palette import Commands

    return Commands


class MainScreen(BarScreen):
    """Lists articles, shows them, searches and tags them."""

    AUTO_FOCUS = "ArticleList"
    BINDINGS = [
        *(binding for command in MAIN for binding in command.bindings),
        # Theirs while a search is typed; the list's and the article's keys else.
        Binding("enter", "keep_search", priority=True),
        Binding("escape", "drop_search", priority=True),
        # Theirs while changes are collected for many articles.
        Binding("enter", "make_collected", priority=True),
        Binding("escape", "drop_collected", priority=True),
        # The nearest that is there to be left; marks only after these.
        Binding("escape", "end_find", priority=True),
        Binding("escape", "leave_info", priority=True),
        Binding("escape", "leave_zen", priority=True),
    ]
    COMMANDS = {_commands}
    CSS_PATH = "main_screen.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    banner = getters.query_one("#banner", Notice)

    def __init__(
        self,
        library: Library,
        config: Config = UNCONFIGURED,
        keymap: Keymap = DEFAULT_KEYS,
        first: FirstList | None = None,
    ) -> None:
        """Show a library, as it is configured, with the keys that commands have.

        It begins with what is listed `first`, where that is known.
        """
        super().__init__(library, keymap)
        self.restores = config.restores
        self.first = first
        self.watch_folder_seconds = config.watch
        self._text_width = config.width
        self._obstacle = ""

    # What it is made of ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Bar(id="title")
        yield QueryLine()
        yield Notice(id="banner")
        yield Notice(id="welcome")
        with Horizontal(id="panes"):
            yield ArticleList()
            yield Divider()
            yield ArticleView(measure=self._text_width)
        yield SprintStrip()
        yield Notice(id="notice")
        yield TagStrip()
        yield SearchStrip()
        yield KeyStrip()
        yield PreviewLine()
        yield LinkList()
        yield Bar(id="status")

    def on_mount(self) -> None:
        """Show what the index has."""
        self.watch(self, "focused", self.follow_focus, init=False)
        self.article_view.unfold_key = self.keymap.shown("show-boilerplate")
        self.article_view.info_key = self.keymap.shown("info")
        first = self.keymap.first_shown
        self.preview.add_keys = f"{first('tag-region')} {first('tag-theme')}"
        self.sprint_strip.type_key = self.keymap.shown("sprint-type", "sprint")
        try:
            self.list_first()
        except GrtuiError as error:
            self.tell(error)
        if self.first and self.first.was_moved_in:
            self.first_key_came()

    def begin(self) -> None:
        """Look for what changed, now and from now on."""
        self.call_after_refresh(self.look_at_folder)
        self.call_after_refresh(self.follow_tag_file)
        self.call_after_refresh(self.follow_folder)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Can the command run now?"""
        if action in ("keep_search", "drop_search"):
            return self.query_line.is_open
        if action in ("make_collected", "drop_collected"):
            return self.preview.is_open and not self.is_typing
        if action == "end_find":
            return self.ends_find
        if action == "leave_info":
            return self.leaves_info
        if action == "leave_zen":
            return self.is_zen
        command = BY_ACTION.get(action)
        if command and self.sprint and action not in SPRINT_ACTIONS:
            return False
        return not (command and command.needs) or bool(getattr(self, command.needs))

    # Lines above and below ------------------------------------------------------------------------

    @on(ArticleList.Chosen)
    async def _another_article(self) -> None:
        await self.show_letters()
        self.refresh_bindings()

    @on(ArticleView.Moved)
    def _another_place(self) -> None:
        self.show_status()

    def follow_focus(self, focused: Widget | None) -> None:
        """Show the keys that matter there."""
        super().follow_focus(focused)
        self.show_status()

    # What is on disk -----------------------------------------------------------------------------

    @on(LibraryScreen.Saved)
    async def _show_saved(self, message: LibraryScreen.Saved) -> None:
        self.rows.forget()
        done = message.done
        if done is None:
            self.say(message.nothing)
            return
        self.last_edits = tuple(map(for_all, done.edits)) or self.last_edits
        if done.of_vocabulary:
            await self.trying(self.show_names())
        self.article_list.redraw(done.keys)
        if self.current and self.current.key == self.article_view.key:
            self.article_view.retag(self.current)
        title = ""
        try:
            ids = self.library.ids(done.keys)
            if len(ids) < len(done.keys):  # an article without a file is gone with its last tag
                self.bring_in()
            if len(done.keys) == 1 and not (self.current and self.current.key in done.keys):
                title = next((row.title for row in self.library.rows([*ids.values()])), "")
        except GrtuiError:
            pass  # it is saved; the next search tells what is wrong with the index
        self.say(wording.saved(done, title, message.marked), error=bool(done.unseen))
        await self.show_letters()
        self.count(self.rows)

    @on(LibraryScreen.NewsCame)
    def _show_obstacle(self, message: LibraryScreen.NewsCame) -> None:
        """Keep in sight why nothing can be saved, as long as that is so."""
        before, self._obstacle = self._obstacle, message.news.obstacle
        if self._obstacle:
            self.banner.open(wording.read_only(self._obstacle))
        elif before:
            self.banner.close()
            if self.is_error:
                self.say("")

    @on(LibraryScreen.Counted)
    async def _show_counts(self, message: LibraryScreen.Counted) -> None:
        self.take_hints(message.hints)
        if self.strip.is_open:
            await self.trying(self._show_strip())
        await self.show_letters()
        if message.rows is self.rows and self.found.is_complete:
            self.found = self.found._replace(unread=message.unread)
        self.show_place()

    @on(LibraryScreen.Failed)
    def _show_failure(self, message: LibraryScreen.Failed) -> None:
        if self._obstacle and isinstance(message.error, TagFileError):
            self.say(wording.SEE_ABOVE, error=True)
        else:
            self.tell(message.error)

    # Keys -----------------------------------------------------------------------------------------

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for, alone or with the one before."""
        key = event.key if isinstance(event, events.Key) else ""
        opens_line = key in self.keymap.keys_of(*OPENS_LINE)
        if not (self.query_line.is_open or opens_line):
            self.was_used = True
        self.first_key_came()
        if self.notice.is_open:
            self.notice.close()
            self.show_status()
        if isinstance(event, events.Key) and not self.is_typing:
            if self.sprint and event.key not in FIXED:
                await self.take_in_sprint(event)
                self.show_status()
                return True
            is_chord = self._chords.pending or key in self.keymap.facet_keys
            if self.preview.is_open and not is_chord and key not in self._keys_for_many:
                self.doubt_collected()
                return True
            if await self._takes_chord(event):
                self.show_status()
                return True
        is_taken = await super().take(event)
        if not (is_taken or self.is_typing) and isinstance(event, events.Key):
            self._tell_of_no_command(event)
        return is_taken

    def _tell_of_no_command(self, event: events.Key) -> None:
        """Say that a key does nothing, unless it does something where there are articles."""
        keys = {key for command in self.keymap.main for key in command.key_list}
        if event.is_printable and event.character and event.key not in keys:
            self._tell_unknown("", event.character)

    @property
    def _keys_for_many(self) -> frozenset[str]:
        """The keys that mean something while changes are collected, beside chords."""
        return self.keymap.keys_of(*FOR_MANY) | {"enter", "escape", *QUIT}

    def action_help(self) -> None:
        """Show all keys."""
        from tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self._help()))

    def _help(self) -> "Help":
        from tui.help_screen import Help

        keys = self.keymap
        if self.sprint:
            return Help("in a sprint", keys.sprint)
        pane = "article" if self.focused is self.article_view else "list"
        now = [
            one for one in keys.main if one.pane in ("", pane) and self.check_action(one.action, ())
        ]
        not_now = [one for one in keys.main if one not in now]
        return Help(f"in the {pane}", now, not_now, (*keys.sprint, *keys.vocabulary))

    def action_redraw(self) -> None:
        """Draw everything again."""
        self.post_message(self.RedrawAsked())

    def action_suspend(self) -> None:
        """Go to the shell, and come back when that says so."""
        self.app.action_suspend_process()

    async def action_quit(self) -> None:
        """Quit from anywhere."""
        await self.app.action_quit()
