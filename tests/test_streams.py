"""Without a terminal, with streams that are closed or full, and before all is imported."""

import json
import signal
import sys
from itertools import product
from pathlib import Path

import pytest
from calling import ROOT, environ, grtui, shell
from reading import write_three

from benchmarks.terminal import Terminal
from tui.terminal_kind import why_it_only_prints

LISTED = "Bridge"


def reader(place: Path, *words: str, **variables: str) -> Terminal:
    """The reader in a terminal, with a line of the shell around it."""
    write_three(place / "articles")
    line = " ".join([f'exec "{sys.executable}" -m tui articles', *words])
    return Terminal(
        ["bash", "-c", line],
        environ=environ(place),
        cwd=str(place),
        columns=80,
        lines=24,
        kind=variables,
    )


def without(place: Path, module: str) -> str:
    """A search path for modules on which one cannot be imported."""
    (place / "site").mkdir()
    code = f"import sys; sys.modules[{module!r}] = None\n"
    (place / "site/sitecustomize.py").write_text(code, encoding="utf-8")
    return f"{place / 'site'}:{ROOT}"


# Streams


@pytest.mark.parametrize("closed", list(product((False, True), repeat=3)), ids=str)
def test_with_closed_streams_a_tag_is_saved_and_nothing_else_is_written_there(
    tmp_path: Path, closed: tuple[bool, ...]
) -> None:
    write_three(tmp_path / "articles")
    signs = [
        sign for sign, is_closed in zip(("<&-", ">&-", "2>&-"), closed, strict=True) if is_closed
    ]
    done = shell(tmp_path, f"grtui tag +Europe --yes -- is:unread {' '.join(signs)}")
    assert done.returncode == 0
    saved = json.loads((tmp_path / "articles/.grtui/tags.json").read_text(encoding="utf-8"))
    assert len(saved["articles"]) == 2  # one has it already
    assert shell(tmp_path, "grtui check").returncode == 0


def test_a_closed_stream_is_no_file_that_is_opened_later(tmp_path: Path) -> None:
    code = (
        "import os, sys; from tui.start import fill_streams; fill_streams(); "
        "sys.exit(os.open('file', os.O_CREAT | os.O_WRONLY) < 3)"
    )
    line = f'"{sys.executable}" -c "{code}" <&- >&- 2>&-'
    assert shell(tmp_path, line).returncode == 0


@pytest.mark.parametrize("command", ["--help", "--version", "search --help", "tags", "config"])
def test_what_cannot_be_printed_is_one_sentence_and_status_1(tmp_path: Path, command: str) -> None:
    write_three(tmp_path / "articles")
    done = shell(tmp_path, f"grtui {command} >/dev/full")
    assert done.returncode == 1
    assert done.stderr == b"grtui: No space left on device.\n"
    assert shell(tmp_path, f"grtui {command} >/dev/full 2>&1").returncode == 1


