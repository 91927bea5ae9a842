"""Lines, paragraphs and separators: rules P1 to P4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import lists

from store.article import Paragraph
from store.reader import paragraphs
from store.reader.paragraphs import blocks, is_separator, lines_of, paragraph, unescaped, unmarked

SEPARATORS, OTHERS = lists(paragraphs)


def blocks_of(text: str) -> list[str | None]:
    return list(blocks(lines_of(text)))


@pytest.mark.parametrize("line", SEPARATORS)
def test_a_line_of_ornaments_is_a_separator(line: str) -> None:
    assert is_separator(line)


@pytest.mark.parametrize("line", OTHERS)
def test_any_other_line_is_none(line: str) -> None:
    assert not is_separator(line)


@pytest.mark.parametrize("space", ["", " ", "\t", "\xa0", "\u2003\u202f", "\u3000"])
def test_a_line_of_white_space_is_blank(space: str) -> None:
    assert blocks_of(f"a\n{space}\nb") == ["a", "b"]


def test_a_paragraph_is_a_run_of_lines_that_are_not_blank() -> None:
    assert blocks_of("\n\na\nb\n\n\n  c\n\n") == ["a\nb", "  c"]


def test_a_separator_stands_alone_without_blank_lines() -> None:
    assert blocks_of("a\n***\nb\n\n*\n\nc") == ["a", None, "b", None, "c"]


def test_line_breaks_are_kept_and_collapsed_for_comparison() -> None:
    shown = paragraph("- a\n-  b\u2009\u3000c\t\xa0d ")
    assert shown is not None
    assert shown.text == "- a\n-  b\u2009\u3000c\t\xa0d"
    assert shown.collapsed == "- a - b c d"


@pytest.mark.parametrize("level", range(1, 7))
def test_the_marks_of_a_heading_are_not_shown(level: int) -> None:
    assert paragraph(f"{'#' * level} The quay") == Paragraph("The quay", level=level)


@pytest.mark.parametrize("text", ["#hashtag", "####### seven", "#", "a # b"])
def test_other_number_signs_stay(text: str) -> None:
    assert paragraph(text) == Paragraph(text)


def test_what_shows_nothing_is_no_paragraph() -> None:
    assert paragraph("[](#)") is None
    shown = paragraph("[](#) [the quay](#q)")
    assert shown is not None
    assert shown.text[shown.links[0].start : shown.links[0].end] == "the quay"


def test_entities_are_resolved_and_cannot_act() -> None:
    assert unescaped("A &amp; B&nbsp;&eacute; &#233; &#xE9;") == "A & B\xa0é é é"
    assert unescaped("a&#27;b&#144;c&#x202e;d") == "abcd"
    assert unescaped(f"&#{'9' * 5000};") == f"&#{'9' * 5000};"
    assert unescaped("Law &regulation, R&D") == "Law &regulation, R&D"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# The quay", "The quay"),
        ("**The quay**", "The quay"),
        ("__The quay__", "The quay"),
        ("# **The quay**", "The quay"),
        ("**_The quay_**", "The quay"),
        ("**The** and **quay**", "**The** and **quay**"),
        ("**The quay", "**The quay"),
        ("*", "*"),
    ],
)
def test_marks_around_a_line_are_dropped(text: str, shown: str) -> None:
    assert unmarked(text) == shown


@given(st.text("#*_ \n\xa0-[]()a"))
def test_any_text_is_cut_into_paragraphs_that_show_something(text: str) -> None:
    for block in blocks_of(text):
        shown = paragraph(block) if block else None
        assert shown is None or shown.text == shown.text.strip() != ""
