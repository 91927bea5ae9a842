"""Exports: the marked articles, or the result, written into a file."""

import csv
import json
import os
import re
import resource
from pathlib import Path

import pytest
from golden import SIZES, is_golden, write_thirty
from reading import reading, write_article
from test_terminal import reader as reader_in_terminal


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that grtui is started from, which is no library."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path))
    return here


def keys(name: str) -> list[str]:
    """The keys that type the name of a file and enter it."""
    names = {".": "full_stop", "/": "slash", "-": "minus", "~": "tilde"}
    return ["X", *(names.get(sign, sign) for sign in name), "enter"]


def only(folder: Path) -> list[str]:
    """The names of all files in a folder, hidden ones, too."""
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[Path, bytes]:
    """All files in a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_the_result_is_written_as_one_document_under_the_proposed_name(
    tmp_path: Path, here: Path
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("X")
        assert "export 3 articles to articles.md" in re.sub(" +", " ", reader.text)
        await reader.press("enter")
        assert reader.status.strip().startswith("exported 3 articles to ~/here/articles.md")
        text = (here / "articles.md").read_text(encoding="utf-8")
        assert re.findall("^# .*", text, re.MULTILINE) == ["# Bridge", "# Ferry", "# Salt"]
        assert "- Region: Europe\n- Theme: History\n\nIt was late again." in text
        assert only(here) == ["articles.md"]
        await reader.press("j")
        assert "2 of 3" in reader.title_line  # the focus is where it was


async def test_a_search_names_the_file_and_only_what_it_finds_is_written(
    tmp_path: Path, here: Path
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"title:ferry late", "enter", "X", "enter")
        text = (here / "title-ferry-late.md").read_text(encoding="utf-8")
        assert re.findall("^# .*", text, re.MULTILINE) == ["# Ferry"]
        assert "exported 1 article to ~/here/title-ferry-late.md" in reader.status


async def test_of_marked_articles_only_these_are_written_in_the_order_of_the_list(
    tmp_path: Path, here: Path
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G", "x", "g", "g", "x", *keys("two.ris"))
        text = (here / "two.ris").read_text(encoding="utf-8")
        assert re.findall("TI  - (.*)", text) == ["Bridge", "Salt"]
        assert "exported 2 articles to ~/here/two.ris" in reader.status


async def test_the_ending_says_the_format(tmp_path: Path, here: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "e", *keys("a.csv"), *keys("a.json"), *keys("a.jsonl"))
        await reader.press(*keys("a.bib"), *keys("a.MD"))
        assert "exported 3 articles to ~/here/a.MD" in reader.status
    with (here / "a.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, strict=True))
    listed = json.loads((here / "a.json").read_text(encoding="utf-8"))
    lines = (here / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert listed == [json.loads(line) for line in lines]
    assert [row["title"] for row in rows] == [each["title"] for each in listed]
    assert list(rows[0]) == [
        *("key", "path", "title", "authors", "publisher", "date"),
        *("regions", "themes", "read", "starred", "snippet", "note"),
    ]
    assert list(listed[0]) == [*rows[0], "body"]
    assert rows[0]["regions"] == "Asia; Europe"
    assert listed[0]["regions"] == ["Asia", "Europe"]
    assert listed[0]["body"] == ["It was late again."]
    assert (here / "a.bib").read_text(encoding="utf-8").count("@article{") == 3
    assert (here / "a.MD").read_text(encoding="utf-8").startswith("# Bridge\n")


async def test_the_snippet_is_around_what_was_searched_for(tmp_path: Path, here: Path) -> None:
    def write(folder: Path) -> None:
        write_article(folder, "a.txt", body="word " * 100 + "ferry " + "word " * 100)

    async with reading(tmp_path, write=write) as reader:
        await reader.press("slash", *"ferry", "enter", *keys("a.json"))
    (found,) = json.loads((here / "a.json").read_text(encoding="utf-8"))
    assert "ferry" in found["snippet"]


async def test_a_file_that_is_there_is_written_over_after_a_second_enter_only(
    tmp_path: Path, here: Path
) -> None:
    (here / "a.md").write_text("mine", encoding="utf-8")
    (here / "a.md").chmod(0o640)
    async with reading(tmp_path) as reader:
        await reader.press(*keys("a.md"))
        assert "a.md is there; enter again writes over it." in reader.text
        assert (here / "a.md").read_text(encoding="utf-8") == "mine"
        await reader.press("escape", *keys("a.md"))
        assert (here / "a.md").read_text(encoding="utf-8") == "mine"
        await reader.press("enter")
        assert (here / "a.md").read_text(encoding="utf-8").startswith("# Bridge\n")
        assert (here / "a.md").stat().st_mode & 0o777 == 0o640
        assert only(here) == ["a.md"]


async def test_the_second_enter_is_for_that_name_only(tmp_path: Path, here: Path) -> None:
    for name in ("a.md", "ab.md"):
        (here / name).write_text("mine", encoding="utf-8")
    async with reading(tmp_path) as reader:
        await reader.press(*keys("a.md"), *["left"] * 3, "b", "enter")
        assert "ab.md is there" in reader.text
        assert (here / "ab.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a.doc", ".doc is no format: a name ends in .md, .csv, .json, .jsonl, .bib or .ris."),
        ("a", "There is no ending: a name ends in .md"),
        (" ", "Type the name of a file"),
        ("no/a.md", "There is no folder"),
        ("dir.md", "is a folder"),
        ("long" * 70 + ".md", "could not be written: file name too long."),
        ("fifo.md", "is no file that can be written"),
        ("~/articles/new.md", "would be in the library"),
        ("~/articles/ferry.txt", ".txt is no format"),
        ("~/articles/.grtui/tags.json", "would be in the library"),
    ],
)
async def test_what_cannot_be_written_is_said_and_the_line_stays_open(
    tmp_path: Path, here: Path, name: str, why: str
) -> None:
    (here / "dir.md").mkdir()
    os.mkfifo(here / "fifo.md")
    async with reading(tmp_path) as reader:
        await reader.press("r", "e")
        before = contents(tmp_path / "articles")
        await reader.press(*keys(name))
        assert why in " ".join(reader.text.split())
        assert reader.screen.prompt.typed == name
        assert only(here) == ["dir.md", "fifo.md"]
        assert contents(tmp_path / "articles") == before
        await reader.press(*["backspace"] * len(name), *keys("a.md")[1:])
        assert "exported 3 articles to ~/here/a.md" in reader.status


async def test_started_in_the_library_another_folder_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as reader:
        monkeypatch.chdir(tmp_path / "articles")
        await reader.press("X")
        assert "to ~/articles.md" in re.sub(" +", " ", reader.text)
        await reader.press(*keys("a.csv")[1:])  # no article
        assert (tmp_path / "articles/a.csv").exists()


async def test_where_the_folder_that_one_is_in_is_gone_a_whole_path_is_asked_for(
    tmp_path: Path, here: Path
) -> None:
    async with reading(tmp_path) as reader:
        here.rmdir()
        await reader.press(*keys("a.md"))
        assert "type a whole path" in " ".join(reader.text.split())
        await reader.press("escape", *keys("~/a.md"))
        assert "exported 3 articles to ~/a.md" in reader.status


async def test_nothing_is_left_of_what_the_disk_has_no_room_for(tmp_path: Path, here: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("X")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        try:
            await reader.press(*keys("a.json")[1:])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert "a.json could not be written: file too large." in " ".join(reader.text.split())
        assert only(here) == []
        await reader.press("enter")
        assert only(here) == ["a.json"]


async def test_esc_leaves_without_a_file(tmp_path: Path, here: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("X", "escape", "j")
        assert "2 of 3" in reader.title_line
        assert only(here) == []


async def test_a_link_stays_one(tmp_path: Path, here: Path) -> None:
    (here / "there").mkdir()
    (here / "a.md").symlink_to("there/b.md")
    async with reading(tmp_path) as reader:
        await reader.press(*keys("a.md"))
        assert "is no file that can be written" in " ".join(reader.text.split())


def write_many(folder: Path) -> None:
    """Write so many articles that an export takes a moment."""
    folder.mkdir(exist_ok=True)
    for number in range(1200):
        (folder / f"{number:04}.txt").write_text(f"Title {number}\n\nText.\n", encoding="utf-8")


async def test_a_long_export_goes_on_in_the_background_and_q_waits_for_it(
    tmp_path: Path, here: Path
) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await reader.burst("X", "enter", "j", "X", "q")
        assert "exported 1,200 articles to ~/here/articles.md" in reader.status
        assert "2 of 1,200" in reader.title_line
    assert (here / "articles.md").read_text(encoding="utf-8").count("# Title") == 1200


async def test_esc_stops_a_long_export_and_leaves_nothing(tmp_path: Path, here: Path) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await reader.burst("X", "enter", "escape")
        assert "The export was stopped; no file was written." in reader.status
        assert only(here) == []


async def test_where_a_long_export_fails_the_name_is_there_again(
    tmp_path: Path, here: Path
) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        try:
            await reader.burst("X", "enter")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert "articles.md could not be written: file too large." in " ".join(reader.text.split())
        assert reader.screen.prompt.typed == str(here / "articles.md")
        assert only(here) == []
        await reader.burst("enter")
        assert "exported 1,200 articles" in reader.status


def test_quitting_stops_an_export_and_leaves_nothing(tmp_path: Path) -> None:
    write_many(tmp_path / "articles")
    (tmp_path / "out").mkdir()
    with reader_in_terminal(tmp_path) as terminal:
        terminal.wait_for("1 of 1,200 ·")
        terminal.wait_until_quiet(0.5)
        terminal.press("X")
        terminal.wait_for("export 1,200 articles")
        terminal.press("~/out/a.md\r\x11")
        assert terminal.wait_for_exit() == 0
    assert [name for name in only(tmp_path / "out") if name != "a.md"] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "pressed"), [("export", ["X"]), ("export-wrong", ["x", "x", *keys("a.doc")])]
)
async def test_the_question_looks_as_it_shall(
    tmp_path: Path, name: str, pressed: list[str], size: tuple[int, int]
) -> None:
    async with reading(tmp_path, write=write_thirty, size=size) as reader:
        await reader.press(*pressed)
        assert is_golden(reader, name)
