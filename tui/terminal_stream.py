"""The stream that Textual draws on, in the characters that the terminal has."""

import codecs
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from unicodedata import category, normalize

from rich.cells import cell_len

from tui.subcommands.options import is_terminal

LOOKALIKES = "grtui-lookalikes"
"""The name of what puts a character in the place of one that an encoding lacks."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("│┃║╎┆", "|"),
        **dict.fromkeys("─━═╌╸–—―−", "-"),
        **dict.fromkeys("▎▏▌█", "|"),
        **dict.fromkeys("●•▪■★◆♦✱", "*"),
        **dict.fromkeys("·…", "."),
        **dict.fromkeys("›▸→»", ">"),
        **dict.fromkeys("‹◂←«", "<"),
        **dict.fromkeys("‘’‛′´ʼ", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("↑▴", "^"),
        **dict.fromkeys("↓▾", "v"),
        **dict(zip("‚°×©ßæœøØłŁđðıþ", ",ox" + "cBaooOlLddip", strict=True)),
    }
)


def draw_on_the_terminal(environ: Mapping[str, str]) -> None:
    """Let `sys.__stderr__`, where Textual draws, be the terminal, in its own characters.

    It is not where standard error goes to a file, as in `grtui 2>log`. What programs say that are
    run from here still goes there.
    """
    if not is_terminal(sys.__stderr__):
        out = os.dup(1)
        sys.__stderr__ = open(out, "w", encoding="utf-8")  # type: ignore[misc]  # noqa: SIM115, PTH123
    stream = sys.__stderr__
    if isinstance(stream, TextIOWrapper):
        codecs.register_error(LOOKALIKES, lookalike)
        encoding = "ascii" if has_ascii_only(environ, sys.flags.utf8_mode) else stream.encoding
        if "A".encode(encoding) != b"A":
            encoding = "utf-8"  # no terminal has UTF-16
        # An escape would take more columns.
        stream.reconfigure(encoding=encoding, errors=LOOKALIKES)


def has_ascii_only(environ: Mapping[str, str], utf8_mode: int) -> bool:
    """Is the locale said to be C or POSIX? Where none is said, Python has UTF-8, and so has this.

    Python sets LC_CTYPE itself where that is so, and is in UTF-8 mode then (PEP 538 and 540).
    """
    named = environ.get("LC_ALL") or environ.get("LANG")
    return named in ("C", "POSIX") and bool(utf8_mode) and "PYTHONUTF8" not in environ


def lookalike(error: UnicodeError) -> tuple[str, int]:
    """ASCII for what cannot be encoded, of as many columns: a letter without its accent, or `?`.

    >>> lookalike(UnicodeEncodeError("ascii", "é › 日", 0, 1, ""))
    ('e', 1)
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(map(_ascii, text)), error.end


def _ascii(character: str) -> str:
    columns = cell_len(character)
    alike = character.translate(_ALIKE)
    if not alike.isascii():
        alike = "".join(one for one in normalize("NFKD", alike) if category(one) != "Mn")
    return alike if alike.isascii() and cell_len(alike) == columns else "?" * columns
