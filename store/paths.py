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

_WILD = re.compile(r"\*\*/|\*+|\?|[^*?]+")


def path_fits(path: bytes | str, pattern: str) -> bool:
    """Does a file's path fit?"""
    text = shown(path) if isinstance(path, bytes) else path
    return _compiled(pattern).search(text) is not None


@lru_cache(16)
def _compiled(pattern: str) -> re.Pattern[str]:
    if "*" not in pattern and "?" not in pattern:
        return re.compile(re.escape(pattern), re.IGNORECASE)
    parts = _WILD.findall(pattern)
    # The shortest piece is the right one for each star, so no other is ever tried: the time is that
    # of a walk over the path. Only behind a `**` it is not, as a `*` may end in another folder.
    last_wide = max((n for n, part in enumerate(parts) if part.startswith("**")), default=-1)
    translated = ""
    n = 0
    while n < len(parts):
        star, follows = parts[n], "".join(map(re.escape, parts[n + 1 : n + 2]))
        is_closed = n > last_wide and star == "*" and follows and parts[n + 1][0] not in "*?"
        is_last = n + 2 >= len(parts)
        translated += rf"(?>[^/]*?{follows})" if is_closed and not is_last else _translated(star)
        n += 2 if is_closed and not is_last else 1
    return re.compile(rf"\A{translated}\Z", re.IGNORECASE | re.DOTALL)


def _translated(part: str) -> str:
    match part:
        case "**/":
            return "(?:.*/)?"
        case "*":
            return "[^/]*"
        case "?":
            return "[^/]"
    return ".*" if part.startswith("*") else re.escape(part)
