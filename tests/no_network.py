"""Lets nothing in this process reach a network: Python asks before it opens a socket (PEP 578)."""

import socket

ATTEMPTS: list[str] = []
"""What was tried since this was looked at last; an error may have been caught on its way."""

_NAMES = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
    *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"),
    *("webbrowser.open", "urllib.Request", "http.client.connect", "ftplib.connect"),
    *("smtplib.connect", "imaplib.open", "poplib.connect", "nntplib.connect", "telnetlib.Telnet"),
)


class NetworkError(RuntimeError):
    """Something tried to reach a network."""


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: sockets between processes of this machine (AF_UNIX) are no network."""
    if event == "socket.__new__":
        is_local = arguments[1] == getattr(socket, "AF_UNIX", None)
    elif event in _NAMES:
        first = arguments[0] if arguments else None
        is_local = isinstance(first, socket.socket) and first.family == socket.AF_UNIX
    else:
        return
    if not is_local:
        ATTEMPTS.append(event)
        raise NetworkError(f"{event} {arguments[1:]}: grtui has no business with a network")
