"""The commands of a sprint."""

from tui.command import IN_SPRINT, Command

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

SPRINT_ACTIONS = frozenset(command.action for command in SPRINT)
"""The actions of a sprint."""