@pytest.mark.parametrize("command", ["--help", "completion bash", "search is:unread"])
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, command: str) -> None:
    write_three(tmp_path / "articles")
    done = shell(tmp_path, f"grtui {command} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("where", ["2>/dev/full", "2> >(true)", "2>&1 | true"])
@pytest.mark.parametrize(
    ("command", "status"), [("articles", 0), ("undo", 1), ("search a:b", 1), ("nonsense", 2)]
)
def test_the_status_is_the_same_where_nobody_can_be_told(
    tmp_path: Path, command: str, status: int, where: str
) -> None:
    write_three(tmp_path / "articles")
    done = shell(tmp_path, f"grtui {command} {where}; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == status


def test_the_screen_is_on_the_terminal_where_errors_go_to_a_file(tmp_path: Path) -> None:
    with reader(tmp_path, "2>log") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("re")
        terminal.wait_for("saved ")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not terminal.not_given_back
    assert (tmp_path / "log").read_bytes() == b""


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", "2> >(true)"])
def test_the_screen_needs_no_standard_error(tmp_path: Path, where: str) -> None:
    with reader(tmp_path, where) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize("where", ["</dev/null", "<&-", ">/dev/null", ">&-", "| cat"])
def test_a_terminal_at_one_end_only_is_none(tmp_path: Path, where: str) -> None:
    write_three(tmp_path / "articles")
    argv = ["bash", "-c", f'"{sys.executable}" -m tui articles {where}']
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "no terminal, so here is the list" in terminal.text
        assert (LISTED in terminal.text) is (where in ("</dev/null", "<&-", "| cat"))
        assert b"?1049" not in terminal.written


def test_the_reader_needs_no_controlling_terminal(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    argv = ["setsid", "-w", sys.executable, "-m", "tui", "articles"]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_a_terminal_is_written_to_in_no_utf_16(tmp_path: Path) -> None:
    with reader(tmp_path, PYTHONIOENCODING="utf-16") as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("MemoryError()", b"grtui: There is too little memory.\n"),
        ('RuntimeError("can\'t start new thread")', b"grtui: The system starts no more threads"),
    ],
)
def test_what_the_system_lacks_is_one_sentence(tmp_path: Path, error: str, words: bytes) -> None:
    (tmp_path / "lacks.py").write_text(
        "import tui.start, tui.cli\n"
        "def run():\n"
        "    try:\n"
        f"        raise {error}\n"
        "    finally:\n"
        "        raise RuntimeError('cannot join thread')\n"
        "tui.cli.main = run\n"
        "tui.start.main()\n",
        encoding="utf-8",
    )
    done = shell(tmp_path, f'"{sys.executable}" lacks.py')
    assert done.returncode == 1
    assert done.stderr.startswith(words)
    assert len(done.stderr.splitlines()) == 1


# Terminals that can only print


@pytest.mark.parametrize("term", ["TERM=dumb", "TERM=unknown", "TERM=", "-u TERM"])
def test_a_terminal_of_which_nothing_is_known_gets_the_list(tmp_path: Path, term: str) -> None:
    write_three(tmp_path / "articles")
    argv = ["bash", "-c", f"env {term} {sys.executable} -m tui articles"]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert LISTED in terminal.text
        assert "so here is the list" in terminal.text
        assert b"\x1b" not in terminal.written


def test_what_to_do_is_said_where_term_is_not_set() -> None:
    assert why_it_only_prints({}).endswith("TERM=xterm opens the reader.")
    assert not why_it_only_prints({"TERM": "xterm-of-mine"})


# Before all is imported


@pytest.mark.parametrize("module", ["tui.app", "tui.main_screen"])
def test_an_incomplete_installation_is_one_sentence_on_a_terminal_as_it_was(
    tmp_path: Path, module: str
) -> None:
    path = without(tmp_path, module)
    with reader(tmp_path, PYTHONPATH=path) as terminal:
        assert terminal.wait_for_exit() == 1
        assert not terminal.not_given_back
        words = " ".join(terminal.text.split())
    assert words.startswith("grtui: This installation is not complete: import of tui.")
    assert words.endswith("Install grtui again.")


def test_an_incomplete_installation_is_one_sentence_in_a_pipe(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    done = grtui(tmp_path, "search", "late", PYTHONPATH=without(tmp_path, "rich"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


INTERRUPTED = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Finder())
"""


@pytest.mark.parametrize("module", ["tui.cli", "store.library", "tui.subcommands.finding"])
def test_ctrl_c_while_something_is_imported_ends_in_silence(tmp_path: Path, module: str) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / "site").mkdir()
    code = INTERRUPTED.format(module=module)
    (tmp_path / "site/sitecustomize.py").write_text(code, encoding="utf-8")
    done = grtui(tmp_path, "search", "late", PYTHONPATH=f"{tmp_path / 'site'}:{ROOT}")
    assert done.returncode in (130, -2)
    assert done.stderr == ""


def test_ctrl_c_that_python_makes_another_error_of_is_no_error(tmp_path: Path) -> None:
    code = (
        "import tui.start, tui.cli\n"
        "class Field:\n"
        "    def __set_name__(self, owner, name):\n"
        "        raise KeyboardInterrupt\n"
        "def run():\n"
        "    class Saved:\n"
        "        written = Field()\n"
        "tui.cli.main = run\n"
        "tui.start.main()\n"
    )
    done = shell(tmp_path, f'"{sys.executable}" -c "{code}"')
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize(("before", "status"), [("", -signal.SIGINT), ("trap '' INT; ", 0)])
def test_ctrl_c_ends_it_as_the_system_does_unless_it_is_ignored(
    tmp_path: Path, before: str, status: int
) -> None:
    code = "import os, tui.start, tui.cli; tui.cli.main = lambda: os.kill(os.getpid(), 2)"
    line = f'{before}exec "{sys.executable}" -c "{code}; tui.start.main()"'
    done = shell(tmp_path, line)
    assert (done.returncode, done.stderr) == (status, b"")


def test_other_errors_are_told_as_ever(tmp_path: Path) -> None:
    code = "import tui.start, tui.cli; tui.cli.main = lambda: 1 / 0; tui.start.main()"
    done = shell(tmp_path, f'"{sys.executable}" -c "{code}"')
    assert done.returncode == 1
    assert b"ZeroDivisionError" in done.stderr


def test_the_command_that_pip_installs_begins_like_the_module() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'grtui = "tui.start:main"' in text


def test_no_columns_are_no_reason_to_show_nothing(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    done = grtui(tmp_path, "show", "articles/salt.txt", COLUMNS="0", LINES="0")
    assert "The tax is old." in done.stdout
