"""Other programs: pagers, editors and shell commands, which have the terminal for a while."""

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest
from reading import reading, write_three
from test_terminal import environ

from benchmarks.terminal import Terminal
from store.article import Article, ArticleRow, Paragraph
from store.opening import Opened
from store.record import Record
from tui import outside
from tui.outside import OutsideError, private_copy, program, run
from tui.plain_text import whole_text

SHOWS = """#!/bin/sh
# Tells what it got, and waits for a key.
[ "$#" = 1 ] || echo "$1" >> got
for last; do :; done
ls -l "$last" | cut -c 1-10 > mode; ls -ld "$(dirname "$last")" | cut -c 1-10 >> mode
basename "$last" >> got; cat "$last" >> got
sleep 0.4; printf 'READING'; read -r key; echo "read $key" >> got
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A home with three articles, and a program that shows what it is given."""
    write_three(tmp_path / "articles")
    script = tmp_path / "my shows"
    script.write_text(SHOWS, encoding="utf-8")
    script.chmod(0o755)
    (tmp_path / "tmp").mkdir()
    return tmp_path


def reader(place: Path, **variables: str) -> Terminal:
    """The reader in a terminal of its own, with some variables set."""
    argv = [sys.executable, "-m", "tui", str(place / "articles")]
    env = {**environ(place), "TMPDIR": str(place / "tmp"), **variables}
    return Terminal(argv, columns=100, lines=24, environ=env, cwd=str(place))


