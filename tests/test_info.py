"""The information that takes the place of an article's text."""

import getpass
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from reading import Reader, open_library, reading, records, write_article, write_three
from rich.console import Console
from rich.style import Style

from store.aliases import Aliases
from store.article import Article, ArticleRow, Link, Paragraph
from store.history import Step
from store.opening import Opened
from store.plans import TagChange
from store.record import Record
from store.tags import Facet, GivenTag, Origin, Tag
from widgets.article_page import Page
from widgets.info_page import info_lines, spoken_size

OPENED = Opened(
    ArticleRow(
        "fa0b",
        "a.txt",
        "Ferry",
        "2018-05-14",
        regions=(GivenTag("Europe", Origin.SOURCE), GivenTag("Asia", Origin.ADDED)),
        themes=(GivenTag("Clocks", Origin.SOURCE), GivenTag("Media", Origin.REMOVED)),
    ),
    Article(
        title="Ferry",
        subtitles=("It is late",),
        authors=("Maren Tollefsen", "Pell Hartigan"),
        publisher="Meridian Dispatch",
        date="2018-05-14",
        regions=("Europe",),
        themes=("Horology", "Press"),
        reports=("Tides",),
        original_source="Coastal Almanac",
        body=(Paragraph("One two [three].", (Link(8, 15, "u:1"),)), Paragraph("Four.")),
        endnotes=(Paragraph("1. A note."),),
        boilerplate=(Paragraph("Copyright"), Paragraph("Copyright")),
        warnings=("The date is odd.", "The title is long."),
    ),
    Record(("Asia",), (), (), ("Press",), is_read=True, is_starred=True, note="Ask.\n\nTwice."),
    files=(("a.txt", 3449), ("b.txt", 3449)),
    same_text=(ArticleRow("k", "c.txt", "Ferry Again", "2018-05-01"),),
    more_same_text=7,
    aliases={Facet.THEME: Aliases.of({"Horology": "Clocks", "Press": "Media"})},
)
STEP = Step(datetime(2026, 5, 1, 12, 30).astimezone(), "ann", "+Asia", 1, undone=False)


def lines(opened: Opened, width: int = 90) -> list[str]:
    page = Page(width, lambda _: Style(), Console())
    taggings = {("added.region", "asia"): STEP, ("removed.theme", "press"): STEP}
    return [line.plain.rstrip() for line in info_lines(opened, page, taggings)]


def test_every_field_is_told() -> None:
    assert lines(OPENED) == [
        "  Ferry",
        "  information · i back to the text",
        "",
        "  Region      Europe   from the file",
        "              +Asia   added by ann, 2026-05-01 12:30",
        "  Theme       Clocks   from the file as Horology",
        "              -Media   in the file as Press, taken away by ann, 2026-05-01 12:30",
        "",
        "  Subtitles   It is late",
        "  Authors     Maren Tollefsen",
        "              Pell Hartigan",
        "  Publisher   Meridian Dispatch",
        "  Date        14 May 2018 (2018-05-14)",
        "  First in    Coastal Almanac",
        "  Reports     Tides",
        "  Text        4 words · 2 paragraphs",
        "  Endnotes    1 paragraph",
        "  Boilerplate 2 paragraphs",
        "  Links       1",
        "  Warnings    The date is odd.",
        "              The title is long.",
        "  Files       a.txt · 3.4 kB",
        "              b.txt · 3.4 kB",
        "  Same text   2018-05-01 Ferry Again (c.txt)",
        "              7 more",
        "  Key         fa0b",
        "  By you      read, starred",
        "  Note        Ask.",
        "",
        "              Twice.",
    ]


def test_what_is_not_there_is_said_to_be_not_there() -> None:
    bare = Opened(ArticleRow("fa0b", "a.txt", "a.txt"), Article(), Record())
    told = lines(bare)
    assert "  Region      none" in told
    assert "  Title       none, so the file's name stands for it" in told
    assert "  Text        none" in told
    assert "  By you      unread" in told


def test_a_change_that_the_history_has_forgotten_was_yours() -> None:
    page = Page(80, lambda _: Style(), Console())
    told = [line.plain.strip() for line in info_lines(OPENED, page, {})]
    assert "+Asia   added by you" in told
    assert "-Media   in the file as Press, taken away by you" in told


@pytest.mark.parametrize("width", [25, 43, 80, 200])
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    long = replace(OPENED, files=(("harbour/" * 20 + "a.txt", 1),))
    assert max(map(len, lines(long, width))) <= min(width, 82)


