"""Escape codes that set the clipboard of the terminal that one sits at, also over SSH (OSC 52)."""

from base64 import b64encode
from collections.abc import Mapping

from tui.looks import is_gnu_screen
from tui.terminal_kind import is_old

MOST = 74_994
"""How many characters of base64 terminals take; what is longer many of them pass over."""

_SCREENS_MOST = 768
"""How many bytes GNU screen takes in one piece."""


def clipboard_codes(text: str, environ: Mapping[str, str]) -> str:
    """What sets the clipboard to a text; empty where that cannot be (`why_not`).

    The text is in base64, so nothing in it can act. tmux sets its terminal's clipboard itself, or
    lets a wrapped code through, as it is configured: it gets both. GNU screen gets pieces.
    """
    if is_old(environ):  # they may print it
        return ""
    payload = b64encode(encoded(text)).decode()
    if len(payload) > MOST:
        return ""
    code = f"\x1b]52;c;{payload}\a"
    if is_gnu_screen(environ):  # which prints what it does not know
        length = _SCREENS_MOST - len("\x1bP\x1b\\")
        pieces = (code[start : start + length] for start in range(0, len(code), length))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    if environ.get("TMUX"):
        doubled = code.replace("\x1b", "\x1b\x1b")
        return f"{code}\x1bPtmux;{doubled}\x1b\\"
    return code


def why_not(what: str, environ: Mapping[str, str]) -> str:
    """Why a text has no codes, in a sentence that names what it is: `the title`."""
    if is_old(environ):
        return "this terminal has no clipboard"
    return f"{what} is too long for the clipboard" if what else "too long for the clipboard"


def encoded(text: str) -> bytes:
    """A text as UTF-8; a path that is none as the bytes that it is."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")
