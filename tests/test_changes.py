"""Changes of tags as they are typed."""

import re

import pytest

from store.changes import near, typed_change
from store.errors import GrtuiError
from store.plans import TagChange
from store.tags import KNOWN, Facet, Tag

REGION, THEME = Facet.REGION, Facet.THEME
NAMES = {
    REGION: {**{name: name for name in (*KNOWN[REGION], "Both", "9:30")}, "States": "USA"},
    THEME: {name: name for name in (*KNOWN[THEME], "Both")},
}


@pytest.mark.parametrize(
    ("typed", "tag", "gives"),
    [
        ("+Europe", Tag(REGION, "Europe"), True),
        ("-theme:History", Tag(THEME, "History"), False),
        ('+region:"Latin America & Caribbean"', Tag(REGION, "Latin America & Caribbean"), True),
        ("+region:latin-america-and-caribbean", Tag(REGION, "Latin America & Caribbean"), True),
        ("+theme:Salt Tax", Tag(THEME, "Salt Tax"), True),
        ("+europe", Tag(REGION, "Europe"), True),
        ("-REGION: usa ", Tag(REGION, "USA"), False),
        ("+theme:Both", Tag(THEME, "Both"), True),
        ("+states", Tag(REGION, "USA"), True),
        ("+9:30", Tag(REGION, "9:30"), True),
        ("+theme:\x1b[31mRed\n", Tag(THEME, "Red"), True),
    ],
)
def test_a_change_says_the_tag_and_what_to_do(typed: str, tag: Tag, gives: bool) -> None:
    assert typed_change(typed, NAMES) == TagChange(tag, gives)


def test_the_table_of_the_docstring_is_so() -> None:
    examples = re.findall(r"\| `([+-][^`]+)` \|", typed_change.__doc__ or "")
    assert len(examples) == 5
    for example in examples:
        assert typed_change(example, NAMES)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Europe", "Europe is no change: write .Europe to give a tag"),
        ("", " is no change"),
        ("+", r"\+ names no tag"),
        ("+region:", "names no tag"),
        ("+Salt Tax", r'There is no tag Salt Tax. For a new one write .region:"Salt Tax" or'),
        ("-Histroy", r"There is no tag Histroy. Did you mean History\?"),
        ("+Both", "Both is a region and a theme: write .region:Both or .theme:Both"),
    ],
)
def test_what_is_no_change_is_told(typed: str, why: str) -> None:
    with pytest.raises(GrtuiError, match=why):
        typed_change(typed, NAMES)


def test_a_new_tag_that_is_nearly_a_known_one_is_noticed() -> None:
    assert near(Tag(THEME, "Enviroment"), NAMES) == "Environment"
    assert near(Tag(THEME, "environment"), NAMES) is None
    assert near(Tag(REGION, "Sttates"), NAMES) == "USA"
    assert near(Tag(REGION, "states"), NAMES) is None
    assert near(Tag(THEME, "Lighthouses"), NAMES) is None
