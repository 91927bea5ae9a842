"""Places on a page that are about the same at any width, and widths to choose from."""

from rich.text import Text

from widgets.lines import Lines
from widgets.measure import CHOICES, columns, next_measure
from widgets.page_places import line_at, next_paragraph, paragraph_before, place_of

TEXTS = [Text(text) for text in ("", "one two three", "", "* * *", "", "four")]
WIDE, NARROW = Lines(TEXTS, 40, margin=2), Lines(TEXTS, 5, margin=1)
NONE = Lines(())


def places(lines: Lines) -> list[int]:
    return [place_of(number, lines) for number in range(len(lines))]


def begins(lines: Lines) -> list[int]:
    """The lines with which paragraphs begin, walked down and up."""
    at, found = -1, []
    while (line := next_paragraph(lines, at)) is not None:
        found.append(at := line)
    up, at = [], len(lines)
    while (line := paragraph_before(lines, at)) is not None:
        up.append(at := line)
    assert up == found[::-1]
    return found


def test_a_line_has_a_place_of_its_own() -> None:
    for lines in (WIDE, NARROW):
        assert [line_at(place, lines) for place in places(lines)] == [*range(len(lines))]


def test_a_place_is_in_the_same_words_at_another_width() -> None:
    assert len(NARROW) == 8
    assert [line_at(place, WIDE) for place in places(NARROW)] == [0, 1, 1, 1, 2, 3, 4, 5]


def test_a_place_beyond_the_end_is_the_last_line() -> None:
    assert line_at(1000, WIDE) == 5
    assert line_at(3, NONE) == 0


def test_paragraphs_begin_after_blank_lines_and_a_rule_is_none() -> None:
    assert begins(WIDE) == [1, 5]
    assert begins(NARROW) == [1, 7]
    assert begins(Lines([Text("! A warning."), Text(), Text("text")])) == [0, 2]
    assert begins(NONE) == []


def test_the_widths_are_walked_round() -> None:
    width: int | None = CHOICES[0]
    seen = [width := next_measure(width, 200) for _ in CHOICES]
    assert seen == [80, 100, None, 60]
    assert next_measure(72, 200) == 80  # one of the configuration's


def test_a_width_that_looks_the_same_is_passed_over() -> None:
    assert next_measure(80, 90) is not None
    assert columns(next_measure(80, 90), 90) == 90
    assert next_measure(100, 90) == 60
    assert next_measure(80, 50) == 80
