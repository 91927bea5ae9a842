"""References for LaTeX: entries of BibTeX, which biblatex takes, too."""

import re
from collections.abc import Iterable, Iterator

from store.citation import MONTHS, Reference
from store.folding import PLAIN_LETTERS, plain
from store.names import Name

_ESCAPES = str.maketrans(
    {
        # BibTeX counts braces also behind a backslash, so there may be none.
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)

_NO_TITLE_WORDS = frozenset(
    "a an the der die das ein eine el la los las un una le les l une de il lo het een".split()  # noqa: SIM905
)
"""Words with which titles begin that say nothing."""


def bibtex(references: Iterable[Reference]) -> Iterator[str]:
    """An entry for each of the references, with a key of its own, in their order."""
    taken: set[str] = set()
    doubles: dict[str, int] = {}
    for one in references:
        key = base = citation_key(one)
        while key in taken:
            key = base + _suffix(doubles.setdefault(base, 0))
            doubles[base] += 1
        taken.add(key)
        yield _entry(key, one)


def citation_key(one: Reference) -> str:
    """By what an article is cited: author, year and the first word of the title that says a thing.

    >>> citation_key(Reference("The Ferry", (Name("van Tollefsen", "Maren"),), date="2018-05-14"))
    'vantollefsen2018ferry'
    """
    who = one.names[0].family if one.names else one.publisher
    names = _ascii_words(who)
    if not one.names or one.names[0].is_body:
        names = names[:1]
    words = _ascii_words(one.title)
    word = next((word for word in words if word not in _NO_TITLE_WORDS), "".join(words[:1]))
    return f"{''.join(names) or 'anon'}{one.year or 'nd'}{word}"


def _ascii_words(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", plain(text).translate(PLAIN_LETTERS))


def _suffix(number: int) -> str:
    """`a` to `z`, then `aa`."""
    before, last = divmod(number, 26)
    return (_suffix(before - 1) if before else "") + chr(ord("a") + last)


def _entry(key: str, one: Reference) -> str:
    kind = "article" if one.publisher else "misc"  # an article must have a journal
    fields = {
        "author": " and ".join(_author(name) for name in one.names),
        # Else many styles would write proper names in lower case.
        "title": f"{{{_escaped(one.title)}}}",
        "journal": _escaped(one.publisher),
        "date": one.date,
        "year": one.year,
        "keywords": ", ".join(_keyword(tag) for tag in one.tags),
        "note": _escaped(one.original_source and f"First in {one.original_source}"),
        "annote": _escaped(one.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    if one.date:
        month = MONTHS[int(one.date[5:7]) - 1]
        lines.append(f"  month = {month[:3].lower()},\n")  # every style knows these words
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _author(name: Name) -> str:
    if name.is_body:
        return f"{{{_escaped(name.family)}}}"
    parts = (name.family, name.suffix, name.given)
    return ", ".join(_escaped(part) for part in parts if part)


def _keyword(tag: str) -> str:
    return f"{{{_escaped(tag)}}}" if "," in tag else _escaped(tag)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
