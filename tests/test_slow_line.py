"""What Textual is told: over a slow line nothing moves by itself, a key may come in pieces."""

import fcntl
import os
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from reading import write_three
from test_terminal import ROOT, environ

from benchmarks.terminal import Terminal
from tui.slow_line import is_slow

SSH = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}

TELLS = """
import atexit, os, sys
from tui import cli

def tell():
    c = sys.modules["textual.constants"]
    names = "ESCDELAY", "TEXTUAL_ANIMATIONS", "TEXTUAL_FPS"
    left = [name for name in names if name in os.environ]
    print("as read:", c.ESCAPE_DELAY, c.TEXTUAL_ANIMATIONS, c.SMOOTH_SCROLL, c.MAX_FPS, *left)

atexit.register(tell)
sys.exit(cli.main(["articles"]))
"""
"""The program, but at its end it tells what Textual has read, and what programs inherit."""


@pytest.mark.parametrize(
    ("slow_line", "environ", "is_so"),
    [
        ("auto", {}, False),
        ("auto", SSH, True),
        ("auto", {"SSH_TTY": "/dev/pts/1"}, True),
        ("auto", {"SSH_TTY": ""}, False),
        ("on", {}, True),
        ("off", SSH, False),
    ],
)
def test_a_line_is_slow_over_ssh_unless_it_is_configured(
    slow_line: str, environ: dict[str, str], is_so: bool
) -> None:
    assert is_slow(slow_line, environ) is is_so


@pytest.mark.parametrize(
    ("configured", "variables", "told"),
    [
        ("auto", {}, "0.1 full True 240"),
        ("auto", SSH, "0.3 none False 240"),
        ("on", {}, "0.3 none False 240"),
        ("off", SSH, "0.1 full True 240"),
        ("auto", {**SSH, "ESCDELAY": "50"}, "0.05 none False 240 ESCDELAY"),
        ("on", {"TEXTUAL_ANIMATIONS": "full"}, "0.3 full False 240 TEXTUAL_ANIMATIONS"),
        ("auto", {"TEXTUAL_FPS": "30"}, "0.1 full True 30 TEXTUAL_FPS"),
    ],
)
def test_a_slow_line_is_spared_as_far_as_the_user_has_not_set_otherwise(
    tmp_path: Path, configured: str, variables: dict[str, str], told: str
) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / "c.toml").write_text(f'slow_line = "{configured}"\n', encoding="utf-8")
    env = {**environ(tmp_path), "GRTUI_CONFIG": "c.toml", **variables}
    with Terminal([sys.executable, "-c", TELLS], environ=env, cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert f"as read: {told}\r\n" in terminal.written.decode()


def test_an_arrow_key_in_pieces_is_that_key(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    env = {**environ(tmp_path), **SSH, "ESCDELAY": "60000"}  # no machine is too slow for it
    argv = [sys.executable, "-m", "tui", "articles"]
    with Terminal(argv, environ=env, cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        for arrow, place in (
            ("\x1b[B", "2 of 3 ·"),
            ("\x1bOB", "3 of 3 ·"),
            ("\x1b[A", "2 of 3 ·"),
        ):
            for piece in arrow:
                terminal.press(piece)
                wait_until_read(terminal)
            terminal.wait_for(place)


def wait_until_read(terminal: Terminal) -> None:
    """Wait until the program has read what was typed."""
    typed = os.open(f"/proc/{terminal.pid}/fd/0", os.O_RDONLY | os.O_NOCTTY)
    try:
        while fcntl.ioctl(typed, termios.FIONREAD, b"\0\0\0\0") != b"\0\0\0\0":
            terminal.wait_until_quiet(0.01)
    finally:
        os.close(typed)


def test_to_know_whether_the_line_is_slow_textual_is_not_needed() -> None:
    code = "import sys, tui.slow_line; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
