"""The strip that shows the letters of a facet's tags."""

from rich.cells import cell_len

from store.letters import assign
from store.tags import KNOWN, Facet, Origin, fold
from widgets.tag_choice import GLYPHS, TagChoice, among
from widgets.tag_strip import in_columns


def choices(facet: Facet) -> list[TagChoice]:
    letters = assign(facet, KNOWN[facet], {})
    return [TagChoice(facet, letters[fold(name)], name, 1) for name in KNOWN[facet]]


def widest(lines: list[list[tuple[TagChoice, int]]]) -> int:
    return max(sum(width + 6 for _, width in line) for line in lines)


def test_the_regions_take_few_lines_on_a_wide_screen() -> None:
    assert len(in_columns(choices(Facet.REGION), 118)) == 2


def test_the_themes_fit_eighty_columns() -> None:
    lines = in_columns(choices(Facet.THEME), 78)
    assert widest(lines) <= 78
    assert sum(map(len, lines)) == len(KNOWN[Facet.THEME])


def test_tags_are_read_down_and_then_across() -> None:
    lines = in_columns(choices(Facet.REGION), 118)
    assert [line[0][0].name for line in lines] == ["Africa", "Asia"]


def test_a_screen_that_is_too_narrow_cuts_the_names() -> None:
    lines = in_columns([TagChoice(Facet.THEME, "a", "x" * 100, 1)], 40)
    assert widest(lines) <= 40


def test_a_name_in_wide_letters_is_measured_in_cells() -> None:
    lines = in_columns(
        [TagChoice(Facet.THEME, letter, name, 1) for letter, name in (("a", "潮時計"), ("b", "b"))],
        40,
    )
    assert lines[0][0][1] == cell_len("潮時計")


def test_no_tags_make_no_lines() -> None:
    assert in_columns([], 80) == []


def test_a_mark_tells_how_the_articles_have_a_tag() -> None:
    marks = {held: TagChoice(Facet.REGION, "a", "A", 1, held).mark for held in GLYPHS}
    assert [marks[origin] for origin in Origin] == ["●", "+", "-"]
    assert [marks[among(number, 3)] for number in (3, 2, 0)] == ["●", "~", " "]
