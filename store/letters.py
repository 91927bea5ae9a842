"""The letters that give a tag from the keyboard: one for each tag of a facet, for good."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from string import ascii_lowercase, ascii_uppercase

from store.tags import Facet, fold

FIXED: dict[Facet, dict[str, str]] = {
    facet: {fold(name): letter for name, letter in letters.items()}
    for facet, letters in {
        Facet.REGION: {
            "Africa": "a",
            "Asia": "s",
            "Canada": "c",
            "Europe": "e",
            "Latin America & Caribbean": "l",
            "Middle East & North Africa": "m",
            "Oceania": "o",
            "Russia and FSU": "r",
            "sub-Saharan Africa": "b",
            "USA": "u",
        },
        Facet.THEME: {
            "9/11 & ‘War on Terrorism’": "a",
            "Biotechnology and GMO": "b",
            "Crimes against Humanity": "c",
            "Culture, Society & History": "y",
            "Environment": "e",
            "Global Economy": "g",
            "History": "h",
            "Intelligence": "i",
            "Law and Justice": "l",
            "Media Disinformation": "d",
            "Militarization and WMD": "m",
            "Oil and Energy": "o",
            "Police State & Civil Rights": "p",
            "Politics": "k",
            "Poverty & Social Inequality": "v",
            "Religion": "r",
            "Science and Medicine": "s",
            "Terrorism": "t",
            "United Nations": "u",
            "US NATO War Agenda": "n",
            "Women's Rights": "w",
        },
    }.items()
}
"""The letters of the publisher's own labels, by folded name; no other tag gets one of them."""

OPENERS = "JQVWXY"
"""Upper-case letters that open a code of two letters, and so are none by themselves."""

_SINGLE_UPPER = "".join(sorted(set(ascii_uppercase) - set(OPENERS)))


def assign(facet: Facet, names: Sequence[str], kept: Mapping[str, str]) -> dict[str, str]:
    """The letter, or two letters, of every tag, by its folded name; ASCII letters only.

    No code begins another, so that a code needs no key to end it. Codes in `kept` stay as they are
    and are in the answer, used or not: pass the answer on as the next `kept`, and no code ever
    changes. There are 358 codes; a tag that comes too late is not in the answer.

    Args:
        facet: Where the tags are.
        names: The tags, those used most first.
        kept: The codes given before, by folded name.
    """
    codes = dict(kept)
    used = set(codes.values())
    fixed = FIXED[facet]
    for name in map(fold, names):
        if name in fixed and name not in codes and is_free(fixed[name], used):
            codes[name] = fixed[name]
    used |= set(fixed.values())
    begun = {code[:length] for code in used for length in range(1, len(code) + 1)}
    for name in map(fold, names):
        if name in codes:
            continue
        for code in _wishes(name):
            if code not in begun and code[0] not in used:
                codes[name] = code
                used.add(code)
                begun |= {code[0], code}
                break
    return codes


def is_code(text: str) -> bool:
    """Can it be the letter, or the two letters, of a tag? Anybody may have written the file."""
    return 0 < len(text) < 3 and text.isascii() and text.isalpha()


def is_free(code: str, used: Collection[str]) -> bool:
    """Is a code neither the beginning of a used one, nor begun by one?"""
    return not any(other.startswith(code) or code.startswith(other) for other in used)


def owners(names: Iterable[str], codes: Mapping[str, str]) -> list[str]:
    """Of the present and the former names of a tag, folded, those whose codes give it.

    The first one's code is the tag's own: one without a code has that of a former name.
    """
    return [one for one in map(fold, names) if one in codes]


def _wishes(name: str) -> Iterator[str]:
    """The codes for a name, the best first."""
    own = letters_of(name)
    lower = [*dict.fromkeys(own + ascii_lowercase)]
    upper = [letter for letter in (*own.upper(), *_SINGLE_UPPER) if letter in _SINGLE_UPPER]
    yield from lower
    yield from dict.fromkeys(upper)
    second = [*dict.fromkeys(own + ascii_lowercase + ascii_uppercase)]
    yield from map("".join, product(OPENERS, second))


def letters_of(name: str) -> str:
    """The ASCII letters of a name, initials first, accents taken off."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = "".join(c if c in ascii_lowercase else " " for c in plain).split()
    return "".join([word[0] for word in words]) + "".join(word[1:] for word in words)
