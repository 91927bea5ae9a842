"""Texts that somebody may type into a search line: queries, what was one, and noise."""

import random
from collections.abc import Sequence

from store.query import FIELDS
from tests.plain_search import random_order, random_query

PIECES = (
    *(f"{name}:" for name in FIELDS),
    *("(", ")", '"', '""', "-", "--", "NOT ", "OR ", "AND ", "|", " ", "*", "**", "?", ",", ".."),
    *("NEAR/5 ", "NEAR/", "NEAR/99999 ", "NEAR(", "@", "@talks", "@loop", "^", "{", "}", "[", "\\"),
    *("\0", "\n", "\t", "\ud800", "\udcff", "\u200b", "\u202e", "\x85", "\u2028", "\u3000", "\xa0"),
    *("é", "e\u0301", "ß", "İ", "ı", "ﬁ", "Ⅷ", "١", "²", "½", "🇫🇷", "한", "\U0010ffff", "%", "_"),
    *("2018", "2018-02-30", "0000", "9999", "99999", "1w", "99999999999999w", "<", ">=", ">"),
    *("today", "Nov", "8 Nov 2018", "12:30", "UTC", "+05:00", "'", ";", "war", "peace", "C++"),
)
DATES = "0123456789 -./:TZ+wdmyNovJan<>,١½e"

EXTREMES = (
    *("(" * 10_000 + "war" + ")" * 10_000, "NOT " * 1000 + "war", "-" * 3000 + "war"),
    *("war " * 100_000, "a" * 10**6, "war " * 250_000, '"' * 4000, '"' * 3999, "-(" * 2000),
    *("NEAR/999999999 a", "a NEAR/999999999 b", "NEAR/1 ".join(["a "] * 400)),
    *("date:0000", "date:9999", "date:99999", "date:2018-02-30", "date:1w..", "date:>9999"),
    *("date:99999999999999w..", "date:9999..", "date:<0001", "date:9999y", "date:..9999d"),
    *("*", "**", "\0", "war\0peace", "\ud800", "\udcff", "theme:\udcff", "title:*", "region:*"),
    *("path:" + "a" * 50_000, "path:" + "*" * 50_000, "path:" + "?" * 3990, "path:" + "[" * 3900),
    *("path:" + "**/a/" * 6 + "b", "key:" + "f" * 5000, "path:a " * 600, "key:a " * 600),
    *("region:" + ",".join("a" * 1990), "region:" + ",".join(f"a{n}*" for n in range(600))),
    *("a OR " * 1900 + "b", "|".join("a" * 1999), "date:" + ",".join(["2018"] * 700)),
    *("tag:a* " * 500, "-tag:a " * 500, "title:a* " * 500, "is:read " * 400, "sort:title " * 300),
    *("(tag:a OR b) " * 300, "(a -(b c)) " * 300, "(" * 10 + "a" + ")" * 10, "@loop", "@@", "@"),
)
"""What is longer, deeper or farther away than anything that anybody means."""

LOOP = {"loop": "@round", "round": "@loop-b", "loop b": "war OR @loop"}
"""Saved searches that name each other."""


def text(chance: random.Random, keys: Sequence[str]) -> str:
    """A text by chance."""
    match chance.randrange(6):
        case 0:
            return query(chance, keys)
        case 1:
            return changed(query(chance, keys), chance)
        case 2 | 3:
            return "".join(chance.choices(PIECES, k=chance.randrange(12)))
        case 4:
            mark = chance.choice(["", '"'])
            field = chance.choice(["date:", "after:", "before:"])
            return field + mark + "".join(chance.choices(DATES, k=chance.randrange(25))) + mark
    return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(20)))


def query(chance: random.Random, keys: Sequence[str]) -> str:
    """A query that can be understood."""
    return random_order(chance, random_query(chance, keys))


def changed(text: str, chance: random.Random) -> str:
    """A text with some letters put in, left out or made others."""
    letters = [*text]
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(letters) + 1)
        match chance.randrange(3):
            case 0:
                letters[at:at] = chance.choice(PIECES)
            case 1:
                del letters[at : at + chance.randint(1, 4)]
            case _:
                letters[at : at + 1] = chr(chance.randrange(0x110000))
    return "".join(letters)
