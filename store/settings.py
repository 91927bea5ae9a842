"""The table of settings: what each may be, is without a word, and means."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

THEMES = (
    "textual-dark",
    "textual-light",
    "nord",
    "gruvbox",
    "catppuccin-mocha",
    "catppuccin-latte",
    "catppuccin-frappe",
    "catppuccin-macchiato",
    "dracula",
    "tokyo-night",
    "monokai",
    "flexoki",
    "solarized-dark",
    "solarized-light",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
    "ansi",
)
"""The sets of colours: those of Textual, and one of the terminal's own 16."""

WIDTHS = (60, 80, 100, "pane")
"""How wide the text of an article may be set, in columns; `pane` is as wide as there is room."""

LONGEST_WATCH = 86_400
"""Seconds between two looks for new files, at most."""

Check = Callable[[object], object]
"""Turns what the file says into a value; its ValueError says what is allowed."""


class Setting(NamedTuple):
    """Something that the reader may want otherwise."""

    name: str
    default: object
    help: str
    """What it is for, and what it may be, in one sentence."""
    check: Check
    variable: str = ""
    """The environment variable that wins over the file, where there is one."""


def _one_of(*choices: object) -> Check:
    def check(value: object) -> object:
        # True is 1 for Python, and 80.0 is 80.
        if not any(value == choice and type(value) is type(choice) for choice in choices):
            raise ValueError(f"one of {', '.join(map(str, choices))}")
        return value

    return check


def _yes_or_no(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _seconds(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number of seconds; 0 is never")
    if not 0 <= value <= LONGEST_WATCH:  # nor is nan
        raise ValueError(f"a number of seconds from 0, which is never, to {LONGEST_WATCH}")
    return value


def _whole_path(value: object) -> object:
    if value == "":
        return None
    if isinstance(value, str) and "\0" not in value:
        try:
            path = Path(value).expanduser()
        except RuntimeError:
            raise ValueError("a path; there is no user of that name") from None
        if path.is_absolute():
            return path
    raise ValueError("a path that begins with / or ~")


SETTINGS = (
    Setting(
        "library",
        None,
        "The folder of articles that opens when none is named; without it the sample articles.",
        _whole_path,
        "GRTUI_LIBRARY",
    ),
    Setting(
        "tags",
        None,
        "The tag file that keeps what you do; without it one in the library's own folder.",
        _whole_path,
        "GRTUI_TAGS",
    ),
    Setting(
        "theme",
        "auto",
        f"The colours: auto, {', '.join(THEMES)}; auto is {THEMES[0]}, or ansi where the terminal "
        "has 16 colours.",
        _one_of("auto", *THEMES),
    ),
    Setting(
        "mouse",
        "auto",
        "The mouse: auto, on or off; auto is off over SSH, where the terminal's own selection is "
        "worth more, and on a slow line.",
        _one_of("auto", "on", "off"),
    ),
    Setting(
        "slow_line",
        "auto",
        "Whether the line to the terminal is slow: auto, on or off; auto is on over SSH. Then "
        "nothing moves by itself, and keys may come in pieces.",
        _one_of("auto", "on", "off"),
    ),
    Setting(
        "width",
        80,
        'How wide the text of an article is set: 60, 80, 100, or "pane" for as wide as its pane.',
        _one_of(*WIDTHS),
    ),
    Setting(
        "restore",
        True,
        "Whether the query and the article of the last time come back: true or false.",
        _yes_or_no,
    ),
    Setting(
        "watch",
        5,
        "Seconds between two looks for new files while the reader is open; 0 is never.",
        _seconds,
    ),
)
"""The settings, in the order of the file."""

NAMED = {setting.name: setting for setting in SETTINGS}
"""The settings by name."""
