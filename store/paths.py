"""Which paths a query's `path:` means.

A pattern, a path, and whether it fits:

    2018/**        2018/may/salt.txt        yes
    2018/**        salt.txt                 no
    2018/*.txt     2018/salt.txt            yes
    2018/*.txt     2018/may/salt.txt        no
    **/salt.txt    salt.txt                 yes
    **/salt.txt    2018/may/salt.txt        yes
    s?lt.txt       salt.txt                 yes
    *.MD           readme.md                yes
    alt.t          2018/salt.txt            yes
    2018           2018/salt.txt            yes
    2019           2018/salt.txt            no
    a[b].txt       a[b].txt                 yes

With a `*` or a `?` it is about the whole path (`*` stays in its folder, `**` does not); without, it
is a piece of one. Upper and lower case are the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from store.folder import shown

_STAR = re.compile(r"(\*\*/|\*\*|\*)")
_STARS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
_MOST_TRIED = 1_000_000
"""How many ways to place the pieces of a pattern an expression may try: some 10 ms."""
_FEW = 2
"""So many stars that are tried for each other take no time in a path, which has 4096 bytes."""
_FLAGS = re.IGNORECASE | re.DOTALL


def path_fits(path: bytes | str, pattern: str) -> bool:
    """Does a file's path fit?"""
    text = shown(path) if isinstance(path, bytes) else path
    if "*" not in pattern and "?" not in pattern:
        return _letters(pattern).search(text) is not None
    form = _form(pattern)
    if form.free > _FEW and len(text) ** form.free > _MOST_TRIED:
        return _fits_by_pieces(text, form)
    return form.whole.fullmatch(text) is not None


class _Form(NamedTuple):
    """What a pattern means."""

    whole: re.Pattern[str]
    """In one expression."""
    free: int
    """For how many stars that tries one place after the other, those of each for each."""
    first: re.Pattern[str]
    """What stands before the first star."""
    rest: tuple[tuple[str, re.Pattern[str]], ...]
    """Each star with the piece behind it."""


@lru_cache(16)
def _form(pattern: str) -> _Form:
    first, *rest = _STAR.split(pattern)
    stars, pieces = rest[::2], [_piece(each) for each in rest[1::2]]
    translated, free = _piece(first), 0
    for star, piece, follows in zip(stars, pieces, [*stars, ""][1:], strict=True):
        # Where the next star takes whatever is left (in the folder), the first place of this piece
        # is as good as any, and no other is ever tried.
        is_free = follows == "**" or (star == "*" and follows == "*")
        if is_free and star != "**/":
            translated += f"(?>{_STARS[star]}?{piece})"
        else:
            translated += _STARS[star] + piece
            free += 1
    behind = tuple((star, _compiled(piece)) for star, piece in zip(stars, pieces, strict=True))
    return _Form(_compiled(translated), free, _compiled(_piece(first)), behind)


def _fits_by_pieces(text: str, form: _Form) -> bool:
    """Does a path fit, in a time that many stars and long paths do not multiply?"""
    found = form.first.match(text)
    ends = {found.end()} if found else set()
    for star, piece in form.rest:
        begins = _reached(text, star, ends)
        ends = {found.end() for begin in begins if (found := piece.match(text, begin))}
    return len(text) in ends


def _reached(text: str, star: str, ends: set[int]) -> Iterable[int]:
    """The places at which that may begin which follows a star, which begins at some places."""
    if not ends:
        return ()
    first = min(ends)
    match star:
        case "**":
            return range(first, len(text) + 1)
        case "**/":
            folders = (place + 1 for place in range(first, len(text)) if text[place] == "/")
            return ends.union(folders)
    reached, is_on = set(), False
    for place in range(first, len(text) + 1):
        is_on = place in ends or (is_on and text[place - 1] != "/")
        if is_on:
            reached.add(place)
    return reached


@lru_cache(16)
def _letters(text: str) -> re.Pattern[str]:
    return _compiled(re.escape(text))


def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, _FLAGS)


def _piece(text: str) -> str:
    """What stands between two stars."""
    return "".join("[^/]" if letter == "?" else re.escape(letter) for letter in text)
