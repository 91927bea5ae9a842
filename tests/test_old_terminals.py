"""An old terminal is sent what it knows, and told apart from one of today by its name."""

import sys
from pathlib import Path

import pytest
from calling import environ
from reading import write_three

from benchmarks.screen import SEQUENCE
from benchmarks.terminal import Terminal
from tui.clipboard import clipboard_codes, why_not
from tui.looks import correct_colorterm, has_few_colours
from tui.terminal_kind import is_old


@pytest.mark.parametrize(
    ("term", "is_so"),
    [
        *((term, True) for term in ("linux", "linux-16color", "vt100", "vt220", "vt102-w", "ansi")),
        *((term, False) for term in ("xterm", "vte-256color", "screen", "rxvt", "foot", "")),
    ],
)
def test_the_name_tells_whether_a_terminal_is_old(term: str, is_so: bool) -> None:
    assert is_old({"TERM": term}) is is_so


def test_an_old_terminal_has_16_colours_whatever_the_one_around_it_has() -> None:
    variables = {"TERM": "vt100", "COLORTERM": "truecolor"}
    assert has_few_colours(variables)
    correct_colorterm(variables)
    assert variables == {"TERM": "vt100"}


def test_an_old_terminal_has_no_clipboard() -> None:
    assert clipboard_codes("tide", {"TERM": "xterm"})
    assert clipboard_codes("tide", {"TERM": "linux"}) == ""
    assert why_not("the title", {"TERM": "linux"}) == "this terminal has no clipboard"
    assert why_not("the title", {"TERM": "xterm"}) == "the title is too long for the clipboard"


@pytest.mark.parametrize("term", ["vt100", "linux"])
def test_an_old_terminal_gets_what_it_knows(tmp_path: Path, term: str) -> None:
    write_three(tmp_path / "articles")
    with Terminal(
        [sys.executable, "-m", "tui", "articles"],
        columns=100,
        lines=24,
        environ=environ(tmp_path),
        cwd=str(tmp_path),
        kind={"TERM": term},
    ) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("re")
        terminal.wait_for("saved ")
        terminal.press("yt")
        terminal.wait_for("terminal has no clipboard")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not terminal.not_given_back
    codes = {found[0] for found in SEQUENCE.finditer(terminal.written)}
    assert {code[:3] for code in codes if not code[2:3].isdigit()} <= {
        *(b"\x1b[?", b"\x1b[m", b"\x1b[K", b"\x1b[H", b"\x1b[J", b"\x1b[C"),
    }
    assert {code for code in codes if code.startswith(b"\x1b[?")} == {
        *(b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25l", b"\x1b[?25h", b"\x1b[?7l", b"\x1b[?7h"),
    }