def contents(folder: Path) -> dict[Path, bytes]:
    """All files in a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Programs


def test_the_variable_names_the_program_with_its_arguments() -> None:
    found = program(["VISUAL", "EDITOR"], ["vi"], {"EDITOR": "sh -c 'a b'", "PATH": os.defpath})
    assert found == ["sh", "-c", "a b"]
    found = program(["VISUAL", "EDITOR"], [], {"EDITOR": "x", "VISUAL": "sh", "PATH": os.defpath})
    assert found == ["sh"]


def test_without_a_variable_the_first_usual_program_that_is_there_is_run() -> None:
    for value in ({}, {"PAGER": " "}):
        assert program(["PAGER"], ["no-such", "sh"], {**value, "PATH": os.defpath}) == ["sh"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("no-such -x", "$PAGER is no-such -x, but there is no such program."),
        ("less '", "$PAGER is less ', which is no command."),
        ("", "There is no no-such: set $PAGER to a program."),
    ],
)
def test_a_program_that_is_not_there_is_a_sentence(value: str, why: str) -> None:
    with pytest.raises(OutsideError) as caught:
        program(["PAGER"], ["no-such"], {"PAGER": value, "PATH": os.defpath})
    assert str(caught.value) == why


def test_what_cannot_be_run_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\x7fELF no")
    (tmp_path / "binary").chmod(0o755)
    with pytest.raises(OutsideError, match=r"binary could not be run: exec format error\."):
        run([str(tmp_path / "binary")])


def test_a_copy_is_private_and_goes_away() -> None:
    with private_copy("é" * 300 + ".txt", "text") as path:
        assert path.read_text(encoding="utf-8") == "text"
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert path.name.endswith("é.txt")
    assert not path.parent.exists()


def test_where_no_copy_can_be_made_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/no/such/folder")
    with pytest.raises(OutsideError, match="No copy could be made: "), private_copy("a", "b"):
        pass


def test_the_copy_has_all_that_is_read_in_lines_of_the_width() -> None:
    article = Article(
        title="Salt",
        authors=("Pell Hartigan",),
        body=(Paragraph("word " * 12), Paragraph("Rain\nand wind")),
        boilerplate=(Paragraph("Copyright"),),
        warnings=("It is odd.",),
    )
    opened = Opened(ArticleRow("k", "salt.txt", "Salt"), article, Record(note="My note"))
    line = "word word word word word word word word"
    assert whole_text(opened, 40) == (
        "Salt\nPell Hartigan\n\nRegion  none\nTheme   none\n\nMy note\n\n! It is odd.\n\n"
        f"{line}\nword word word word\n\nRain\nand wind\n\n* * *\n\nCopyright\n"
    )


# Keys


@pytest.mark.parametrize(("key", "variable"), [("E", "PAGER"), ("e", "VISUAL"), ("e", "EDITOR")])
def test_a_copy_is_shown_and_the_terminal_given_back(place: Path, key: str, variable: str) -> None:
    before = contents(place / "articles")
    with reader(place, **{variable: "'./my shows' --argument"}) as terminal:
        terminal.wait_for("1 of 3 ·")
        raw = terminal.attributes
        terminal.press(f"j{key}")
        terminal.wait_for("READING")
        assert terminal.text.strip() == "READING"
        assert not terminal.is_on_alternate_screen
        assert terminal.attributes == terminal.attributes_before
        terminal.press("a\n")
        terminal.wait_for_raw_input()
        terminal.press("j")
        terminal.wait_for("3 of 3 ·")
        assert terminal.is_on_alternate_screen
        assert terminal.attributes == raw
    assert (place / "got").read_text(encoding="utf-8") == (
        "--argument\nferry.txt\nFerry\nMaren Tollefsen · Meridian Dispatch · 15 May 2018\n\n"
        "Region  Europe\nTheme   History\n\nIt was late again.\n\n* * *\n\n"
        "Copyright © Meridian Dispatch\nread a\n"
    )
    assert (place / "mode").read_text(encoding="utf-8").split() == ["-r--------", "drwx------"]
    assert list((place / "tmp").iterdir()) == []
    assert {
        path: data for path, data in contents(place / "articles").items() if path in before
    } == before


def test_of_marked_articles_all_are_shown_in_one_text(place: Path) -> None:
    with reader(place, PAGER="'./my shows'") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("GxggxE")
        terminal.wait_for("READING")
        terminal.press("\n")
        terminal.wait_for("2 marked")
    got = (place / "got").read_text(encoding="utf-8")
    assert got.startswith("2-articles.txt\nBridge\n")
    assert f"\n\n{'=' * 72}\n\nSalt\n" in got
    assert "Ferry" not in got


def test_what_is_written_into_the_copy_is_said_to_be_gone(place: Path) -> None:
    with reader(place, EDITOR='sh -c \'rm -f "$0"; echo mine > "$0"; sleep 0.4\'') as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("e")
        terminal.wait_for("what you wrote into it is gone")
    assert "late again" in (place / "articles/bridge.txt").read_text(encoding="utf-8")


def test_what_a_program_says_that_ends_at_once_can_be_read(place: Path) -> None:
    with reader(place, PAGER="sh -c 'echo wrong option; exit 3'") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("E")
        terminal.wait_for("[ended with status 3; enter goes back]")
        assert "wrong option" in terminal.text
        terminal.press("\n")
        terminal.wait_for("sh ended with status 3.")


def test_the_text_is_piped_to_a_command_which_is_remembered(place: Path) -> None:
    with reader(place) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("|")
        terminal.wait_for("pipe the text to")
        terminal.press("tee got | wc -w\r")
        terminal.wait_for("[ended with status 0; enter goes back]")
        assert b"4\r\n" in terminal.written
        assert not terminal.is_on_alternate_screen
        terminal.press("\n")
        terminal.wait_for("tee got | wc -w ended with status 0.")
        assert (place / "got").read_text(encoding="utf-8") == "It was late again.\n"
        terminal.press("*|")
        terminal.wait_for("pipe the texts of 3 marked to tee got | wc -w")
        start = len(terminal.written)
        terminal.press("\r")
        terminal.wait_for("[ended with status 0; enter goes back]")
        assert b"12\r\n" in terminal.written[start:]
        terminal.press("\n")
        terminal.wait_for("3 marked")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert (place / "got").read_text(encoding="utf-8") == (
        "It was late again.\n\n\nIt was late again.\n\n\nThe tax is old.\n"
    )


def test_a_command_to_pipe_to_can_stand_behind_its_name(place: Path) -> None:
    with reader(place) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press(":pipe cat > got\r")
        terminal.wait_for("[ended with status 0; enter goes back]")
        terminal.press("\n")
        terminal.wait_for("cat > got ended with status 0.")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert (place / "got").read_text(encoding="utf-8") == "It was late again.\n"


def test_ctrl_c_ends_the_command_and_not_the_reader(place: Path) -> None:
    with reader(place) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("|")
        terminal.wait_for("pipe the text to")
        terminal.press("echo BE''GUN; exec sleep 1000\r")
        terminal.wait_for("BEGUN")
        terminal.press("\x03")
        terminal.wait_for("[was ended by signal 2; enter goes back]")
        terminal.press("\x03\n")
        terminal.wait_for("was ended by signal 2.")
        terminal.press("j")
        terminal.wait_for("2 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_command_that_does_not_read_or_is_not_there_is_no_trouble(place: Path) -> None:
    with reader(place) as terminal:
        terminal.wait_for("1 of 3 ·")
        for command, status in (("true", 0), ("no-such-program", 127)):
            terminal.press("|")
            terminal.wait_for("pipe the text to")
            terminal.press(f"{command}\r")
            terminal.wait_for(f"[ended with status {status}; enter goes back]")
            terminal.press("\n")
            terminal.wait_for(f"{command} ended with status {status}.")


def test_a_program_that_leaves_the_terminal_changed_does_no_harm(place: Path) -> None:
    with reader(place, PAGER="sh -c 'stty -echo raw; sleep 0.4'") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("E")
        terminal.wait_until_quiet(1.0)
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.attributes == terminal.attributes_before


async def test_a_missing_program_and_a_terminal_that_cannot_be_given_are_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as reader:
        for key, variable in (("E", "PAGER"), ("e", "VISUAL")):
            monkeypatch.setenv(variable, "no-such-program")
            await reader.press(key)
            assert f"${variable} is no-such-program, but there is no such" in reader.text
        monkeypatch.setenv("PAGER", "true")
        await reader.press("E")
        assert "This terminal cannot be given to another program." in reader.text
        await reader.press("vertical_line", "enter")
        assert "No command was typed." in reader.status
        await reader.press("vertical_line", "w", "escape", "j")
        assert "2 of 3" in reader.title_line


def test_an_end_that_comes_while_a_program_begins_breaks_off_the_waiting_for_it() -> None:
    end = outside._End()
    end.hear(15, None)
    with pytest.raises(OutsideError):
        end.may_come()


def test_an_end_that_comes_twice_breaks_off_once() -> None:
    end = outside._End()
    end.may_come()
    with pytest.raises(OutsideError):
        end.hear(15, None)
    end.hear(1, None)
