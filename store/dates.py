"""Dates as articles print them, read as ISO text (format.md, rules Y1-Y5).

What is printed, and the date that it means; a dash where there is no such day:

    November 8, 2018                    2018-11-08
    November 08 2018                    2018-11-08
    Nov. 8th, 2018                      2018-11-08
    Sept 8 2018                         2018-09-08
    8 Nov 2018                          2018-11-08
    8th November, 2018                  2018-11-08
    1er février 2018                    2018-02-01
    1 fevrier 2018                      2018-02-01
    3. März 2019                        2019-03-03
    8 de noviembre de 2018              2018-11-08
    noviembre 8, 2018                   2018-11-08
    1º gennaio 2020                     2020-01-01
    7 de março de 2021                  2021-03-07
    8 ноября 2018                       2018-11-08
    8 ноября 2018 года                  2018-11-08
    2018年11月8日                        2018-11-08
    2018-11-08                          2018-11-08
    2018/11/08                          2018-11-08
    2018-11-08T23:30:00-08:00           2018-11-08
    08.11.2018                          2018-11-08
    11/08/2018                          2018-11-08
    13/08/2018                          2018-08-13
    Thursday, November 8, 2018          2018-11-08
    jeudi 8 novembre 2018               2018-11-08
    Thu, 08 Nov 2018 10:30:00 GMT       2018-11-08
    November 8, 2018 at 10:30 am EST    2018-11-08
    February 31, 2018                   -
    31.02.2018                          -
    08.13.2018                          -
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_NAMES = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
januar februar marz april mai juni juli august september oktober november dezember
janner februar maerz april mai juni juli august september oktober november dezember
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""  # Y2, without accents
_MONTHS = {
    name: month for line in _NAMES.splitlines() for month, name in enumerate(line.split(), start=1)
} | {"sept": 9, "setiembre": 9}

_WORD = r"([^\W\d_](?:[^\W\d_]|[\u0300-\u036f]){2,14})"
_FORMS = {
    # Each with a group for each part; the lookbehind keeps house numbers and addresses out.
    "ymd": r"(?<![0-9])([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日",  # Y3
    "y-m-d":  # Y4
    r"(?<![\w/.])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:T[0-9]\S*+|(?!\w|[-/.][0-9]))",
    "y/m/d": r"(?<![\w/.])([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?:T[0-9]\S*+|(?!\w|[-/.][0-9]))",
    "d.m.y": r"(?<![\w/.])([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})(?!\w|[-/.][0-9])",  # Y5
    "m/d/y": r"(?<![\w/.])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?!\w|[-/.][0-9])",  # Y5
    "d M y": r"(?<![\w/.])([0-9]{1,2})(?:st|nd|rd|th|er|re|[.ºª°])? ?(?:(?:de|of) )?"  # Y1, Y2
    rf"{_WORD}(?:\.? ?, ?|\. ?| )(?:del? )?([0-9]{{4}})(?!\w|[-/.][0-9])(?: г\.| года)?",
    "M d y": rf"(?<!\w){_WORD}(?:\. ?| )([0-9]{{1,2}})(?:st|nd|rd|th)?(?: ?, ?| )([0-9]{{4}})"  # Y1
    r"(?!\w|[-/.][0-9])",
}
_ORDERS = tuple(_FORMS)
_DATE = re.compile("|".join(_FORMS.values()), re.IGNORECASE)
_YEAR = re.compile("[0-9][0-9]{3}")  # It is found in half the time that "[0-9]{4}" takes.

_TIME = (
    r"(?:[0-9]{1,2}[:.h][0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?|[0-9]{1,2}(?= ?[ap]\.?m|h\b))"
    r"(?: ?[ap]\.?m\b\.?|h| uhr)?(?: ?\(?(?:Z|[A-Z]{3,4})\b\)?)?(?: ?[+-][0-9]{2}:?[0-9]{2})?"
)
_AFTER = re.compile(  # H6: what may follow the date at the end of a line.
    rf"(?:[ ,;|·–—-]*+(?:(?:at|à|um) |@ ?)?{_TIME})?"
    r"(?: ?\([^()]*+\))?"
    r"(?:[ ,;|·–—-]*+\(?(?:last )?updated\b.*+)?"
    r" ?\.?",
    re.IGNORECASE,
)
_RANGE = re.compile(r" ?(?:[–—-]|to\b|and\b|&) ?", re.IGNORECASE)
_LONGEST = 1_000
"""Characters of a line that is looked through; no line with a date was seen with 300."""
_WEEKDAY = re.compile(
    r"(?:(?<!\w)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica"
    r"|(?:segunda|ter[cç]a|quarta|quinta|sexta)-feira"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
    # Only after a mark: "The Sun, 8 November 2018" names an outlet.
    r"|(?:^|(?<=[,;|–—-])|(?<=[,;|–—-] ))(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun))\.? ?,? ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text."""

    start: int
    """Where it begins in the text, in characters, its weekday included."""
    end: int
    """Where it ends (exclusive)."""
    written: str
    iso: str | None
    """`YYYY-MM-DD`, or None where there is no such day."""


def parse_date(text: str) -> str | None:
    """The date that a text means which holds nothing else, but perhaps a weekday and a time."""
    date = date_at_end(text)
    return date.iso if date and date.start == 0 else None


def date_at_end(line: str) -> WrittenDate | None:
    """The date that a line ends in, its first one if it ends in several (rules H6, Y6).

    A time, a remark in parentheses, "updated …" and a full stop may follow it.
    """
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    return next((date for date in dates_in(line) if _ends(line, date.end)), None)


def dates_in(text: str) -> Iterator[WrittenDate]:
    """The dates in a text, in their order."""
    if not _YEAR.search(text):
        return
    place = 0
    while match := _DATE.search(text, place):
        day = _day(match)
        if day is None:
            place = match.start() + 1
            continue
        before = _WEEKDAY.search(text, max(0, match.start() - 20), match.start())
        start = before.start() if before else match.start()
        yield WrittenDate(start, match.end(), match[0], _iso(*day))
        place = match.end()


def _ends(line: str, end: int) -> bool:
    """Does nothing follow but what may follow a date?"""
    if _AFTER.fullmatch(line, end):
        return True
    span = _RANGE.match(line, end)
    until = next(dates_in(line[span.end() :]), None) if span else None
    return bool(
        span and until and until.start == 0 and _AFTER.fullmatch(line, span.end() + until.end)
    )


def _day(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Year, month and day of a match, or None where its word is no month's name."""
    last = match.lastindex or 0
    first, second, third = match.group(last - 2, last - 1, last)
    match _ORDERS[last // 3 - 1]:
        case "ymd" | "y-m-d" | "y/m/d":
            return int(first), int(second), int(third)
        case "d.m.y":
            return int(third), int(second), int(first)
        case "m/d/y" if int(first) <= 12:
            return int(third), int(first), int(second)
        case "m/d/y":
            return int(third), int(second), int(first)
        case "d M y":
            month, day = _month(second), first
        case _:
            month, day = _month(first), second
    return (int(third), month, int(day)) if month else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int | None:
    """The month of a name, its accents optional (rule Y2)."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return _MONTHS.get("".join(c for c in letters if not unicodedata.combining(c)))
