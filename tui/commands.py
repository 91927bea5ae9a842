"""Every command of grtui: its keys, its words and the action it runs."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

_SHOWN = {
    "space": "space",
    "slash": "/",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "asterisk": "*",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "number_sign": "#",
    "lower": "a … z",
    "upper": "A … Z",
    "question_mark": "?",
    "full_stop": ".",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "page down",
    "pageup": "page up",
    "escape": "esc",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can ask for, by key or from the palette."""

    name: str
    """What names it, in words joined by `-`."""
    keys: str
    """The keys that run it, comma-separated, in Textual's names; a space joins a chord's.

    The last key `*` stands for the letter of a tag, or of a saved search.
    """
    title: str
    """What the palette calls it."""
    help: str
    """One sentence for the help screen, the palette and the README."""
    group: str
    """The heading it stands under in the help screen and the README."""
    hint: str = ""
    """The word for the status line, where it is one of the few that stand there."""
    needs: str = ""
    """The screen's attribute that must hold something for it to run, where there is one."""

    @property
    def action(self) -> str:
        """The name of the action method, less `action_`."""
        return self.name.replace("-", "_")

    @property
    def key_list(self) -> tuple[str, ...]:
        """The keys and chords, one by one."""
        return tuple(key.strip() for key in self.keys.split(","))

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as they are printed: `r /`, `ctrl+d`, `↓`."""
        return tuple(
            " ".join(_SHOWN.get(key, "letter" if key == "*" else key) for key in chord.split())
            for chord in self.key_list
        )

    @property
    def bindings(self) -> list[Binding]:
        """The command's single keys as Textual binds them; its chords are the screen's work."""
        keys = [key for key in self.key_list if " " not in key]
        return [Binding(",".join(keys), self.action, self.title, show=False)] if keys else []


MOVE, READ, TAG, MANY, FIND, REST, IN_SPRINT, TAGS = (
    "Moving",
    "Reading",
    "Tagging",
    "Many at once",
    "Finding",
    "The rest",
    "In a sprint",
    "Among all tags",
)

MAIN = (
    Command("down", "j, down", "Line down", "A line down in the list or the article.", MOVE),
    Command("up", "k, up", "Line up", "A line up in the list or the article.", MOVE),
    Command("top", "g g, home", "To the top", "To the top of the list or the article.", MOVE),
    Command("bottom", "G, end", "To the bottom", "To the end of the list or the article.", MOVE),
    Command("half-page-down", "ctrl+d, pagedown", "Half a page down", "Half a page down.", MOVE),
    Command("half-page-up", "ctrl+u, pageup", "Half a page up", "Half a page up.", MOVE),
    Command(
        "read-on",
        "space",
        "Read on",
        "A page on in the article; at its end mark it read and go to the next.",
        READ,
        hint="read on",
        needs="current",
    ),
    Command("page-back", "b", "Page back", "A page back in the article.", READ, needs="current"),
    Command(
        "next-article",
        "J",
        "Next article",
        "The next article, also from within the article.",
        READ,
        needs="current",
    ),
    Command(
        "previous-article",
        "K",
        "Previous article",
        "The previous article, also from within the article.",
        READ,
        needs="current",
    ),
    Command(
        "enter-article", "enter, l", "To the article", "To the article.", READ, needs="current"
    ),
    Command("leave", "q", "Back, or quit", "Back to the list; in the list, quit.", READ),
    Command("enter-list", "h", "To the list", "Back to the list.", READ),
    Command(
        "toggle-read",
        "m",
        "Mark read or unread",
        "Mark the article read, or unread again.",
        READ,
        needs="current",
    ),
    Command(
        "toggle-star",
        "s",
        "Star",
        "Star the article, or take its star away.",
        READ,
        needs="current",
    ),
    Command(
        "show-boilerplate",
        "B",
        "Notes and boilerplate",
        "Show the notes and the boilerplate that stand folded at the article's end, or fold them.",
        READ,
        needs="current",
    ),
    Command(
        "tag-region",
        "r *",
        "Tag a region",
        "Give the region of that letter, or take it away.",
        TAG,
        hint="region",
        needs="current",
    ),
    Command(
        "tag-theme",
        "t *",
        "Tag a theme",
        "Give the theme of that letter, or take it away.",
        TAG,
        hint="theme",
        needs="current",
    ),
    Command(
        "pick-region",
        "r slash",
        "Type a region",
        "Choose a region by typing some of its name, or make a new one.",
        TAG,
        needs="current",
    ),
    Command(
        "pick-theme",
        "t slash",
        "Type a theme",
        "Choose a theme by typing some of its name, or make a new one.",
        TAG,
        needs="current",
    ),
    Command(
        "clear-regions",
        "r minus",
        "Clear the regions",
        "Take all regions from the article.",
        TAG,
        needs="current",
    ),
    Command(
        "clear-themes",
        "t minus",
        "Clear the themes",
        "Take all themes from the article.",
        TAG,
        needs="current",
    ),
    Command(
        "type-changes",
        "plus",
        "Type changes of tags",
        "Type changes of tags: +Europe -Asia +theme:History.",
        TAG,
        needs="current",
    ),
    Command(
        "type-removals",
        "minus",
        "Type tags to take",
        "The same, beginning with a tag to take away.",
        TAG,
        needs="current",
    ),
    Command(
        "repeat",
        "full_stop",
        "Repeat",
        "Make the last change of tags again, on this article.",
        TAG,
        needs="current",
    ),
    Command(
        "copy-tags",
        "equals_sign",
        "Copy tags",
        "Give the tags of the article that was tagged before.",
        TAG,
        needs="current",
    ),
    Command(
        "next-lacking",
        "right_square_bracket",
        "Next without tags",
        "To the next article that lacks a region or a theme.",
        TAG,
        needs="current",
    ),
    Command(
        "previous-lacking",
        "left_square_bracket",
        "Previous without tags",
        "To the previous article that lacks a region or a theme.",
        TAG,
        needs="current",
    ),
    Command(
        "sprint",
        "T",
        "Sprint",
        "Work through the result, one article at a time, with all letters in sight.",
        TAG,
        needs="current",
    ),
    Command(
        "vocabulary",
        "number_sign",
        "All tags",
        "All tags of the result with their numbers, to narrow it by one, rename and merge.",
        TAG,
    ),
    Command("undo", "u", "Undo", "Take the last change back, also of an earlier day.", TAG),
    Command(
        "undo-rest",
        "U",
        "Undo the rest",
        "Take the last change back where nobody has changed the same since, when u will not.",
        TAG,
    ),
    Command("redo", "ctrl+r", "Redo", "Make the change again that was taken back last.", TAG),
    Command(
        "mark",
        "x",
        "Mark",
        "Mark the article, or unmark it, and go down; keys that tag act on all that are marked.",
        MANY,
        needs="current",
    ),
    Command(
        "mark-range",
        "V",
        "Mark a range",
        "Begin a range that follows the cursor; the same key marks it.",
        MANY,
        needs="current",
    ),
    Command(
        "mark-all", "asterisk", "Mark all", "Mark all articles of the result.", MANY, needs="rows"
    ),
    Command(
        "invert-marks",
        "I",
        "Invert the marks",
        "Mark what is not marked in the result, and unmark what is.",
        MANY,
        needs="rows",
    ),
    Command(
        "unmark",
        "escape",
        "Unmark",
        "Leave an open range; else unmark all articles, also those that are not listed.",
        MANY,
        needs="has_marks",
    ),
    Command(
        "search",
        "slash, backslash",
        "Search",
        "Search as you type; enter keeps the result, esc takes it back.",
        FIND,
        hint="search",
    ),
    Command(
        "refine",
        "F",
        "Refine",
        "Search in the result that is listed.",
        FIND,
    ),
    Command(
        "widen",
        "backspace",
        "Take back the last refinement",
        "Take back the last refinement; at last show all articles.",
        FIND,
        needs="search_text",
    ),
    Command(
        "next-match",
        "n",
        "Next match",
        "To the next place that the search found, also in the next articles.",
        FIND,
        needs="search_text",
    ),
    Command(
        "previous-match",
        "N",
        "Previous match",
        "To the place before, also in the articles before.",
        FIND,
        needs="search_text",
    ),
    Command(
        "run-search",
        "f *",
        "Saved search",
        "Make the saved search of that letter; wait a moment to see them all.",
        FIND,
    ),
    Command(
        "save-search",
        "S",
        "Save this search",
        "Save this search under a name.",
        FIND,
        needs="search_text",
    ),
    Command(
        "forget-search",
        "f minus *",
        "Remove a saved search",
        "Remove the saved search of that letter.",
        FIND,
    ),
    Command("look-for-files", "R", "Look for new files", "Look for new and changed files.", FIND),
    Command("help", "question_mark", "Help", "All keys.", REST, hint="help"),
    Command("redraw", "ctrl+l", "Redraw", "Draw the screen again.", REST),
)
"""The commands of the main screen, in the order of the help."""

SPRINT = (
    Command("sprint-theme", "lower", "", "Give the theme of that letter, or take it.", IN_SPRINT),
    Command("sprint-region", "upper", "", "Give the region of that letter, or take it.", IN_SPRINT),
    Command(
        "sprint-done",
        "enter",
        "",
        "Done: mark it read, and go to the next.",
        IN_SPRINT,
        hint="done",
    ),
    Command("sprint-skip", "tab", "", "Skip: go to the next as it is.", IN_SPRINT, hint="skip"),
    Command(
        "sprint-back",
        "backspace",
        "",
        "Take the last step back: a change of this article, then the way to it.",
        IN_SPRINT,
        hint="back",
    ),
    Command(
        "sprint-type",
        "slash",
        "",
        "Choose a region or a theme by typing, or make a new one.",
        IN_SPRINT,
        hint="type",
    ),
    Command("repeat", "full_stop", "", "Make the last change of tags again.", IN_SPRINT),
    Command(
        "copy-tags", "equals_sign", "", "Give the tags of the article tagged before.", IN_SPRINT
    ),
    Command("sprint-page", "space", "", "A page on in the article.", IN_SPRINT),
    Command("down", "down", "", "A line down in the article.", IN_SPRINT),
    Command("up", "up", "", "A line up in the article.", IN_SPRINT),
    Command("half-page-down", "ctrl+d, pagedown", "", "Half a page down.", IN_SPRINT),
    Command("half-page-up", "ctrl+u, pageup", "", "Half a page up.", IN_SPRINT),
    Command("redo", "ctrl+r", "", "Make a change again that was taken back.", IN_SPRINT),
    Command("help", "question_mark", "", "All keys.", IN_SPRINT),
    Command("redraw", "ctrl+l", "", "Draw the screen again.", IN_SPRINT),
    Command(
        "sprint-leave",
        "escape",
        "",
        "Leave; the next sprint through this result goes on here.",
        IN_SPRINT,
        hint="leave",
    ),
)
"""The keys of a sprint, in the order of the help."""

SPRINT_KEYS = {
    key: command.action
    for command in SPRINT
    for key in command.key_list
    if key not in ("lower", "upper")
}
"""The actions of a sprint's keys, but for letters."""

