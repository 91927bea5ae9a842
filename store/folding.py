"""Texts without upper case and accents, letter for letter, as the full-text index compares them."""

import re
from unicodedata import combining, normalize

from store.folder import name_of, shown


class _Letters(dict[int, str]):
    """Each character's plain letter, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base, *accents = list(normalize("NFD", character))
        # A letter that becomes two (as İ does) would move all that follow; one of Hangul is made of
        # several that are none.
        is_plain = all(map(combining, accents)) and len(base.lower()) == 1
        self[code] = base.lower() if is_plain else character
        return self[code]


_PLAIN = _Letters()
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def plain(text: str) -> str:
    """A text of the same length in lower case and without accents.

    >>> plain("Économie D’Île")
    'economie d’ile'
    """
    low = text.lower()
    if low.isascii() and len(low) == len(text):
        return low
    if len(low) != len(text):
        return text.translate(_PLAIN)
    # Far quicker than to translate each letter, as a text has few that are not ASCII.
    for character in {*_NOT_ASCII.findall(low)}:
        if (letter := _PLAIN[ord(character)]) != character:
            low = low.replace(character, letter)
    return low


PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""ASCII for letters that are no accented ones."""


def title_key(title: str | None, path: bytes | None) -> str:
    """What titles are sorted by; where there is none, its file's name is one."""
    name = title if title is not None else shown(name_of(path)) if path else ""
    key = plain(name)
    return key.lstrip("\"'“”‘’«»„¿¡([… -–—") or key
