"""An article whose text another file has, too, says so."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from reading import open_library, reading, write_article

from store.article import Paragraph
from store.extract import digest_of
from store.library import Library

BODY = (
    "The ferry to the outer islands will leave forty minutes earlier from June on, the harbour "
    "board said, if the new tide tables are adopted by all four municipalities. Fishing crews "
    "have asked for the change since 2011, and say that the market does not wait for them."
)


def write_copies(folder: Path) -> None:
    """Write Ferry twice with the same bytes, once more under another head; and Salt."""
    write_article(folder, "ferry.txt", title="Ferry", body=BODY)
    write_article(folder / "copies", "ferry.txt", title="Ferry", body=BODY)
    again = BODY.upper().replace("BOARD SAID, IF", "board  said,\n\nif")
    write_article(folder, "again.txt", title="Ferry Again", date="May 10, 2018", body=again)
    write_article(folder, "salt.txt", title="Salt", date="May 1, 2018", body="The tax is old.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    write_copies(tmp_path / "articles")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        yield library


def found(library: Library, query: str) -> list[str]:
    return [row.title for row in library.rows(library.search(query).ids)]


def test_neither_case_nor_space_nor_paragraphs_make_another_text() -> None:
    words = BODY.split()
    whole = digest_of([Paragraph(BODY)])
    assert whole is not None
    halves = [Paragraph("\n".join(words[:9]).upper()), Paragraph("  ".join(words[9:]))]
    assert digest_of(halves) == whole
    assert digest_of([Paragraph(BODY.replace("June", "July"))]) != whole


def test_a_short_text_may_be_the_same_by_chance() -> None:
    assert digest_of([Paragraph(" ".join(["word"] * 39))]) is None
    assert digest_of([Paragraph(" ".join(["word"] * 40))]) is not None
    assert digest_of([]) is None


def test_both_kinds_of_duplicates_are_found(library: Library) -> None:
    assert found(library, "is:duplicate") == ["Ferry", "Ferry Again"]
    assert found(library, "-is:duplicate") == ["Salt"]
    assert [row.has_duplicates for row in library.rows(library.search().ids)] == [True, True, False]


def test_a_text_is_no_duplicate_any_more_when_the_other_has_gone(library: Library) -> None:
    (library.folder / "again.txt").unlink()
    (library.folder / "copies/ferry.txt").unlink()
    library.refresh()
    assert found(library, "is:duplicate") == []
    (key,) = library.keys(library.search("ferry").ids)
    opened = library.open_article(key)
    assert (opened.same_text, len(opened.files), opened.row.has_duplicates) == ((), 1, False)


def test_an_opened_article_tells_its_files_and_its_doubles(library: Library) -> None:
    opened = library.open_article(library.keys(library.search("title:again").ids)[0])
    size = (library.folder / "again.txt").stat().st_size
    assert opened.files == (("again.txt", size),)
    assert [row.path for row in opened.same_text] == ["copies/ferry.txt"]


async def test_an_article_says_where_else_it_is(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_copies, size=(140, 30)) as reader:
        assert "= same file as ferry.txt" in reader.text
        assert "= same text as 2018-05-10 Ferry Again (again.txt)" in reader.text
        assert "=" in reader.chosen[:3]
        await reader.press("j")
        assert "= same text as 2018-05-14 Ferry (copies/ferry.txt)" in reader.text
        assert "same file" not in reader.text
        await reader.press("j")
        assert "same" not in reader.text


async def test_many_with_one_text_are_counted(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        for number in range(6):
            write_article(folder, f"{number}.txt", title=f"Ferry {number}", body=BODY)

    async with reading(tmp_path, write=write, size=(140, 30)) as reader:
        assert reader.text.count("= same text as 2018-05-14 Ferry") == 3
        assert "= same text as 2 more" in reader.text


async def test_many_copies_of_a_file_are_counted(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        for number in range(6):
            write_article(folder, f"{number}.txt", title="Ferry", body=BODY)

    async with reading(tmp_path, write=write, size=(140, 30)) as reader:
        assert "= same file as 1.txt, 2.txt, 3.txt, and 2 more" in reader.text
        await reader.press("i")
        assert "5.txt" in reader.text
