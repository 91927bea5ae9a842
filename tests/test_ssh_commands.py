"""Commands through a real sshd, in pipes and scripts, as docs/over-ssh.md tells them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pty and sshd", allow_module_level=True)

from benchmarks.library import write_library
from tests.over_ssh import Host
from tests.reading import write_article
from tests.test_ssh import a_host, given, go_on_where_ssh_is, nothing_is_left

PAGE = (Path(__file__).parent.parent / "docs/over-ssh.md").read_text(encoding="utf-8")


@pytest.fixture
def host() -> Iterator[Host]:
    go_on_where_ssh_is()
    with a_host() as made:
        write_article(
            made.home / "articles",
            "lima.txt",
            title="Élan in Lima",
            date="May 10, 2018",
            region="[Latin America & Caribbean](#)",
        )
        yield made


def here(host: Host) -> Path:
    """Where commands are run on this side."""
    return Path(host.environ["HOME"])


def shown(line: str) -> str:
    """A line of the page, which is there as it stands."""
    lines = [told.partition("  #")[0].strip() for told in PAGE.splitlines()]
    assert line in lines
    return line


def test_results_go_to_the_pipe_and_the_exit_status_comes_back(host: Host) -> None:
    found = host.run(shown("ssh host grtui search ferry"))
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("2018-05-15  Ferry")
    assert "\x1b" not in found.stdout
    nothing = host.run("ssh host grtui search zzz")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    wrong = host.run("ssh host \"grtui search '(ferry'\"")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "never closed" in wrong.stderr


def test_without_a_terminal_the_list_comes_and_how_to_have_one(host: Host) -> None:
    listed = host.run("ssh host grtui")
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) == 4
    assert listed.stderr == "grtui: no terminal, so here is the list; ssh -t gives one.\n"


def test_a_command_in_a_terminal_is_no_reader(host: Host) -> None:
    with host.terminal("grtui", "search", "ferry") as terminal:
        assert terminal.wait_for_exit() == 0
        assert "Ferry" in terminal.text
        assert not terminal.not_given_back


def test_a_pipe_that_closes_early_ends_the_command_there(host: Host) -> None:
    write_library(host.home / "articles/more", 600)
    everything = """ssh host "grtui search '' --format jsonl\""""
    first = host.run(f"{everything} | head -1")
    assert first.stdout.startswith('{"key"')
    assert "Traceback" not in first.stderr
    assert "BrokenPipe" not in first.stderr
    nothing_is_left(host)
    all_of_it = host.run(everything).stdout
    assert len(all_of_it.splitlines()) == 604
    assert len(all_of_it) > 200_000
    assert all_of_it == host.run("""ssh host "grtui search '' --format jsonl | cat\"""").stdout


def test_no_command_takes_the_input_of_a_loop(host: Host) -> None:
    queries = "ferry\nsalt\nbridge\n"
    there = host.run("ssh host 'while read query; do grtui count $query; done'", given=queries)
    assert there.stdout == "1\n1\n1\n"
    (here(host) / "queries.txt").write_text(queries, encoding="utf-8")
    one_each = host.run(
        shown('while read -r query; do ssh -n host "grtui count ${query@Q}"; done < queries.txt')
    )
    assert one_each.stdout == "1\n1\n1\n"


def test_a_query_with_quotation_marks_is_quoted_for_both_shells(host: Host) -> None:
    lost = host.run("""ssh host grtui search 'region:"Latin America & Caribbean"'""")
    assert "Lima" not in lost.stdout
    quoted = host.run(
        shown("""ssh host "grtui search 'region:\\"Latin America & Caribbean\\"'\"""")
    )
    assert "Lima" in quoted.stdout
    with_backslashes = """ssh host "grtui search 'region:\\"Latin America & Caribbean\\"'\"."""
    assert lost.stderr.splitlines()[-1] == (
        "grtui: The shells here and there take quotation marks away: put quotes around the whole "
        f"command, as in {with_backslashes}"
    )


def test_a_function_of_bash_takes_what_grtui_takes(host: Host) -> None:
    function = shown("""grtui() { ssh host "grtui ${*@Q}"; }""")
    call = shown("""grtui search 'region:"Latin America & Caribbean"' | head""")
    assert "Lima" in host.run(f"{function}; {call}").stdout
    assert host.run(f"{function}; grtui count '\"was late\" -salt'").stdout == "3\n"
    assert host.run(f"{function}; grtui count ''").stdout == "4\n"


def test_the_hosts_locale_does_not_matter(host: Host) -> None:
    for locale in ("", "LANG=C ", "LC_ALL=C ", "LC_ALL=POSIX ", "LANG=xx_YY.UTF-8 "):
        listed = host.run(f"ssh host {locale}grtui search lima")
        assert "Élan in Lima" in listed.stdout, locale


def test_files_come_and_go(host: Host) -> None:
    article = "The New One\n\nMeridian Dispatch, May 20, 2018\n\nIt was early.\n"
    (here(host) / "article.txt").write_text(article, encoding="utf-8")
    added = host.run(shown("ssh host grtui add - < article.txt"))
    assert added.returncode == 0, added.stderr
    assert "The New One" in host.run("ssh host grtui search early").stdout
    host.run(shown("ssh host grtui search ferry --format bibtex > ferry.bib"))
    assert "title = {{Ferry}}" in (here(host) / "ferry.bib").read_text(encoding="utf-8")


def test_a_change_of_many_is_not_made_without_an_answer(host: Host) -> None:
    asked = host.run("ssh host grtui tag +Europe -- late", given="")
    assert asked.returncode == 1
    assert not given(host)
    done = host.run(shown("ssh host grtui tag +Europe --yes -- ferry").replace("ferry", "late"))
    assert done.returncode == 0
    assert len(given(host)) == 2


def test_the_program_may_be_named_by_its_place(host: Host) -> None:
    place = host.home / ".local/bin"
    place.mkdir(parents=True)
    host.add_program("grtui", "").rename(place / "grtui")
    host.add_program("grtui", "echo not this one")
    (place / "grtui").write_text(f"#!/bin/sh\nexec {sys.executable} -m tui", encoding="utf-8")
    assert "ssh -t host '~/.local/bin/grtui'" in PAGE
    listed = host.run("ssh host '~/.local/bin/grtui'")
    assert listed.returncode == 0
    assert "Ferry" in listed.stdout


def test_the_lines_for_the_configuration_of_ssh_are_such(host: Host) -> None:
    lines = PAGE.partition("    Host host\n")[2].partition("\n\n")[0]
    config = here(host) / "config"
    config.write_text(f"Host host\n{lines}\n", encoding="utf-8")
    told = host.run(f"ssh -G -F {config} host").stdout.splitlines()
    assert {"serveraliveinterval 15", "serveralivecountmax 3"} <= {*told}
