"""The whole program in a real terminal."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from reading import write_three

from benchmarks.terminal import Terminal

ROOT = Path(__file__).parent.parent


def environ(place: Path) -> dict[str, str]:
    """The environment of a user whose home is `place`."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(place), "PYTHONPATH": str(ROOT)}


def reader(
    place: Path, columns: int = 100, lines: int = 24, program: Sequence[str] = ()
) -> Terminal:
    """The reader on the library in `place`, run by another program where one is named."""
    argv = [*program, sys.executable, "-m", "tui", str(place / "articles")]
    return Terminal(argv, columns=columns, lines=lines, environ=environ(place), cwd=str(place))


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line without a terminal."""
    return run_program(place, sys.executable, "-m", "tui", *arguments)


def run_program(place: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """A program in `place`, without a terminal."""
    return subprocess.run(
        argv,
        cwd=place,
        env=environ(place),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_tag_that_is_shown_as_saved_survives_a_kill(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("re")
        terminal.wait_for("+Europe")
        terminal.kill()
    saved = json.loads((tmp_path / "articles/.grtui/tags.json").read_text(encoding="utf-8"))
    assert [record["added"] for record in saved["articles"].values()] == [{"region": ["Europe"]}]
    with reader(tmp_path) as terminal:
        terminal.wait_for("+Europe")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_two_readers_and_the_command_line_see_each_other(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    library = ("--library", str(tmp_path / "articles"))
    with reader(tmp_path) as one, reader(tmp_path) as two:
        one.wait_for("1 of 3 ·")
        two.wait_for("1 of 3 ·")
        one.press("G")
        one.wait_for("3 of 3 ·")
        two.press("re")
        two.wait_for("+Europe")
        assert run(tmp_path, "tag", "+theme:Tolls", *library, "--", "salt").returncode == 0
        one.wait_for("+Tolls")
        assert "3 of 3 ·" in one.text
        one.press("th")
        one.wait_for("+History")
        two.press("G")
        two.wait_for("+Tolls   +History")
        two.press("u")  # its own change, although others came after it; so both are one user's
        two.wait_for("undo of +History")
        two.press("gg")
        two.wait_for("+Europe")
        for terminal in (one, two):
            terminal.press("q")
            assert terminal.wait_for_exit() == 0
    log = run(tmp_path, "log", *library).stdout.splitlines()
    assert [line.split("  ")[-1] for line in log] == ["(undone)", "+Tolls", "+Europe"]


def test_a_read_only_folder_is_told_and_tag_keys_say_why_they_do_nothing(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("re")
        terminal.wait_for("+Europe")
        terminal.press("q")
        terminal.wait_for_exit()
    folder = tmp_path / "articles/.grtui"
    before = (folder / "tags.json").read_bytes()
    folder.chmod(0o555)
    try:
        # Root may write everywhere, unless it gives that right up.
        plain = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()
        with reader(tmp_path, program=plain) as terminal:
            terminal.wait_for("NOTHING CAN BE SAVED")
            terminal.wait_for("with --tags.")  # the end of why, however long the path is
            terminal.wait_for("+Europe")
            terminal.press("th")
            terminal.wait_for("NOT saved")
            assert "+History" not in terminal.text
            folder.chmod(0o755)
            terminal.press("j")
            terminal.wait_until_quiet(1.5)
            assert "NOTHING CAN BE SAVED" not in terminal.text
            assert (folder / "tags.json").read_bytes() == before
            terminal.press("th")
            terminal.wait_for("saved ")
            terminal.press("q")
            assert terminal.wait_for_exit() == 0
    finally:
        folder.chmod(0o755)


def test_quitting_gives_the_terminal_back(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        before = terminal.attributes_before
        assert terminal.attributes != before
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.attributes == before
        assert not terminal.is_on_alternate_screen
        assert terminal.text.strip() == ""  # pyte has one screen only, as GNU screen


def test_who_is_told_to_end_gives_the_terminal_back(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
        assert not terminal.not_given_back
        assert "Traceback" not in terminal.text


def test_a_terminal_that_is_gone_ends_the_reader_that_ignores_its_signal(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    argv = ["sh", "-c", f'trap "" HUP; exec "{sys.executable}" -m tui articles']
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.hang_up()
        assert terminal.wait_for_exit() == 128 + signal.SIGHUP


def test_what_is_typed_after_quitting_is_for_the_shell(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    argv = ["sh", "-c", f'"{sys.executable}" -m tui articles; read line; echo "for the $line"']
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        while terminal.is_on_alternate_screen:
            terminal.wait_until_quiet(0.001)
        terminal.press("shell\n")
        terminal.wait_for("for the shell")


def test_keys_typed_before_the_first_screen_are_not_lost(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    assert run(tmp_path, "articles").returncode == 0  # not the first start: there is a list
    with reader(tmp_path) as terminal:
        terminal.wait_for_raw_input()
        terminal.press("jj")
        terminal.wait_for("3 of 3 ·")


@pytest.mark.parametrize("keys", ["req", "req?", "re\x11jj", "req\x10"])
def test_quitting_in_one_piece_with_a_tag_saves_it_and_ends_well(tmp_path: Path, keys: str) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press(keys)
        assert terminal.wait_for_exit() == 0
        assert "Traceback" not in terminal.text
    assert '"Europe"' in (tmp_path / "articles/.grtui/tags.json").read_text(encoding="utf-8")


def test_no_name_can_act_on_the_terminal(tmp_path: Path) -> None:
    evil = tmp_path / "ev\x1b]0;pwned\x07il\nname"
    write_three(evil)
    tags = '{"grtui": {"1": {"format": 1}}, "articles": {"%s": {"added": {"region": ["%s"]}}}}'
    (evil / ".grtui").mkdir()
    shown = json.loads(run(tmp_path, "show", "--json", str(evil / "bridge.txt")).stdout)
    (evil / ".grtui/tags.json").write_text(
        tags % (shown["key"], "Eu\\u001b]0;pwned\\u0007rope"), encoding="utf-8"
    )
    argv = [sys.executable, "-m", "tui", str(evil)]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("+Europe")
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert b"pwned" not in terminal.written
    assert "\x1b" not in run(tmp_path, str(evil)).stdout
    assert "\x1b" not in run(tmp_path, str(evil) + "x").stderr


def test_without_a_terminal_the_articles_are_listed(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    listed = run(tmp_path, "articles")
    assert listed.returncode == 0
    assert [line[:16].strip() for line in listed.stdout.splitlines()] == [
        "2018-05-16  Brid",
        "2018-05-15  Ferr",
        "2018-05-14  Salt",
    ]
    assert "Europe / History" in listed.stdout
    assert "ssh -t" in listed.stderr


def test_a_terminal_that_can_only_print_gets_the_list(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    argv = ["env", "TERM=dumb", sys.executable, "-m", "tui", str(tmp_path / "articles")]
    with Terminal(argv, environ=environ(tmp_path)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "2018-05-15  Ferry" in terminal.text
        assert b"\x1b" not in terminal.written


def test_the_samples_are_listed_when_no_folder_is_named(tmp_path: Path) -> None:
    listed = run(tmp_path)
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) >= 15


def test_a_search_prints_what_it_finds(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    found = run(tmp_path, "search", "--library", "articles", "region:europe", "late")
    assert found.returncode == 0
    assert len(found.stdout.splitlines()) == 1
    nothing = run(tmp_path, "search", "--library", "articles", "zzz")
    assert (nothing.returncode, nothing.stdout) == (1, "")


def test_a_query_that_cannot_be_understood_is_a_usage_error(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    wrong = run(tmp_path, "search", "--library", "articles", "(ferry")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    sentence, query, mark = wrong.stderr.splitlines()
    assert sentence == "grtui: This opening parenthesis is never closed."
    assert (query, mark) == ("  (ferry", "  ^")


def test_a_folder_that_cannot_be_opened_gets_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder in ("missing", "file"):
        refused = run(tmp_path, folder)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert len(refused.stderr.splitlines()) == 1
        assert folder in refused.stderr


def test_a_folder_without_articles_gets_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "picture.png").write_bytes(b"\x89PNG")
    empty = run(tmp_path, "search", "--library", "articles", "is:unread")
    assert (empty.returncode, empty.stdout) == (1, "")
    assert "There is no article in" in empty.stderr


def test_show_prints_an_article_for_reading_and_as_json(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    page = run(tmp_path, "show", "articles/ferry.txt")
    assert "Region  Europe" in page.stdout
    shown = json.loads(run(tmp_path, "show", "--json", "articles/ferry.txt").stdout)
    assert shown["title"] == "Ferry"
    assert shown["regions"] == ["Europe"]
    assert shown["body"] == ["It was late again."]
    assert shown["boilerplate"] == ["Copyright © Meridian Dispatch"]
    missing = run(tmp_path, "show", "articles/fery.txt", "--library", "articles")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "There is no file articles/fery.txt." in missing.stderr
    again = json.loads(
        run(tmp_path, "show", "--json", shown["key"], "--library", "articles").stdout
    )
    assert again == {**shown, "path": "ferry.txt"}


def test_show_knows_what_the_reader_did(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("jre")
        terminal.wait_for("-Europe")
        terminal.press("ra")
        terminal.wait_for("+Africa")
    shown = json.loads(run(tmp_path, "show", "--json", "articles/ferry.txt").stdout)
    assert shown["regions"] == ["Africa"]
    assert shown["source_regions"] == ["Europe"]


@pytest.mark.parametrize(
    ("redirection", "status"), [(">/dev/full", 1), (">&-", 0), ("<&-", 0), ("2>&-", 0)]
)
def test_a_stream_that_is_full_or_closed_is_no_traceback(
    tmp_path: Path, redirection: str, status: int
) -> None:
    write_three(tmp_path / "articles")
    command = f"{sys.executable} -m tui articles {redirection}"
    ended = run_program(tmp_path, "bash", "-c", command)
    assert ended.returncode == status, ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) <= 2


def test_the_tag_file_can_be_elsewhere(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    argv = [sys.executable, "-m", "tui", "articles", "--tags", "mine.json"]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("re")
        terminal.wait_for("+Europe")
    assert '"Europe"' in (tmp_path / "mine.json").read_text(encoding="utf-8")
    assert not (tmp_path / "articles/.grtui").exists()
    shown = run(tmp_path, "show", "--json", "articles/bridge.txt", "--tags", "mine.json")
    assert json.loads(shown.stdout)["regions"] == ["Asia", "Europe"]


def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    for number in range(3000):
        (tmp_path / "articles" / f"{number}.txt").write_text(f"T {number}\n", encoding="utf-8")
    command = f"{sys.executable} -m tui articles | head -1; exit ${{PIPESTATUS[0]}}"
    piped = run_program(tmp_path, "bash", "-c", command)
    assert piped.returncode == 0
    assert len(piped.stdout.splitlines()) == 1
    assert "Traceback" not in piped.stderr
    assert "BrokenPipe" not in piped.stderr


def test_before_the_strip_only_the_sign_of_the_pending_key_is_sent(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("k")  # the first key in a new library ends what is said of it
        terminal.wait_until_quiet(0.5)
        start = len(terminal.written)
        terminal.press("r")
        terminal.wait_for("a Africa")  # the strip
        sent = terminal.written[start:]
    rows = [(int(place[1]), place.start()) for place in re.finditer(rb"\x1b\[(\d+);\d+H", sent)]
    strip_begins = next(at for row, at in rows if row != 24)
    sign = sent[:strip_begins].decode()
    assert "r" in sign
    assert "…" in sign
    assert len(sign.encode()) < 200, sign
    assert "Africa" not in sign


def test_who_knows_the_letter_never_gets_the_strip(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.wait_until_quiet(0.5)
        start = len(terminal.written)
        terminal.press("re")
        terminal.wait_for("+Europe")
        terminal.wait_until_quiet(0.5)
        assert b"Africa" not in terminal.written[start:]


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    shell = r"printf '\033[2J\033[H'; echo in the shell; read line; fg; echo over"
    argv = ["sh", "-c", f'set -m; "{sys.executable}" -m tui articles; {shell}']
    with Terminal(
        argv, columns=100, lines=24, environ=environ(tmp_path), cwd=str(tmp_path)
    ) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("\x1a")
        terminal.wait_for("in the shell")
        assert terminal.written.count(b"\x1b[?1049l") == 1  # the shell's screen is back
        terminal.press("\n")
        terminal.wait_for("1 of 3 ·")  # all is drawn again
        terminal.press("re")
        terminal.wait_for("+Europe")
        terminal.press("q")
        terminal.wait_for("over")


@pytest.mark.parametrize(
    "settings",
    [
        ("LC_ALL=C", "PYTHONUTF8=0", "PYTHONCOERCECLOCALE=0"),
        ("LC_ALL=POSIX",),
        ("LANG=C",),
    ],
    ids=" ".join,
)
def test_a_character_that_the_locale_lacks_is_one_like_it(
    tmp_path: Path, settings: tuple[str, ...]
) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path, program=("env", *settings)) as terminal:
        terminal.wait_for("1 of 3")
        terminal.wait_for("late again")
        assert terminal.written.isascii()
        assert terminal.text.splitlines()[1].startswith(">* ")
        assert "Maren Tollefsen . Meridian Dispatch . 16 May 2018" in terminal.text


def test_escape_and_a_key_in_one_piece_are_two_keys(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("/")
        terminal.wait_for("take back")
        terminal.press("\x1bj")
        terminal.wait_for("2 of 3 ·")
        terminal.press("X")
        terminal.wait_for("export 3 articles")
        terminal.press("\x1b\r")
        terminal.wait_for("/ find")  # enter went to the article
        terminal.press("h\x1b?")
        terminal.wait_for("Keys  in the list")
        terminal.press("q")
        terminal.wait_for("2 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert not (tmp_path / "articles.md").exists()


def test_a_search_typed_before_the_first_screen_comes_behind_the_moves(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    assert run(tmp_path, "articles").returncode == 0
    with reader(tmp_path) as terminal:
        terminal.wait_for_raw_input()
        terminal.press("jjs/tax\r")
        terminal.wait_for("1 of 1 ·")
        terminal.press("\x7f")
        terminal.wait_for("3 of 3 ·")
        terminal.wait_for("›●★ ")
