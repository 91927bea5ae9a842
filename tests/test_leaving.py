"""The end of the reader, in whatever moment it comes; `tests/soak` tries some again and again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from reading import write_three
from test_terminal import environ, reader

from benchmarks.terminal import Terminal

if not Path("/proc/self/status").exists():
    pytest.skip("needs /proc", allow_module_level=True)

from benchmarks import process
from tests.soak.lost_lines import stop_reading

HANGS = """
import sys, time
from tui.main_screen import MainScreen
MainScreen.action_help = lambda screen: time.sleep(60)
from tui.cli import main
sys.exit(main(["articles"]))
"""
"""The reader, where ? holds up all that is not in a thread of its own."""


WAITS = """
import os, signal, sys, threading, time
from tui.leaving import Signals

def end(number, frame):
    sys.exit(5)

signals = Signals(lambda numbers: None)
signal.signal(signal.SIGHUP, end)
other = threading.Thread(target=time.sleep, args=(60,), daemon=True)
other.start()
threading.Timer(0.2, signal.pthread_kill, (other.ident, signal.SIGHUP)).start()
os.read(os.pipe()[0], 1)
"""
"""What waits in the main thread, as for an editor, when another thread is told to end."""


@contextmanager
def begun(place: Path, *program: str) -> Iterator[Terminal]:
    write_three(place / "articles")
    with reader(place, program=program) as terminal:
        terminal.wait_for("1 of 3 ·")
        yield terminal


def test_a_frozen_terminal_costs_nothing_and_goes_on_when_it_thaws(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        assert stop_reading(terminal)
        terminal.press("jra")
        before = process.cpu_seconds(terminal.pid)
        time.sleep(1)  # it is what it does in a second that is looked at
        assert (process.cpu_seconds(terminal.pid) or 0.0) - (before or 0.0) < 0.2
        terminal.wait_for("+Africa")
        terminal.wait_for("2 of 3 ·")
    assert "Africa" in (tmp_path / "articles/.grtui/tags.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGUSR1])
def test_what_hangs_holds_up_no_end_and_the_terminal_is_given_back(
    tmp_path: Path, number: int
) -> None:
    write_three(tmp_path / "articles")
    argv = [sys.executable, "-c", HANGS]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.wait_until_quiet(0.5)
        terminal.press("?")
        terminal.wait_until_quiet(0.3)
        os.kill(terminal.pid, number)
        assert terminal.wait_for_exit() == 128 + number
        assert not terminal.not_given_back


def test_a_tag_key_just_before_the_end_is_saved_or_not_there_at_all(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        terminal.press("re")
        terminal.wait_until_quiet(0.02, 0.02)
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.wait_for_exit() == 128 + signal.SIGHUP
    tags = tmp_path / "articles/.grtui/tags.json"
    assert not tags.exists() or "Europe" in tags.read_text(encoding="utf-8")
    assert not list(tags.parent.glob("*.tmp*"))


def test_where_the_reader_was_is_kept_when_the_line_is_lost(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        terminal.press("jj")
        terminal.wait_for("3 of 3 ·")
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.wait_for_exit() == 128 + signal.SIGHUP
    with reader(tmp_path) as terminal:
        terminal.wait_for("3 of 3 ·")


def test_who_is_told_to_end_while_stopped_ends_when_continued(tmp_path: Path) -> None:
    shell = "read line; kill -TERM %1; kill -CONT %1; wait %1; echo over $?"
    argv = ["bash", "-c", f'set -m; "{sys.executable}" -m tui articles; echo stopped; {shell}']
    write_three(tmp_path / "articles")
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("\x1a")
        terminal.wait_for("stopped")
        terminal.press("\n")
        terminal.wait_for(f"over {128 + signal.SIGTERM}")


def test_in_the_background_it_stops_and_does_not_spin(tmp_path: Path) -> None:
    argv = ["bash", "-c", f'set -m; "{sys.executable}" -m tui articles; bg; read line; fg']
    write_three(tmp_path / "articles")
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        (job,) = process.family(terminal.pid)[1:]
        terminal.press("\x1a")
        terminal.wait_for("articles &")
        while not is_stopped(job):
            terminal.wait_until_quiet(0.05, 0)
        terminal.press("\n")
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not terminal.not_given_back


def is_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def test_before_the_first_screen_a_signal_ends_it_as_the_system_does(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        os.kill(terminal.pid, signal.SIGHUP)
        assert terminal.wait_for_exit() == -signal.SIGHUP
        assert not terminal.not_given_back


def test_what_waits_for_a_program_hears_what_the_system_tells_another_thread() -> None:
    argv = [sys.executable, "-c", WAITS]
    done = subprocess.run(argv, cwd=Path(__file__).parent.parent, timeout=30, check=False)
    assert done.returncode == 5
