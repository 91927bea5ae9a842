"""Lines that end in a date, with the outlet before it (format.md, rule H6).

What is printed, the outlet and the date:

    Global Research, November 8, 2018               Global Research / 2018-11-08
    Global Research 12 March 2013                   Global Research / 2013-03-12
    [Asia Times](#) | Thursday, 8 November 2018     Asia Times / 2018-11-08
    Asia Times – November 8, 2018 at 10:30 am       Asia Times / 2018-11-08
    Asia Times, Nov. 8, 2018 (print edition).       Asia Times / 2018-11-08
    Asia Times, 8 Nov 2018, updated 9 Nov 2018      Asia Times / 2018-11-08
    The Sun, 8 November 2018                        The Sun / 2018-11-08
    St. Louis Herald, November 8, 2018              St. Louis Herald / 2018-11-08
    Le Temps, le 8 novembre 2018                    Le Temps / 2018-11-08
    November 8, 2018                                - / 2018-11-08
    February 1st, 2023 by Dr. Ada Moss              - / 2023-02-01
    Asia Times, February 31, 2018                   Asia Times / -
    Posted on November 8, 2018                      - / 2018-11-08
    By Ada Moss, November 8, 2018                   (none)
    First published on November 8, 2018             (none)
    It had rained. Then came November 8, 2018       (none)
    On November 8, 2018                             (none)
    One two three four five six seven eight nine, November 8, 2018   (none)
    Asia Times, November 8, 2018, saw it first      (none)
    Copyright © Asia Times, November 8, 2018        (none)
"""

import re
from dataclasses import dataclass

from store.dates import WrittenDate, date_at_end
from store.reader.byline import author_names
from store.reader.links import resolved
from store.reader.paragraphs import header_line
from store.tags import without_doubles

_MOST_CHARACTERS = 120
_MOST_WORDS = 8
_LONGEST = 2_000
"""Characters of a line with its links' targets."""

_YEAR = re.compile("[0-9]{4}")
_BY = re.compile(r"\s++by\s++", re.IGNORECASE)
_TRAILING = " ,;|·–—-"
_ARTICLE = re.compile(r"(?:^|[,;|]\s*+)(?:le|el|il|den|am|em)$", re.IGNORECASE)
_POSTED = re.compile(r"(?:posted|dated)(?: on)?", re.IGNORECASE)
_NO_OUTLET = re.compile(
    r"(?:by|first|originally|published|(?:last )?updated|copyright)\b|©|\(c\)", re.IGNORECASE
)
# A line of prose that breaks off before a date: "The treaty was signed on" is no outlet.
_DANGLING = re.compile(
    r"(?:^|\s)(?:on|in|of|to|from|until|till|since|before|after|for|at|is|was|and|or|the)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[!?…][\"”’)]*\s|([^\s.]*)\.(?:[\"”’)]*\s|$)")
_ABBREVIATION = re.compile(
    r"\w|st|dr|mrs?|ms|prof|no|vol|gen|col|inc|ltd|co|corp|jr|sr|ft|mt", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that ends in a date."""

    publisher: str | None
    date: WrittenDate
    names: tuple[str, ...] = ()
    """The authors that follow the date after "by"."""


def dateline_in(line: str) -> Dateline | None:
    """The dateline that a line is (rule H6)."""
    if len(line) > _LONGEST or not _YEAR.search(line):
        return None
    line = header_line(line)
    shown = resolved(line)
    if len(shown) > _MOST_CHARACTERS:
        return None
    date = date_at_end(shown)
    return _with_outlet(shown, date) if date else _with_names(line)


def _with_names(line: str) -> Dateline | None:
    """A date and then "by" and the authors."""
    for by in _BY.finditer(line):
        shown = resolved(line[: by.start()])
        if (date := date_at_end(shown)) and (names := author_names(line[by.end() :])):
            return _with_outlet(shown, date, without_doubles(name.text for name in names))
    return None


def _with_outlet(line: str, date: WrittenDate, names: tuple[str, ...] = ()) -> Dateline | None:
    before = line[: date.start].rstrip(_TRAILING)
    outlet = _ARTICLE.sub("", before).rstrip(_TRAILING)
    if _POSTED.fullmatch(outlet) or not any(map(str.isalnum, outlet)):
        return Dateline(None, date, names)
    return Dateline(outlet, date, names) if _is_outlet(outlet) else None


def _is_outlet(text: str) -> bool:
    if len(text.split()) > _MOST_WORDS or _NO_OUTLET.match(text) or _DANGLING.search(text):
        return False
    return all(
        end[1] is not None and _ABBREVIATION.fullmatch(end[1])
        for end in _SENTENCE_END.finditer(text)
    )
