"""Lines that begin with a label and a colon (format.md, rule H5).

What is printed, and what it labels:

    Region: USA                     region
    REGIONS : USA                   region
    **Région :** USA                region
    **Region**: USA                 region
    _Región: Cuba_                  region
    Theme：History                   theme
    **Temas: History**              theme
    Topics: History                 topic
    In-depth Report: Iran           report
    In‑Depth Reports: Iran          report
    Authors: Ada Moss               author
    Date: 2018-11-08                date
    Published: 8 Nov 2018           published
    Last updated: 8 Nov 2018        last updated
    Url of this article:            address
    URL: https://example.org        url
    Source: Asia Times              source
    Regional news: none             (none)
    In this region: war             (none)
"""

import re
from typing import NamedTuple

from store.reader.paragraphs import DIRECTION_MARKS, header_line, unmarked
from store.tags import fold

_NAMES = {
    "region": "region regions région régions región regiones",
    "theme": "theme themes thème thèmes tema temas",
    "topic": "topic topics",
    "author": "author authors",
    "date": "date",
    "published": "published",
    "updated": "updated",
    "source": "source",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()} | {
    "in-depth report": "report",
    "in-depth reports": "report",
    "in depth report": "report",
    "in depth reports": "report",
    "last updated": "last updated",
    "url of this article": "address",
    "url": "url",
}
_MARKS = f"*_{DIRECTION_MARKS}"
_LABEL = re.compile(rf"([*_]*+)[{_MARKS}]*+([^:：]{{3,40}}?)[{_MARKS}]*+\s*+[:：]")
_COLON = re.compile("[:：]")


class Label(NamedTuple):
    """A line's label and what follows it."""

    kind: str
    value: str


def label_in(line: str) -> Label | None:
    """The label that a line begins with, if it is one of the header's."""
    if not _COLON.search(line, 0, 60):
        return None
    line = header_line(line)
    match = _LABEL.match(line)
    kind = match and _KINDS.get(fold(match[2].replace("(s)", "s")))
    if not match or not kind:
        return None
    value = line[match.end() :].removeprefix(match[1])  # The ** of "**Region:** USA".
    return Label(kind, unmarked(value.strip()))
