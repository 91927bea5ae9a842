"""The commands of the screen with all tags."""

from tui.command import TAGS, Command

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
