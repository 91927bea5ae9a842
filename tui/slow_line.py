"""A slow line to the terminal: nothing moves by itself, and a key may come in pieces."""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager

SPARING = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0", "ESCDELAY": "300"}
"""The variables by which Textual draws no steps in between, asks for no position of the mouse
within a cell, and waits for more than an escape, in milliseconds, as long as packets may be apart.
"""


def is_over_ssh(environ: Mapping[str, str]) -> bool:
    """Does the terminal stand at another machine?"""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def is_slow(slow_line: str, environ: Mapping[str, str]) -> bool:
    """Is the line to be spared? Over SSH it is, unless it is configured."""
    return is_over_ssh(environ) if slow_line == "auto" else slow_line == "on"


@contextmanager
def sparing(slow_line: str, environ: MutableMapping[str, str]) -> Iterator[None]:
    """Let Textual, imported meanwhile, spare a slow line, as far as the user has not set otherwise.

    Textual reads the variables once. Programs that are run from the reader shall not inherit them:
    those of ncurses have that delay too.
    """
    ours = SPARING.keys() - environ.keys() if is_slow(slow_line, environ) else set()
    environ.update({name: SPARING[name] for name in ours})
    yield
    for name in ours:
        del environ[name]
