"""How an article looks as one line of the list."""

from dataclasses import replace

from rich.cells import cell_len
from rich.style import Style

from store.article import ArticleRow
from store.tags import Facet, GivenTag, Origin
from widgets.list_line import ASIDE, ELSEWHERE, HERE, fit, list_line, tag_letters

STYLES = {
    "dim": Style(dim=True),
    "unread": Style(),
    "star": Style(),
    "warning": Style(),
    "added": Style(bold=True),
}
LETTERS = {
    Facet.REGION: {"europe": "e", "asia": "s", "usa": "u", "canada": "c"},
    Facet.THEME: {"history": "h", "global economy": "g"},
}
ROW = ArticleRow("k", "a.txt", "The Salt Tax Nobody Collects", "2018-05-11")


def region(name: str, origin: Origin = Origin.SOURCE) -> GivenTag:
    return GivenTag(name, origin)


def line(row: ArticleRow, width: int = 60, cursor: str = ELSEWHERE) -> str:
    return list_line(row, width, LETTERS, cursor=cursor, style=STYLES.__getitem__).plain


def letters(row: ArticleRow) -> str:
    return tag_letters(row, LETTERS, STYLES.__getitem__).plain


def test_a_line_holds_state_date_title_and_letters() -> None:
    row = replace(ROW, regions=(region("Europe"),), themes=(GivenTag("History", Origin.SOURCE),))
    assert line(row) == " ●  2018-05-11  The Salt Tax Nobody Collects        e·h     "


def test_a_narrow_line_loses_the_day_and_cuts_the_title() -> None:
    assert line(ROW, 34) == " ●  2018-05 The Salt Tax… ·       "


def test_every_line_is_as_wide_as_the_list() -> None:
    titles = ["", "x" * 200, "潮時計 🌊 A Clock That Tells Only the Tide", "é" * 50]
    for width in (24, 34, 37, 60, 96):
        for title in titles:
            assert cell_len(line(replace(ROW, title=title), width)) == width


def test_state_is_told_by_glyphs() -> None:
    assert line(replace(ROW, is_read=True)).startswith("    2018")
    assert line(replace(ROW, is_starred=True)).startswith(" ●★ ")
    assert line(replace(ROW, has_warnings=True)).startswith(" ●! ")
    assert line(replace(ROW, has_duplicates=True)).startswith(" ●= ")
    assert line(ROW, cursor=HERE).startswith("›●")
    assert line(ROW, cursor=ASIDE).startswith("·●")


def test_a_removed_tag_has_no_letter_and_an_added_one_is_bold() -> None:
    row = replace(ROW, regions=(region("Asia", Origin.REMOVED), region("Europe", Origin.ADDED)))
    text = tag_letters(row, LETTERS, STYLES.__getitem__)
    assert text.plain.rstrip() == "e·"
    assert text.spans[0].style == STYLES["added"]


def test_more_letters_than_there_is_room_for_end_in_a_plus() -> None:
    many = tuple(region(name) for name in ("Europe", "Asia", "USA", "Canada"))
    themes = tuple(GivenTag(name, Origin.SOURCE) for name in ("History", "Global Economy"))
    assert letters(replace(ROW, regions=many, themes=(*themes, *themes))) == "esuc·h+ "


def test_a_tag_without_a_letter_shows_a_question_mark() -> None:
    assert letters(replace(ROW, regions=(region("Atlantis"),))).rstrip() == "?·"


def test_a_text_is_fitted_to_its_cells() -> None:
    assert fit("harbour", 10) == "harbour   "
    assert fit("harbour board", 9) == "harbour… "
    assert fit("潮時計", 5) == "潮時…"
    assert fit("harbour", 0) == ""
