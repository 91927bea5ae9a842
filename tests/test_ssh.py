"""The reader through a real sshd: at work, and when the connection is lost."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pty and sshd", allow_module_level=True)

from benchmarks.library import write_library
from benchmarks.terminal import Terminal
from store.workers import most_workers
from tests.over_ssh import ROOT, Host, command_of, cpu_seconds, impossible, send, wait_for_end
from tests.reading import records, write_article, write_three
from tests.ssh_drops import AT_ONCE, IGNORING, IN_TIME, Connection, Way, lose

PATIENCE = 10.0
"""Seconds in which nothing may be left of a lost connection; where nothing else runs, 2 will do."""

LITTLE = 0.3
"""Seconds of processor time that are no busy loop."""


@pytest.fixture(autouse=True)
def ssh() -> None:
    go_on_where_ssh_is()


def go_on_where_ssh_is() -> None:
    """Skip where no terminal can be had over SSH; no machine that checks changes may skip."""
    if why := impossible():
        if os.environ.get("NOTHING_SKIPPED"):
            pytest.fail(why)
        pytest.skip(why)


@contextmanager
def a_host(way: Way | None = None, **variables: str) -> Iterator[Host]:
    """A host with three articles; the path is short, as a socket of tmux must be below it."""
    more = {"server": way.server, "client": way.client} if way else {}
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        Host(Path(name).resolve(), **more, **variables) as host,
    ):
        write_three(host.home / "articles")
        yield host


@pytest.fixture
def host() -> Iterator[Host]:
    with a_host() as made:
        yield made


def connection(host: Host, terminal: Terminal) -> Connection:
    return Connection(terminal, *host.link_and_server(terminal))


def given(host: Host) -> list[list[str]]:
    """The tags of each article that has some, as they are on the disk of the host."""
    return [
        [name for names in record.get("added", {}).values() for name in names]
        for record in records(host.home).values()
    ]


def until(is_so: Callable[[], bool], patience: float = 60.0) -> None:
    """Wait until something is so on the host."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def nothing_is_left(host: Host) -> None:
    seen = host.aftermath(PATIENCE)
    assert not seen.left
    assert seen.cpu < LITTLE


def the_next_reader_goes_on(host: Host) -> None:
    """It shows what was tagged, saves (so nobody holds the lock), and ends well."""
    with host.terminal("grtui") as terminal:
        terminal.wait_for("+Europe")
        terminal.press("th")
        terminal.wait_for("+History")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not terminal.not_given_back
    assert given(host) == [["Europe", "History"]]


def test_the_reader_works_and_gives_the_terminal_back(host: Host) -> None:
    with host.terminal("grtui") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("j")
        terminal.wait_for("2 of 3 ·")
        terminal.press("te")
        terminal.wait_for("+Environment")
        assert given(host) == [["Environment"]]
        terminal.press("/salt\r")
        terminal.wait_for("1 of 1 ·")
        terminal.wait_for("The tax is old.")
        terminal.resize(120, 30)
        terminal.wait_for("The tax is old.")
        assert len(terminal.text.splitlines()) == 30
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not terminal.not_given_back
    assert not host.processes


def test_the_line_is_spared(host: Host) -> None:
    write_article(host.home / "articles", "long.txt", date="May 20, 2018", body="Late.\n\n" * 200)
    with host.terminal("grtui") as terminal:
        terminal.wait_for("1 of 4 ·")
        terminal.wait_until_quiet(0.5)
        assert "mouse" not in terminal.modes.left
        before = len(terminal.written)
        for _ in range(5):
            terminal.press(" ")
            terminal.wait_until_quiet(0.3)
        assert b"Late." in terminal.written[before:]
        assert len(terminal.written) - before < 5 * 3000
        before = len(terminal.written)
        terminal.wait_until_quiet(1.5, 1.5)
        assert len(terminal.written) == before


