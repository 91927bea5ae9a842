"""What the terminal can do: how many colours it has, how it erases, whether its mouse is at hand.

The environment is an argument, as `os.environ` has it.
"""

from collections.abc import Mapping, MutableMapping

from textual.theme import Theme

from store.settings import THEMES
from tui.slow_line import is_over_ssh
from tui.terminal_kind import is_old

ANSI = Theme(
    name="ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        # Which of the 16 can be read on which others is the terminal's choice; this always can.
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "bold",
        "block-cursor-blurred-foreground": "ansi_default",
        "block-cursor-blurred-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-foreground": "ansi_default",
        "input-selection-background": "ansi_default",
        "scrollbar": "ansi_default",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)
"""Nothing but the terminal's own 16 colours, on its own background; the cursor is reversed."""

REPLACED = ("ansi-dark", "ansi-light")
"""Textual's themes that `ansi` stands for."""

TRUE_COLOUR = {"alacritty", "contour", "direct", "foot", "ghostty", "kitty", "rio", "wezterm"}
"""Words in the names of terminals that are known to have 16 million colours."""


ERASES_IN_COLOUR = {
    *("alacritty", "contour", "foot", "ghostty", "gnome", "iterm2", "kitty", "konsole", "linux"),
    *("mintty", "putty", "rio", "rxvt", "st", "vte", "wezterm", "xterm"),
}
"""Words that begin the names of terminals where what is erased takes the background (bce)."""


def theme_for(theme: str, environ: Mapping[str, str]) -> str:
    """The theme that a setting means on this terminal; NO_COLOR leaves only `ansi`, see-through."""
    if environ.get("NO_COLOR"):
        return ANSI.name
    if theme != "auto":
        return theme
    return ANSI.name if has_few_colours(environ) else THEMES[0]


def has_few_colours(environ: Mapping[str, str]) -> bool:
    """Has the terminal 16 colours or fewer, as Rich sees it, which sends them?"""
    if is_old(environ):
        return True
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    term = environ.get("TERM", "").strip().lower()
    return bool(term) and term.rpartition("-")[2] not in ("256color", "kitty")


def correct_colorterm(environ: MutableMapping[str, str]) -> None:
    """Let COLORTERM say what is so, where nothing sets it or the terminal around did.

    SSH hands on TERM but no COLORTERM, and Rich takes names that it does not know for 16 colours.
    GNU screen leaves it as it is outside, but takes the numbers of such colours for other codes, as
    old terminals do.
    """
    words = environ.get("TERM", "").strip().lower().split("-")
    if is_gnu_screen(environ) or is_old(environ):
        environ.pop("COLORTERM", None)
    elif not environ.get("COLORTERM") and not TRUE_COLOUR.isdisjoint(words):
        environ["COLORTERM"] = "truecolor"


def is_gnu_screen(environ: Mapping[str, str]) -> bool:
    """Is the terminal GNU screen's? One that runs in the other inherits the variables of both."""
    in_tmux = environ.get("TMUX") and environ.get("TERM", "").startswith("tmux")
    return bool(environ.get("STY")) and not in_tmux


def erases_in_colour(environ: Mapping[str, str]) -> bool:
    """Does what the terminal erases have the background that is set, or its own?"""
    word = environ.get("TERM", "").strip().lower().partition("-")[0]
    return word in ERASES_IN_COLOUR and not is_gnu_screen(environ)


def clean_no_color(environ: MutableMapping[str, str]) -> None:
    """Let an empty NO_COLOR be none (https://no-color.org): for Textual it is one all the same."""
    if not environ.get("NO_COLOR"):
        environ.pop("NO_COLOR", None)


def uses_mouse(mouse: str, slow_line: str, environ: Mapping[str, str]) -> bool:
    """Is the mouse the reader's? Over SSH and a slow line it is the terminal's, unless configured.

    A reader that follows it is told of each cell that it passes.
    """
    if mouse == "auto":
        return not (is_over_ssh(environ) or slow_line == "on")
    return mouse == "on"
