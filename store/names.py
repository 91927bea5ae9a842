"""Names of authors, taken apart as lists of references need them."""

import re
from typing import NamedTuple

_PARTICLES = frozenset(
    "af al av bin da das de del della den der des di dos du el ibn la las le "  # noqa: SIM905
    "los ten ter van von y zu zum zur".split()
)
"""Words in lower case with which a family name may begin."""

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])

_TITLES = frozenset(["dr", "prof"])
"""What lists of references leave out."""

_BODIES = frozenset(
    "afp agencies agency alliance and ap archive association board bureau "  # noqa: SIM905
    "center centre commission committee correspondent correspondents council department desk dpa "
    "editor editorial editors for foundation government group institute institution international "
    "journal magazine media "
    "ministry network news newsdesk newsroom of office organisation organization post press "
    "project radio redaktion reporter reporters research reuters review rédaction service services "
    "society staff team television the times tribune union university wire writer writers".split()
)
"""Words that no person is called by, or hardly ever."""

_MOST_WORDS = 6
"""A person's name hardly has more."""


class Name(NamedTuple):
    """Who wrote an article: a person, or a body, which has a family name only."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def is_body(self) -> bool:
        """Is it no person's name, or one that must not be turned round?"""
        return not self.given

    @property
    def straight(self) -> str:
        """The name as it is said: `Maren van der Tollefsen Jr.`."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    @property
    def turned(self) -> str:
        """The name as lists sort it: `van der Tollefsen, Maren, Jr.`."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


def name_of(author: str) -> Name:
    """The parts of a byline's name.

    >>> name_of("Dr. Maren van der Tollefsen")
    Name(family='van der Tollefsen', given='Maren', suffix='')
    >>> name_of("Coastal Almanac Newsdesk").is_body
    True
    """
    before, _, after = (part.strip() for part in author.partition(","))
    words = [word for word in before.split() if _bare(word) not in _TITLES]
    suffix = ""
    if _bare(after) in _SUFFIXES:
        suffix, after = after, ""
    elif len(words) > 2 and _bare(words[-1]) in _SUFFIXES:
        suffix = words.pop()
    if not words or _is_body(author, words):
        return Name(author)
    if after:
        return Name(" ".join(words), after) if "," not in after else Name(author)
    first = next((at for at in range(1, len(words)) if words[at] in _PARTICLES), len(words) - 1)
    if first < 1 or words[-1] in _PARTICLES:
        return Name(author)
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _is_body(author: str, words: list[str]) -> bool:
    return (
        len(words) > _MOST_WORDS
        or not _BODIES.isdisjoint(_bare(word) for word in author.split())
        or bool(re.search(r"[\d&/@(:;]", author))
    )


def _bare(word: str) -> str:
    return word.strip(".,").lower()
