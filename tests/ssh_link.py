"""The line between an SSH client and its sshd: `python ssh_link.py FOLDER COMMAND ARGUMENT...`.

A process of its own, so that the line can be frozen (SIGSTOP) and cut (SIGKILL) while both ends are
well. It imports little, as one is started for each connection.
"""

import os
import select
import socket
import sys
from contextlib import suppress
from pathlib import Path

CLIENT_IN, CLIENT_OUT = 0, 1


def main(folder: str, *command: str) -> None:
    """Start the server, note in a file named like the client who is who, hand on what both send."""
    os.setsid()  # the server is on another machine, where the client's terminal is not
    ours, theirs = socket.socketpair()
    server = os.fork()
    if server == 0:
        os.setsid()
        os.dup2(theirs.fileno(), 0)
        os.dup2(theirs.fileno(), 1)
        os.execv(command[0], command)
    theirs.close()
    Path(folder, str(os.getppid())).write_text(f"{os.getpid()} {server}", encoding="utf-8")
    with suppress(OSError):  # one side is gone, and so is the line
        hand_on({CLIENT_IN: ours.fileno(), ours.fileno(): CLIENT_OUT})


def hand_on(ways: dict[int, int]) -> None:
    """Write what comes from each descriptor to another one, until one of them has ended."""
    while True:
        for source in select.select(list(ways), [], [])[0]:
            if not (data := os.read(source, 1 << 16)):
                return
            while data:
                data = data[os.write(ways[source], data) :]


if __name__ == "__main__":
    main(*sys.argv[1:])
