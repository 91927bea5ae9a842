"""How large the terminal is, as far as a screen can be."""

import shutil
from collections.abc import MutableMapping

MOST_COLUMNS, MOST_LINES = 1000, 500
"""Some terminals say 65535 where they do not know; to draw that takes hours."""


def terminal_size() -> tuple[int, int]:
    """Its columns and lines; 80 and 24 where it says 0, as a serial line does."""
    columns, lines = shutil.get_terminal_size()
    return min(columns, MOST_COLUMNS), min(lines, MOST_LINES)


def forget_size(environ: MutableMapping[str, str]) -> None:
    """Let no variable say how large the terminal is: it would not follow when that changes."""
    for name in ("COLUMNS", "LINES"):
        environ.pop(name, None)
