"""What kind of terminal TERM names: one that can only print, an old one, or one of today.

The environment is an argument, as `os.environ` has it.
"""

import os
import re
from collections.abc import Mapping

_OLD = re.compile(r"(?:vt\d\d\d.*|linux|ansi|pcansi|cons25|wsvt25|sun)\Z")
"""The first word of the names of terminals that know the codes of ECMA-48, and few others."""


def why_it_only_prints(environ: Mapping[str, str]) -> str:
    """Why nothing but lines can be shown; empty where a screen can. On Windows nothing sets TERM.

    terminfo(5) has `dumb` and `unknown` for terminals of which nothing is known.
    """
    term = environ.get("TERM", "").strip().lower()
    if term in ("dumb", "unknown"):
        return "a dumb terminal can only print, so here is the list."
    if not term and os.name != "nt":
        return (
            "TERM does not say what terminal this is, so here is the list; "
            "TERM=xterm opens the reader."
        )
    return ""


def is_old(environ: Mapping[str, str]) -> bool:
    """Would the terminal print codes that came later, or take them for others?"""
    word = environ.get("TERM", "").strip().lower().partition("-")[0]
    return _OLD.match(word) is not None
