"""Dates as articles print them: rules Y1 to Y5."""

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st
from tables import rows

from store import dates
from store.dates import date_at_end, dates_in, parse_date


@pytest.mark.parametrize(("printed", "iso"), rows(dates))
def test_a_date_is_read_in_each_form_of_the_table(printed: str, iso: str) -> None:
    assert parse_date(printed) == (None if iso == "-" else iso)
    assert len(list(dates_in(printed))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2018",
        "November 2018",
        "Part 8, 2018",
        "8 Okt 2018",
        "1.2.3",
        "11/2018",
        "10.12.2018.1",
        "112/11/2018",
        "http://a.example/2018/11/08/x",
        "November 8, 20181",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert list(dates_in(text)) == []
    assert parse_date(text) is None


def test_three_letters_name_a_month_in_english_only() -> None:
    assert parse_date("8 Dec 2018") == "2018-12-08"
    assert parse_date("8 dez 2018") is None


def test_accents_may_be_written_as_marks_of_their_own() -> None:
    assert parse_date("1 fe\u0301vrier 2018") == "2018-02-01"


@pytest.mark.parametrize("first", range(1, 13))
def test_slashes_put_the_month_first(first: int) -> None:
    assert parse_date(f"{first}/02/2018") == f"2018-{first:02}-02"


@pytest.mark.parametrize("first", range(13, 32))
def test_slashes_put_the_day_first_if_it_can_be_no_month(first: int) -> None:
    assert parse_date(f"{first}/01/2018") == f"2018-01-{first}"


def test_the_date_as_written_counts_whatever_its_time_zone() -> None:
    assert parse_date("2018-11-08T23:59:59-11:00") == "2018-11-08"
    assert parse_date("2018-11-08 00:10:00+14:00") == "2018-11-08"


def test_a_leap_day_exists_in_leap_years_only() -> None:
    assert parse_date("29 February 2020") == "2020-02-29"
    assert parse_date("29 February 2019") is None


@pytest.mark.parametrize(
    "after",
    [
        "",
        ".",
        " 10:30",
        " at 10:30 pm",
        ", 10.30",
        " (print)",
        ", updated 9 Nov 2018",
        " – updated",
        " (updated 9 Nov 2018).",
        " 14h30",
        " – 9 November 2018",
        " to Friday, 9 November 2018",
    ],
)
def test_a_line_may_go_on_after_its_date(after: str) -> None:
    line = f"The Tide, 8 November 2018{after}"
    date = date_at_end(line)
    assert date is not None
    assert (line[: date.start], date.written, date.iso) == (
        "The Tide, ",
        "8 November 2018",
        "2018-11-08",
    )


@pytest.mark.parametrize("after", [" it rained", ", it rained", " (a) (b)", " and rain"])
def test_a_line_that_goes_on_otherwise_does_not_end_in_a_date(after: str) -> None:
    assert date_at_end(f"The Tide, 8 November 2018{after}") is None


def test_a_weekday_belongs_to_the_date_but_the_sun_is_a_paper() -> None:
    lines = ["Tide, Sunday, 8 May 2018", "Tide, Sun, 8 May 2018", "The Sun, 8 May 2018"]
    found = [date_at_end(line) for line in lines]
    assert [line[: date.start] for line, date in zip(lines, found, strict=True) if date] == [
        "Tide, ",
        "Tide, ",
        "The Sun, ",
    ]


@given(st.dates())
def test_every_day_is_read_in_iso(day: object) -> None:
    assert parse_date(str(day)) == str(day)


@given(st.text("0123456789 ,./-NovemberT年月日", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_date(text)
    assert all(0 <= date.start < date.end <= len(text) for date in dates_in(text))


def test_a_line_of_many_dates_is_read_in_linear_time() -> None:
    def read(times: int) -> None:
        assert date_at_end("8 Nov 2018 - " * times) is None
        assert sum(1 for _ in dates_in("8 Nov 2018 - " * times)) == times

    assert grows_linearly(read, 20_000)
