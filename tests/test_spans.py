"""The dates of queries, by the table in the module."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import rows

from store import spans
from store.query import Span

THURSDAY = date(2018, 11, 8)


@pytest.mark.parametrize(("written", "days"), rows(spans))
def test_a_date_means_what_the_table_says(written: str, days: str) -> None:
    first, _, last = (part.strip() for part in days.partition(".."))
    assert spans.span_of(written, THURSDAY) == Span(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "soon",
        "2018-00",
        "2018-11-00",
        "2018-00-08",
        "2018-13",
        "2018-02-29",
        "0000",
        "8 November",
        "20:30",
        "9999y",
        ">",
        ">x",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert spans.span_of(text, THURSDAY) is None


def test_months_that_differ_in_length_and_weeks_over_a_new_year() -> None:
    assert spans.span_of("1m..", date(2018, 3, 31)) == Span("2018-02-28", "")
    assert spans.span_of("last-week", date(2019, 1, 2)) == Span("2018-12-24", "2018-12-30")
    assert spans.span_of("last-month", date(2019, 1, 2)) == Span("2018-12-01", "2018-12-31")
    assert spans.span_of("9999-12", THURSDAY) == Span("9999-12-01", "9999-12-31")
    assert spans.span_of(">9999", THURSDAY) is None


@given(text=st.text(), today=st.dates())
def test_any_text_on_any_day_is_a_span_or_none(text: str, today: date) -> None:
    for each in (text, f"{text}..", f">{text}", *spans.WORDS):
        span = spans.span_of(each, today)
        assert span is None or span.first or span.last
