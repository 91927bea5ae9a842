"""Searching from the command line: search, count, show and tags."""

import csv
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from tests.calling import environ, grtui, shell
from tests.reading import write_article, write_three
from tui import arguments
from tui.cli import main
from tui.remarks import marked

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


def titles(run: Run, *arguments: str) -> list[str]:
    """The titles that a search finds, in its order."""
    return [json.loads(line)["title"] for line in lines(run, *arguments, "--format", "jsonl")]


def lines(run: Run, *arguments: str) -> list[str]:
    return run("search", *arguments)[1].splitlines()


# Formats


def test_a_line_an_article_goes_into_a_pipe(run: Run) -> None:
    assert run("search", "late") == (
        0,
        f"2018-05-16  {'Bridge':60}  Asia / -  It was late again.\n"
        f"2018-05-15  {'Ferry':60}  Europe / History  It was late again.\n",
        "",
    )


def test_json_is_one_list_of_objects(run: Run) -> None:
    status, out, err = run("search", "title:ferry OR title:bridge", "--format", "json")
    assert (status, err) == (0, "")
    bridge, ferry = json.loads(out)
    assert bridge["title"] == "Bridge"
    assert ferry == {
        "key": ferry["key"],
        "path": "ferry.txt",
        "title": "Ferry",
        "authors": ["Maren Tollefsen"],
        "publisher": "Meridian Dispatch",
        "date": "2018-05-15",
        "regions": ["Europe"],
        "themes": ["History"],
        "read": False,
        "starred": False,
        "snippet": "It was late again.",
    }


def test_what_an_article_lacks_is_null_or_an_empty_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles" / "odd.txt").write_text("\n", encoding="utf-8")
    (odd,) = json.loads(run("search", "path:odd", "--format", "json")[1])
    assert [odd[name] for name in ("title", "date", "publisher")] == [None, None, None]
    assert [odd[name] for name in ("authors", "regions", "themes")] == [[], [], []]
    assert odd["snippet"] == ""


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("table", ""),
        ("json", "[]\n"),
        ("jsonl", ""),
        (
            "csv",
            "key,path,title,authors,publisher,date,regions,themes,read,starred,snippet\r\n",
        ),
        ("ids", ""),
        ("paths0", ""),
        ("bibtex", ""),
        ("ris", ""),
        ("markdown", ""),
    ],
)
def test_nothing_found_is_status_1_in_each_format(run: Run, form: str, printed: str) -> None:
    status, out, err = run("search", "nowhere", "--format", form)
    assert (status, out) == (1, printed)
    assert err == "grtui: Nothing matches nowhere.\n"


EVIL = 'Salt; "Tax",\u2028 100% \\ 潮時計\'s 🌊 </script> =1+1'


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_whatever_the_text_and_the_terminal_the_formats_parse_back(
    tmp_path: Path, form: str, encoding: str
) -> None:
    write_article(tmp_path / "articles", "evil.txt", title=EVIL, body=EVIL)
    command = f"grtui search path:evil --format {form}"
    out = shell(tmp_path, command, PYTHONIOENCODING=encoding).stdout.decode(encoding)
    title = " ".join(EVIL.split())
    if form == "csv":
        found = [one["title"] for one in csv.DictReader(io.StringIO(out, newline=""), strict=True)]
        title = title.encode(encoding, "backslashreplace").decode(encoding)
    else:
        found = [one["title"] for one in (json.loads(out) if form == "json" else [json.loads(out)])]
    assert found == [title]


def test_lists_are_joined_in_csv(run: Run) -> None:
    run("tag", "+Asia", "+theme:Salt", "--", "title:ferry")
    out = run("search", "title:ferry", "--format", "csv")[1]
    (ferry,) = csv.DictReader(io.StringIO(out, newline=""))
    assert (ferry["regions"], ferry["themes"]) == ("Europe; Asia", "History; Salt")
    assert (ferry["read"], ferry["publisher"]) == ("false", "Meridian Dispatch")


def test_ids_are_keys_that_show_takes(run: Run) -> None:
    bridge, ferry = lines(run, "late", "--format", "ids")
    assert json.loads(run("show", ferry, "--json")[1])["title"] == "Ferry"
    assert json.loads(run("show", bridge[:12].upper(), "--json")[1])["title"] == "Bridge"