def test_a_frozen_line_costs_nothing_and_the_reader_goes_on_after_it(host: Host) -> None:
    with host.terminal("grtui") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.wait_until_quiet(0.5)
        ends = connection(host, terminal)
        (reader,) = host.processes
        before = cpu_seconds(reader)
        send(signal.SIGSTOP, ends.link)
        terminal.press("j")
        terminal.wait_until_quiet(3.0)
        assert host.processes == [reader]
        assert cpu_seconds(reader) - before < LITTLE
        ends.thaw()
        terminal.wait_for("2 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not terminal.not_given_back


def test_keys_of_a_script_are_taken_and_the_end_of_its_input_is_no_end_of_the_line(
    host: Host,
) -> None:
    assert (
        host.run("ssh host \"grtui count ''\"").stdout == "3\n"
    )  # so that there is a list at once
    start = "stty cols 100 rows 24; exec grtui"  # without a terminal here there is no size
    typed = host.run(f"ssh -tt host '{start}'", given="jteq")
    assert typed.returncode == 0
    assert "Traceback" not in typed.stdout
    assert given(host) == [["Environment"]]
    client = subprocess.Popen(
        ["ssh", "-tt", "host", start],
        env=host.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert client.stdin
    with client:
        client.stdin.write(b"tl")
        client.stdin.close()
        try:
            until(lambda: any("Law and Justice" in names for names in given(host)), 20.0)
            assert host.processes
        finally:
            client.kill()
    nothing_is_left(host)


# A lost connection.


@pytest.mark.parametrize("way", [*AT_ONCE, *IN_TIME], ids=lambda way: way.name)
def test_a_lost_connection_takes_the_reader_along_and_no_tag(way: Way) -> None:
    with a_host(way) as host:
        with host.terminal("grtui", size=way.size) as terminal:
            terminal.wait_for("1 of 3 ·")
            terminal.press("re")
            terminal.wait_for("+Europe")
            lose(host, terminal, way)
            nothing_is_left(host)
        assert given(host) == [["Europe"]]
        the_next_reader_goes_on(host)


@pytest.mark.parametrize("way", [AT_ONCE[0], AT_ONCE[4], AT_ONCE[9]], ids=lambda way: way.name)
def test_a_reader_that_ignores_the_signal_of_a_lost_terminal_ends_all_the_same(way: Way) -> None:
    with a_host(way) as host:
        with host.terminal(IGNORING, size=way.size) as terminal:
            terminal.wait_for("1 of 3 ·")
            terminal.press("re")
            terminal.wait_for("+Europe")
            lose(host, terminal, way)
            nothing_is_left(host)
        the_next_reader_goes_on(host)


def _at_the_start(terminal: Terminal) -> None:
    terminal.wait_for_raw_input()


def _in_the_list(terminal: Terminal) -> None:
    terminal.wait_for(" of 3 ·")


def _at(keys: str, shown: str) -> Callable[[Terminal], None]:
    def go(terminal: Terminal) -> None:
        _in_the_list(terminal)
        terminal.press(keys)
        terminal.wait_for(shown)

    return go


def _piping(terminal: Terminal) -> None:
    _at("|", "pipe the text to")(terminal)
    terminal.press("echo in the pipe; sleep 600\r")
    terminal.wait_for("in the pipe\n")


STATES = {
    "starts": _at_the_start,
    "is searched": _at("/fer", "1 of 1"),
    "asks for a tag": _at("r/afr", "Africa"),
    "shows help": _at("?", "Keys  in the list"),
    "takes a note": _at("cA draft", "A draft"),
    "is in a sprint": _at("T", "sprint"),
    "is in the pager": _at("E", "in the pager"),
    "is in the editor": _at("e", "in the editor"),
    "pipes": _piping,
    "is suspended": _at("\x1a", "topped"),
}


@pytest.mark.parametrize("state", STATES)
def test_wherever_the_reader_is_nothing_is_left_of_it(state: str) -> None:
    with a_host(PAGER="pager", VISUAL="editor") as host:
        for name in ("pager", "editor"):
            host.add_program(name, f"echo in the {name}; sleep 600")
        with host.terminal("exec bash --login -i") as terminal:  # with jobs, as people have it
            terminal.press("grtui\n")
            STATES[state](terminal)
            ends = connection(host, terminal)
            send(signal.SIGKILL, ends.link)
            wait_for_end(ends.server)
            nothing_is_left(host)


def test_a_first_start_that_is_cut_short_leaves_no_helper_and_the_next_one_is_right() -> None:
    with a_host() as host:
        write_library(host.home / "articles/more", 1000)
        with host.terminal("grtui") as terminal:
            until(lambda: len(host.processes) > bool(most_workers()))  # they read files for it
            ends = connection(host, terminal)
            send(signal.SIGKILL, ends.link)
            wait_for_end(ends.server)
            nothing_is_left(host)
        assert host.run("ssh host \"grtui count ''\"").stdout == "1003\n"


def test_a_note_that_was_not_saved_is_there_again(host: Host) -> None:
    with host.terminal("grtui") as terminal:
        STATES["takes a note"](terminal)
        terminal.wait_until_quiet(1.5)
        send(signal.SIGKILL, connection(host, terminal).link)
        nothing_is_left(host)
    with host.terminal("grtui") as terminal:
        terminal.wait_for(" of 3 ·")
        terminal.press("c")
        terminal.wait_for("A draft")


# tmux.


def test_a_reader_in_tmux_lives_on_and_is_there_again(host: Host) -> None:
    if not shutil.which("tmux"):
        pytest.fail("tmux is not installed")
    page = (ROOT / "docs/over-ssh.md").read_text(encoding="utf-8")
    command = "tmux -u new -A -s press grtui"
    assert f"    ssh -t host {command}\n" in page
    command = f"TMUX_TMPDIR=$HOME {command}"  # a server of its own
    with host.terminal(command) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("re")
        terminal.wait_for("+Europe")
        terminal.press("j")
        terminal.wait_for("2 of 3 ·")
        ends = connection(host, terminal)
        send(signal.SIGKILL, ends.link)
        wait_for_end(ends.server)
    reader = next(pid for pid in host.processes if "-m tui" in command_of(pid))
    with host.terminal(command) as terminal:
        terminal.wait_for("2 of 3 ·")
        assert reader in host.processes
        terminal.press("k")
        terminal.wait_for("1 of 3 ·")
        terminal.wait_for("+Europe")
        terminal.press("q")
        terminal.wait_for("[exited]")
        assert terminal.wait_for_exit() == 0
    nothing_is_left(host)
