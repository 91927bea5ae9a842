"""The reader in tmux and in GNU screen, as they are installed."""

import random
import re
import sys
from pathlib import Path

import pytest

from tests.multiplexers import attached, screen, shows, tmux, waits
from tests.reading import records, write_three

READER = f"'{sys.executable}' -m tui articles\r"
TRUE_COLOUR = re.compile(r"\x1b\[[\d;]*[34]8[;:]2[;:]")
OF_256 = re.compile(r"\x1b\[[\d;]*[34]8[;:]5[;:]")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_three(tmp_path / "articles")
    return tmp_path


@pytest.mark.parametrize("term", ["screen", "screen-256color", "tmux-256color", "true colour"])
def test_in_tmux_the_reader_has_its_colours_and_leaves_the_window_as_it_was(
    place: Path, term: str
) -> None:
    named = "tmux-256color" if term == "true colour" else term
    variables = {"COLORTERM": "truecolor"} if term == "true colour" else {}
    with tmux(place, "set", "-g", "default-terminal", named, ";", **variables) as window:
        window.type("echo before\r")
        before = shows(window, "\nbefore")
        window.type(READER)
        shows(window, "1 of 3 ·")
        assert bool(TRUE_COLOUR.search(window.coloured)) is (term == "true colour")
        assert bool(OF_256.search(window.coloured)) is ("256" in term)
        window.type("j")
        shows(window, "2 of 3 ·")
        window.type("?")
        shows(window, "Moving")
        window.type("q")
        window.type("re")
        shows(window, "saved ")
        window.type("/salt\r")
        shows(window, "1 of 1 ·")
        window.type("q")
        waits(window, lambda shown: shown.endswith("shell>"), "shell>")
        assert window.text == f"{before} {READER.strip()}\nshell>"
    assert records(place)["ferry.txt"]["removed"] == {"region": ["Europe"]}


def test_tmux_is_detached_and_attached_at_another_size(place: Path) -> None:
    with tmux(place) as window:
        with attached(window, 100, 30) as terminal:
            terminal.wait_for("shell>")
            terminal.press(READER)
            terminal.wait_for("1 of 3 ·")
            terminal.press("j")
            terminal.wait_for("2 of 3 ·")
            terminal.press("\x02d")
            assert terminal.wait_for_exit() == 0
        with attached(window, 60, 20) as terminal:
            terminal.wait_for("2 of 3")
            waits(window, lambda shown: "│" not in shown and "Ferry" in shown, "one pane")
            terminal.press("re")
            terminal.wait_for("saved")
            terminal.press("q")
            terminal.wait_for("shell>")
            terminal.press("\x02d")
            assert terminal.wait_for_exit() == 0


def test_a_storm_of_sizes_in_tmux_leaves_the_screen_as_it_was(place: Path) -> None:
    chance = random.Random(8)
    with tmux(place) as window:
        window.type(READER)
        shows(window, "1 of 3 ·")
        window.type("j")
        before = shows(window, "15 May 2018")
        sizes = [(chance.randint(1, 300), chance.randint(1, 100)) for _ in range(60)]
        for columns, lines in [*sizes, (1, 1), (80, 24)]:
            window.run("resize-window", "-x", str(columns), "-y", str(lines))
        waits(window, lambda shown: shown == before, before)
        window.type("q")
        waits(window, lambda shown: shown.endswith("shell>"), "shell>")


@pytest.mark.parametrize("term", ["screen", "screen-256color"])
def test_in_gnu_screen_the_reader_leaves_an_empty_window(place: Path, term: str) -> None:
    with screen(place, term, COLORTERM="truecolor") as window:
        window.type(READER)
        shows(window, "1 of 3 ")  # hardcopy knows Latin-1 only
        window.type("re")
        shown = shows(window, "saved ")
        assert "Bridge" in shown
        for code in ("2026", "25u", "22;default", "$p"):
            assert code not in shown
        window.type("q")
        waits(window, lambda shown: not shown.split(">")[0].strip(" $#shel"), "a prompt alone")
    assert records(place)["bridge.txt"]["added"] == {"region": ["Europe"]}


def test_gnu_screen_is_detached_and_attached_at_another_size(place: Path) -> None:
    with screen(place) as window:
        with attached(window, 100, 30) as terminal:
            terminal.press("clear\r")
            terminal.press(READER)
            terminal.wait_for("1 of 3 ·")
            terminal.press("j")
            terminal.wait_for("2 of 3 ·")
            terminal.press("\x01d")
            terminal.wait_for_exit()
        with attached(window, 60, 20) as terminal:
            terminal.wait_for("2 of 3")
            terminal.press("re")
            terminal.wait_for("saved")
            terminal.press("q")
            waits(window, lambda shown: "of 3" not in shown, "the shell")
