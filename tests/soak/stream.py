"""What must never come out of the program, on a screen or on standard output."""

import re
from base64 import b64decode
from collections.abc import Iterator
from unicodedata import category

from tests.soak.hostile_library import HIJACK
from tests.soak.machine import Kind, parts

HIDDEN = re.compile(
    "[\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
"""What has no width, turns the direction of writing, or hides a text."""

MOST_MARKS = 4

LINES = re.compile(r"[\t\n]|\r(?=\n|$)")
"""What text without a terminal is parted by."""

OWN = re.compile(
    r"[\r\n]"
    r"|\x1b\[[0-9;:]*m"
    r"|\x1b\[\d*(?:;\d+)?H|\x1b\[\d*[CKJ]"
    r"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p"
    r"|\x1b\[[<>]\d*u"
    r"|\x1b\]22;default\x07"  # the mouse's pointer
)
"""All that the reader writes to a terminal beside text."""


COPY = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/]+=*)\x07")
"""What sets the clipboard (OSC 52)."""


def breaches(data: bytes, allowed: re.Pattern[str], *, is_spelled: bool = False) -> Iterator[str]:
    """What of a stream may not be in it, in words.

    Where JSON or TOML spells what is in a file as escapes, nothing is left out, and no mark either.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        yield f"no UTF-8: {data[error.start - 20 : error.end + 20]!r}"
        text = data.decode(errors="replace")
    if HIJACK in text and not is_spelled:
        yield f"the inside of a sequence: {around(text, text.index(HIJACK))}"
    for part in parts(text):
        if part.kind is not Kind.TEXT:
            if not (allowed.fullmatch(part.written) or is_harmless_copy(part.written)):
                yield f"{part.kind}: {part.written!r}"
        else:
            if found := HIDDEN.search(part.written):
                yield f"hidden: {around(part.written, found.start())}"
            if (too_many := many_marks(part.written)) and not is_spelled:
                yield f"marks: {too_many!r}"


def is_harmless_copy(written: str) -> bool:
    """Does a sequence set the clipboard, as a reader asked for it, to a text that does no harm?"""
    found = COPY.fullmatch(written)
    return found is not None and not any(breaches(b64decode(found[1]), LINES))


def around(text: str, at: int) -> str:
    """The text around a place."""
    return ascii(text[max(0, at - 20) : at + 20])


def many_marks(text: str) -> str:
    """The marks that are stacked over one character, where there are more than may be."""
    run = ""
    for one in text:
        run = run + one if category(one) in ("Mn", "Me") else ""
        if len(run) > MOST_MARKS:
            return run
    return ""
