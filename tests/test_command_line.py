"""Tagging and the history from the command line."""

import getpass
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store.database import Database
from store.tags import Facet, Tag
from tests.calling import environ, grtui
from tests.reading import write_article, write_three
from tui.cli import main
from tui.subcommands import options

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a library of three articles: status, standard output, standard error."""
    write_three(tmp_path / "articles")
    for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GRTUI_LIBRARY", str(tmp_path / "articles"))
    monkeypatch.delenv("GRTUI_TAGS", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


@pytest.fixture
def tag_file(tmp_path: Path) -> Path:
    return tmp_path / "articles" / ".grtui" / "tags.json"


def found(run: Run, query: str) -> list[str]:
    """The titles that a query finds, newest first."""
    return [line.split("  ")[1] for line in run("search", query)[1].splitlines()]


def answering(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Let somebody be at the terminal."""
    monkeypatch.setattr(options, "is_terminal", lambda stream: True)
    monkeypatch.setattr(sys.stdin, "readline", lambda: answer)


# Arguments


@pytest.mark.parametrize(
    "arguments",
    [("undo", "\x1b[31mred.txt"), ("log", "--limit", "\x9b1m\n2"), ("--t\x1b]0;a\x07",)],
)
def test_a_wrong_argument_does_nothing_to_the_terminal(
    run: Run, arguments: tuple[str, ...]
) -> None:
    status, out, told = run(*arguments)
    assert (status, out) == (2, "")
    assert "error: " in told
    assert not {"\x1b", "\x9b", "\x07"} & {*told}


# Tags


def test_one_article_is_tagged_without_a_question(run: Run) -> None:
    status, out, err = run("tag", "+theme:Salt Tax", "+Europe", "--", "title:salt")
    assert (status, err) == (0, "")
    assert out.endswith("  +Salt Tax +Europe\n")
    assert out.startswith("saved ")
    assert found(run, "theme:salt-tax") == ["Salt"]


def test_several_are_tagged_after_a_question(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        answering(patch, "n\n")
        status, out, err = run("tag", "+Europe", "--", "late OR old")
        assert (status, out) == (1, "")
        assert "+Europe: 2 new, 1 has it. Change 2 articles? [y/N]" in err
        assert found(run, "region:europe") == ["Ferry"]
        answering(patch, "y\n")
        status, out, _ = run("tag", "+Europe", "--", "late OR old")
    assert status == 0
    assert "+Europe on 2 articles" in out
    assert found(run, "region:europe") == ["Bridge", "Ferry", "Salt"]


def test_where_nobody_can_be_asked_yes_must_be_said(run: Run) -> None:
    status, _, err = run("tag", "-Asia", "-theme:History", "--", "late OR old")
    assert status == 1
    assert "-Asia: 1 loses it, 2 lack it. -History: 1 loses it, 2 lack it." in err
    assert "say --yes" in err
    assert found(run, "region:asia") == ["Bridge"]
    assert run("tag", "-Asia", "-theme:History", "--yes", "--", "late OR old")[0] == 0
    assert found(run, "region:asia OR theme:history") == []


def test_a_dry_run_lists_what_would_change_and_changes_nothing(run: Run, tag_file: Path) -> None:
    status, out, err = run("tag", "+Europe", "--", "late OR old", "--dry-run")
    assert status == 0
    assert [line.split("  ")[1] for line in out.splitlines()] == ["Bridge", "Salt"]
    assert "+Europe: 2 new, 1 has it." in err
    assert not tag_file.exists()


def test_what_is_so_already_is_no_failure(run: Run) -> None:
    status, out, _ = run("tag", "+Asia", "--", "bridge")
    assert (status, out) == (0, "+Asia: nothing to change.\n")


def test_a_query_may_begin_with_a_minus(run: Run) -> None:
    assert run("tag", "+Europe", "--yes", "--", "-title:bridge", "-title:ferry")[0] == 0
    assert found(run, "region:europe") == ["Ferry", "Salt"]


def test_nothing_found_is_status_1(run: Run) -> None:
    status, _, err = run("tag", "+Europe", "--", "nowhere")
    assert (status, err) == (1, "grtui: Nothing matches nowhere.\n")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["+Europe"], "Write -- between the changes and the query"),
        (["--", "ferry"], "Name a change and a query"),
        (["+Europe", "--"], "Name a change and a query"),
        (["+Europa", "--", "ferry"], "There is no tag Europa. Did you mean Europe?"),
        (["+Europe", "--", "(ferry"], "parenthesis"),
    ],
)
def test_a_mistake_is_status_2_and_one_sentence(run: Run, arguments: list[str], why: str) -> None:
    status, out, err = run("tag", *arguments)
    assert (status, out) == (2, "")
    assert why in err