def test_names_of_files_are_bytes_that_xargs_takes(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    write_article(articles / "2018 old", "caf\n-é.txt", title="Caf", body="harbour")
    for name in (b"caf\xe9.txt", b"-r.txt"):
        path = articles / os.fsdecode(name)
        path.write_bytes((articles / "2018 old" / "caf\n-é.txt").read_bytes() + name)
    found = shell(tmp_path, "grtui search harbour --format paths0 | xargs -0 grep -lZ harbour")
    assert found.returncode == 0, found.stderr
    names = {"articles/2018 old/caf\n-é.txt".encode(), b"articles/caf\xe9.txt", b"articles/-r.txt"}
    assert set(found.stdout.split(b"\0")) == names | {b""}
    inside = shell(articles, "grtui search 'path:\"-r.txt\"' --library . --format paths0")
    assert inside.stdout == b"./-r.txt\0"
    above = shell(articles / "2018 old", "grtui search path:caf --library .. --format paths0")
    assert set(above.stdout.split(b"\0")) == {"caf\n-é.txt".encode(), b"../caf\xe9.txt", b""}


def test_on_a_terminal_the_names_of_files_are_shown_a_line_each(tmp_path: Path) -> None:
    write_article(tmp_path / "articles", "a\nb\x1b]0;x\x07.txt", body="harbour")
    argv = [sys.executable, "-m", "tui", "search", "harbour", "--format", "paths0"]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert terminal.written.endswith(b"\rarticles/a\\nb.txt\r\n")


def test_no_cell_of_csv_is_a_formula(run: Run, tmp_path: Path) -> None:
    for number, title in enumerate(("=HYPERLINK(1)", "+1", "-40 degrees", "@home", "plain = 1")):
        write_article(tmp_path / "articles", f"{number}.txt", title=title, body="formula")
    out = run("search", "formula", "--format", "csv", "--sort", "title")[1]
    titles = {one["title"] for one in csv.DictReader(io.StringIO(out, newline=""))}
    assert titles == {"'=HYPERLINK(1)", "'+1", "'-40 degrees", "'@home", "plain = 1"}
    as_json = json.loads(run("search", "formula", "--format", "json")[1])
    assert {one["title"].lstrip("'") for one in as_json} == {one.lstrip("'") for one in titles}
    assert not any(one["title"].startswith("'") for one in as_json)


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "ferry", "--limit", "{}"),
        ("search", "ferry", "--sort", "{}"),
        ("search", "({}"),
        ("search", "{}"),
        ("completion", "{}"),
        ("show", "{}"),
        ("tag", "+{}", "--", "ferry"),
        ("--{}",),
        ("one", "{}"),
    ],
)
def test_what_is_repeated_of_a_call_can_do_no_harm(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    write_article(tmp_path / "articles", "a.txt")
    evil = "x\x1b]0;y\x07\x1b[2J\x9b31m\u202e\u200be" + "\u0301" * 30
    done = grtui(tmp_path, *(one.format(evil) for one in arguments))
    assert done.returncode in (1, 2)
    assert all(one.isprintable() or one == "\n" for one in done.stderr)
    assert "\u0301" * 5 not in done.stderr
    assert "x" in done.stderr


def test_each_file_of_an_article_is_named(run: Run, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    (articles / "copy.txt").write_bytes((articles / "ferry.txt").read_bytes())
    found = shell(tmp_path, "grtui search is:duplicate --format paths0")
    assert found.stdout == b"articles/copy.txt\0articles/ferry.txt\0"


@pytest.mark.parametrize(
    "form", ["table", "json", "jsonl", "csv", "ids", "paths0", "bibtex", "ris", "markdown"]
)
def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path, form: str) -> None:
    for number in range(600):
        text = f"Title {number}\n\n{'word ' * 40}\n"
        path = tmp_path / "articles" / f"{number:04}-{'long' * 40}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = f"grtui search word --format {form} | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"
    ended = shell(tmp_path, command)
    assert (ended.stdout, ended.stderr) == (b"0\n", b"")


def test_results_are_references_and_a_document(run: Run) -> None:
    run("tag", "+theme:Salt", "--", "title:ferry")
    status, out, err = run("search", "late", "--format", "bibtex")
    assert (status, err) == (0, "")
    entries = out.split("\n\n")
    assert [entry.split("{")[1].split(",")[0] for entry in entries[:2]] == [
        "tollefsen2018bridge",
        "tollefsen2018ferry",
    ]
    assert "keywords = {Europe, History, Salt}" in entries[1]
    records = run("search", "late", "--format", "ris")[1].split("\n\n")
    assert records[1].splitlines()[2:] == [
        "TI  - Ferry",
        "T2  - Meridian Dispatch",
        "DA  - 2018/05/15",
        "PY  - 2018",
        "KW  - Europe",
        "KW  - History",
        "KW  - Salt",
        "ER  - ",
    ]
    assert run("search", "title:ferry", "--format", "markdown")[1] == (
        "# Ferry\n\n*Maren Tollefsen · Meridian Dispatch · 15 May 2018*\n\n"
        "- Region: Europe\n- Theme: History, Salt\n\nIt was late again.\n\n"
    )


# Terminals


def on_terminal(place: Path, *arguments: str, columns: int = 80, **variables: str) -> Terminal:
    """A command in a terminal, with variables that a terminal's program sets."""
    settings = [f"{name}={value}" for name, value in variables.items()]
    argv = ["env", *settings, sys.executable, "-m", "tui", *arguments]
    return Terminal(argv, columns=columns, environ=environ(place), cwd=str(place))


LONG = "The Keepers of the Northern Lights Vote on the Price of a Clear Sentence at Night"


def test_a_terminal_shows_tags_beside_a_long_title_and_a_snippet_below(tmp_path: Path) -> None:
    body = f"{'Nobody had asked. ' * 30}Then a tuba was found. {'It was late. ' * 30}"
    write_article(
        tmp_path / "articles",
        "a.txt",
        title=LONG,
        region="[Latin America & Caribbean](#)",
        theme="[Environment](#)",
        body=body,
    )
    with on_terminal(tmp_path, "search", "tuba OR title:keepers") as terminal:
        assert terminal.wait_for_exit() == 0
        first, below, *rest = [line for line in terminal.text.splitlines() if line]
    assert first == (
        "2018-05-14  The Keepers of the Northern Lights Vot…  Latin Americ… / Environment"
    )
    assert below.startswith(" " * 12 + "…")
    assert "Then a tuba was found." in below
    assert all(len(line) <= 80 for line in (first, below))
    assert not rest
    assert b"\x1b[1mKeepers\x1b[0m" in terminal.written
    assert b"\x1b[1mtuba\x1b[0m\x1b[2m" in terminal.written


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_whoever_wants_no_colour_gets_none(tmp_path: Path, variable: str, value: str) -> None:
    write_three(tmp_path / "articles")
    with on_terminal(tmp_path, "search", "late", **{variable: value}) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "2018-05-15  Ferry   Europe / History" in terminal.text
    assert b"\x1b" not in terminal.written


def test_wide_characters_take_their_columns(tmp_path: Path) -> None:
    write_article(
        tmp_path / "articles", "a.txt", title="潮" * 60, theme="[History](#)", body="潮" * 99
    )
    with on_terminal(tmp_path, "search", "theme:history") as terminal:
        assert terminal.wait_for_exit() == 0
        first, below = [line for line in terminal.text.splitlines() if line]
    assert first.endswith("…  - / History")
    assert below.endswith("…")


# The query


@pytest.mark.parametrize(
    ("typed", "put"),
    [
        (["ferry", "-war"], ["--", "ferry", "-war"]),
        (["-war", "--limit", "3"], ["--limit=3", "--", "-war"]),
        (["--", "-war", "--limit"], ["--", "-war", "--limit"]),
        (["--sort", "-date", "x", "--sort=title"], ["--sort=-date", "--sort=title", "--", "x"]),
        (["-", "x", "--format", "ids", "y"], ["--format=ids", "--", "-", "x", "y"]),
        (["x", "--limit"], ["--limit"]),
        (["-h", "-hello"], ["-h", "--", "-hello"]),
        ([], []),
    ],
)
def test_what_is_no_option_is_the_query(typed: list[str], put: list[str]) -> None:
    assert arguments.with_query_last(["search", *typed]) == ["search", *put]


def test_a_query_may_begin_with_a_minus_and_stand_among_options(run: Run) -> None:
    assert titles(run, "late", "-bridge") == ["Ferry"]
    assert titles(run, "--limit", "1", "-bridge", "-salt") == ["Ferry"]
    assert run("count", "--", "-late") == (0, "1\n", "")
    assert run("tags", "-bridge", "--facet", "region")[1] == "      1  region  Europe\n"


def test_results_are_sorted_as_wanted(run: Run) -> None:
    everything = "late OR tax"
    assert titles(run, everything) == ["Bridge", "Ferry", "Salt"]
    assert titles(run, everything, "--sort", "date") == ["Salt", "Ferry", "Bridge"]
    assert titles(run, everything, "--sort", "-title", "--limit", "1") == ["Salt"]
    assert titles(run, f"{everything} sort:date", "--sort", "title")[0] == "Bridge"


@pytest.mark.parametrize("options", [(), ("--sort", "title")])
@pytest.mark.parametrize("command", ["search", "count", "tags"])
def test_a_mistake_is_marked_and_status_2(run: Run, command: str, options: tuple[str]) -> None:
    given = options if command == "search" else ()
    status, out, err = run(command, "ferry", "OR", *given)
    assert (status, out) == (2, "")
    assert err == "grtui: OR needs something after it.\n  ferry OR\n        ^^\n"


def test_a_mistake_in_what_to_tag_is_marked_too(run: Run) -> None:
    status, _, err = run("tag", "+Asia", "--", "潮時計", "is:red")
    assert status == 2
    assert err.splitlines()[1:] == ["  潮時計 is:red", "            ^^^"]


@pytest.mark.parametrize(
    ("query", "start", "end", "shown"),
    [
        ("a (b", 2, 3, ("a (b", "  ^")),
        ("潮 (b", 2, 3, ("潮 (b", "   ^")),
        ("a\tb\x1b(c", 4, 5, ("a b (c", "    ^")),
        ("x" * 50 + "(", 50, 51, ("…" + "x" * 18 + "(", " " * 19 + "^")),
        ("(" + "x" * 50, 0, 1, ("(" + "x" * 18 + "…", "^")),
        ("潮" * 50 + "(", 100 // 2, 51, ("…" + "潮" * 9 + "(", " " * 19 + "^")),
        ("a " + "y" * 50, 2, 52, ("a " + "y" * 17 + "…", "  " + "^" * 18)),
    ],
)
def test_a_mark_stands_below_what_is_wrong(
    query: str, start: int, end: int, shown: tuple[str, str]
) -> None:
    assert marked(query, start, end, 20) == shown


def test_nothing_found_is_explained_part_by_part(run: Run) -> None:
    status, out, err = run("search", "late", "region:asia", "theme:history")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "grtui: Nothing matches late region:asia theme:history.",
        "grtui: Articles that each part finds alone:",
        "  2  late",
        "  1  region:asia",
        "  1  theme:history",
        "grtui: Without region:asia it finds 1 article.",
    ]


def test_what_may_have_been_meant_is_asked(run: Run) -> None:
    status, _, err = run("count", "region:europ")
    assert status == 1
    assert err.splitlines()[1:] == ["grtui: Did you mean region:Europe?"]


def test_quotation_marks_that_the_shell_took_are_given_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    region = "[Latin America & Caribbean](#)"
    write_article(tmp_path / "articles", "new.txt", title="New", region=region)
    err = run("search", "late", "region:Latin America & Caribbean")[2]
    assert err.splitlines()[-1] == (
        "grtui: The shell takes quotation marks away; "
        "did you mean 'late region:\"Latin America & Caribbean\"'?"
    )
    assert "shell" not in run("search", "region:asia salt")[2]
    assert "shell" not in run("search", "region:asia ((")[2]


def test_over_ssh_two_shells_take_quotation_marks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = "[Latin America & Caribbean](#)"
    write_article(tmp_path / "articles", "new.txt", title="New", region=region)
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    monkeypatch.delenv("SSH_TTY", raising=False)
    err = run("search", "region:Latin America & Caribbean")[2]
    assert err.splitlines()[-1] == (
        "grtui: The shells here and there take quotation marks away: put quotes around the whole "
        """command, as in ssh host "grtui search 'region:\\"Latin America & Caribbean\\"'\"."""
    )
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")  # a shell there, so it is the only one
    err = run("search", "region:Latin America & Caribbean")[2]
    assert "The shell takes quotation marks away" in err


def test_parts_of_which_none_is_to_blame_are_said_to_be_so(run: Run) -> None:
    err = run("search", "region:usa", "zzz", "yyy")[2]
    assert err.splitlines()[-1] == "grtui: Leaving out one of them is not enough."


def test_a_word_that_was_meant_to_be_a_field_is_pointed_out(run: Run, tmp_path: Path) -> None:
    write_article(tmp_path / "articles", "odd.txt", title="Odd", body="The regoin: Asia.")
    status, out, err = run("search", "regoin:asia")
    assert (status, len(out.splitlines())) == (0, 1)
    assert "did you mean the field region:?" in err
    assert run("search", "https://example.org", "OR", "late")[2] == ""


def test_counting_prints_a_number(run: Run) -> None:
    assert run("count", "late") == (0, "2\n", "")
    status, out, err = run("count", "nowhere")
    assert (status, out, err) == (1, "0\n", "grtui: Nothing matches nowhere.\n")


# Articles and tags


def test_an_article_is_shown_by_the_name_that_a_search_gives_it(run: Run, tmp_path: Path) -> None:
    write_article(tmp_path / "articles" / "2018", "old.txt", title="Old")
    (found,) = json.loads(run("search", "path:2018/**", "--format", "json")[1])
    shown = json.loads(run("show", found["path"], "--json")[1])
    assert (shown["key"], shown["title"]) == (found["key"], "Old")


def test_a_key_that_several_begin_with_is_not_enough(run: Run, tmp_path: Path) -> None:
    for number in range(17):  # two of them begin with the same digit
        write_article(tmp_path / "articles", f"{number}.txt", title=f"T {number}")
    keys = lines(run, "path:txt", "--format", "ids")
    first = next(key[0] for key in keys if sum(one[0] == key[0] for one in keys) > 1)
    status, out, err = run("show", first)
    assert (status, out) == (2, "")
    assert err.startswith(f"grtui: Several keys begin with {first}: write more.\n  {first}")
    assert run("show", "0" * 20)[0] == 1


def test_an_article_whose_file_is_gone_is_shown_by_its_key(run: Run, tmp_path: Path) -> None:
    run("tag", "+Asia", "--", "title:ferry")
    (key,) = lines(run, "title:ferry", "--format", "ids")
    (tmp_path / "articles" / "ferry.txt").unlink()
    shown = json.loads(run("show", key[:15], "--json")[1])
    assert shown["regions"] == ["Asia"]
    assert "No file of the library holds this article" in shown["warnings"][0]


def test_json_is_ascii_where_the_terminal_can_show_no_more(tmp_path: Path) -> None:
    write_article(tmp_path / "articles", "a.txt", title="Größe")
    shown = grtui(tmp_path, "show", "a.txt", "--json", PYTHONIOENCODING="ascii").stdout
    assert json.loads(shown)["title"] == "Größe"


def test_tags_are_listed_for_programs_too(run: Run) -> None:
    objects = [
        {"facet": "region", "tag": "Asia", "articles": 1},
        {"facet": "region", "tag": "Europe", "articles": 1},
        {"facet": "theme", "tag": "History", "articles": 1},
    ]
    assert json.loads(run("tags", "--format", "json")[1]) == objects
    found = run("tags", "--format", "jsonl", "--facet", "theme")[1]
    assert [json.loads(line) for line in found.splitlines()] == objects[2:]
    assert run("tags", "ferry", "--format", "csv")[1] == (
        "facet,tag,articles\r\nregion,Europe,1\r\ntheme,History,1\r\n"
    )


def test_articles_without_tags_are_said_to_be_so(run: Run) -> None:
    assert run("tags", "salt") == (1, "", "grtui: None of these articles has a tag.\n")
    status, out, err = run("tags", "bridge", "--facet", "theme", "--format", "json")
    assert (status, out, err) == (1, "[]\n", "grtui: None of these articles has a theme.\n")
    assert run("tags", "nowhere")[2] == "grtui: Nothing matches nowhere.\n"
