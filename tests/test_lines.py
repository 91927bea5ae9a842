"""Texts broken into lines that are made when they are looked at."""

import random

import pytest
from growth import grows_linearly
from rich.console import Console
from rich.style import Style
from rich.text import Span, Text

from widgets.line_breaks import line_breaks
from widgets.lines import IS_HIT, Lines

CONSOLE = Console(width=100)
WORDS = ["a", "the", "Wörter", "l’énergie", "汉字", "e\u0301t\u0301", "—", "👍🏽", "सत्य", "“so”"]


def shown(text: str, width: int) -> list[str]:
    return [line.plain for line in Lines([Text(text)], width)]


@pytest.mark.parametrize("seed", range(20))
def test_lines_are_broken_where_rich_breaks_them(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        between = chance.choice([[" "], [" ", "  ", "\n", "\xa0", "\t"]])
        words = [chance.choice(WORDS) + chance.choice(between) for _ in range(40)]
        text, width = "".join(words).strip(), chance.randint(12, 60)
        wrapped = [line.plain.rstrip() for line in Text(text).wrap(CONSOLE, width)]
        assert shown(text, width) == wrapped


def test_a_word_that_is_longer_than_a_line_is_cut() -> None:
    assert shown("a " + "x" * 25 + " b", 10) == ["a", "x" * 10, "x" * 10, "xxxxx b"]
    assert shown("x" * 20 + "  b", 10) == ["x" * 10, "x" * 10, "b"]
    assert shown("汉" * 12, 10) == ["汉" * 5, "汉" * 5, "汉" * 2]
    assert shown("汉" * 3, 1) == shown("👍" * 3, 1)
    assert len(shown("👍" * 30, 20)) == 3


def test_only_what_is_looked_at_is_made() -> None:
    lines = Lines([Text("word " * 100_000)], 50, margin=2)
    assert len(lines) == 10_000
    assert lines[5_000].plain == "  " + "word " * 9 + "word"
    assert lines[5_000] is lines[5_000]
    assert sum(piece.lines is not None for piece in lines._pieces) == 1
    assert lines.plain(9_999) == "word " * 9 + "word"
    with pytest.raises(IndexError):
        lines[10_000]


def test_styles_go_on_from_line_to_line_and_from_piece_to_piece() -> None:
    text = Text("word " * 2_000)
    text.spans.append(Span(0, 10_000, Style(bold=True)))
    lines = [*Lines([text], 5)]
    assert len(lines) == 2_000
    assert all([(span.start, span.end) for span in line.spans] == [(0, 4)] for line in lines)


def test_a_marked_place_is_found_in_each_of_its_lines() -> None:
    text = Text("one two three four " * 100)
    for start in range(0, 1_900, 19):
        text.spans.append(Span(start + 4, start + 13, IS_HIT.copy()))  # two three
    lines = Lines([Text("above"), text], 9, margin=1)
    hits = lines.hits(first=7)
    assert len(hits) == 100
    made = [*lines]
    for hit in hits:
        pieces = [made[line - 7].plain[start:end] for line, start, end in hit]
        assert " ".join(pieces) == "two three"


def test_a_text_is_broken_in_linear_time_whatever_it_holds() -> None:
    for letters in ("x", "word ", "汉", "👍", "e\u0301", " ", "a\xa0", "\n", "\u200d"):
        assert grows_linearly(lambda size, one=letters: line_breaks(one * size, 70), 40_000)