def test_a_new_tag_that_is_nearly_a_known_one_is_pointed_out(run: Run) -> None:
    status, _, err = run("tag", "+theme:Enviroment", "--", "salt")
    assert status == 0
    assert "No article has the theme Enviroment yet; did you mean Environment?" in err


def test_tags_are_listed_with_their_numbers(run: Run) -> None:
    run("tag", "+Europe", "-theme:History", "--yes", "--", "late OR old")
    assert run("tags") == (0, "      3  region  Europe\n      1  region  Asia\n", "")
    assert run("tags", "--facet", "region", "salt")[1] == "      1  region  Europe\n"
    assert run("tags", "--facet", "theme")[0] == 1


@pytest.mark.parametrize("query", ["", " ", '""', "()"])
def test_an_empty_query_does_not_tag_everything(run: Run, tag_file: Path, query: str) -> None:
    """It may be a variable of a script that is not set."""
    status, out, err = run("tag", "+Europe", "--yes", "--", query)
    assert (status, out) == (2, "")
    assert "The query is empty" in err
    assert not tag_file.exists()
    assert run("tag", "+Europe", "--yes", "--", "is:read", "OR", "is:unread")[0] == 0


@pytest.mark.parametrize("option", ["--library", "--tags=x.json"])
def test_an_option_behind_the_query_is_no_word_of_it(run: Run, option: str) -> None:
    status, _, err = run("tag", "+Europe", "--", "salt", option)
    assert status == 2
    assert f"Write {option} before the --" in err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_a_character_shows_its_escape(
    tmp_path: Path, tag_file: Path, encoding: str
) -> None:
    write_three(tmp_path / "articles")
    ended = grtui(tmp_path, "tag", "+theme:Größe ☃", "--", "salt", PYTHONIOENCODING=encoding)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "\\u2603" in ended.stdout
    assert "Größe ☃" in tag_file.read_text(encoding="utf-8")
    assert grtui(tmp_path, "tags", PYTHONIOENCODING=encoding).returncode == 0


