"""P16: no network connection, ever: what the program does is noted by Python, and by strace."""

import os
import random
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.terminal import EndedError, Terminal
from tests.soak import small_library
from tests.soak.outcome import Breaches, Control, Outcome

ROOT = Path(__file__).parent.parent.parent
SPYING = Path(__file__).parent / "spying"

KEYS = (
    *("j", "k", " ", "\t", "\r", "/ka", "\x1b", "?", "\x1b", "n", "o", "#", "\x1b", "T", "\x1b"),
    *(":search mo\r", "t/h\r", "u", "x", "=", ".", "z", "w", "y", "\x1b", ":help\r", "\x1b"),
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("search", "ka*"),
    ("tag", "+Tides", "--dry-run", "--", "ka*"),
    ("count", "region:*"),
    ("log",),
    ("tags",),
    ("search", "--format", "json", "https://example.org/"),
    ("config",),
    ("completion", "bash"),
)
CONNECTING = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
"""A program that is not to be."""

STARTED = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system")
"""Other programs, of which strace tells."""

_SOCKET = re.compile(r"socket\.__new__ (\S+)")
_TRACED = re.compile(r"AF_INET6?\b|AF_NETLINK|AF_PACKET")


class Spy:
    """Runs programs and reads what was noted of them."""

    def __init__(self, place: Path, *, traces: bool) -> None:
        self._place, self._traces = place, traces
        self.noted = place / "noted"
        self.traced = place / "traced"
        self.was_at_work = 0

    def argv(self, *words: str) -> list[str]:
        """The call of Python with some words."""
        strace = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(self.traced)]
        return [*(strace if self._traces else []), sys.executable, *words]

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment of a program that is spied on."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self._place),
            "PYTHONPATH": f"{SPYING}:{ROOT}",
            "SPY": str(self.noted),
            **dict.fromkeys(("EDITOR", "VISUAL", "PAGER"), "true"),
            "LANG": "C.UTF-8",
        }

    def breaches(self) -> list[str]:
        """What was noted since the last call that has to do with a network."""
        lines = self.noted.read_text("utf-8", "replace").splitlines() if self.noted.exists() else []
        self.was_at_work += any(line.startswith("began") for line in lines)
        found = [line for line in lines if not line.startswith("began") and not _is_local(line)]
        if self._traces and self.traced.exists():
            found += filter(_TRACED.search, self.traced.read_text("utf-8", "replace").splitlines())
        self.noted.unlink(missing_ok=True)
        self.traced.unlink(missing_ok=True)
        return found


def _is_local(line: str) -> bool:
    if socket_made := _SOCKET.match(line):
        return socket_made[1] in (str(int(socket.AF_UNIX)), "AF_UNIX", str(socket.AF_UNIX))
    return line.startswith(STARTED)


def read(spy: Spy, articles: Path, chance: random.Random) -> None:
    """A session of the reader."""
    with Terminal(spy.argv("-m", "tui", str(articles)), environ=spy.environ) as terminal:
        terminal.wait_for(" of ", 60)
        for key in chance.choices(KEYS, k=12):
            terminal.press(key)
            terminal.wait_until_quiet(0.02, 1)
        for key in ("\x1b", "\x1b", "\x1b", "q"):
            terminal.press(key)
            terminal.wait_until_quiet(0.1, 1)
        try:
            terminal.wait_for_exit(3)
        except EndedError:
            terminal.kill()  # a question is open, of a key that chance pressed


def call(spy: Spy, articles: Path, words: Sequence[str]) -> int:
    """A command."""
    environ = {**spy.environ, "GRTUI_LIBRARY": str(articles)}
    argv = spy.argv("-m", "tui", *words)
    return subprocess.run(argv, env=environ, capture_output=True, check=False).returncode


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    small_library.write(place / "articles")
    breaches, hits, controls = Breaches(), 0, []
    # To trace takes a second for each program.
    for traces in (False, True) if trials > 20 and shutil.which("strace") else (False,):
        spy = Spy(place, traces=traces)
        for number in range(trials // 10 + 1 if traces else trials):
            if number % 4 == 0:
                read(spy, place / "articles", chance)
            else:
                call(spy, place / "articles", COMMANDS[number % len(COMMANDS)])
            for line in spy.breaches():
                breaches.add(line)
        hits += spy.was_at_work
        bad = spy.argv("-c", CONNECTING)
        subprocess.run(bad, env=spy.environ, capture_output=True, check=False)
        name = "a connection, seen by strace" if traces else "a connection, seen by Python"
        controls.append(Control(name, 1, int(bool(spy.breaches()))))
    return Outcome(
        "P16",
        "no network: the reader and the commands open no socket",
        trials,
        hits,
        breaches.count,
        tuple(controls),
        breaches.told(),
    )
