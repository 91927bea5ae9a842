"""Tags that most likely mean the same. Pure functions."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from store.tags import loose

_EMPTY = frozenset(("and", "of", "the", "in", "on", "for", "to", "a", "an"))
"""Words that tell nothing."""

_LEAST_LETTERS = 5
"""How long names are in which one letter may be another."""

_DIGITS = re.compile(r"\d+")


def near_duplicates(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names of one facet that most likely mean the same, in the order of the names.

    | one | other | alike? |
    |---|---|---|
    | Middle East | Mid-East | yes: words of one begin words of the other |
    | Middle East | Mideast | yes |
    | Oil and Energy | Oil & Energies | yes: one and many |
    | Election | Elections | yes |
    | UN | United Nations | yes: the first letters |
    | U.S.A. | USA | yes: points, blanks and hyphens do not matter |
    | Cote d'Ivoire | Côte d’Ivoire | yes: nor do accents |
    | Cyber Security | cybersecurity | yes |
    | Climate Change | Change of Climate | yes: nor does the order |
    | Ukraine | Urkaine | yes: two letters swapped |
    | Afghanistan | Afganistan | yes: a letter missing |
    | Environment | Enviroment | yes |
    | Asia | Africa | no |
    | Austria | Australia | no: two letters are others |
    | Iran | Iraq | no: too short to tell |
    | North Korea | South Korea | no |
    | Africa | sub-Saharan Africa | no |
    | 2017 | 2018 | no: numbers are never alike |
    | G7 | G8 | no |
    | World War I | World War II | no |
    | Economy | Economics | no |
    """
    given = list(dict.fromkeys(names))
    read = [_Read(name) for name in given]
    found = {
        pair
        for pairs in (_sharing_a_key(read), _shortened(read), _misspelled(read))
        for pair in pairs
    }
    return [(given[one], given[other]) for one, other in sorted(found)]


class _Read:
    """A name as it is compared."""

    __slots__ = ("digits", "initials", "is_short_form", "letters", "words")

    def __init__(self, name: str) -> None:
        plain = _without_accents(loose(name)).replace(".", "").replace("'", "")
        words = re.findall(r"\w+", plain)
        self.words = tuple(word for word in words if word not in _EMPTY) or tuple(words)
        self.letters = "".join(map(_one_of_many, self.words))
        self.initials = "".join(word[0] for word in self.words)
        self.is_short_form = len(self.words) == 1 and len(words[0]) > 1 and name.isupper()
        self.digits = tuple(_DIGITS.findall(plain))


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _one_of_many(word: str) -> str:
    """A word without the ending of many.

    >>> _one_of_many("energies"), _one_of_many("wars"), _one_of_many("crisis")
    ('energy', 'war', 'crisis')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "siu":
        return word[:-1]
    return word


def _sharing_a_key(read: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    """Names that are the same but for endings, blanks, or the order of their words."""
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        for key in {one.letters, " ".join(sorted(map(_one_of_many, one.words)))}:
            keys[key].append(number)
    for numbers in (numbers for key, numbers in keys.items() if key):
        yield from combinations(numbers, 2)


def _shortened(read: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    """A name and its first letters, or the beginnings of its words."""
    initials: defaultdict[str, list[int]] = defaultdict(list)
    last: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        if len(one.words) > 1:
            initials[one.initials].append(number)
            last[one.words[-1]].append(number)
    for number, one in enumerate(read):
        whole = "".join(one.words)
        for other in initials.get(whole, ()) if one.is_short_form else ():
            yield min(number, other), max(number, other)
        for ending in {whole[at:] for at in range(3, len(whole) - 2)}:
            for other in last.get(ending, ()):
                if other != number and _begins_words(one, read[other]):
                    yield min(number, other), max(number, other)


def _begins_words(short: _Read, whole: _Read) -> bool:
    """Are the letters of one name the beginnings of the words of the other, the last one whole?"""
    rest = "".join(short.words)
    if rest == "".join(whole.words) or len(short.words) not in (1, len(whole.words)):
        return False
    *first, last = whole.words
    head = rest.removesuffix(last)
    # mid(dle) east: each of the other words by at least three of its letters.
    return len(first) == 1 and 3 <= len(head) < len(first[0]) and first[0].startswith(head)


def _misspelled(read: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    """Names of which one letter is another, missing, or swapped with the next."""
    without: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        if len(one.letters) >= _LEAST_LETTERS:
            for at in range(len(one.letters)):
                without[one.letters[:at] + one.letters[at + 1 :]].append(number)
            without[one.letters].append(number)
    for numbers in without.values():
        for first, second in combinations(dict.fromkeys(numbers), 2):
            if _are_one_word(read[first], read[second]):
                yield min(first, second), max(first, second)


def _are_one_word(one: _Read, other: _Read) -> bool:
    """May one name be the other, misspelled?"""
    if one.digits != other.digits or len(one.words) != len(other.words):
        return False
    pairs = [(a, b) for a, b in zip(one.words, other.words, strict=True) if a != b]
    # A short word with another letter is most likely another word; so is one that begins so.
    return all(
        min(len(a), len(b)) >= _LEAST_LETTERS and a[0] == b[0] and not _are_related(a, b)
        for a, b in pairs
    )


def _are_related(one: str, other: str) -> bool:
    """Is it the last letter that is another, as in Iran and Iraq, or Economic and Economics?"""
    return one[:-1] == other[:-1] or one == other[:-1] or one[:-1] == other
