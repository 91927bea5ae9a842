"""A host that is reached over SSH: this machine, by an sshd of our own without port and daemon."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self
from uuid import uuid4

from benchmarks import process
from benchmarks.terminal import Terminal

ROOT = Path(__file__).parent.parent

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PRIVILEGE_SEPARATION = Path("/run/sshd")
"""An empty folder that an sshd of root must have; where sshd is a service, that makes it."""

SERVER = """\
HostKey "{place}/host_key"
AuthorizedKeysFile "{place}/user_key.pub"
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PrintMotd no
PrintLastLog no
SetEnv {variables}
{more}
"""

CLIENT = """\
Host host
    ProxyCommand {link}
    IdentityFile "{place}/user_key"
    IdentitiesOnly yes
    UserKnownHostsFile "{place}/known_hosts"
    LogLevel ERROR
    {more}
"""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was seen of the programs on a host until none was left, or patience was at its end."""

    seconds: float
    cpu: float
    """The seconds of processor time that they have used."""
    left: tuple[str, ...]
    """The command lines of those that still run."""


class Host:
    """A host where `grtui` is installed, and GRTUI_LIBRARY is `home/articles`.

    Attributes:
        home: The home of its user.
        environ: The environment of the user here, to whose `ssh` the host is `host`.
    """

    def __init__(
        self, place: Path, *, server: str = "", client: str = "", **variables: str
    ) -> None:
        """Set it up in an empty folder, with more lines of both configurations, and variables."""
        self.home = place / "home"
        self._place = place
        self._mark = f"GRTUI_TEST_HOST={uuid4()}"
        for name in ("home", "there", "here", "links"):
            (place / name).mkdir()
        _make_keys(place)
        self.add_program("grtui", f'exec {shlex.quote(sys.executable)} -m tui "$@"')
        path = f"{place}/there:{os.environ['PATH']}"
        (self.home / ".profile").write_text(f'PATH="{path}"\n', encoding="utf-8")
        there = {
            "HOME": str(self.home),
            "PATH": path,
            "PYTHONPATH": str(ROOT),
            "GRTUI_LIBRARY": str(self.home / "articles"),
            **variables,
        }
        settings = [self._mark, *(f"{name}={value}" for name, value in there.items())]
        quoted = " ".join(f'"{setting}"' for setting in settings)
        told = SERVER.format(place=place, variables=quoted, more=server)
        (place / "sshd_config").write_text(told, encoding="utf-8")
        sshd = [SSHD or "sshd", "-i", "-f", f"{place}/sshd_config", "-E", f"{place}/log"]
        link = [sys.executable, "-SE", f"{ROOT}/tests/ssh_link.py", f"{place}/links", *sshd]
        told = CLIENT.format(place=place, link=shlex.join(link), more=client)
        (place / "ssh_config").write_text(told, encoding="utf-8")
        ssh = shlex.quote(shutil.which("ssh") or "ssh")
        _write_program(place / "here/ssh", f'exec {ssh} -F "{place}/ssh_config" "$@"')
        self.environ = {
            "HOME": str(place),
            "PATH": f"{place}/here:{os.environ['PATH']}",
            "SHELL": "/bin/sh",
            "TERM": "xterm-256color",
        }
        if os.geteuid() == 0:
            PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for path in (self._place / "links").iterdir():
            for pid in _numbers_in(path):
                if str(self._place) in command_of(pid) or command_of(pid).startswith("sshd"):
                    process.kill(pid)
        self.end_all()

    def end_all(self) -> None:
        """End what still runs there."""
        for pid in self.processes:
            process.kill(pid)

    def add_program(self, name: str, line: str) -> Path:
        """Install another program there, a line of the shell."""
        return _write_program(self._place / "there" / name, line)

    def terminal(self, *command: str, size: tuple[int, int] = (100, 24)) -> Terminal:
        """A terminal here, in which `ssh -tt` runs a command there, or the shell."""
        argv = ["ssh", "-tt", "host", *command]
        columns, lines = size
        return Terminal(argv, columns=columns, lines=lines, environ=self.environ)

    def run(self, command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the shell here, without a terminal."""
        return subprocess.run(
            ["bash", "-c", command],
            env=self.environ,
            cwd=self._place,
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def link_and_server(self, client: Terminal) -> tuple[int, int]:
        """The processes of the line to the host, and of the sshd there."""
        link, server = _numbers_in(self._place / "links" / str(client.pid))
        return link, server

    @property
    def processes(self) -> list[int]:
        """What runs there now, but for sshd."""
        marked = f"{self._mark}\0".encode()
        return [
            int(path.parent.name)
            for path in process.PROC.glob("[0-9]*/environ")
            if marked in _bytes_of(path)
        ]

    def aftermath(self, patience: float, most_cpu: float = 1.0) -> Aftermath:
        """Watch until nothing runs there any more, or too much processor time is used."""
        begin = time.monotonic()
        used_before = {pid: cpu_seconds(pid) for pid in self.processes}
        used = dict(used_before)
        while pids := self.processes:
            used |= {pid: max(cpu_seconds(pid), used.get(pid, 0.0)) for pid in pids}
            cpu = sum(used.values()) - sum(used_before.values())
            if time.monotonic() - begin > patience or cpu > most_cpu:
                break
            time.sleep(0.01)
        cpu = sum(used.values()) - sum(used_before.values())
        left = tuple(filter(None, map(command_of, pids)))
        return Aftermath(time.monotonic() - begin, cpu, left)


@cache
def impossible() -> str:
    """Why no terminal can be had over SSH on this machine; empty where one can."""
    missing = [name for name in ("ssh", "ssh-keygen", "bash") if not shutil.which(name)]
    missing += [] if SSHD else ["sshd"]
    if missing:
        return f"{', '.join(missing)} is not installed"
    if not process.CAN_TELL:
        return "the system does not tell what other processes do"
    with tempfile.TemporaryDirectory() as name, Host(Path(name).resolve()) as host:
        done = host.run("ssh -tt host tty")
    return "" if done.returncode == 0 else f"sshd gives no terminal: {done.stdout}{done.stderr}"


def cpu_seconds(pid: int) -> float:
    """The processor time of one process; 0 where it has ended."""
    fields = _bytes_of(process.PROC / f"{pid}/stat").rpartition(b")")[2].split()
    ticks = sum(map(int, fields[11:13]))  # utime and stime of proc(5)
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_for_end(pid: int, patience: float = 60.0) -> None:
    """Wait for the end of a process that need not be a child.

    Raises:
        TimeoutError: It does not end.
    """
    end = time.monotonic() + patience
    while command_of(pid):
        if time.monotonic() > end:
            raise TimeoutError(f"{command_of(pid)!r} does not end.")
        time.sleep(0.005)


def send(number: signal.Signals, *pids: int) -> None:
    """Send a signal to processes, of which some may have ended."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _make_keys(place: Path) -> None:
    for name in ("host_key", "user_key"):
        argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place / name)]
        subprocess.run(argv, check=True)
    public = (place / "host_key.pub").read_text(encoding="utf-8")
    (place / "known_hosts").write_text(f"host {public}", encoding="utf-8")


def _write_program(path: Path, line: str) -> Path:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def _numbers_in(path: Path) -> Iterable[int]:
    return map(int, path.read_text(encoding="utf-8").split())


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # its process has just ended
        return b""


def command_of(pid: int) -> str:
    """The command line of a process; nothing where it has ended."""
    return _bytes_of(process.PROC / f"{pid}/cmdline").replace(b"\0", b" ").decode().strip()
