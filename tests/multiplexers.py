"""Real terminal multiplexers, with a shell of their own in a window of 80x24."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from benchmarks.terminal import Terminal
from tests.calling import environ

PATIENCE = 20.0
SHELL = "env PS1='shell> ' sh"


class Window(Protocol):
    """What is in a window of a multiplexer."""

    def type(self, text: str) -> None:
        """Type a text."""

    @property
    def text(self) -> str:
        """What it shows."""

    @property
    def client(self) -> list[str]:
        """The command that shows it on a terminal."""


def needs(program: str) -> None:
    """Go on where a program is installed; else skip the test, or fail where all must be tried."""
    if shutil.which(program):
        return
    if os.environ.get("CI"):
        pytest.fail(f"{program} is not installed, and the reader is to be tried in it.")
    pytest.skip(f"{program} is not installed")


def shows(window: Window, text: str) -> str:
    """Wait until a window shows a text: all that it shows then."""
    return waits(window, lambda shown: text in shown, text)


def waits(window: Window, is_so: Callable[[str], bool], what: str) -> str:
    """Wait until what a window shows is so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_so(shown := window.text):
            return shown
        time.sleep(0.02)
    raise AssertionError(f"{what!r} was not shown:\n{shown}")


def told(argv: Sequence[str], env: Mapping[str, str]) -> str:
    """What a command prints."""
    done = subprocess.run(argv, env=dict(env), capture_output=True, text=True, check=True)
    return done.stdout


class Tmux:
    """A window of a tmux that nobody else uses."""

    def __init__(self, folder: str, env: Mapping[str, str], settings: Sequence[str]) -> None:
        self._tmux = ["tmux", "-u", "-f", "/dev/null", "-S", f"{folder}/socket"]
        self.environ = dict(env)
        begin = [*self._tmux, *settings, "new-session", "-d", "-x", "80", "-y", "24", SHELL]
        told(begin, env)

    def run(self, *words: str) -> str:
        """Run a command of tmux."""
        return told([*self._tmux, *words], self.environ)

    def type(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    @property
    def text(self) -> str:
        return self.run("capture-pane", "-p").rstrip("\n")

    @property
    def coloured(self) -> str:
        """What it shows, with the codes of its colours."""
        return self.run("capture-pane", "-p", "-e")

    @property
    def client(self) -> list[str]:
        return [*self._tmux, "attach"]


@contextmanager
def tmux(place: Path, *settings: str, **variables: str) -> Iterator[Tmux]:
    """A tmux whose shell is in `place`; its settings are words of commands, each with a `;`."""
    needs("tmux")
    with tempfile.TemporaryDirectory(prefix="tmux-") as folder:
        env = {**environ(place, **variables), "TERM": "xterm-256color", "PWD": str(place)}
        window = Tmux(folder, env, settings)
        try:
            window.type(f"cd '{place}'; clear\r")
            waits(window, lambda shown: shown == "shell>", "shell>")
            yield window
        finally:
            window.run("kill-server")


class Screen:
    """A window of a GNU screen that nobody else uses."""

    def __init__(self, folder: str, env: Mapping[str, str], term: str) -> None:
        self.environ = {**env, "SCREENDIR": folder}
        self._copy = Path(folder) / "copy"
        self._screen = ["screen", "-U", "-c", "/dev/null"]
        told(
            [*self._screen, "-T", term, "-dmS", "ours", *SHELL.replace("'", "").split()],
            self.environ,
        )

    def run(self, *words: str) -> str:
        """Run a command of screen."""
        return told([*self._screen, "-S", "ours", "-p", "0", "-X", *words], self.environ)

    def type(self, text: str) -> None:
        self.run("stuff", text.replace("\\", "\\\\").replace("^", "\\^").replace("$", "\\$"))

    @property
    def text(self) -> str:
        self._copy.unlink(missing_ok=True)
        self.run("hardcopy", str(self._copy))
        end = time.monotonic() + PATIENCE
        while not self._copy.exists() and time.monotonic() < end:
            time.sleep(0.01)
        lines = self._copy.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line.rstrip() for line in lines).rstrip("\n")

    @property
    def client(self) -> list[str]:
        return [*self._screen, "-r", "ours"]


@contextmanager
def screen(place: Path, term: str = "screen", **variables: str) -> Iterator[Screen]:
    """A GNU screen whose shell is in `place`."""
    needs("screen")
    with tempfile.TemporaryDirectory(prefix="screen-") as folder:
        Path(folder).chmod(0o700)
        window = Screen(folder, {**environ(place, **variables), "TERM": "xterm"}, term)
        try:
            window.type(f"cd '{place}'; clear\r")
            waits(window, lambda shown: shown.strip().endswith(">"), "a prompt")
            yield window
        finally:
            window.run("quit")


def attached(window: "Tmux | Screen", columns: int, lines: int) -> Terminal:
    """A terminal that shows the window."""
    return Terminal(window.client, columns=columns, lines=lines, environ=window.environ)