def test_bytes_that_are_no_text_are_no_tag(tmp_path: Path, tag_file: Path) -> None:
    write_three(tmp_path / "articles")
    ended = grtui(tmp_path, "tag", os.fsdecode(b"+theme:\xff\xfe"), "--", "salt")
    assert ended.returncode == 2
    assert "is not text in UTF-8" in ended.stderr
    assert not tag_file.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_what_is_saved_is_told_so_where_it_cannot_be_printed(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    for arguments in (("tag", "+USA", "--", "salt"), ("undo",)):
        with Path("/dev/full").open("w") as full:
            ended = grtui(tmp_path, *arguments, stdout=full)
        assert ended.returncode == 0
        assert "+USA. Only standard output cannot be written: No space" in ended.stderr


def test_a_pipe_that_closes_is_no_error(tmp_path: Path) -> None:
    write_article(tmp_path / "articles", "long.txt", body="\n\n".join(["word " * 30] * 2000))
    command = f"{shlex.quote(sys.executable)} -m tui show articles/long.txt; echo $? >status"
    with subprocess.Popen(
        ["/bin/sh", "-c", command], cwd=tmp_path, env=environ(tmp_path), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
    assert (tmp_path / "status").read_text() == "0\n"


@pytest.mark.parametrize("option", ["--library=", "--tags=", "--limit=0", "--limit=-1", "--what"])
def test_an_option_that_makes_no_sense_is_a_mistake(run: Run, option: str) -> None:
    status, _, told = run("log", option)
    assert status == 2
    assert "usage: grtui log" in told


def test_that_no_library_is_named_is_told(tmp_path: Path) -> None:
    ended = grtui(tmp_path, "log", GRTUI_LIBRARY="")
    assert ended.returncode == 1
    assert "No library is named, so these are the sample articles" in ended.stderr


def test_the_help_tells_what_each_command_does_and_what_the_statuses_are(tmp_path: Path) -> None:
    told = grtui(tmp_path, "--help").stdout
    assert all(f"  {name:12}{what}\n" in told for name, (_, what) in options.COMMANDS.items())
    assert "3 another process holds the tag file" in told


# The history


def test_the_log_tells_when_who_what_and_how_many(run: Run, tag_file: Path) -> None:
    assert run("log") == (1, "", "grtui: Nothing has been changed yet.\n")
    run("tag", "+Europe", "--yes", "--", "late OR old")
    other = Database(tag_file, user="librarian")
    (key, *_) = other.records()
    other.edit("-Europe", [key], lambda _, one: one.without_tag(Tag(Facet.REGION, "Europe"), ()))
    run("undo", "--rest")
    lines = run("log")[1].splitlines()
    assert [line.split(None, 2)[2] for line in lines] == [
        "librarian     1 article  -Europe",
        f"{getpass.getuser():9}    2 articles  +Europe  (undone on 1 of 2)",
    ]
    assert run("log", "--limit", "1")[1].splitlines() == lines[:1]


def test_undo_takes_back_my_last_change_even_if_another_wrote_since(
    run: Run, tag_file: Path
) -> None:
    run("tag", "+Europe", "--", "salt")
    other = Database(tag_file, user="librarian")
    other.edit("-", ["f" * 20], lambda _, one: one.with_tag(Tag(Facet.THEME, "Theirs"), ()))
    status, out, _ = run("undo")
    assert (status, out.split("  ")[1]) == (0, "undo of +Europe\n")
    assert found(run, "region:europe") == ["Ferry"]
    assert other.records().keys() == {"f" * 20}
    assert run("undo") == (1, "", "grtui: There is nothing of yours to undo.\n")
    assert run("redo")[0] == 0
    assert found(run, "region:europe") == ["Ferry", "Salt"]
    assert run("redo") == (1, "", "grtui: There is nothing of yours to redo.\n")


def test_what_another_changed_again_is_told_and_left_alone(run: Run, tag_file: Path) -> None:
    run("tag", "+Europe", "--yes", "--", "late OR old")
    other = Database(tag_file, user="librarian")
    (key, *_) = other.records()
    other.edit("-Europe", [key], lambda _, one: one.without_tag(Tag(Facet.REGION, "Europe"), ()))
    before = tag_file.read_bytes()
    status, out, err = run("undo")
    assert (status, out) == (1, "")
    assert "Nothing was changed: " in err
    assert ".txt has been changed again since “+Europe”, by librarian." in err
    assert "`grtui undo --rest` passes over that." in err
    assert tag_file.read_bytes() == before
    status, out, _ = run("undo", "--rest")
    assert (status, out.split("  ")[1]) == (0, "undo of +Europe\n")
    assert found(run, "region:europe") == ["Ferry"]
    assert run("redo")[0] == 0
    assert len(found(run, "region:europe")) == 2


def test_a_locked_tag_file_is_status_3(
    run: Run, tag_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    monkeypatch.setattr("store.storage.PATIENCE", 0.05)
    tag_file.parent.mkdir()
    with FileLock(f"{tag_file}.lock"):
        status, _, err = run("tag", "+Europe", "--", "salt")
    assert status == 3
    assert "another process has held" in err


def test_a_damaged_tag_file_is_status_1_and_left_alone(run: Run, tag_file: Path) -> None:
    tag_file.parent.mkdir()
    tag_file.write_text("{")
    for command in (["log"], ["undo"], ["tag", "+Europe", "--", "salt"]):
        status, _, err = run(*command)
        assert status == 1
        assert "cannot be used: it is not JSON" in err
    assert tag_file.read_text() == "{"
