"""The ways in which a connection over SSH is lost."""

import signal
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.terminal import Terminal
from tests.over_ssh import Host, send, wait_for_end


@dataclass(frozen=True, slots=True)
class Connection:
    """Who takes part in it: the client in its terminal, the line, and the sshd."""

    terminal: Terminal
    link: int
    server: int

    def thaw(self) -> None:
        """Let all that was stopped go on."""
        send(signal.SIGCONT, self.terminal.pid, self.link, self.server)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to lose the connection; afterwards the sshd ends, if not at once."""

    name: str
    lose: Callable[[Connection], None]
    server: str = ""
    """What sshd is configured to for it."""
    client: str = ""
    """And the client."""
    size: tuple[int, int] = (100, 24)
    """Columns and lines of the terminal."""


def _kill_client(connection: Connection) -> None:
    send(signal.SIGKILL, connection.terminal.pid)


def _end_client(connection: Connection) -> None:
    send(signal.SIGTERM, connection.terminal.pid)


def _close_window(connection: Connection) -> None:
    connection.terminal.hang_up()


def _escape(connection: Connection) -> None:
    connection.terminal.press("\r~.")


def _kill_server(connection: Connection) -> None:
    send(signal.SIGKILL, connection.server)


def _end_server(connection: Connection) -> None:
    send(signal.SIGTERM, connection.server)


def _cut(connection: Connection) -> None:
    send(signal.SIGKILL, connection.link)


def _stop_client_and_kill_it(connection: Connection) -> None:
    _stop_client(connection)
    connection.terminal.wait_until_quiet(0.3)
    send(signal.SIGKILL, connection.terminal.pid)


def _freeze_and_cut(connection: Connection) -> None:
    _freeze(connection)
    connection.terminal.wait_until_quiet(0.3)
    _cut(connection)


def _stop_client(connection: Connection) -> None:
    send(signal.SIGSTOP, connection.terminal.pid)


def _freeze(connection: Connection) -> None:
    send(signal.SIGSTOP, connection.link)


def _freeze_until_the_client_gives_up(connection: Connection) -> None:
    _freeze(connection)
    connection.terminal.wait_for_exit(60)
    send(signal.SIGKILL, connection.link)


def _type_into_what_nobody_reads(connection: Connection) -> None:
    """Fill what lies between the reader and an sshd that stands still, and kill that.

    The system keeps 64 KB for it, which is some 30 screens of 160 columns and 50 lines.
    """
    connection.terminal.press("?q" * 100)
    connection.terminal.wait_until_quiet(0.02, 0.02)
    send(signal.SIGSTOP, connection.server)
    connection.terminal.wait_until_quiet(1.0)
    send(signal.SIGKILL, connection.server)


_SERVER_ASKS = "ClientAliveInterval 1\nClientAliveCountMax 1"
_CLIENT_ASKS = "ServerAliveInterval 1\n    ServerAliveCountMax 1"

AT_ONCE = (
    Way("the client is killed", _kill_client),
    Way("the client is ended", _end_client),
    Way("the window is closed", _close_window),
    Way("the escape ~.", _escape),
    Way("sshd is killed", _kill_server),
    Way("sshd is ended", _end_server),
    Way("the line is cut", _cut),
    Way("the client stands still and is killed", _stop_client_and_kill_it),
    Way("the line is frozen and cut", _freeze_and_cut),
    Way(
        "sshd stands still, takes nothing and is killed",
        _type_into_what_nobody_reads,
        size=(160, 50),
    ),
)
IN_TIME = (
    Way("sshd asks a client that stands still", _stop_client, server=_SERVER_ASKS),
    Way("sshd asks over a frozen line", _freeze, server=_SERVER_ASKS),
    Way(
        "the client gives a frozen line up", _freeze_until_the_client_gives_up, client=_CLIENT_ASKS
    ),
)
"""Those that take seconds until one side notices."""


IGNORING = "trap '' HUP; exec grtui"
"""A reader that does not hear that its terminal is gone."""


def lose(host: Host, terminal: Terminal, way: Way) -> None:
    """Lose the connection of a terminal, and wait until its sshd knows and has ended."""
    connection = Connection(terminal, *host.link_and_server(terminal))
    way.lose(connection)
    wait_for_end(connection.server)
