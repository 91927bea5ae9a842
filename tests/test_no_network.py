"""No network connection, ever: neither in a test, nor in the code of the program."""

import ast
import asyncio
import socket
import urllib.request
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from no_network import ATTEMPTS, NetworkError

ROOT = Path(__file__).parent.parent
MODULES = (
    *("socket", "ssl", "socketserver", "http", "urllib.request", "xmlrpc", "webbrowser", "ftplib"),
    *("smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "asyncore", "select.epoll"),
    *("requests", "httpx", "aiohttp", "urllib3", "websockets", "textual_serve", "paramiko"),
)
NAMES = {"open_url", "open_connection", "start_server", "create_connection", "create_server"}


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.socket(socket.AF_INET),
        lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
        lambda: socket.create_connection(("127.0.0.1", 9), 1),
        lambda: socket.getaddrinfo("localhost", 80),
        lambda: socket.gethostbyname("localhost"),
        lambda: urllib.request.urlopen("http://127.0.0.1:9/", timeout=1),
        lambda: webbrowser.open("http://127.0.0.1:9/"),
        lambda: asyncio.run(asyncio.open_connection("127.0.0.1", 9)),
    ],
)
def test_what_reaches_for_a_network_is_stopped_in_every_test(reach: Callable[[], object]) -> None:
    with pytest.raises(NetworkError):
        reach()
    assert ATTEMPTS
    ATTEMPTS.clear()


def test_an_attempt_is_noted_whoever_catches_its_error() -> None:
    with suppress(Exception):
        socket.socket(socket.AF_INET)
    assert ATTEMPTS == ["socket.__new__"]
    ATTEMPTS.clear()


def test_processes_of_one_machine_may_talk_to_each_other() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.send(b"hello")
        assert theirs.recv(9) == b"hello"


@pytest.mark.parametrize("room", ["store", "widgets", "tui"])
def test_no_module_knows_of_a_network(room: str) -> None:
    paths = sorted((ROOT / room).rglob("*.py"))
    assert paths
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
            elif isinstance(node, ast.Attribute):
                assert node.attr not in NAMES, f"{path}:{node.lineno}"
            for name in names:
                assert not any(name == one or name.startswith(f"{one}.") for one in MODULES), path
