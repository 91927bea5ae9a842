"""The outlet that had an article first: rule B8."""

import pytest
from tables import rows

from store.reader import origin
from store.reader.plain import read_plain

HEADER = "The Harbour\n\nBy Ada Moss\n\nThe Tide, May 8, 2018"
BODY = "The harbour woke late."


def source(*paragraphs: str) -> str | None:
    return read_plain("\n\n".join((HEADER, *paragraphs))).original_source


@pytest.mark.parametrize(("printed", "outlet"), rows(origin))
def test_a_note_names_the_outlet_of_the_table(printed: str, outlet: str) -> None:
    expected = None if outlet == "(none)" else outlet
    assert source(BODY, printed) == expected
    if "original source" not in printed:
        assert source(printed, BODY) == expected


def test_the_publisher_is_no_original_source() -> None:
    assert source(BODY, "The original source of this article is the tide") is None
    assert source(BODY, "Originally published on The Tide.") is None


def test_the_statement_ends_with_its_line() -> None:
    assert source(BODY, "The original source of this article is The Gull\nCy Dale") == "The Gull"


NOTE = "Originally published on A."
HEAD = "First published on B."
LABEL = "Source: C"
SECOND = "D, May 7, 2018"
STATED = "The original source of this article is E"


@pytest.mark.parametrize(
    ("paragraphs", "outlet"),
    [
        ([SECOND, LABEL, HEAD, BODY, NOTE, STATED], "A"),
        ([SECOND, LABEL, HEAD, BODY, STATED], "B"),
        ([SECOND, LABEL, BODY, STATED], "C"),
        ([SECOND, BODY, STATED], "D"),
        ([BODY, STATED], "E"),
        ([BODY], None),
    ],
)
def test_the_first_hit_counts(paragraphs: list[str], outlet: str | None) -> None:
    assert source(*paragraphs) == outlet


def test_a_note_with_a_bare_date_leaves_it_to_the_next() -> None:
    assert source(BODY, "Originally published on May 1, 2018.", STATED) == "E"


def test_a_link_in_a_later_sentence_is_not_the_outlet() -> None:
    assert source(BODY, "Originally published by The Gull. Read [more](#).") == "The Gull"


def test_the_same_words_in_the_body_say_nothing() -> None:
    assert source(BODY, "Originally published on The Gull.", "It rained again.") is None
