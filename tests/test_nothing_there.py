"""Where there is nothing to show, it is said why, and what to do next."""

from collections import Counter
from pathlib import Path

import pytest
from reading import Reader, reading, shows, strip_shown, write_article, write_three

from store.other_files import other_files
from tui.nothing_there import no_articles

SIZES = ((120, 40), (80, 24), (60, 20), (40, 10))


def listed(reader: Reader) -> str:
    """What stands in the place of the list, on one line."""
    return " ".join(" ".join(line.partition("│")[0] for line in reader.lines[1:-1]).split())


async def told(reader: Reader, words: str, *, is_there: bool = True) -> None:
    """Wait until words are on the screen, or are no more: the folder is looked at every second."""
    await shows(reader, lambda: (words in " ".join(reader.text.split())) is is_there)


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_library_says_what_to_copy_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, write=None, size=size) as reader:
        text = listed(reader)
        assert text.startswith("There is no article in ")
        assert text.endswith("then press R: files that end in .txt, .md or .html.")
        await reader.press("j", "space", "r", "e", "enter", "x", "J", "m", "n")
        assert listed(reader) == text
        write_three(tmp_path / "articles")
        await reader.press("R")
        assert reader.titles == ["Bridge", "Ferry", "Salt"]


async def test_files_of_other_kinds_are_counted_by_their_endings(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        for name in ("a.pdf", "B.PDF", "c.docx", "README", ".hidden.pdf", "year/d.pdf"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).touch()

    async with reading(tmp_path, write=write, size=(80, 24)) as reader:
        assert "5 files that grtui does not read: 3 .pdf, 1 .docx, 1 other." in listed(reader)
        assert "rename them if they are text, then press R." in listed(reader)
        (tmp_path / "articles/README").rename(tmp_path / "articles/readme.txt")
        await reader.press("R")
        assert reader.titles == ["readme.txt"]


def test_a_folder_without_other_files_has_none(tmp_path: Path) -> None:
    write_article(tmp_path, "a.txt")
    assert not other_files(tmp_path)
    assert not other_files(tmp_path / "gone")


def test_articles_that_cannot_be_read_are_not_said_to_be_missing() -> None:
    words = no_articles("/srv/press", Counter(), ["a.txt could not be read: Permission denied."])
    assert words.startswith("No article of /srv/press could be read.")
    assert "Permission denied" in words


@pytest.mark.usefixtures("looking_often")
async def test_a_library_whose_folder_goes_keeps_its_list_and_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        (tmp_path / "articles").rename(tmp_path / "elsewhere")
        await reader.press("R")
        await told(reader, "is gone: bring it back.")
        assert reader.titles == ["Bridge", "Ferry", "Salt"]
        (tmp_path / "elsewhere").rename(tmp_path / "articles")
        await told(reader, "is gone", is_there=False)
        assert reader.titles == ["Bridge", "Ferry", "Salt"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_that_finds_nothing_is_explained(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, size=size) as reader:
        await reader.press("slash", *"salt date:2016", "enter")
        text = listed(reader)
        assert text.startswith("Nothing matches salt date:2016.")
        assert "salt 1 · date:2016 0" in text
        assert text.endswith("/ changes the search, backspace takes it back.")
        await reader.press("backspace")
        assert reader.titles == ["Bridge", "Ferry", "Salt"]


async def test_a_long_search_that_finds_nothing_leaves_room_for_what_to_do(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("slash", *("x" * 300), "enter")
        assert listed(reader).endswith("/ changes the search, backspace takes it back.")


@pytest.mark.parametrize(
    ("query", "keys", "words"),
    [
        ("is:unread", ("asterisk", "m"), "All articles are read."),
        ("is:starred", (), "No article has a star yet: s gives one."),
        ("is:untagged", ("asterisk", "r", "e"), "All articles have tags."),
    ],
)
async def test_a_search_with_nothing_left_says_what_that_means(
    tmp_path: Path, query: str, keys: tuple[str, ...], words: str
) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press(*keys, "slash", *query, "enter")
        assert listed(reader) == f"{words} / changes the search, backspace takes it back."
        await reader.press("backspace")
        assert reader.titles == ["Bridge", "Ferry", "Salt"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_facet_that_no_article_has_says_how_to_give_one(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, size=size) as reader:
        await reader.press("slash", *"salt", "enter", "number_sign", "l", "G")
        assert "No article here has a theme: q," in reader.lines[-2]
        await reader.press("q", "t", "h", "number_sign", "l")
        assert "No article here" not in reader.lines[-2]


@pytest.mark.parametrize("size", SIZES)
async def test_no_saved_search_says_how_to_save_one(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, size=size) as reader:
        await reader.press("f")
        await strip_shown(reader)
        assert "none yet: search, then press S" in reader.text


async def test_an_article_without_text_says_so(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        (folder / "empty.txt").touch()

    async with reading(tmp_path, write=write, size=(80, 24)) as reader:
        assert "There is no text in this article." in reader.text