def test_sizes_are_said_as_people_do() -> None:
    assert [spoken_size(one) for one in (0, 1, 999, 3449, 12_300_000)] == [
        "empty",
        "1 byte",
        "999 bytes",
        "3.4 kB",
        "12.3 MB",
    ]


def pane(reader: Reader) -> list[str]:
    return [line.partition("│")[2].strip() for line in reader.lines]


async def test_the_information_stays_from_article_to_article(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        assert "It was late again." in reader.text
        await reader.press("i")
        assert "information · i back to the text" in reader.text
        assert "It was late again." not in reader.text
        assert "Files       bridge.txt · 145 bytes" in pane(reader)
        await reader.press("j")
        assert "Files       ferry.txt" in reader.text
        await reader.press("J", "enter", "G", "i")
        assert "The tax is old." in reader.text
        assert records(tmp_path) == {}


async def test_a_change_shows_in_the_information_with_who_made_it(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(160, 40)) as reader:
        await reader.press("i", "r", "a", "r", "s", "s")
        you = getpass.getuser()
        assert f"+Africa   added by {you}, 20" in reader.text
        assert f"-Asia   in the file, taken away by {you}, 20" in reader.text
        assert "unread, starred" in reader.text
        await reader.press("c", *"ask", "escape")
        assert "Note        ask" in pane(reader)
        await reader.press("u", "u", "u", "u")
        assert "Asia   from the file" in reader.text
        assert "+Africa   added" not in reader.text


async def test_a_tag_that_was_renamed_tells_what_the_file_calls_it(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        library.edit.rename(Tag(Facet.THEME, "History"), "The Past")
    async with reading(tmp_path, write=None) as reader:
        await reader.press("j", "i")
        assert "The Past   from the file as History" in reader.text


async def test_another_tells_in_the_information_who_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_three(tmp_path / "articles")
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        keys = library.keys(library.search("bridge").ids)
        library.edit.change([TagChange(Tag(Facet.REGION, "USA"))], keys)
        (about,) = library.tagged_by(keys[0]).items()
        assert (about[0], about[1].label) == (("added.region", "usa"), "+USA")
        library.edit.undo()
        assert library.tagged_by(keys[0]) == {}


async def test_reading_on_goes_back_to_the_text_at_its_place(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        body = "\n\n".join(f"Paragraph {number}." for number in range(60))
        write_article(folder, "long.txt", title="Long", body=body)

    async with reading(tmp_path, write=write) as reader:
        await reader.press("space")
        before = pane(reader)
        await reader.press("i")
        assert "Paragraph" not in reader.text
        await reader.press("space")
        assert pane(reader)[:-1] == before[:-1]
        assert records(tmp_path) == {}


@pytest.mark.parametrize("key", ["B", "n"])
async def test_what_is_of_the_text_shows_the_text(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"late", "enter", "i", key)
        assert "information" not in reader.text
        assert "It was late again." in reader.text


async def test_a_sprint_goes_through_texts(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("i", "T")
        assert "It was late again." in reader.text


async def test_in_a_narrow_screen_it_comes_as_the_article_does(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(60, 24)) as reader:
        await reader.press("i")
        assert "information · i back to the text" in reader.text
        await reader.press("q", "j", "i")
        assert "Files       ferry.txt" in reader.text
        await reader.press("i")
        assert "It was late again." in reader.text


def test_only_the_name_of_a_removed_tag_is_struck_and_what_is_below_it_is_indented() -> None:
    page = Page(40, lambda name: Style(strike=name == "removed"), Console())
    told = [*info_lines(OPENED, page, {("removed.theme", "press"): STEP})]
    at = next(number for number, line in enumerate(told) if "-Media" in line.plain)
    struck = {
        line.plain[span.start : span.end].strip()
        for line in told
        for span in line.spans
        if isinstance(span.style, Style) and span.style.strike
    }
    assert struck == {"-Media"}
    assert all(line.plain.startswith(" " * 16) for line in told[at + 1 : at + 3])


async def test_esc_goes_back_to_the_text_but_unmarks_first_in_the_list(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("i")
        assert "back to the text" in reader.text
        await reader.press("escape")
        assert "back to the text" not in reader.text
        await reader.press("x", "i", "escape")
        assert "marked" not in reader.title_line
        assert "back to the text" in reader.text
        await reader.press("escape")
        assert "It was late again." in reader.text
