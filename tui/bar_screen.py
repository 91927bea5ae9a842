"""A screen with a line above that says what is listed, and one below with what can be pressed."""

from rich.text import Text
from textual import events, getters, on

from tui import wording
from tui.chord_screen import ChordScreen
from tui.title import listed, place_parts
from widgets.bar import Bar


class BarScreen(ChordScreen):
    """Says on its first and last lines what is so, what happened, and which keys matter now."""

    title_bar = getters.query_one("#title", Bar)
    status = getters.query_one("#status", Bar)

    def follow_cursor(self) -> bool:
        """Show the article under the cursor, and where it stands, in the same moment."""
        is_new = super().follow_cursor()
        if is_new:
            self.show_place()
            self.show_status()
        return is_new

    def show_status(self) -> None:
        """Show what happened, what can be pressed, and how much of the article was in sight."""
        bar = self.status
        stands_in_full = self.notice.is_open and self.notice.message == self.message
        message = "" if stands_in_full else self.message
        left = Text(message, bar.style("error") if self.is_error else "")
        if not message and self.snippet:
            left = self._snippet()
        if self._chords.pending:
            left = Text.assemble((self._chords.pending, bar.style("key")), (" …", bar.style("dim")))
        bar.left = left
        bar.words = [bar.word(key, word) for key, word in self._hints()]
        bar.right = Text(self.progress or self._where_in_article())

    def _where_in_article(self) -> str:
        """`match 2 of 7 · 34 %`; where the title line is gone, also how many are marked."""
        is_in_sight = not self.is_narrow or self.has_class("-reading") or self.sprint
        if not (self.current and is_in_sight):
            return ""
        view = self.article_view
        if not view.key:
            return " " * 5  # for the percentage of the article that is just being read
        hits = wording.counted(view.hits, "match", "matches")
        if view.hit >= 0:
            hits = f"match {view.hit + 1} of {view.hits_told}"
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
        strips = self.strip, self.key_strip, self.search_strip, self.preview
        if self.is_zen or self.is_typing or any(strip.is_open for strip in strips):
            return []  # they stand in their own line
        commands = self.keymap.hinted("sprint")[::-1] if self.sprint else self.keymap.hinted()
        searches = "find" if self._is_reading else "search"
        return [
            (command.first_key, searches if command.name == "search" else command.hint)
            for command in commands
            if self.check_action(command.action, ())
        ]

    def show_place(self) -> None:
        """Show the library, the query, and where the cursor is in its result."""
        bar = self.title_bar
        cursor, number = self.article_list.cursor, len(self.rows)
        if self.sprint:
            where = wording.sprint(number - cursor, self.sprint.done, self.sprint.pace)
        else:
            columns = self.size.width
            parts = place_parts(cursor, self.found, number, columns, has_marks=self.has_marks)
            where = " · ".join(filter(None, (self.marks_in_words, *parts)))
            if self.query_line.is_open:  # it lays the screen out anew
                self.query_line.tell(where, parts[0])
        name = "sprint" if self.sprint else "grtui"
        bar.left = listed(bar, self.library.name, self.search_text, name)
        bar.right = Text(where, bar.style("dim"))

    @on(events.Resize)
    def _other_room(self) -> None:
        self.call_after_refresh(self.show_place)
