"""P8: every code point and random strings through the door, judged by rules written by hand."""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import category

from rich.control import strip_control_codes

from store.harmless import harmless, harmless_line, harmless_name
from tests.soak.machine import EIGHT_BIT, STRINGS
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.stream import HIDDEN, LINES, MOST_MARKS, breaches

AT_ONCE = 4096
"""How many code points are looked at in one text."""

CONTROLS = "\x07\x18\x1a\x1b" + "".join(map(chr, range(0x80, 0xA0)))
"""What begins, ends or breaks off a sequence; other control characters mean nothing in one."""

KEPT_WITHOUT_WIDTH = "\u061c\u180e\u200c\u200d\u200e\u200f"

WORDS = (
    "tide ",
    "Élan",
    "潮",
    "😀",
    "👩\u200d👧",
    "می\u200cخواهم",
    "क्ष",
    "e\u0301",
    " ",
    "\n",
    "\t",
)
BEGINNINGS = ("\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1bX", "\x1b^", "\x1b_", "\x9b", "\x9d", "\x90")
ENDINGS = ("\x07", "\x1b\\", "\x9c", "m", "J", "h", "\x18", "\x1a", "\x1b", "\n", "\n\n", "")
INSIDES = ("0", "52;c;", "?1049", ";", " ", "$q", "inside", "8;;http://", "<", "(0", "\x00", "\x7f")
INVISIBLE = ("\u200b", "\u202e", "\u2066", "\u2069", "\ufeff", "\U000e0041", "\u2063", "\ufff9")
ENDS = ("\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029")
ODD = ("\ud800", "\udfff", "\ufffe", "\ufe0f", "\U000e0100", "\u0301" * 7, "\u034f", "\u20dd")


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Clean every code point, and so many random strings."""
    found, hits = Breaches(), 0
    for begin in range(0, sys.maxunicode + 1, AT_ONCE):
        judge("".join(map(chr, range(begin, begin + AT_ONCE))), found)
    strings = [hostile_string(chance) for _ in range(trials)]
    for text in strings:
        hits += judge(text, found)
    some = strings[:1000]
    return Outcome(
        "P8",
        "every code point and random hostile strings: only their text is left",
        trials,
        hits,
        found.count,
        (
            control("the strings as they are", some, str),
            control("ESC taken away", some, lambda text: text.replace("\x1b", "")),
            control("Rich's strip_control_codes", some, strip_control_codes),
        ),
        found.told(f"{hits:,} strings held what would act"),
    )


def hostile_string(chance: random.Random) -> str:
    """Pieces of sequences, whole and broken, between words of several scripts."""
    pieces: list[str] = []
    for _ in range(chance.randint(1, 9)):
        kind = chance.random()
        if kind < 0.4:
            insides = chance.choices(INSIDES + WORDS, k=chance.randint(0, 4))
            pieces += [chance.choice(BEGINNINGS), *insides, chance.choice(ENDINGS)]
        elif kind < 0.6:
            pieces.append(chance.choice(INVISIBLE + ENDS + ODD))
        elif kind < 0.7:
            pieces.append(chr(chance.choice((chance.randrange(0xA0), chance.randrange(0x110000)))))
        else:
            pieces.append(chance.choice(WORDS))
    return "".join(pieces)


def judge(text: str, found: Breaches) -> bool:
    """Look what the door makes of a text; was there something to do?"""
    cleaned = harmless(text)
    if cleaned != (wanted := expected(text)):
        found.add(f"{text!a} became {cleaned!a}, not {wanted!a}")
    if harmless(cleaned) != cleaned:
        found.add(f"{cleaned!a} is not left as it is")
    lines = {cleaned, harmless_line(text), harmless_name(text)}
    for line in lines:
        for breach in breaches(line.encode("utf-8", "surrogatepass"), LINES):
            found.add(f"{text!a}: {breach}")
    return cleaned != text


def control(name: str, texts: list[str], clean: Callable[[str], str]) -> Control:
    """What another way to clean texts lets through."""
    bad = sum(any(breaches(clean(text).encode("utf-8", "surrogatepass"), LINES)) for text in texts)
    return Control(name, len(texts), bad)


def expected(text: str) -> str:
    """What the rules leave of a text, told character by character."""
    ends = text.replace("\r\n", "\n")
    for one in "\r\v\f\x85\u2028\u2029":
        ends = ends.replace(one, "\n")
    kept = "".join(one for one in ends if not is_dropped(one))
    left, at = [], 0
    while at < len(kept):
        if kept[at] in CONTROLS:
            at = end_of_sequence(kept, at)
        else:
            left.append(kept[at])
            at += 1
    whole = with_few_marks("".join(left))
    return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in whole)


def is_dropped(one: str) -> bool:
    """Is a character one that means nothing in a sequence and is not kept outside of one?"""
    if "\ud800" <= one <= "\udfff":
        return False
    is_control = category(one) == "Cc" and one not in CONTROLS and one not in "\t\n"
    return is_control or HIDDEN.match(one) is not None


def end_of_sequence(text: str, at: int) -> int:
    """Where what begins with a control character ends."""
    first = EIGHT_BIT.get(text[at], "") or (text[at + 1 : at + 2] if text[at] == "\x1b" else "")
    begin = at + (2 if text[at] == "\x1b" and first in {*STRINGS, "["} else 1)
    if first in STRINGS:
        return end_of_string(text, begin)
    if first == "[":
        return after(text, after(text, begin, "0", "?"), " ", "/", final=("@", "~"))
    if text[at] == "\x1b":
        return after(text, begin, " ", "/", final=("0", "~"))
    return begin


def after(text: str, at: int, low: str, high: str, final: tuple[str, str] | None = None) -> int:
    """Behind all characters of a range, and one of another."""
    while at < len(text) and low <= text[at] <= high:
        at += 1
    return at + 1 if final and at < len(text) and final[0] <= text[at] <= final[1] else at


def end_of_string(text: str, begin: int) -> int:
    """Behind the end of a string; where it has none, the end of its first line."""
    at = begin
    while at < len(text) and text[at] not in CONTROLS and text[at : at + 2] != "\n\n":
        at += 1
    if text[at : at + 1] in ("\x07", "\x9c"):
        return at + 1
    if text[at : at + 2] == "\x1b\\":
        return at + 2
    line = text.find("\n", begin, at)
    return at if line < 0 else line


def with_few_marks(text: str) -> str:
    """A text in which no more than some characters without a width stand in a row."""
    kept: list[str] = []
    row = 0
    for one in text:
        has_no_width = category(one) in ("Mn", "Me") or one in KEPT_WITHOUT_WIDTH
        row = row + 1 if has_no_width else 0
        kept += [one] * (row <= MOST_MARKS)
    return "".join(kept)
