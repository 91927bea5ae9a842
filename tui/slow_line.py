"""What Textual is told of the line to the terminal, by variables that it reads once.

Over a slow line nothing moves by itself, and a key may come in pieces.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager

PROMPT = {"TEXTUAL_FPS": "240"}
"""How often a second Textual draws at most: what changes just after it has drawn waits for up to
two of these times, which with its own 60 would be 33 ms.
"""

SPARING = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0", "ESCDELAY": "300"}
"""The variables by which Textual draws no steps in between, asks for no position of the mouse
within a cell, and waits for more than an escape, in milliseconds, as long as packets may be apart.
"""


def is_over_ssh(environ: Mapping[str, str]) -> bool:
    """Does the terminal stand at another machine?"""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def is_command_of_ssh(environ: Mapping[str, str]) -> bool:
    """Was ssh given the command, and no terminal (`ssh host grtui search ferry`)?"""
    return bool(environ.get("SSH_CONNECTION")) and not environ.get("SSH_TTY")


def is_slow(slow_line: str, environ: Mapping[str, str]) -> bool:
    """Is the line to be spared? Over SSH it is, unless it is configured."""
    return is_over_ssh(environ) if slow_line == "auto" else slow_line == "on"


@contextmanager
def telling(slow_line: str, environ: MutableMapping[str, str]) -> Iterator[None]:
    """Tell Textual, imported meanwhile, as far as the user has not set otherwise.

    Programs that are run from the reader shall not inherit the variables: those of ncurses have
    that delay too.
    """
    told = PROMPT | (SPARING if is_slow(slow_line, environ) else {})
    ours = {name: value for name, value in told.items() if name not in environ}
    environ.update(ours)
    yield
    for name in ours:
        del environ[name]
