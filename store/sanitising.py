"""The sanitiser: what a text loses so that no terminal acts upon it (format.md, rules D3, D4)."""

import re
from unicodedata import category

MOST_MARKS = 4
"""How many characters in a row that take no cell of their own may stand over one that does."""

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")  # D3

# What neither ends a terminal's sequence nor is kept is dropped first: ESC NUL [ m is one, too.
# Beside control characters: what has no width, turns the direction of writing, or hides a text.
_IGNORED = (
    "\x00-\x06\x08\x0e-\x17\x19\x1c-\x1f\x7f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_CONTROL = "\x07\x18\x1a\x1b\x80-\x9f"
_SURROGATE = "\ud800-\udfff"
# Nearly every text: its match takes a quarter of the time that a search for the rest does. None of
# these is a mark.
_PLAIN = (
    "\t\n -~\xa0-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05f4\u0620-\u064a\u0660-\u066f"
    "\u0671-\u06d5\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2100-\u2cee\u2e00-\u3029"
    "\u3030-\u3098\u309b-\ua66e\uac00-\ud7ff\ue000-\ufb1d\ufb1f-\ufdff\ufe10-\ufe1f\ufe30-\ufefe"
    "\uff00-\uffef\ufffc-\uffff\U0001f000-\U0001faff\U00020000-\U000dffff\U000f0000-\U0010ffff"
)
_PLAIN_TEXT = re.compile(f"[{_PLAIN}]*+")
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

# No mark is a letter, a digit or white space to `re`; other signs stand in a row as well, and are
# looked at one by one.
_NO_MARK = r"\w\s\0-\u02ff\u2010-\u205f\u2100-\u2cee\u3000-\u3029"
_MANY_MARKS = re.compile(f"[^{_NO_MARK}]{{{MOST_MARKS + 1},}}+")
_UPTO_MOST = rf"[^{_NO_MARK}{_IGNORED}{_SURROGATE}]{{1,{MOST_MARKS}}}+(?![^{_NO_MARK}])"
_FEW_MARKS = re.compile(rf"(?:[{_PLAIN}]++|\w++|{_UPTO_MOST})*+")

_JOINERS_AND_DIRECTION_MARKS = "\u061c\u180e\u200c\u200d\u200e\u200f"


def clean(text: str) -> str:
    """The text with LF as its only line end, and nothing in it that acts (rules D3, D4).

    Half a surrogate pair, which no terminal can be sent, becomes U+FFFD. Joiners, direction marks
    and variation selectors stay, for scripts and emoji need them; but of marks that would be
    stacked over one character only some do. What is clean stays as it is.
    """
    if _PLAIN_TEXT.fullmatch(text) or _FEW_MARKS.fullmatch(text):
        return text
    text = _LINE_END.sub("\n", text)
    text = _SEQUENCE.sub("", _DROPPED.sub("", text))
    text = _MANY_MARKS.sub(_fewer_marks, text)
    return _LONE_SURROGATE.sub("\ufffd", text)


def is_mark(character: str) -> bool:
    """Does a character take no cell of its own, as an accent, a joiner or a direction mark?"""
    return category(character) in ("Mn", "Me") or character in _JOINERS_AND_DIRECTION_MARKS


def _fewer_marks(found: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in found[0]:
        marks = marks + 1 if is_mark(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
