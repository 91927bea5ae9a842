"""`grtui add`: copies articles into the library, and tells what it has already."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.terminal import Terminal
from store.article import Article
from store.file_names import name_for
from tests.calling import environ, grtui, shell
from tests.reading import records, write_article, write_three
from tests.test_completion import in_bash


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a library of three articles is, and an article that is not in it."""
    write_three(tmp_path / "articles")
    write_article(tmp_path, "in.txt", title="Émile’s Tax: Is It Old?", region="[Asia](#)")
    return tmp_path


def files(place: Path) -> set[str]:
    """The files of the library, but not grtui's own."""
    found = (place / "articles").rglob("*")
    return {
        str(path.relative_to(place / "articles"))
        for path in found
        if path.is_file() and ".grtui" not in path.parts
    }


OLD = {"bridge.txt", "ferry.txt", "salt.txt"}
NAME = "2018-05-14-emiles-tax-is-it-old.txt"


def test_a_file_is_copied_under_its_date_and_title_and_found_at_once(place: Path) -> None:
    ended = grtui(place, "add", "in.txt")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"{NAME}  Émile’s Tax: Is It Old?\n"
    assert files(place) == OLD | {NAME}
    assert (place / "articles" / NAME).read_bytes() == (place / "in.txt").read_bytes()
    assert grtui(place, "count", "title:tax").stdout == "1\n"


def test_a_pipe_that_closes_costs_no_tags(place: Path) -> None:
    for number in range(150):  # more lines than the pipe's buffer in Python holds
        write_article(place / "new", f"{number}.txt", title=f"A Tax {number} " + "of Salt " * 8)
    ended = shell(place, "grtui add --tag +Africa new/*.txt | true")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(files(place)) == 153
    assert [one["added"] for one in records(place).values()] == [{"region": ["Africa"]}] * 150


def test_what_the_library_has_is_told_and_not_copied(place: Path) -> None:
    (place / "copy.md").write_bytes((place / "articles/salt.txt").read_bytes())
    ended = grtui(place, "add", "copy.md", "articles/ferry.txt")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.splitlines() == [
        "grtui: copy.md is in the library already: salt.txt",
        "grtui: articles/ferry.txt is in the library already: ferry.txt",
    ]
    assert files(place) == OLD


def test_what_was_in_the_library_until_it_was_edited_is_added(place: Path) -> None:
    (place / "before.txt").write_bytes((place / "articles/salt.txt").read_bytes())
    assert grtui(place, "count", "salt").returncode == 0
    with (place / "articles/salt.txt").open("a", encoding="utf-8") as file:  # changes no folder
        file.write("\nEdited.\n")
    assert grtui(place, "add", "before.txt").stdout == "2018-05-14-salt.txt  Salt\n"


def test_a_file_that_is_named_twice_is_added_once(place: Path) -> None:
    ended = grtui(place, "add", "in.txt", "in.txt")
    assert ended.returncode == 0
    assert files(place) == OLD | {NAME}
    assert f"in.txt is in the library already: {NAME}" in ended.stderr


