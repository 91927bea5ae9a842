"""Lines of typed changes."""

import re

import pytest

from store.change_line import changes_in, complete_change, spans_in
from store.tags import Facet

COUNTS = {
    Facet.REGION: {"Europe": 5, "Eurasia": 1, "Latin America & Caribbean": 2, "Both": 1},
    Facet.THEME: {"History": 3, "Culture, Society & History": 0, "Both": 1},
}

FORMER = {Facet.REGION: {"Hispanic America": "Latin America & Caribbean"}, Facet.THEME: {}}


def offered(line: str, cursor: int | None = None) -> list[str]:
    """The line as each choice would make it."""
    found = complete_change(line, len(line) if cursor is None else cursor, COUNTS, FORMER)
    return [line[: found.start] + one.text + line[found.end :] for one in found.choices]


def test_the_table_of_the_docstring_is_so() -> None:
    rows = re.findall(r"^ +\| `(.+?)` \| (.+) \|$", spans_in.__doc__ or "", re.MULTILINE)
    assert len(rows) == 4
    for line, changes in rows:
        assert changes_in(line) == re.findall(r"`(.+?)`", changes)


@pytest.mark.parametrize("line", ["", " ", "\t"])
def test_a_blank_line_has_no_changes(line: str) -> None:
    assert changes_in(line) == []


def test_blanks_around_changes_are_none_of_theirs() -> None:
    assert changes_in("  +Europe   -Asia  ") == ["+Europe", "-Asia"]


def test_a_quotation_mark_that_is_not_closed_goes_to_the_end() -> None:
    assert changes_in('+"Salt -Tax +USA') == ['+"Salt -Tax +USA']


def test_a_word_before_the_first_sign_is_no_change_and_is_told_so() -> None:
    assert changes_in("Europe +Asia") == ["Europe", "+Asia"]


def test_tags_of_both_facets_are_offered_those_first_that_begin_so() -> None:
    assert offered("+eu") == ["+Europe", "+Eurasia"]
    assert offered("-hist") == ["-History", '-"Culture, Society & History"']


def test_a_name_that_is_in_both_facets_is_offered_with_each() -> None:
    assert offered("+both") == ["+region:Both", "+theme:Both"]


def test_a_facet_that_is_written_offers_only_its_own() -> None:
    assert offered("+theme:") == [
        "+theme:History",
        "+theme:Both",
        '+theme:"Culture, Society & History"',
    ]
    assert offered("+region:lat") == ['+region:"Latin America & Caribbean"']


def test_the_change_at_the_cursor_is_completed_and_no_other() -> None:
    assert offered("+eu -hist", 3) == ["+Europe -hist", "+Eurasia -hist"]
    assert offered('+"Latin America & Caribbean" +europ') == [
        '+"Latin America & Caribbean" +Europe'
    ]


def test_a_former_name_offers_the_present_one() -> None:
    assert offered("+hispa") == ['+"Latin America & Caribbean"']
    assert offered("-region:hispa") == ['-region:"Latin America & Caribbean"']


def test_what_stands_there_already_is_not_offered() -> None:
    assert offered("+Europe") == []


def test_nothing_is_offered_where_there_is_no_change() -> None:
    assert offered("") == []
    assert offered("europe") == []