VOCABULARY = (
    Command("down", "j, down", "Line down", "A line down.", TAGS),
    Command("up", "k, up", "Line up", "A line up.", TAGS),
    Command("top", "g, home", "To the top", "To the first tag.", TAGS),
    Command("bottom", "G, end", "To the bottom", "To the last tag.", TAGS),
    Command("half-page-down", "ctrl+d, pagedown", "Half a page down", "Half a page down.", TAGS),
    Command("half-page-up", "ctrl+u, pageup", "Half a page up", "Half a page up.", TAGS),
    Command("other-facet", "tab", "Other facet", "To the other facet.", TAGS),
    Command("to-regions", "h, left", "To the regions", "To the regions.", TAGS),
    Command("to-themes", "l, right", "To the themes", "To the themes.", TAGS),
    Command(
        "narrow",
        "enter",
        "Narrow",
        "Search in the result for this tag; backspace takes it back.",
        TAGS,
        hint="narrow",
    ),
    Command(
        "rename",
        "r",
        "Rename",
        "Rename the tag; the old name goes on to mean it, for typing and searching.",
        TAGS,
        hint="rename",
    ),
    Command(
        "merge",
        "m",
        "Merge",
        "Merge the tag with the one it is nearly called like, or with another.",
        TAGS,
        hint="merge",
    ),
    Command(
        "set-letter", "L", "Set the letter", "Give the tag another letter: L and the letter.", TAGS
    ),
    Command("remove", "d", "Remove", "Remove a tag that nobody uses.", TAGS),
    Command(
        "next-remark",
        "n",
        "Next remark",
        "To the next tag that is nearly another (~), in both facets (=) or used once (1).",
        TAGS,
        hint="next ~ = 1",
    ),
    Command("previous-remark", "N", "Previous remark", "To the one before.", TAGS),
    Command(
        "filter",
        "slash",
        "Filter",
        "Show the tags that match what is typed; enter keeps them, esc shows all again.",
        TAGS,
        hint="filter",
    ),
    Command("change-order", "o", "Order", "Sort by number, or by name.", TAGS),
    Command("undo", "u", "Undo", "Take the last change back.", TAGS),
    Command("redo", "ctrl+r", "Redo", "Make the change again that was taken back last.", TAGS),
    Command("help", "question_mark", "Help", "These keys.", TAGS, hint="help"),
    Command("leave", "q, number_sign", "Back", "Back to the articles.", TAGS),
    Command("step-back", "escape", "Back", "Show all tags again; else back.", TAGS),
)
"""The commands of the screen with all tags, in the order of the help."""

BY_ACTION = {command.action: command for command in MAIN}
"""The commands by the action they run."""

CHORDS = {
    tuple(key.rsplit(" ", 1)): command for command in MAIN for key in command.key_list if " " in key
}
"""The commands that take several keys, by those before the last one, and the last one."""

PREFIXES = {
    " ".join(first.split()[:length])
    for first, _ in CHORDS
    for length in range(1, len(first.split()) + 1)
}
"""The keys that begin a chord: `r`, `f`, `f minus`."""


def groups(commands: Iterable[Command] = MAIN) -> dict[str, list[Command]]:
    """The commands under their headings, both in the order of the help."""
    result: dict[str, list[Command]] = {}
    for command in commands:
        result.setdefault(command.group, []).append(command)
    return result
