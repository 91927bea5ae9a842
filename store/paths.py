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
from functools import lru_cache

from store.folder import shown

_STAR = re.compile(r"(\*\*/|\*\*|\*)")
_STARS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}


def path_fits(path: bytes | str, pattern: str) -> bool:
    """Does a file's path fit?"""
    text = shown(path) if isinstance(path, bytes) else path
    return _compiled(pattern).search(text) is not None


@lru_cache(16)
def _compiled(pattern: str) -> re.Pattern[str]:
    if "*" not in pattern and "?" not in pattern:
        return re.compile(re.escape(pattern), re.IGNORECASE)
    first, *rest = _STAR.split(pattern)
    stars, pieces = rest[::2], [_piece(each) for each in rest[1::2]]
    translated = _piece(first)
    for star, piece, follows in zip(stars, pieces, [*stars, ""][1:], strict=True):
        # Where the next star takes whatever is left (in the folder), the first place of this piece
        # is as good as any, and no other is ever tried.
        is_free = follows == "**" or (star == "*" and follows == "*")
        if is_free and star != "**/":
            translated += f"(?>{_STARS[star]}?{piece})"
        else:
            translated += _STARS[star] + piece
    return re.compile(rf"\A{translated}\Z", re.IGNORECASE | re.DOTALL)


def _piece(text: str) -> str:
    """What stands between two stars."""
    return "".join("[^/]" if letter == "?" else re.escape(letter) for letter in text)
