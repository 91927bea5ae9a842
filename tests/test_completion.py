"""What tab completes in a shell."""

import shlex
from pathlib import Path

import pytest

from store.database import Database
from tests.calling import shell
from tests.reading import write_article, write_three
from tui.completed_words import Typed
from tui.completion import fits

BREAKS = " \t\n\"'@><=;|&(:"
"""COMP_WORDBREAKS, as bash has it."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a library of four articles is that was read, with a saved search."""
    write_three(tmp_path / "articles")
    write_article(
        tmp_path / "articles" / "2018 old",
        "old.txt",
        title="Old",
        region="[Latin America & Caribbean](#)",
        theme="[Culture, Society & History](#)",
    )
    (tmp_path / "articles" / ".grtui").mkdir()
    Database(tmp_path / "articles" / ".grtui" / "tags.json").save_search("Ferry news", "ferry")
    assert shell(tmp_path, "grtui count late").returncode == 0
    return tmp_path


def in_bash(place: Path, line: str) -> list[str]:
    """What bash offers where a line ends, by its own completion of grtui."""
    quoted = shlex.quote(line)
    command = (
        'eval "$(grtui completion bash)"; '
        f"COMP_LINE={quoted} COMP_WORDBREAKS={shlex.quote(BREAKS)}; "
        'COMP_POINT=${#COMP_LINE}; _python_argcomplete grtui; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    asked = shell(place, command)
    assert asked.stderr == b""
    return asked.stdout.decode().splitlines()


def asked_by(place: Path, name: str, line: str) -> list[str]:
    """What a shell is answered, by argcomplete's protocol."""
    variables = {
        "COMP_LINE": line,
        "COMP_POINT": str(len(line.encode())),
        "COMP_TYPE": "",
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SHELL": name,
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
    }
    answered = shell(place, "grtui 8>&1 9>&2 1>/dev/null", **variables)
    assert (answered.returncode, answered.stderr) == (0, b"")
    return answered.stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("grtui sea", ["search "]),
        ("grtui art", ["articles/"]),
        ("grtui --v", ["--version "]),
        ("grtui search --lim", ["--limit "]),
        ("grtui search x --format j", ["json", "jsonl"]),
        ("grtui search --format=cs", ["csv "]),
        ("grtui search x --format b", ["bibtex "]),
        ("grtui tags --facet r", ["region "]),
        ("grtui completion f", ["fish "]),
        ("grtui log --library art", ["articles/"]),
        ("grtui show articles/f", ["articles/ferry.txt "]),
        ("grtui show articles/2", ["articles/2018\\ old/"]),
        ("grtui show FERRY", [""]),
    ],
)
def test_commands_options_and_files_complete(place: Path, line: str, offered: list[str]) -> None:
    assert in_bash(place, line) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("grtui search reg", ["region:"]),
        ("grtui search ferry is:unr", ["unread "]),
        ("grtui search region:lat", ["latin-america-and-caribbean "]),
        ("grtui search region:Lat", ["Latin-America-and-Caribbean "]),
        ('grtui search region:"lat', ["latin-america-and-caribbean"]),
        ("grtui search 'late region:Lat", ["late region:Latin-America-and-Caribbean"]),
        ("grtui search theme:cul", ['\\"Culture,\\ Society\\ \\&\\ History\\" ']),
        ("grtui search 'theme:\"Cul", ['theme:"Culture, Society & History"']),
        ("grtui search author:maren", ["maren-tollefsen "]),
        ("grtui search publisher:Mer", ["Meridian-Dispatch "]),
        ("grtui search 'path:20", ['path:"2018 old/**"']),
        ("grtui search @fer", ["Ferry-news "]),
        ("grtui search late -region:eu", ["europe "]),
        ("grtui search salt region:", ["Asia", "Europe", "Latin-America-and-Caribbean"]),
        ("grtui count -- -is:sta", ["starred "]),
        ("grtui tags --facet theme hi", [""]),
        ("grtui tag +eu", ["+europe "]),
        ("grtui tag -History +theme:police", ["police-state-and-civil-rights "]),
        ("grtui tag +Europe -- region:as", ["asia "]),
        ("grtui tag +Europe --library articles -- late -region:as", ["asia "]),
        ("grtui show +eu", [""]),
    ],
)
def test_queries_and_changes_complete(place: Path, line: str, offered: list[str]) -> None:
    assert in_bash(place, line) == offered


def test_what_is_offered_is_found(place: Path) -> None:
    """With hyphens for blanks, a name is the same."""
    for word in ("region:latin-america-and-caribbean", "author:maren-tollefsen"):
        assert shell(place, f"grtui count {word}").returncode == 0
    tagged = shell(place, "grtui tag +latin-america-and-caribbean --yes -- late")
    assert tagged.stdout.endswith(b"+Latin America & Caribbean on 2 articles\n")


