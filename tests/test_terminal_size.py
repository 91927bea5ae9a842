"""How large the terminal is taken to be."""

import os
from pathlib import Path

import pytest

from tests.test_terminal import reader, write_three
from tui.terminal_size import forget_size, terminal_size


@pytest.mark.parametrize(
    ("told", "taken"),
    [((80, 24), (80, 24)), ((0, 0), (80, 24)), ((65535, 65535), (1000, 500)), ((1, 1), (1, 1))],
)
def test_no_more_is_drawn_than_a_screen_can_have(
    monkeypatch: pytest.MonkeyPatch, told: tuple[int, int], taken: tuple[int, int]
) -> None:
    forget_size(environ := {"COLUMNS": "9" * 20, "LINES": "-5", "TERM": "xterm"})
    assert environ == {"TERM": "xterm"}
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size(told))
    assert terminal_size() == taken


def test_the_variables_of_the_shell_do_not_keep_the_size_of_the_start(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path, program=("env", "COLUMNS=50", "LINES=12")) as terminal:
        terminal.wait_for("1 of 3 ·")
        before = terminal.text
        assert any(len(line) > 50 for line in before.splitlines())
        terminal.resize(80, 24)
        terminal.wait_for("1 of 3 ·")
        assert all(len(line) <= 80 for line in terminal.text.splitlines())


def test_a_terminal_of_65535_columns_is_drawn_as_one_of_1000(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.resize(65535, 24)
        terminal.read(5.0)
        terminal.resize(80, 24)
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
