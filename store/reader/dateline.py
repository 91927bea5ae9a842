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
    The Mail on Sunday, November 11, 2018           The Mail on Sunday / 2018-11-11
    Welt am Sonntag, 11. November 2018              Welt am Sonntag / 2018-11-11
    Le Journal du Dimanche, 11 novembre 2018        Le Journal du Dimanche / 2018-11-11
    Spiked on, 11 November 2018                     Spiked on / 2018-11-11
    November 8, 2018                                - / 2018-11-08
    February 1st, 2023 by Dr. Ada Moss              - / 2023-02-01
    Asia Times | February 1, 2023 | by Ada Moss     Asia Times / 2023-02-01
    Asia Times, February 31, 2018                   Asia Times / -
    Posted on November 8, 2018                      - / 2018-11-08
    By Ada Moss, November 8, 2018                   (none)
    First published on November 8, 2018             (none)
    It had rained. Then came November 8, 2018       (none)
    On November 8, 2018                             (none)
    On Sunday, November 11, 2018                    (none)
    Arrived on November 8, 2018                     (none)
    She arrived on Sunday, November 11, 2018.       (none)
    One two three four five six seven eight nine, November 8, 2018   (none)
    Asia Times, November 8, 2018, saw it first      (none)
    Copyright © Asia Times, November 8, 2018        (none)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.dates import WrittenDate, date_at_end
from store.reader.byline import Byline, byline_of, joined
from store.reader.links import resolved
from store.reader.paragraphs import header_line

_MOST_CHARACTERS = 120
_MOST_WORDS = 8
_LONGEST = 2_000
"""Characters of a line with its links' targets."""

_YEAR = re.compile("[0-9][0-9]{3}")  # It is found in half the time that "[0-9]{4}" takes.
_BY = re.compile(r"(?<!updated)[\s,|]++(by)\s", re.IGNORECASE)
_TRAILING = " ,;|·–—-"
_ARTICLE = re.compile(r"(?:^|[,;|]\s*+)(?:le|el|il|den|am|em)$", re.IGNORECASE)
_POSTED = re.compile(r"(?:posted|dated)(?: on)?", re.IGNORECASE)
_NO_OUTLET = re.compile(
    r"(?:by|first|originally|published|(?:last )?updated|copyright)\b|©|\(c\)", re.IGNORECASE
)
# "The Mail on Sunday": a weekday that is no part of the date.
_AWAITS_WEEKDAY = re.compile(
    r"[^\s,;|·–—-]\s++(?:on|am|du|de|del|della|di|do|da)\s*+$", re.IGNORECASE
)
# A line of prose that breaks off before a date: "The treaty was signed on" is no outlet.
_DANGLING = re.compile(
    r"(?:^|\s)(?:on|in|of|to|from|until|till|since|before|after|for|at|is|was|and|or|the)\s*+$",
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
    byline: Byline | None = None
    """What follows the date, where it is "by" and names."""

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return self.byline.lines if self.byline else 1


def dateline_at(lines: Sequence[str], at: int) -> Dateline | None:
    """The dateline that begins with a line (rule H6)."""
    if len(lines[at]) > _LONGEST or not _YEAR.search(lines[at]):
        return None
    line = header_line(lines[at])
    shown = resolved(line)
    if len(shown) > _MOST_CHARACTERS:
        return None
    for by in _BY.finditer(line):
        before = resolved(line[: by.start()])
        date = date_at_end(before) if before.count("(") == before.count(")") else None
        if date and (byline := byline_of(*joined(lines, at, line[by.start(1) :]))):
            return _with_outlet(before, date, byline)
    date = date_at_end(shown)
    return _with_outlet(shown, date) if date else None


def _with_outlet(line: str, date: WrittenDate, byline: Byline | None = None) -> Dateline | None:
    before = _before(line, date)
    outlet = _ARTICLE.sub("", before.rstrip(_TRAILING)).rstrip(_TRAILING)
    if _POSTED.fullmatch(outlet) or not any(map(str.isalnum, outlet)):
        return Dateline(None, date, byline)
    if _DANGLING.search(before) or not _is_outlet(outlet):
        return None
    return Dateline(outlet, date, byline)


def _before(line: str, date: WrittenDate) -> str:
    """What stands before a date and its weekday, unless that is the end of a name."""
    before = line[: date.start]
    with_weekday = line[: date.end - len(date.written)]
    if (
        before != with_weekday
        and _AWAITS_WEEKDAY.search(before)
        and not _POSTED.fullmatch(before.rstrip())
        and with_weekday.rstrip().endswith(",")
        and not line.endswith(".")  # "She arrived on Sunday, November 11, 2018."
    ):
        return with_weekday
    return before


def _is_outlet(text: str) -> bool:
    if len(text.split()) > _MOST_WORDS or _NO_OUTLET.match(text):
        return False
    return all(
        end[1] is not None and _ABBREVIATION.fullmatch(end[1])
        for end in _SENTENCE_END.finditer(text)
    )
