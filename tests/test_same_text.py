"""An article whose text another file has, too, says so."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from reading import open_library, write_article

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
