"""The links of an article: numbered in its text, listed, copied, and never opened."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reading import Reader, reading, records, write_article
from rich.console import Console
from rich.style import Style
from rich.text import Text

from store.article import Article, Link, Paragraph
from store.marks import Marks
from store.parser import read
from widgets import links
from widgets.article_page import Page
from widgets.lines import Lines
from widgets.links import NumberedLink, cut_in_the_middle, numbered_links, with_numbers

BODY = (
    "The [tide tables](https://tides.example.org/2018.pdf) and the [harbour board](#) and "
    "[its minutes](https://board.example.org/3) and [the\ntables](https://tides.example.org/2018.pdf)."
)


def write(folder: Path) -> None:
    write_article(folder, "tides.txt", title="Tides", body=BODY)
    write_article(folder, "plain.txt", title="Plain", date="May 1, 2018", body="See [it](#).")


def paragraph(text: str, *found: tuple[str, str]) -> Paragraph:
    """A paragraph with links: their words and targets."""
    starts = [text.index(words) for words, _ in found]
    return Paragraph(
        text,
        tuple(
            Link(start, start + len(words), target)
            for start, (words, target) in zip(starts, found, strict=True)
        ),
    )


ARTICLE = Article(
    body=(
        paragraph("Tide tables are here and there.", ("here", "u:1"), ("there", "#")),
        paragraph("The board has a page.", ("board", ""), ("page", "u:2")),
    ),
    endnotes=(paragraph("1. Again the same.", ("same", "u:1")),),
    boilerplate=(paragraph("Subscribe to us.", ("Subscribe", "u:3")),),
)


def test_equal_targets_are_one_link_and_empty_ones_none() -> None:
    assert numbered_links(ARTICLE) == (
        NumberedLink(1, "here", "u:1"),
        NumberedLink(2, "page", "u:2"),
    )
    assert numbered_links(Article()) == ()


def lines_of(article: Article, query: str = "", width: int = 60) -> Lines:
    marks = Marks(read(query).tree)
    page = Page(width, lambda name: Style(dim=name == "dim"), Console(), marks)
    return page.text(article, unfolded=True)


def shown(article: Article, query: str = "") -> list[str]:
    return [line.plain.strip() for line in lines_of(article, query) if line.plain.strip()]


def test_numbers_stand_behind_the_words_and_the_list_in_the_tail() -> None:
    assert shown(ARTICLE) == [
        "Tide tables are here[1] and there.",
        "The board has a page[2].",
        "▾ 1 paragraph of boilerplate · 1 endnote · 2 links   B",
        "1. Again the same[1].",
        "1  here   u:1",
        "2  page   u:2",
        "Subscribe to us.",
    ]


def marked(article: Article, query: str, width: int = 60) -> list[str]:
    """What is marked, a text for each hit, its pieces joined by a bar."""
    lines = lines_of(article, query, width)
    return [
        "|".join(lines[number].plain[start:end] for number, start, end in hit)
        for hit in lines.hits()
    ]


@pytest.mark.parametrize("width", [60, 24, 14])
def test_a_mark_that_a_number_cuts_is_one_mark(width: int) -> None:
    pieces = marked(ARTICLE, '"here and there"', width)
    assert len(pieces) == 1
    assert pieces[0].replace("|", "").replace(" ", "") == "hereandthere"
    assert "[1]" not in pieces[0]


def test_a_number_is_not_found() -> None:
    assert marked(ARTICLE, "1") == ["1"]  # that of the endnote
    assert marked(ARTICLE, "page") == ["page"]


def test_no_link_leaves_the_text_as_it_is() -> None:
    text = Text("plain")
    assert with_numbers(text, Paragraph("plain"), {}, Style()) is text


@pytest.mark.parametrize("width", [3, 4, 5, 10, 23, 34, 35])
def test_a_target_is_cut_in_its_middle(width: int) -> None:
    target = "https://example.org/tables/2018.pdf"
    cut = cut_in_the_middle(target, width)
    assert len(cut) <= width
    head, _, tail = cut.partition("…")
    assert target.startswith(head)
    assert target.endswith(tail)
    assert len(cut_in_the_middle("界" * 30, 11)) <= 11
    assert "'https://exa…es/2018.pdf'" in (links.cut_in_the_middle.__doc__ or "")
    assert cut_in_the_middle(target, 23) == "https://exa…es/2018.pdf"


def copied(reader: Reader) -> str:
    return reader.pilot.app.clipboard


async def listed(reader: Reader, keys: Sequence[str]) -> str:
    """What is copied after the list is opened and some keys are pressed."""
    await reader.press("L", *keys)
    assert "enter copy the target" not in reader.text
    return copied(reader)


@pytest.mark.parametrize(
    ("keys", "target"),
    [
        (["enter"], "https://tides.example.org/2018.pdf"),
        (["j", "enter"], "https://board.example.org/3"),
        (["down", "down", "down", "enter"], "https://board.example.org/3"),
        (["j", "k", "enter"], "https://tides.example.org/2018.pdf"),
        (["down", "up", "enter"], "https://tides.example.org/2018.pdf"),
        (["2", "enter"], "https://board.example.org/3"),
        (["1", "2", "enter"], "https://board.example.org/3"),
        (["9", "0", "enter"], "https://tides.example.org/2018.pdf"),
        (["j", "escape"], ""),
        (["q"], ""),
        (["L"], ""),
    ],
)
async def test_a_link_is_chosen_and_copied(tmp_path: Path, keys: list[str], target: str) -> None:
    async with reading(tmp_path, write=write) as reader:
        assert await listed(reader, keys) == target
        assert reader.screen.focused is reader.screen.article_list
        assert ("copied link" in reader.status) is bool(target)


async def test_the_list_shows_words_and_targets(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write) as reader:
        assert "The tide tables[1] and the harbour board and its" in reader.text
        assert "3 links" not in reader.text
        await reader.press("enter", "L")
        assert "› 1  tide tables   https://tides.example.org/2018.pdf" in reader.text
        assert "  2  its minutes   https://board.example.org/3" in reader.text
        await reader.press("escape")
        assert reader.screen.focused is reader.screen.article_view


async def test_other_keys_do_nothing_while_the_links_are_listed(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write) as reader:
        await reader.press("L", "r", "e", "s", "m", "c", "x", "space", "slash", "i")
        assert "enter copy the target" in reader.text
        assert records(tmp_path) == {}
        await reader.press("escape", "s")
        assert records(tmp_path)["tides.txt"]["starred"] is True


async def test_a_burst_copies_and_goes_on(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write) as reader:
        await reader.burst("L", "2", "enter", "j", "L")
        assert copied(reader) == "https://board.example.org/3"
        assert "Plain" in reader.chosen
        assert "no links that lead anywhere" in reader.status


async def test_the_unfolded_tail_lists_the_links(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write) as reader:
        assert "1 paragraph of boilerplate · 2 links" in reader.text
        await reader.press("B")
        assert "2  its minutes   https://board.example.org/3" in reader.text