def test_another_article_of_the_same_name_gets_a_number(place: Path) -> None:
    grtui(place, "add", "in.txt")
    for body in ("Another text.", "A third one."):
        write_article(place, "in.txt", title="Émile's Tax: Is it old", body=body)
        assert grtui(place, "add", "in.txt").returncode == 0
    stem = NAME.removesuffix(".txt")
    assert files(place) == OLD | {NAME, f"{stem}-2.txt", f"{stem}-3.txt"}
    assert "It was late again." in (place / "articles" / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("same", [True, False])
def test_two_that_add_at_once_lose_nothing(place: Path, *, same: bool) -> None:
    for number in range(2):
        for one in range(4):
            body = f"Text {one} of {0 if same else number}."
            write_article(place / f"from{number}", f"{one}.txt", title="The Same", body=body)
    run = [sys.executable, "-m", "tui", "add", "--into", "new"]
    processes = [
        subprocess.Popen(
            [*run, *map(str, (place / f"from{number}").iterdir())],
            cwd=place,
            env=environ(place),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(2)
    ]
    told = [process.communicate()[1] for process in processes]
    texts = {path.read_bytes() for path in (place / "articles/new").iterdir()}
    assert len(texts) == (4 if same else 8), told
    assert texts == {path.read_bytes() for path in place.glob("from*/*.txt")}
    if not same:
        assert [process.returncode for process in processes] == [0, 0], told
        assert len(files(place)) == 3 + 8


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Salt Tax\n\nIt is old.\n", "the-salt-tax.txt"),
        (
            "---\ntitle: The Salt Tax\ndate: 2018-05-14\n---\nIt is old.\n",
            "2018-05-14-the-salt-tax.md",
        ),
        ("<!DOCTYPE html><html><title>Salt</title><p>It is old.", "salt.html"),
        ("\n <html><body><h1>Salt</h1><p>It is old.", "salt.html"),
    ],
)
def test_standard_input_gets_the_ending_of_what_it_is(place: Path, text: str, name: str) -> None:
    (place / "piped").write_text(text, encoding="utf-8")
    ended = shell(place, "grtui add - < piped")
    assert ended.returncode == 0, ended.stderr
    assert files(place) == OLD | {name}
    assert (place / "articles" / name).read_text(encoding="utf-8") == text


def test_an_ending_that_grtui_knows_is_kept_and_another_is_not(place: Path) -> None:
    for name in ("one.MD", "two.htm", "three.text", "four"):
        (place / name).write_text(f"# Salt {name}\n\nIt is old.\n", encoding="utf-8")
    assert grtui(place, "add", "one.MD", "two.htm", "three.text", "four").returncode == 0
    assert sorted(path.rpartition(".")[2] for path in files(place) - OLD) == [
        "htm",
        "md",
        "txt",
        "txt",
    ]


def test_tags_go_to_what_is_added_and_to_what_was_there(place: Path) -> None:
    added = "add", "in.txt", "articles/salt.txt", "--tag", "+Europe", "--tag", "-Asia"
    ended = grtui(place, *added)
    assert ended.returncode == 0, ended.stderr
    assert records(place)[NAME]["added"] == {"region": ["Europe"]}
    assert records(place)[NAME]["removed"] == {"region": ["Asia"]}
    assert records(place)["salt.txt"]["added"] == {"region": ["Europe"]}
    assert "+Europe" in ended.stdout


def test_a_wrong_change_adds_nothing(place: Path) -> None:
    ended = grtui(place, "add", "in.txt", "--tag", "Europe")
    assert ended.returncode == 2
    assert files(place) == OLD


def test_a_trial_lists_what_would_be_added_and_adds_nothing(place: Path) -> None:
    write_article(place, "other.txt", title="Émile’s Tax: Is It Old?", body="Other.")
    trial = "add", "--dry-run", "in.txt", "other.txt", "--tag", "+Europe", "--into", "2018"
    ended = grtui(place, *trial)
    assert ended.returncode == 0
    stem = NAME.removesuffix(".txt")
    told = [line.partition("  ")[0] for line in ended.stdout.splitlines()]
    assert told == [f"2018/{NAME}", f"2018/{stem}-2.txt"]
    assert files(place) == OLD
    assert not (place / "articles/2018").exists()
    assert not records(place)


def test_a_subfolder_is_made_where_it_is_not_there(place: Path) -> None:
    assert grtui(place, "add", "in.txt", "--into", "2018/may").returncode == 0
    assert files(place) == OLD | {f"2018/may/{NAME}"}


@pytest.mark.parametrize("into", ["..", "/tmp", "a/../../b", ".hidden", "a/.b", "salt.txt", "link"])
def test_a_folder_where_no_article_would_be_found_is_refused(place: Path, into: str) -> None:
    (place / "articles/link").symlink_to(place)
    ended = grtui(place, "add", "in.txt", "--into", into)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert grtui(place, "count", "title:tax").returncode == 1


