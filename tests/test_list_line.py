"""How an article looks as one line of the list."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style

from store.article import ArticleRow
from store.tags import Facet, GivenTag, Origin
from widgets.list_line import ASIDE, ELSEWHERE, HERE, Part, fit, list_line, tag_letters

STYLES = {
    "dim": Style(dim=True),
    "unread": Style(),
    "star": Style(),
    "warning": Style(),
    "added": Style(bold=True),
    "match": Style(underline=True),
}
LETTERS = {
    Facet.REGION: {"europe": "e", "asia": "s", "usa": "u", "canada": "c"},
    Facet.THEME: {"history": "h", "global economy": "g"},
}
ROW = ArticleRow("k", "a.txt", "The Salt Tax Nobody Collects", "2018-05-11")


def region(name: str, origin: Origin = Origin.SOURCE) -> GivenTag:
    return GivenTag(name, origin)


def plain(parts: Sequence[Part]) -> str:
    return "".join(text for text, _ in parts)


def line(row: ArticleRow, width: int = 60, cursor: str = ELSEWHERE) -> str:
    return plain(list_line(row, width, LETTERS, cursor=cursor, style=STYLES.__getitem__))


def letters(row: ArticleRow) -> str:
    return plain(tag_letters(row, LETTERS, STYLES.__getitem__))


def test_a_line_holds_state_date_title_and_letters() -> None:
    row = ROW._replace(regions=(region("Europe"),), themes=(GivenTag("History", Origin.SOURCE),))
    assert line(row) == " ●  2018-05-11  The Salt Tax Nobody Collects        e·h     "


def test_a_narrow_line_loses_the_day_and_cuts_the_title() -> None:
    assert line(ROW, 34) == " ●  2018-05 The Salt Tax… ·       "


def test_every_line_is_as_wide_as_the_list() -> None:
    titles = ["", "x" * 200, "潮時計 🌊 A Clock That Tells Only the Tide", "é" * 50]
    for width in (24, 34, 37, 60, 96):
        for title in titles:
            assert cell_len(line(ROW._replace(title=title), width)) == width


def test_state_is_told_by_glyphs() -> None:
    assert line(ROW._replace(is_read=True)).startswith("    2018")
    assert line(ROW._replace(is_starred=True)).startswith(" ●★ ")
    assert line(ROW._replace(has_warnings=True)).startswith(" ●! ")
    assert line(ROW._replace(has_duplicates=True)).startswith(" ●= ")
    assert line(ROW, cursor=HERE).startswith("›●")
    assert line(ROW, cursor=ASIDE).startswith("·●")


def test_a_removed_tag_has_no_letter_and_an_added_one_is_bold() -> None:
    row = ROW._replace(regions=(region("Asia", Origin.REMOVED), region("Europe", Origin.ADDED)))
    parts = tag_letters(row, LETTERS, STYLES.__getitem__)
    assert plain(parts).rstrip() == "e·"
    assert parts[0] == ("e", STYLES["added"])


def test_more_letters_than_there_is_room_for_end_in_a_plus() -> None:
    many = tuple(region(name) for name in ("Europe", "Asia", "USA", "Canada"))
    themes = tuple(GivenTag(name, Origin.SOURCE) for name in ("History", "Global Economy"))
    assert letters(ROW._replace(regions=many, themes=(*themes, *themes))) == "esuc·h+ "


def test_a_tag_without_a_letter_shows_a_question_mark() -> None:
    assert letters(ROW._replace(regions=(region("Atlantis"),))).rstrip() == "?·"


def test_a_text_is_fitted_to_its_cells() -> None:
    assert fit("harbour", 10) == "harbour   "
    assert fit("harbour board", 9) == "harbour… "
    assert fit("潮時計", 5) == "潮時…"
    assert fit("harbour", 0) == ""


def test_what_was_searched_for_is_marked_as_far_as_it_is_in_sight() -> None:
    def marked(width: int) -> list[str]:
        marks = [(4, 8), (13, 19)]
        style = STYLES.__getitem__
        parts = list_line(ROW, width, LETTERS, cursor=HERE, style=style, hits=marks)
        assert plain(parts) == line(ROW, width, HERE)
        return [text for text, style in parts if style == STYLES["match"]]

    assert marked(60) == ["Salt", "Nobody"]
    assert marked(37) == ["Salt"]
    assert marked(28) == []
