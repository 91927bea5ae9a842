"""Articles of any size are read like others; no file holds up the reader."""

import os
import sys
from pathlib import Path

import pytest
from growth import grows_linearly
from reading import reading, write_article
from rich.console import Console
from rich.style import Style

from benchmarks.terminal import Terminal
from store.article import Article, ArticleRow, Link, Paragraph
from store.opening import Opened
from store.record import Record
from store.refresh import Refreshed
from store.tags import GivenTag, Origin
from store.text_marks import TextMarks
from tui.wording import refreshed
from widgets.article_page import MOST_MARKED, Page
from widgets.info_page import info_lines
from widgets.links import MOST_LINKS
from widgets.set_page import SetPage, set_page

ROOT = Path(__file__).parent.parent
CONSOLE = Console(width=100)
WORDS = "the harbour slept and the ferry waited "

SHAPES = {
    "paragraphs": WORDS * 8 + "\n\n",
    "one line": WORDS,
    "one word": "x" * 40,
    "lines": "it slept\n",
    "another script": "汉字" * 20,
}


def write_large(folder: Path, text: str) -> None:
    write_article(folder, "a.txt", title="Small", date="May 2, 2018")
    head = "The Large\n\nBy Ada Moss, The Quay, May 1, 2018\n\n"
    (folder / "b.txt").write_text(head + text * (12_000_000 // len(text)))


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
async def test_a_large_article_is_read_like_any_other(tmp_path: Path, text: str) -> None:
    def write(folder: Path) -> None:
        write_large(folder, text)

    async with reading(tmp_path, write=write, size=(100, 24)) as reader:
        view = reader.screen.article_view
        await reader.press("j")
        assert "The Large" in reader.text
        assert "Only the first" in reader.text
        pieces = view._text._pieces
        assert len(view.plain_lines) > 10_000
        assert sum(piece.lines is not None for piece in pieces) < 40  # only what is in sight
        await reader.press("enter", "G")
        assert view.is_at_end
        at_end = view.place
        await reader.press("w")
        assert abs(view.place - at_end) < 200 * 100
        await reader.press("home", "space", "right_curly_bracket", "left_curly_bracket")
        assert view.percent < 50
        await reader.press(*"/e", "enter")
        await reader.press("N")
        assert view.hits <= MOST_MARKED + 20
        await reader.press("escape", "i")
        assert "Text" in reader.text


def page_of(article: Article, marks: TextMarks) -> SetPage:
    opened = Opened(ArticleRow("k", "a.txt", "The Large"), article, Record())
    return set_page(opened, Page(80, lambda _: Style(bold=True), CONSOLE, marks), is_unfolded=True)


def article_of(*body: Paragraph) -> Article:
    return Article(title="The Large", body=body)


def linked(count: int) -> Paragraph:
    """A paragraph of so many links, one after the other."""
    links = (Link(2 * n, 2 * n + 1, f"u:{n}") for n in range(count))
    return Paragraph("x " * count, tuple(links))


def test_a_page_is_set_in_linear_time() -> None:
    some, none = TextMarks("the"), TextMarks("")
    for one in (Paragraph(WORDS * 4), linked(3), Paragraph("\t" + WORDS)):
        assert grows_linearly(lambda n, one=one: page_of(article_of(*[one] * n), some), 800)
    assert grows_linearly(lambda n: page_of(article_of(Paragraph(WORDS * n)), some), 4_000)
    assert grows_linearly(lambda n: page_of(article_of(Paragraph("a\n" * n)), none), 20_000)
    assert grows_linearly(lambda n: page_of(article_of(linked(n)), none), MOST_LINKS)


def test_all_that_is_known_of_very_many_tags_is_set_in_linear_time() -> None:
    page = Page(80, lambda _: Style(), CONSOLE, TextMarks(""))

    def info(count: int) -> None:
        names = tuple(f"tag {number}" for number in range(count))
        row = ArticleRow(
            "k", "a.txt", "The Large", themes=tuple(GivenTag(name, Origin.SOURCE) for name in names)
        )
        info_lines(Opened(row, Article(themes=names), Record()), page, {})

    assert grows_linearly(info, 2_000)


def test_of_very_many_places_the_first_are_marked() -> None:
    page = page_of(article_of(*[Paragraph("a " * 5_000)] * 3), TextMarks("a"))
    assert len(page.hits) == MOST_MARKED + 1  # and that of the title


STUCK = """
import os, sys, time
from store import folder
from tui.cli import main

real = folder.read

def read(path):
    while path.endswith(b"b.txt") and os.path.exists("stuck"):
        time.sleep(3600)
    return real(path)

folder.read = read
sys.exit(main(sys.argv[1:]))
"""
"""The reader on a disk that never answers when a file is read, once a file `stuck` is there."""


def test_a_file_that_never_comes_keeps_no_key_waiting(tmp_path: Path) -> None:
    write_large(tmp_path / "articles", WORDS)
    write_article(tmp_path / "articles", "c.txt", title="Last", date="April 2, 2018")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    argv = [sys.executable, "-c", STUCK, str(tmp_path / "articles")]
    with Terminal(argv, environ=environ, cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3")
        terminal.wait_until_quiet(0.5)
        (tmp_path / "stuck").touch()
        terminal.press("j")
        terminal.wait_for("2 of 3")
        terminal.press("j")
        terminal.wait_for("3 of 3")
        terminal.wait_for("Last")
        terminal.press("k")
        terminal.wait_for("2 of 3")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not terminal.not_given_back


def test_of_many_files_that_cannot_be_read_three_are_named() -> None:
    troubles = tuple(f"{number}.txt could not be read: no." for number in range(10))
    said = refreshed(Refreshed(added=1, troubles=troubles))
    assert said.startswith("Articles: 1 new · 0.txt could not be read: no. · 1.txt")
    assert said.endswith("2.txt could not be read: no. · 7 more: `grtui check` names all")


async def test_a_library_that_goes_is_told_and_comes_back(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        write_article(folder, "a.txt", title="Ferry", date="May 2, 2018")
        write_article(folder, "b.txt", title="Salt", date="May 1, 2018")

    folder, away = tmp_path / "articles", tmp_path / "away"
    async with reading(tmp_path, write=write) as reader:
        folder.rename(away)
        await reader.press("R")
        assert "could not be read" in reader.text
        await reader.press("j", "enter", "G", "escape")
        assert "Salt" in reader.text
        away.rename(folder)
        write_article(folder, "c.txt", title="Tar", date="May 3, 2018")
        await reader.press("R")
        assert "Tar" in reader.text
        assert "could not be read" not in reader.text