def test_what_is_no_article_is_told_and_the_others_are_added(place: Path) -> None:
    (place / "folder").mkdir()
    (place / "empty.txt").write_text("\n", encoding="utf-8")
    (place / "page.txt").write_bytes(b"%PDF-1.7 and more")
    (place / "archive.md").write_bytes(b"PK\x03\x04\x00\x00")
    os.mkfifo(place / "pipe")
    with (place / "large.txt").open("wb") as large:
        large.truncate(50_000_001)
    wrong = "folder", "empty.txt", "page.txt", "archive.md", "pipe", "large.txt", "gone.txt"
    ended = grtui(place, "add", *wrong, "/dev/null", "in.txt")
    assert ended.returncode == 1
    assert files(place) == OLD | {NAME}
    lines = ended.stderr.splitlines()
    assert [line.split()[1] for line in lines] == [*wrong, "/dev/null"]
    assert "find folder -type f -exec grtui add {} +" in lines[0]


def test_standard_input_can_be_named_once_only(place: Path) -> None:
    ended = shell(place, "echo Salt | grtui add - -")
    assert ended.returncode == 2
    assert files(place) == OLD


def test_nothing_is_added_to_the_samples(place: Path) -> None:
    ended = grtui(place, "add", "in.txt", GRTUI_LIBRARY="")
    assert ended.returncode == 2
    assert "--library FOLDER or GRTUI_LIBRARY" in ended.stderr
    assert not list((Path(__file__).parent.parent / "sample_articles").glob("*emile*"))


def test_a_folder_below_a_file_is_refused(place: Path) -> None:
    (place / "articles/sub").write_text("no folder", encoding="utf-8")
    ended = grtui(place, "add", "in.txt", "--into", "sub/below")
    assert ended.returncode == 2
    assert "sub/below is a file" in ended.stderr
    assert files(place) == OLD | {"sub"}


def test_a_disk_that_takes_no_more_is_told_and_nothing_half_is_left(place: Path) -> None:
    write_article(place, "large.txt", title="Large", body="It was late again.\n\n" * 100_000)
    ended = shell(place, "ulimit -f 1000; grtui add in.txt large.txt")  # in units of 1024 bytes
    assert ended.returncode == 1, ended.stderr
    assert b"large.txt could not be added to" in ended.stderr
    assert files(place) == OLD | {NAME}


def test_tab_completes_files_and_the_changes_of_tags(place: Path) -> None:
    grtui(place, "count", "late")
    assert in_bash(place, "grtui add in") == ["in.txt "]
    assert in_bash(place, "grtui add --tag +Eur") == ["+Europe "]
    assert in_bash(place, "grtui add in.txt --tag -Asi") == ["-Asia "]


@given(st.text(), st.text(max_size=20), st.sampled_from([None, "2018-05-14"]))
def test_every_name_is_one_that_any_system_takes(title: str, stem: str, date: str | None) -> None:
    name = name_for(Article(title=title, date=date), stem, ".txt")
    assert len(name) <= 64
    assert len(name.encode()) <= 230
    assert not set(name) & set('<>:"/\\|?* \t\n\0')
    assert name.isprintable()
    assert name[0] not in ".-"
    assert name not in (".txt", "con.txt")


def test_who_pastes_at_a_terminal_is_told_how_to_end(place: Path) -> None:
    argv = [sys.executable, "-m", "tui", "add", "-"]
    with Terminal(argv, environ=environ(place), cwd=str(place)) as terminal:
        terminal.wait_for("paste the article, end with ctrl+d")
        terminal.press("The Salt Tax\n\nIt is old.\n\x04")
        terminal.wait_for("the-salt-tax.txt  The Salt Tax")
    assert files(place) == OLD | {"the-salt-tax.txt"}
