"""Colours, few of them and none: everything can be told apart and read."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import environ
from reading import Reader, reading, until, write_article, write_three
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from benchmarks.terminal import Terminal
from store.config import Config, Value
from store.settings import THEMES
from tui.contrast import LEAST, LEAST_OF_CURSOR, contrast, readable
from tui.looks import (
    ANSI,
    REPLACED,
    clean_no_color,
    correct_colorterm,
    has_few_colours,
    theme_for,
    uses_mouse,
)

FEW = {"TERM": "xterm"}
"""A terminal of 16 colours."""

COLOUR = re.compile(rb"\x1b\[(?:[\d;:]*;)?(?:[34][0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m")
"""What makes a terminal change a colour, but for going back to its own."""

MOUSE = b"\x1b[?1000h"
"""What asks a terminal for its mouse."""


SIXTEEN = {f"color({number})" for number in range(16)}


def themed(theme: str) -> Config:
    config = Config()
    return Config(Path("/c/config.toml"), {**config.values, "theme": Value(theme)})


def segments(reader: Reader) -> Iterator[Segment]:
    """All that is on the screen, as it goes to the terminal."""
    app = reader.pilot.app
    for strip in app.screen._compositor.render_strips(app.size):
        yield from strip


def styles_of(reader: Reader, text: str) -> list[Style]:
    """The styles in which a text stands somewhere on the screen."""
    return [one.style for one in segments(reader) if text in one.text and one.style]


def colours(reader: Reader) -> set[str]:
    """All colours on the screen, but for those of the terminal itself."""
    both = [
        colour
        for one in segments(reader)
        if one.style
        for colour in (one.style.color, one.style.bgcolor)
    ]
    return {colour.name for colour in both if colour and not colour.is_default}


# What the terminal can do


@pytest.mark.parametrize(
    ("environ", "is_so"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color", "COLORTERM": ""}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "vt100"}, True),
        ({"TERM": "screen"}, True),
    ],
)
def test_a_terminal_has_few_colours_where_it_promises_no_more(
    environ: dict[str, str], is_so: bool
) -> None:
    assert has_few_colours(environ) is is_so


@pytest.mark.parametrize(
    ("environ", "colorterm"),
    [
        ({"TERM": "alacritty"}, "truecolor"),
        ({"TERM": "xterm-ghostty"}, "truecolor"),
        ({"TERM": "foot-extra", "COLORTERM": ""}, "truecolor"),
        ({"TERM": "konsole-direct"}, "truecolor"),
        ({"TERM": "alacritty", "COLORTERM": "no"}, "no"),
        ({"TERM": "xterm"}, None),
        ({"TERM": "xterm-256color"}, None),
        ({}, None),
    ],
)
def test_a_terminal_that_rich_does_not_know_has_its_colours(
    environ: dict[str, str], colorterm: str | None
) -> None:
    correct_colorterm(environ)
    assert environ.get("COLORTERM") == colorterm


@pytest.mark.parametrize(
    ("environ", "colorterm"),
    [
        ({"STY": "1.x", "TERM": "screen.xterm-256color"}, None),
        ({"STY": "1.x", "TERM": "screen"}, None),
        ({"STY": "1.x", "TERM": "screen-256color", "TMUX": "/tmp/x"}, None),
        ({"STY": "1.x", "TERM": "tmux-256color", "TMUX": "/tmp/x"}, "truecolor"),
        ({"STY": "", "TERM": "screen-256color", "TMUX": "/tmp/x"}, "truecolor"),
    ],
)
def test_gnu_screen_has_not_the_colours_of_the_terminal_around_it(
    environ: dict[str, str], colorterm: str | None
) -> None:
    environ["COLORTERM"] = "truecolor"
    correct_colorterm(environ)
    assert environ.get("COLORTERM") == colorterm


def test_the_theme_is_the_configured_one_unless_there_are_no_colours() -> None:
    assert theme_for("auto", {}) == "textual-dark"
    assert theme_for("auto", FEW) == "ansi"
    assert theme_for("nord", FEW) == "nord"
    assert theme_for("nord", {"NO_COLOR": "1"}) == "ansi"
    assert theme_for("nord", {"NO_COLOR": ""}) == "nord"


def test_an_empty_no_color_is_none() -> None:
    environ = {"NO_COLOR": "", "TERM": "xterm"}
    clean_no_color(environ)
    assert environ == FEW
    environ = {"NO_COLOR": "1"}
    clean_no_color(environ)
    assert environ == {"NO_COLOR": "1"}


@pytest.mark.parametrize(
    ("mouse", "slow_line", "environ", "is_used"),
    [
        ("auto", "auto", {}, True),
        ("auto", "auto", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        ("auto", "auto", {"SSH_TTY": "/dev/pts/1"}, False),
        ("auto", "off", {"SSH_TTY": "/dev/pts/1"}, False),
        ("auto", "on", {}, False),
        ("on", "on", {"SSH_TTY": "/dev/pts/1"}, True),
        ("off", "off", {}, False),
    ],
)
def test_over_ssh_and_a_slow_line_the_mouse_is_the_terminals(
    mouse: str, slow_line: str, environ: dict[str, str], is_used: bool
) -> None:
    assert uses_mouse(mouse, slow_line, environ) is is_used


@pytest.mark.parametrize(
    "opens",
    [
        ["slash", *"ferry", "enter", "S"],
        ["X"],
        ["vertical_line"],
        ["enter", "slash"],
        ["c"],
        ["colon"],
        ["plus"],
        ["r", "slash"],
        ["number_sign", "r"],
        ["question_mark", "slash"],
    ],
)
async def test_what_one_types_is_in_sight_in_16_colours(tmp_path: Path, opens: list[str]) -> None:
    async with reading(tmp_path, config=themed("ansi"), size=(80, 24)) as reader:
        await reader.press(*opens, *"zzz")
        assert "zzz" in reader.text


async def test_a_sprint_has_all_letters_in_16_colours(tmp_path: Path) -> None:
    async with reading(tmp_path, config=themed("ansi"), size=(80, 24)) as reader:
        await reader.press("T")
        assert " w Women's" in reader.text


# Themes


def test_the_themes_are_those_of_textual_and_one_of_16_colours() -> None:
    assert set(THEMES) == (BUILTIN_THEMES.keys() - set(REPLACED)) | {ANSI.name}


@pytest.mark.parametrize("name", [name for name in THEMES if name != ANSI.name])
def test_all_that_is_written_in_a_theme_can_be_read(name: str) -> None:
    variables = readable(BUILTIN_THEMES[name].to_color_system().generate())
    colour = {key: Color.parse(variables[key]) for key in ("background", "panel", "foreground")}
    for behind in ("background", "panel"):
        dim = colour[behind].blend(colour["foreground"], 0.66)
        assert contrast(dim, colour[behind]) >= 3.4
        for key in ("text-accent", "text-warning", "text-error", "text-success"):
            assert contrast(Color.parse(variables[key]), colour[behind]) >= LEAST - 0.1
    cursor = colour["background"] + Color.parse(variables["block-cursor-background"])
    assert (
        contrast(Color.parse(variables["block-cursor-foreground"]), cursor) >= LEAST_OF_CURSOR - 0.1
    )


def test_a_theme_that_can_be_read_stays_as_it_is() -> None:
    variables = BUILTIN_THEMES["rose-pine"].to_color_system().generate()
    assert {k for k, v in readable(variables).items() if v.lower() != variables[k].lower()} <= {
        "block-cursor-foreground"
    }


async def test_the_configured_theme_is_shown(tmp_path: Path) -> None:
    async with reading(tmp_path, config=themed("nord")) as reader:
        assert "#2e3440" in colours(reader)


async def test_a_theme_from_the_palette_says_what_keeps_it(tmp_path: Path) -> None:
    async with reading(tmp_path, config=themed("auto")) as reader:
        await reader.press("ctrl+p")
        await until(lambda: "Search for commands" in reader.text, reader)
        await reader.press(*"theme")
        await until(lambda: "Show the reader in other colours" in reader.text, reader)
        await reader.press("enter")
        await until(lambda: "Search for themes" in reader.text, reader)
        await reader.press(*"solarized-li")
        await until(lambda: "solarized-light" in reader.text and "nord" not in reader.text, reader)
        await reader.press("enter")
        await until(lambda: "keeps it" in reader.status, reader)
        assert 'theme = "solarized-light" in /c/config.toml keeps it.' in reader.status
        assert "#fdf6e3" in colours(reader)


NOTHING_SHOWS_THROUGH = {
    "list": (),
    "tagged": ("r", "e", "t", "h"),
    "found": ("slash", *"late", "enter"),
    "nothing": ("slash", *"zebra", "enter"),
    "wrong": ("slash", *"date:foo", "enter"),
    "picker": ("t", "slash", *"his"),
    "typed": ("plus", *"eur"),
    "note": ("c", *"Ask"),
    "information": ("i",),
    "vocabulary": ("number_sign", "slash", *"zebra"),
    "sprint": ("T", "e"),
    "help": ("question_mark",),
    "palette": ("ctrl+p", *"star"),
}


@pytest.mark.parametrize("name", NOTHING_SHOWS_THROUGH)
async def test_the_terminals_own_background_shows_nowhere_in_a_theme(
    tmp_path: Path, name: str
) -> None:
    async with reading(tmp_path, config=themed("textual-light")) as reader:
        await reader.press(*NOTHING_SHOWS_THROUGH[name])
        behind = [one.style and one.style.bgcolor for one in segments(reader) if one.text]
        assert all(colour and not colour.is_default for colour in behind)


async def test_a_mistake_in_a_search_has_the_colour_of_errors(tmp_path: Path) -> None:
    async with reading(tmp_path, config=themed("textual-light"), size=(200, 30)) as reader:
        await reader.press("slash", *"date:foo", "enter")
        wrong, told = (styles_of(reader, text)[0] for text in ("foo", "date: needs a day"))
        assert wrong.color == told.color


# 16 colours, and none


async def test_with_few_colours_only_those_of_the_terminal_are_sent(tmp_path: Path) -> None:
    async with reading(tmp_path, environ=FEW) as reader:
        for keys in (["r", "e"], ["slash", *"ferry", "enter"], ["t", "slash"], ["escape", "T"]):
            await reader.press(*keys)
            assert colours(reader) <= SIXTEEN


@pytest.fixture
def no_color(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of somebody who wants no colours."""
    monkeypatch.setenv("NO_COLOR", "1")
    return {"NO_COLOR": "1", "TERM": "xterm-256color"}