def test_each_shell_is_told_how_many_articles_there_are(place: Path) -> None:
    line = "grtui search region:e"
    assert asked_by(place, "zsh", line) == ["region\\:europe:1 article"]
    assert asked_by(place, "fish", line) == ["region:europe"]


@pytest.mark.parametrize(
    ("shell_name", "registered"),
    [
        ("bash", "complete -o nospace -o bashdefault -F _python_argcomplete grtui"),
        ("zsh", "compdef _python_argcomplete grtui"),
        ("fish", "complete --command grtui -f -a '(__fish_grtui_complete)'"),
    ],
)
def test_the_script_of_each_shell_registers_grtui(
    tmp_path: Path, shell_name: str, registered: str
) -> None:
    printed = shell(tmp_path, f"grtui completion {shell_name}")
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert registered in printed.stdout.decode()


def test_another_shell_is_a_mistake(tmp_path: Path) -> None:
    assert shell(tmp_path, "grtui completion csh").returncode == 2


@pytest.mark.parametrize(
    "line", ["grtui search reg", "grtui search region:e", "grtui tag +eu", "grtui search @x"]
)
def test_to_complete_makes_no_file(tmp_path: Path, line: str) -> None:
    write_three(tmp_path / "articles")
    before = sorted(tmp_path.rglob("*"))
    asked_by(tmp_path, "fish", line)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("folder", ["nowhere", "articles/ferry.txt", "~nobody-here/x"])
def test_a_folder_that_cannot_be_read_is_no_error(tmp_path: Path, folder: str) -> None:
    write_three(tmp_path / "articles")
    line = f"grtui search --library '{folder}' region:e"
    assert asked_by(tmp_path, "fish", line) == []
    assert asked_by(tmp_path, "fish", f"grtui tag --library '{folder}' +eu") == ["+europe"]


def test_a_damaged_tag_file_is_no_error(place: Path) -> None:
    (place / "articles" / ".grtui" / "tags.json").write_text("{")
    assert asked_by(place, "fish", "grtui search region:e") == ["region:europe"]


@pytest.mark.parametrize(
    ("words", "arguments", "query"),
    [
        ([], [], []),
        (["search", "a", "--limit"], ["search", "--limit"], []),
        (["search", "a", "-b"], ["search", "--", "a", "-b"], ["a", "-b"]),
        (["tag", "+A", "-B", "--yes"], ["tag", "--yes"], []),
        (["tag", "+A", "--", "a", "-b"], ["tag", "--", "a", "-b"], ["a", "-b"]),
        (["log", "--limit"], ["log", "--limit"], []),
    ],
)
def test_the_words_before_are_understood(
    words: list[str], arguments: list[str], query: list[str]
) -> None:
    typed = Typed.of(words)
    assert (list(typed.arguments), list(typed.query)) == (arguments, query)


def test_quotation_marks_and_case_do_not_matter_to_what_begins_so() -> None:
    assert fits('region:"Latin America"', 'region:"lat')
    assert fits('region:"Élysée"', "region:ely")
    assert not fits("region:Europe", "region:lat")


@pytest.mark.parametrize(
    ("before", "begun", "more"),
    [
        ("grtui search ", "region:zz", ""),
        ("grtui add --tag '", "+region:zz", ""),
        ('grtui search "', "region:zz", ""),
        ("grtui show ", "zz", "*?["),
        ('grtui show "', "zz", "*?["),
        ("grtui show '", "zz", "*?["),
    ],
)
def test_nothing_that_bash_completes_is_run(
    place: Path, before: str, begun: str, more: str
) -> None:
    evil = f"zz$(touch ran)`touch ran`;touch ran|touch ran&!1{{a,b}}{more}#~'\"\\$HOME"
    write_article(place / "articles", "evil.txt", region=f"[{evil}](#)", body="It was late.")
    (place / f"{evil}.txt").write_text("An article.", encoding="utf-8")
    assert shell(place, "grtui count late").returncode == 0
    (offered,) = in_bash(place, before + begun)
    quote = before[-1].strip()
    told = shell(place, f"set -f; printf '%s\\n' {quote}{offered.rstrip()}{quote}")
    assert (told.returncode, told.stderr) == (0, b"")
    assert b"zz$(touch" in told.stdout
    assert not [*place.rglob("ran")]
    left = shell(place, 'eval "$(grtui completion bash)"; _python_argcomplete grtui; echo "$-"')
    assert b"f" not in left.stdout
