"""The spans of days that a date in a query means.

What is written, and the days that it means on Thursday, 8 November 2018:

    2018                  2018-01-01 .. 2018-12-31
    2018-2                2018-02-01 .. 2018-02-28
    2018-11-08            2018-11-08 .. 2018-11-08
    2018-10..2018-11-08   2018-10-01 .. 2018-11-08
    2018..                2018-01-01 ..
    ..2018-02             .. 2018-02-28
    >=2018-02             2018-02-01 ..
    >2018-02              2018-03-01 ..
    <=2018-02             .. 2018-02-28
    <2018-02              .. 2018-01-31
    today                 2018-11-08 .. 2018-11-08
    yesterday             2018-11-07 .. 2018-11-07
    this-week             2018-11-05 .. 2018-11-11
    last-week             2018-10-29 .. 2018-11-04
    this-month            2018-11-01 .. 2018-11-30
    last-month            2018-10-01 .. 2018-10-31
    last-year             2017-01-01 .. 2017-12-31
    last-month..          2018-10-01 ..
    3d                    2018-11-05 .. 2018-11-08
    2w                    2018-10-25 .. 2018-11-08
    6m                    2018-05-08 .. 2018-11-08
    1y                    2017-11-08 .. 2018-11-08
    2w..                  2018-10-25 ..
    ..1y                  .. 2017-11-08
    2y..1y                2016-11-08 .. 2017-11-08
    <1y                   .. 2017-11-07
    8 Nov 2018            2018-11-08 .. 2018-11-08
    November 2018         2018-11-01 .. 2018-11-30
    Nov 2018..Feb 2019    2018-11-01 .. 2019-02-28

A number with d, w, m or y is that many days, weeks, months or years ago; alone it is all the time
since. What the ISO forms and these words do not cover is read by dateutil.
"""

import re
from datetime import date, timedelta

from store.query import Span

WORDS = (
    *("today", "yesterday", "this-week", "last-week", "this-month", "last-month"),
    *("this-year", "last-year", "7d", "2w", "6m", "1y"),
)
"""What is offered where a date may stand."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy])", re.ASCII | re.IGNORECASE)
_NAMED = re.compile(r"(this|last)[- ](week|month|year)", re.IGNORECASE)
_COMPARED = re.compile(r"([<>]=?)(.*)", re.DOTALL)
_SINGLE = {"today": 0, "yesterday": 1}
_DAY = timedelta(days=1)


def span_of(text: str, today: date) -> Span | None:
    """The span that a date, a range or a comparison means; None where there is no such day."""
    if found := _COMPARED.fullmatch(text):
        return _compared(found[1], _days(found[2].strip(), today))
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        span = _days(text, today)
        is_since = span and _AGO.fullmatch(text)
        return Span(span.first, today.isoformat()) if span and is_since else span
    if not (first or last):
        return None
    ends = [_days(part, today) if part else Span("", "") for part in (first, last)]
    return Span(ends[0].first, ends[1].last) if ends[0] and ends[1] else None


def _compared(operator: str, days: Span | None) -> Span | None:
    try:
        match operator, days:
            case _, None:
                return None
            case ">=", Span(first, _):
                return Span(first, "")
            case "<=", Span(_, last):
                return Span("", last)
            case ">", Span(_, last):
                return Span((date.fromisoformat(last) + _DAY).isoformat(), "")
            case _, Span(first, _):
                return Span("", (date.fromisoformat(first) - _DAY).isoformat())
    except OverflowError:
        pass
    return None


def _days(text: str, today: date) -> Span | None:
    """The days of one date: `2018`, `2018-11-08`, `last-month`, `2w`, `8 Nov 2018`."""
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        if not int(month or 1) * int(day or 1):
            return None  # there is no month or day 0
        return _iso(int(year), int(month or 0), int(day or 0))
    if text.lower() in _SINGLE:
        return _one(today - _SINGLE[text.lower()] * _DAY)
    if found := _NAMED.fullmatch(text):
        return _calendar(found[2].lower(), today, back=found[1].lower() == "last")
    if found := _AGO.fullmatch(text):
        return _ago(int(found[1]), found[2].lower(), today)
    return _written(text)


def _one(day: date) -> Span:
    return Span(day.isoformat(), day.isoformat())


def _iso(year: int, month: int, day: int) -> Span | None:
    from calendar import monthrange  # most queries hold no date

    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Span(first.isoformat(), last.isoformat())


def _calendar(unit: str, today: date, *, back: bool) -> Span | None:
    if unit == "week":
        monday = today - today.weekday() * _DAY - 7 * back * _DAY
        return Span(monday.isoformat(), (monday + 6 * _DAY).isoformat())
    if unit == "year":
        return _iso(today.year - back, 0, 0)
    months = today.year * 12 + today.month - 1 - back
    return _iso(months // 12, months % 12 + 1, 0)


def _ago(number: int, unit: str, today: date) -> Span | None:
    # 25 ms to import, and only these need it.
    from dateutil.relativedelta import relativedelta

    units = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
    try:
        return _one(today - relativedelta(**{units[unit]: number}))  # type: ignore[arg-type]
    except (OverflowError, ValueError):  # before the year 1
        return None


def _written(text: str) -> Span | None:
    """The days of a date as people write it: `8 Nov 2018`, `November 2018`; None for no date."""
    # 45 ms to import, and most dates are ISO.
    from datetime import UTC, datetime

    from dateutil.parser import parse as parse_date

    try:
        # What the text leaves open is taken from the default: two of them tell what that was.
        first = parse_date(text, default=datetime(1, 1, 1, tzinfo=UTC), ignoretz=True).date()
        last = parse_date(text, default=datetime(9999, 12, 31, tzinfo=UTC), ignoretz=True).date()
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    if first.year != last.year or first.month != last.month:
        return None  # without a year or a month it is no day, month or year that was meant
    return Span(first.isoformat(), last.isoformat())
