"""The screen with the list and the article."""

from dataclasses import dataclass, replace

from rich.text import Text
from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from store.config import UNCONFIGURED, Config
from store.errors import GrtuiError, TagFileError
from store.library import Library
from store.tags import Facet
from tui import wording
from tui.chords import Chords, Complete, Unknown
from tui.collecting import for_all
from tui.command_line import CommandLineScreen
from tui.commands import BY_ACTION, MAIN
from tui.help_screen import Help, HelpScreen
from tui.key_names import LETTER, shown_chord
from tui.keymap import DEFAULT_KEYS, OF_FACETS, Keymap
from tui.library_screen import LibraryScreen
from tui.palette import Commands
from tui.reading import TWO_PANES
from tui.sprint_commands import SPRINT_ACTIONS
from widgets.article_list import ArticleList
from widgets.article_view import ArticleView
from widgets.bar import Bar
from widgets.change_line import ChangeLine
from widgets.command_line import CommandLine
from widgets.divider import Divider
from widgets.find_line import FindLine
from widgets.key_strip import KeyStrip
from widgets.link_list import LinkList
from widgets.note_field import NoteField
from widgets.notice import Notice
from widgets.preview_line import PreviewLine
from widgets.prompt import Prompt
from widgets.query_line import QueryLine
from widgets.search_strip import SearchStrip
from widgets.sprint_strip import SprintStrip
from widgets.tag_picker import TagPicker
from widgets.tag_strip import TYPE, TagStrip

OPENS_LINE = ("search", "refine")
"""The commands that open the search line: who searches has not gone anywhere yet."""

ROOM_FOR_ALL = 108
"""From this many columns on the title line has room for marks beside all the rest."""

ROOM_FOR_SOME = 50
"""From this many columns on it has room for more than one number."""

QUIT = ("ctrl+c", "ctrl+q")
"""The keys that mean the same in every mode."""

FOR_MANY = ("repeat", "copy-tags", "type-changes", "type-removals")
"""The commands that mean something while changes are collected, beside chords."""

STRIP_AFTER = 0.3
"""Seconds without the second key after which the strip shows what can be pressed."""


