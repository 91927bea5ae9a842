"""From the bytes of a file to text that can do no harm (format.md, rules D1-D4)."""

import codecs
import re

_MARKS = (  # D1; UTF-32 before UTF-16, whose mark it begins with.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")  # D3

# What neither ends a terminal's sequence nor is kept is dropped first: ESC NUL [ m is one, too.
_IGNORED = (
    "\x00-\x06\x08\x0e-\x17\x19\x1c-\x1f\x7f"
    "\u200b\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f"
)
_CONTROL = "\x07\x18\x1a\x1b\x80-\x9f"
_SURROGATE = "\ud800-\udfff"
# Nearly every text: its match takes a quarter of the time that a search for the rest does.
_HARMLESS = re.compile(
    "[\t\n -~\xa0-\u200a\u200c-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufefe\uff00-\U000dffff\U000e0080-\U0010ffff]*+"
)
_DROPPED = re.compile(f"[{_IGNORED}]+")
_LONE_SURROGATE = re.compile(f"[{_SURROGATE}]")

# ECMA-48, with what terminals make of it. A string (OSC, DCS, SOS, PM, APC) ends at ST or BEL; a
# blank line or another control character breaks it off, and one that has no end goes to the end
# of its line. Possessive, and no two parts can begin alike, so the time is linear.
_SEQUENCE = re.compile(
    rf"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"
    rf"(?:(?:[^\n{_CONTROL}]|\n(?!\n))*+(?:\x1b\\|[\x07\x9c])|[^\n{_CONTROL}]*+)"
    r"|(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]?"
    r"|\x1b[ -/]*+[0-~]?"
    rf"|[{_CONTROL}]"
)


def decode(data: bytes) -> str:
    """The text of a file: decoded whatever it holds, and clean (rules D1-D4)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, "replace"))
    try:  # D2
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return clean(text)


def clean(text: str) -> str:
    """The text with LF as its only line end, and nothing in it that acts (rules D3, D4).

    The sanitiser for every text from outside: file names and tags, too. Half a surrogate pair,
    which no terminal can be sent, becomes U+FFFD.
    """
    if _HARMLESS.fullmatch(text):
        return text
    text = _LINE_END.sub("\n", text)
    text = _SEQUENCE.sub("", _DROPPED.sub("", text))
    return _LONE_SURROGATE.sub("\ufffd", text)
