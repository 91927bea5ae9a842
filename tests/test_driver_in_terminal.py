"""The whole program in a real terminal, with both drivers."""

import fcntl
import os
import re
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from emulator import Emulator
from pyte.screens import Char
from reading import write_three
from test_terminal import environ

from benchmarks.terminal import EndedError, Terminal

SHELL = r"printf '\033[m\033[2J\033[H'; echo in the shell; read line; fg; echo over"


class Screen(Terminal):
    """A terminal that can be resized, and whose picture has colours."""

    def __init__(self, place: Path, **variables: str) -> None:
        argv = ["sh", "-c", f'set -m; "{sys.executable}" -m tui articles; {SHELL}']
        env = {**environ(place), **variables}
        super().__init__(argv, columns=90, lines=24, environ=env, cwd=str(place))
        self._sizes = [(0, 90, 24)]

    def resize(self, columns: int, lines: int) -> None:
        """Be of another size, and tell the program."""
        self._sizes.append((len(self.written), columns, lines))
        window = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, window)

    @property
    def picture(self) -> list[list[Char]]:
        """What is seen now."""
        emulator = Emulator(*self._sizes[0][1:])
        ends = [begin for begin, _, _ in self._sizes[1:]] + [len(self.written)]
        for (begin, columns, lines), end in zip(self._sizes, ends, strict=True):
            if begin:
                emulator.resize(columns, lines)
            emulator.write(self.written[begin:end].decode(errors="replace"))
        return [emulator.row(line) for line in range(emulator.screen.lines)]

    def wait_until(self, is_so: Callable[[], bool], patience: float = 30.0) -> None:
        """Wait until something is so, and look each time when something has come.

        Raises:
            EndedError: It is not.
        """
        end = time.perf_counter() + patience
        while not is_so():
            if self._read(end - time.perf_counter()) is None:
                raise EndedError(self.text)


def lines(picture: list[list[Char]]) -> list[str]:
    return ["".join(cell.data for cell in row).rstrip() for row in picture]


def test_both_drivers_paint_the_same_in_a_terminal(tmp_path: Path) -> None:
    pictures: dict[str, list[list[list[Char]]]] = {"stock": [], "": []}
    sent = {}
    for driver, seen in pictures.items():
        place = tmp_path / f"home of {driver}"
        write_three(place / "articles")
        with Screen(place, GRTUI_DRIVER=driver) as terminal:

            def keep(
                text: str, terminal: Screen = terminal, seen: list[list[list[Char]]] = seen
            ) -> None:
                """Keep the picture once a text is there and nothing more comes."""
                terminal.wait_until(lambda: any(text in line for line in lines(terminal.picture)))
                terminal.wait_until_quiet(0.5)
                seen.append(terminal.picture)

            keep("1 of 3 ·")
            terminal.press("jj")
            keep("3 of 3 ·")
            terminal.resize(120, 30)
            keep("3 of 3 ·")
            terminal.press("?")
            keep("Keys  in the list")
            terminal.resize(70, 20)
            keep("Keys  in the list")
            terminal.press("q")
            keep("3 of 3 ·")
            terminal.press("\x1a")
            keep("in the shell")
            terminal.press("\n")
            keep("3 of 3 ·")
            terminal.press("k")
            keep("2 of 3 ·")
            terminal.press("q")
            keep("over")
            sent[driver] = len(terminal.written)
    for asked, shown in zip(pictures["stock"], pictures[""], strict=True):
        assert lines(shown) == lines(asked)
        assert shown == asked
    assert sent[""] < sent["stock"] / 3


@pytest.mark.parametrize("driver", ["", "stock"])
def test_ctrl_l_draws_over_what_others_wrote(tmp_path: Path, driver: str) -> None:
    write_three(tmp_path / "articles")
    with Screen(tmp_path, GRTUI_DRIVER=driver) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.wait_until_quiet(0.5)
        before = terminal.picture
        other = os.open(f"/proc/{terminal.pid}/fd/0", os.O_WRONLY | os.O_NOCTTY)
        os.write(other, b"\x1b[5;9H\x1b[41mBroadcast message\x1b[m")
        os.close(other)
        terminal.wait_for("Broadcast message")
        terminal.press("\x0c")
        terminal.wait_until(lambda: terminal.picture[:-1] == before[:-1])


def test_a_size_that_is_the_same_again_is_drawn_again(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    argv = [sys.executable, "-m", "tui", "articles"]
    with Terminal(argv, columns=80, lines=24, environ=environ(tmp_path), cwd=str(tmp_path)) as one:
        one.wait_for("100 %")
        one.wait_until_quiet(0.5)
        before = one.text
        one.resize(0, 0)  # as 80x24, where nothing is told
        one.resize(80, 24)  # and what it showed is gone
        one.wait_for("100 %")
        one.wait_until_quiet(0.5)
        assert one.text == before


def test_who_does_nothing_is_sent_nothing(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / "often.toml").write_text("watch = 0.1\n", encoding="utf-8")
    with Screen(tmp_path, GRTUI_CONFIG="often.toml") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("j")
        terminal.wait_for("2 of 3 ·")
        # In the list, where one types, and on other screens; an escape goes back.
        for keys in ("", "/", "\x1bX", "\x1b?", "\x1b\x10"):
            terminal.press(keys)
            terminal.wait_until_quiet(1.0)
            before = len(terminal.written)
            terminal.wait_until_quiet(1.5)
            assert terminal.written[before:] == b""


def test_nothing_is_coloured_when_the_program_has_ended(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with Screen(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        terminal.wait_for("in the shell")
        end = terminal.written.rindex(b"\x1b[?1049l")
        codes = re.findall(rb"\x1b\[[\d;]*m", terminal.written[:end])
        assert codes[-1] == b"\x1b[m"