class MainScreen(CommandLineScreen):
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
        Binding("escape", "leave_zen", priority=True),
    ]
    COMMANDS = {Commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (TWO_PANES, "-medium"), (108, "-wide")]

    banner = getters.query_one("#banner", Notice)
    key_strip = getters.query_one(KeyStrip)
    strip = getters.query_one(TagStrip)
    title_bar = getters.query_one("#title", Bar)
    status = getters.query_one("#status", Bar)

    @dataclass
    class Ready(Message):
        """The list is there, and keys can be taken."""

    def __init__(
        self, library: Library, config: Config = UNCONFIGURED, keymap: Keymap = DEFAULT_KEYS
    ) -> None:
        """Show a library, as it is configured, with the keys that commands have."""
        super().__init__(library)
        self.restores = config.restores
        self.watch_folder_seconds = config.watch
        self._text_width = config.width
        self.keymap = keymap
        self.bind_anew(MAIN, keymap.main)
        self._chords = Chords(keymap, self._letters)
        self._strip_timer: Timer | None = None
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
        yield ChangeLine()
        yield CommandLine()
        yield TagPicker()
        yield Prompt()
        yield FindLine()
        yield LinkList()
        yield NoteField()
        yield Bar(id="status")

    def on_mount(self) -> None:
        """Show what the index has; then look for what changed."""
        self.watch(self, "focused", self.follow_focus, init=False)
        self.article_view.unfold_key = self.keymap.shown("show-boilerplate")
        self.article_view.info_key = self.keymap.shown("info")
        first = self.keymap.first_shown
        self.preview.add_keys = f"{first('tag-region')} {first('tag-theme')}"
        self.sprint_strip.type_key = self.keymap.shown("sprint-type", "sprint")
        try:
            self.list_first()
            self.take_hints({facet: self.library.vocabulary(facet) for facet in Facet})
        except GrtuiError as error:
            self.tell(error)
        self.post_message(self.Ready())
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
        if action == "leave_zen":
            return self.is_zen
        command = BY_ACTION.get(action)
        if command and self.sprint and action not in SPRINT_ACTIONS:
            return False
        return not (command and command.needs) or bool(getattr(self, command.needs))

    # Lines above and below ------------------------------------------------------------------------

    def show_status(self) -> None:
        """Show what happened, what can be pressed, and how much of the article was in sight."""
        bar = self.status
        message = "" if self.notice.is_open else self.message  # there it stands in full
        left = Text(message, bar.style("error") if self.is_error else "")
        if not message and self.snippet:
            left = self._snippet()
        if self._chords.pending:
            left = Text.assemble((self._chords.pending, bar.style("key")), (" …", bar.style("dim")))
        bar.left = left
        bar.words = [bar.word(key, word) for key, word in self._hints()]
        bar.right = Text(self.progress or self._where_in_article())

    def _where_in_article(self) -> str:
        """`hit 2 of 7 · 34 %`; where the title line is gone, also how many articles are marked."""
        if not self.current:
            return ""
        view = self.article_view
        hits = f"hit {view.hit + 1} of {view.hits}" if view.hit >= 0 else f"{view.hits} hits"
        marked = self.marks_in_words if self.is_zen else ""
        parts = [marked, hits if view.hits else "", f"{view.percent} %"]
        return " · ".join(filter(None, parts)).rjust(5)

    def _snippet(self) -> Text:
        """The words around what was found in the article."""
        assert self.snippet, "The caller has looked."
        text = Text(self.snippet.text, self.status.style("dim"))
        for start, end in self.snippet.spans:
            text.stylize(self.status.style("match"), start, end)
        return text

    def _hints(self) -> list[tuple[str, str]]:
        """The few keys that matter now, each with its word."""
        if self.query_line.is_open:
            return [("tab", "complete"), ("↑", "earlier"), ("enter", "keep"), ("esc", "take back")]
        if self.is_zen or self.is_typing or self.preview.is_open:
            return []  # they stand in their own line
        searches = "find" if self._is_reading else "search"
        return [
            (command.first_key, searches if command.name == "search" else command.hint)
            for command in (reversed(self.keymap.sprint) if self.sprint else self.keymap.main)
            if command.hint and command.first_key and self.check_action(command.action, ())
        ]

    def show_place(self) -> None:
        """Show the library, the query, and where the cursor is in its result."""
        bar = self.title_bar
        cursor, number = self.article_list.cursor, len(self.rows)
        if self.sprint:
            where = wording.sprint(number - cursor, self.sprint.done, self.sprint.pace)
        else:
            parts = wording.place(cursor, self.found, number).split(" · ")
            if self.size.width < ROOM_FOR_SOME or (
                self.has_marks and self.size.width < ROOM_FOR_ALL
            ):
                del parts[1:]
            place = " · ".join(parts[: 2 if self.is_narrow else None])
            where = " · ".join(filter(None, (self.marks_in_words, place)))
        bar.left = Text.assemble(
            ("sprint" if self.sprint else "grtui", bar.style("key")),
            "  ",
            self.library.name,
            "   ",
            (self.search_text, "bold"),
        )
        bar.right = Text(where, bar.style("dim"))
        if self.query_line.is_open:  # it lays the screen out anew
            self.query_line.tell(where)

    @on(events.Resize)
    def _other_room(self) -> None:
        self.call_after_refresh(self.show_place)

    @on(ArticleList.Chosen)
    async def _another_article(self) -> None:
        self.show_place()
        await self.show_letters()
        self.refresh_bindings()
        self.show_status()

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
            self.found = replace(self.found, unread=message.unread)
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
            if self.sprint and event.key not in (*QUIT, "ctrl+p"):
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
        return await super().take(event)

    @property
    def _keys_for_many(self) -> frozenset[str]:
        """The keys that mean something while changes are collected, beside chords."""
        return self.keymap.keys_of(*FOR_MANY) | {"enter", "escape", *QUIT}

    def _letters(self, first: str) -> frozenset[str]:
        """The letters that may follow the first keys of a chord."""
        return self.codes(first) if first in self.keymap.facets else self.search_letters()

    @property
    def is_free(self) -> bool:
        """Is nothing begun that speaks of what is listed?"""
        return super().is_free and not self._chords.pending

    async def _takes_chord(self, event: events.Key) -> bool:
        """Does a key belong to a chord?"""
        if self._chords.pending:
            try:
                await self._end_chord_with(event)
            except GrtuiError as error:
                self.tell(error)
            if not self._chords.pending:
                self.begun_on = None
            return True
        begins = self._chords.begins(event.key)
        if begins:
            self.begun_on = self.target
            self._strip_timer = self.set_timer(STRIP_AFTER, lambda: self.trying(self._show_strip()))
        return begins

    async def _end_chord_with(self, event: events.Key) -> None:
        first = self._chords.first
        outcome = self._chords.press(event.key, event.character)
        if outcome is None:
            if self._chords.first != first or self.strip.is_open:  # another strip is due
                await self._show_strip()
            return
        if self._strip_timer:
            self._strip_timer.stop()
        self.strip.close()
        self.key_strip.close()
        self.hide_searches()
        match outcome:
            case Unknown(keys) if event.key != "escape":
                self.say(f"{keys} is no command; {self.keymap.shown('help')} shows the keys.")
            case Complete(command, "") if self.check_action(command.action, ()):
                await self.run(command.action, self)
            case Complete(_, letters) if letters and first in self.keymap.facets:
                await self.toggle_by_letters(self.keymap.facets[first], letters)
            case Complete(command, letters) if letters:
                await getattr(self, command.action)(letters)

    async def _show_strip(self) -> None:
        first = self._chords.first
        if facet := self.keymap.facets.get(first):
            choices = await self.choices([facet], self.target)
            letters = self._chords.letters
            choices = [one for one in choices if one.letter.startswith(letters)]
            if self._chords.first == first:  # still, as it may have taken a moment
                scope = f" on {wording.marks(len(self.target))}" if self.uses_marks else ""
                self.strip.open(f"{facet}{scope}", choices, letters, self._strip_keys(facet))
        elif command := self.keymap.chords.get((first, LETTER)):
            self.show_searches(removes=command.name == "forget-search")
        elif first:
            self._show_keys_after(first)

    def _strip_keys(self, facet: Facet) -> list[tuple[str, str]]:
        """The keys that the strip shows beside letters."""
        tag, pick, clear = OF_FACETS[facet]
        keys = (self.keymap.next_key(tag, pick), TYPE), (self.keymap.next_key(tag, clear), "clear")
        return [one for one in keys if one[0]] + [("esc", "leave it")]

    def _show_keys_after(self, first: str) -> None:
        """Show which commands the keys behind the first one are."""
        commands = self.keymap.commands_after(first)
        scope = any(command.needs == "has_target" for command in commands.values())
        marked = f" on {self.marks_in_words}" if scope and self.uses_marks else ""
        can_run = {
            key: command.title
            for key, command in commands.items()
            if self.check_action(command.action, ())
        }
        self.key_strip.open(f"{shown_chord(first)}{marked}", can_run)

    def action_help(self) -> None:
        """Show all keys."""
        self.app.push_screen(HelpScreen(self._help()))

    def _help(self) -> Help:
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
        self.refresh(layout=True)

    def action_suspend(self) -> None:
        """Go to the shell, and come back when that says so."""
        self.app.action_suspend_process()

    async def action_quit(self) -> None:
        """Quit from anywhere."""
        await self.app.action_quit()
