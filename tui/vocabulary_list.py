"""The screen that lists the tags of a result: its panes, and the keys that walk them."""

import asyncio

from rich.cells import cell_len
from rich.text import Text
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from store.errors import GrtuiError
from store.library import Library
from store.tags import Facet
from tui import vocabulary_words, wording
from tui.help_screen import Help, HelpScreen
from tui.keymap import Keymap
from tui.library_screen import LibraryScreen
from tui.saves import Saves
from tui.saving_screen import SavingScreen
from tui.vocabulary_commands import VOCABULARY
from tui.vocabulary_listing import Listing, listing
from widgets.bar import Bar
from widgets.key_words import KEEP
from widgets.listed_tag import ListedTag, by_count, by_name, line_of
from widgets.notice import Notice
from widgets.prompt import Prompt
from widgets.question import Question
from widgets.tag_picker import TagPicker, matching
from widgets.tag_table import TagTable

ORDERS = {"by count": by_count, "by name": by_name}
"""How the tags can be sorted."""

TWO_PANES = 80
"""From this many columns on both facets are shown."""


class VocabularyList(SavingScreen):
    """Lists the tags of a result, a pane for each facet; filters and sorts them."""

    AUTO_FOCUS = f"#{Facet.REGION}"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (TWO_PANES, "-medium")]
    BINDINGS = [binding for command in VOCABULARY for binding in command.bindings]

    prompt = getters.query_one(Prompt)
    picker = getters.query_one(TagPicker)
    question = getters.query_one(Question)
    title_bar = getters.query_one("#title", Bar)
    about = getters.query_one("#about", Bar)
    status = getters.query_one("#status", Bar)

    def __init__(self, library: Library, saves: Saves, listed: Listing, keymap: Keymap) -> None:
        super().__init__(library, saves)
        self.keymap = keymap
        self.bind_anew(VOCABULARY, keymap.vocabulary)
        self.listed = listed
        """All tags as they are now."""
        self._listing = asyncio.Lock()
        self._order = "by count"
        self.filter = ""
        """What is typed to show only some of the tags."""
        self.is_filtering = False
        """Is the filter being typed?"""
        self._facet = Facet.REGION

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Bar(id="title")
        with Horizontal(id="facets"):
            for facet in Facet:
                yield TagTable(facet)
        yield Notice(id="notice")
        yield Question()
        yield TagPicker()
        yield Prompt()
        yield Bar(id="about")
        yield Bar(id="status")

    def on_mount(self) -> None:
        """Show the tags that were listed before."""
        self.watch(self, "focused", self.follow_focus, init=False)
        self.go_to(Facet.REGION)
        self.show_tags()
        self.show_status()

    # What is shown --------------------------------------------------------------------------------

    @property
    def table(self) -> TagTable:
        """The pane that the keys are for."""
        return self.table_of(self._facet)

    def table_of(self, facet: Facet) -> TagTable:
        """The pane of a facet."""
        return self.query_one(f"#{facet}", TagTable)

    @property
    def other_facet(self) -> Facet:
        """The one whose pane the keys are not for."""
        return Facet.THEME if self._facet is Facet.REGION else Facet.REGION

    @property
    def current(self) -> ListedTag | None:
        """The tag under the cursor."""
        return self.table.current

    def go_to(self, facet: Facet) -> None:
        """Go to the pane of a facet."""
        self._facet = facet
        for one in Facet:
            self.table_of(one).set_class(one is facet, "-current")
        self.set_focus(self.table)

    def show_tags(self) -> None:
        """Show the tags in their order, as far as they match the filter; each cursor stays."""
        for facet in Facet:
            table = self.table_of(facet)
            before, tags = table.current, self._in_order(facet)
            line = line_of(before, tags) if before else None
            nothing = f"No {facet} matches {self.filter}." if self.filter else ""
            table.show(tags, table.cursor if line is None else line, nothing)
        self.show_place()
        self.show_about()

    def _in_order(self, facet: Facet) -> list[ListedTag]:
        tags = ORDERS[self._order](self.listed.tags[facet])
        return matching(self.filter, tags) if self.filter else tags

    def show_place(self) -> None:
        """Show the library, the query, the filter, and what the numbers are of."""
        bar = self.title_bar
        bar.left = Text.assemble(
            ("grtui", bar.style("key")),
            "  ",
            self.library.name,
            "   ",
            (self.listed.query, "bold"),
            "   " if self.listed.query else "",
            "tags",
            (f"  /{self.filter}" if self.filter else "", "bold"),
        )
        place = vocabulary_words.place(self.listed, self._order)
        bar.right = Text(place, bar.style("dim"))

    def show_about(self) -> None:
        """Show what there is to know of the tag under the cursor."""
        one, bar = self.current, self.about
        is_cut = one and cell_len(one.name) > self.table.name_width
        words = vocabulary_words.about(one, self._key("merge"), self._key("remove")) if one else ""
        if one and not one.total and self.listed.lacks(one.facet):
            tag = self.keymap.first_shown(f"tag-{one.facet}")
            words = vocabulary_words.none_here(one.facet, self._key("leave"), tag)
        parts = [one.name if one and is_cut else "", words]
        bar.left = Text("  ·  ".join(filter(None, parts)))

    def _key(self, name: str) -> str:
        return self.keymap.shown(name, "tags")

    def show_status(self) -> None:
        """Show what happened, and the few keys that matter."""
        bar = self.status
        message = "" if self.notice.is_open else self.message  # there it stands in full
        bar.left = Text(message, bar.style("error") if self.is_error else "")
        bar.words = [bar.word(one.first_key, one.hint) for one in self.keymap.hinted("tags")]

    @on(TagTable.Chosen)
    def _another_tag(self) -> None:
        self.show_about()

    def follow_focus(self, focused: Widget | None) -> None:
        """Let the keys be for the pane that was chosen by the mouse."""
        super().follow_focus(focused)
        self.is_filtering &= self.prompt.is_open
        if isinstance(focused, TagTable) and focused.facet is not self._facet:
            self._change_facet(focused.facet)

    # What is on disk ------------------------------------------------------------------------------

    async def list_again(self) -> None:
        """Show the tags as they are now."""
        try:
            async with self._listing:
                self.listed = await asyncio.to_thread(listing, self.library, self.listed.query)
        except GrtuiError as error:  # its saved search may have been removed
            self.tell(error)
        else:
            self.show_tags()

    @work(exclusive=True, group="list")
    async def tell_news(self, message: LibraryScreen.NewsCame) -> None:
        """Show what another process did."""
        if message.news.changed:
            await self.list_again()
            if message.news.steps:
                self.say(wording.news(message.news.steps))

    # Keys -----------------------------------------------------------------------------------------

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for, once what the one before did is shown."""
        if self.notice.is_open:
            self.notice.close()
            self.show_status()
        if self.is_filtering:
            is_taken = await super().take(event)
            self._filter_as_typed()
            return is_taken
        if not (self.prompt.is_open or self.picker.is_open):
            await self.all_saved()
        return await super().take(event)

    def action_down(self) -> None:
        """A line down."""
        self.table.move(1)

    def action_up(self) -> None:
        """A line up."""
        self.table.move(-1)

    def action_half_page_down(self) -> None:
        """Half a page down."""
        self.table.move(self.table.page // 2)

    def action_half_page_up(self) -> None:
        """Half a page up."""
        self.table.move(-(self.table.page // 2))

    def action_top(self) -> None:
        """To the first tag."""
        self.table.cursor = 0

    def action_bottom(self) -> None:
        """To the last tag."""
        self.table.cursor = len(self.table.tags) - 1

    def action_other_facet(self) -> None:
        """To the other pane."""
        self._change_facet(self.other_facet)

    def action_to_regions(self) -> None:
        """To the regions."""
        self._change_facet(Facet.REGION)

    def action_to_themes(self) -> None:
        """To the themes."""
        self._change_facet(Facet.THEME)

    def _change_facet(self, facet: Facet) -> None:
        self.go_to(facet)
        self.show_about()

    def action_next_remark(self) -> None:
        """To the next tag that is to be looked at, after the last one to the first."""
        self._step_remark(1)

    def action_previous_remark(self) -> None:
        """To the tag before that is to be looked at."""
        self._step_remark(-1)

    def _step_remark(self, step: int) -> None:
        places = [
            (facet, line) for facet in Facet for line in range(len(self.table_of(facet).tags))
        ]
        here = (self._facet, self.table.cursor)
        at = places.index(here) if here in places else min(0, -step)
        for number in range(1, len(places) + 1):
            facet, line = places[(at + step * number) % len(places)]
            if self.table_of(facet).tags[line].is_remarkable:
                self.table_of(facet).cursor = line
                self._change_facet(facet)
                return
        self.say("No tag here is nearly another, in both facets or used once.")

    def action_change_order(self) -> None:
        """Sort by count, or by name."""
        self._order = next(one for one in ORDERS if one != self._order)
        self.show_tags()

    # The filter

    def action_filter(self) -> None:
        """Show the tags that match what is typed."""
        self.is_filtering = True
        self.prompt.open("/", self.filter, keys=KEEP, back_to=self.table)

    def _filter_as_typed(self) -> None:
        """Show what matches; where the line was left, all."""
        if self.is_filtering:
            self.is_filtering = self.prompt.is_open
            self.filter_by(self.prompt.typed if self.is_filtering else "")

    def keep_filter(self) -> None:
        """Leave the line, and go on among what matches."""
        self.is_filtering = False
        self.filter_by(self.prompt.taken())
        other = self.other_facet
        if not self.table.tags and self.table_of(other).tags:
            self._change_facet(other)

    def filter_by(self, text: str) -> None:
        """Show the tags that match a text, the best first; all, where there is none."""
        text = " ".join(text.split())
        if text == self.filter:
            return
        self.filter = text
        self.show_tags()
        for facet in Facet:
            self.table_of(facet).cursor = 0

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(HelpScreen(Help("among all tags", self.keymap.vocabulary)))