SCREENS = {
    "list": (),
    "tagged": ("r", "e", "t", "h"),
    "marked": ("x", "V", "j"),
    "found": ("slash", *"ferry", "enter"),
    "wrong": ("slash", *"date:foo", "enter"),
    "picker": ("t", "slash", *"his"),
    "typed": ("plus", *"eur"),
    "vocabulary": ("number_sign",),
    "merging": ("number_sign", "m"),
    "sprint": ("T", "e"),
    "help": ("question_mark",),
    "palette": ("ctrl+p", *"star"),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_with_no_color_no_screen_has_a_colour(
    tmp_path: Path, name: str, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, config=themed("nord"), environ=no_color) as reader:
        await reader.press(*SCREENS[name])
        assert colours(reader) == set()


async def test_without_colours_the_cursor_is_reversed_and_bold_where_the_keys_are_not(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color) as reader:
        assert any(style.reverse for style in styles_of(reader, "Bridge"))
        assert not any(style.reverse for style in styles_of(reader, "Ferry"))
        await reader.press("l")
        in_list = styles_of(reader, "Bridge")[:1]
        assert in_list
        assert all(style.bold and not style.reverse for style in in_list)


async def test_without_colours_the_chosen_link_and_the_chosen_tag_are_reversed(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    def write(folder: Path) -> None:
        body = (
            "The [tables](https://tides.example.org) and the [minutes](https://board.example.org)."
        )
        write_article(folder, "tide.txt", body=body)

    async with reading(tmp_path, write=write, environ=no_color) as reader:
        await reader.press("L", "j")
        assert any(style.reverse for style in styles_of(reader, "board.example"))
        assert not any(style.reverse for style in styles_of(reader, "tides.example"))
        await reader.press("escape", "t", "slash", *"his")
        assert any(style.reverse and not style.dim for style in styles_of(reader, "h  History"))


async def test_without_colours_what_the_next_letter_replaces_is_reversed(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color) as reader:
        await reader.press("X")
        assert any(style.reverse for style in styles_of(reader, "articles.md"))
        await reader.press("end")
        assert not any(style.reverse for style in styles_of(reader, "articles.md"))


async def test_without_colours_matches_are_underlined_and_the_chosen_one_reversed(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color) as reader:
        await reader.press("slash", *"late", "enter")
        hits = [style for style in styles_of(reader, "late") if style.underline and style.bold]
        assert any(style.reverse for style in hits)
        assert any(not style.reverse for style in hits)


async def test_without_colours_given_and_taken_tags_are_told_apart(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color) as reader:
        await reader.press("r", "s", "r", "e")
        assert all(style.strike for style in styles_of(reader, "-Asia")[:1])
        assert any(style.bold and not style.strike for style in styles_of(reader, "+Europe"))


async def test_without_colours_errors_are_bold_and_mistakes_underlined(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color, size=(200, 30)) as reader:
        await reader.press("slash", *"date:foo", "enter")
        assert any(style.underline and style.bold for style in styles_of(reader, "foo"))
        assert any(style.bold for style in styles_of(reader, "date: needs a day"))


async def test_without_colours_a_rule_shows_where_an_overlay_begins(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color) as reader:
        await reader.press("t", "slash", *"his")
        at = next(y for y, line in enumerate(reader.lines) if "h  History" in line)
        assert set(reader.lines[at - 1]) == {"─"}


async def test_without_colours_the_choice_of_the_palette_is_underlined(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color) as reader:
        await reader.press("ctrl+p")
        await until(lambda: "Search for commands" in reader.text, reader)
        await reader.press(*"redraw")
        await until(lambda: "ctrl+l" in reader.text and "Line down" not in reader.text, reader)
        await reader.press("down")
        await until(lambda: any(one.underline for one in styles_of(reader, "ctrl+l")), reader)


async def test_without_colours_the_palette_offers_no_theme(
    tmp_path: Path, no_color: dict[str, str]
) -> None:
    async with reading(tmp_path, environ=no_color) as reader:
        await reader.press("ctrl+p")
        await until(lambda: "Search for commands" in reader.text, reader)
        await reader.press(*"theme")
        await until(lambda: "Clear the themes" in reader.text, reader)
        assert "Show the reader in other colours" not in reader.text


# In a terminal


def written(place: Path, **variables: str) -> bytes:
    """What the reader sends to a terminal while it opens, tags and leaves."""
    write_three(place / "articles")
    argv = [sys.executable, "-m", "tui", "articles"]
    with Terminal(argv, environ=environ(place, **variables), cwd=str(place)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("re")
        terminal.wait_for("saved ")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        return terminal.written


def test_no_color_sends_no_colour_to_a_terminal(tmp_path: Path) -> None:
    assert not COLOUR.findall(written(tmp_path, NO_COLOR="1"))
    assert COLOUR.findall(written(tmp_path, NO_COLOR=""))


def test_the_mouse_is_asked_for_as_it_is_configured(tmp_path: Path) -> None:
    assert MOUSE in written(tmp_path)
    assert MOUSE not in written(tmp_path, SSH_TTY="/dev/pts/1")
    (tmp_path / "on.toml").write_text('mouse = "on"\n', encoding="utf-8")
    assert MOUSE in written(tmp_path, SSH_TTY="/dev/pts/1", GRTUI_CONFIG="on.toml")
