"""Who opens grtui for the first time is told what to press, and then left in peace."""

import os
import sys
from pathlib import Path

import pytest
from reading import reading, records, write_three

from benchmarks.terminal import Terminal
from store.config import UNCONFIGURED, KeyChange
from tui.keymap import DEFAULT_KEYS
from tui.welcoming import first_keys, welcome

ROOT = Path(__file__).parent.parent
FIRST_KEYS = first_keys(DEFAULT_KEYS)
WELCOME = welcome(DEFAULT_KEYS)
LINES = WELCOME.splitlines()


async def test_the_samples_open_with_three_lines(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24), shows_samples=True) as reader:
        assert [line.strip() for line in reader.lines[1:4]] == LINES
        assert "Bridge" in reader.lines[4]
        await reader.press("j", "space")
        assert LINES[0] in reader.text


async def test_the_three_lines_name_the_keys_that_are_set(tmp_path: Path) -> None:
    keys = tuple(
        KeyChange("main", *one, source="line 1")
        for one in (("down", "f2"), ("read-on", "f3"), ("tag-theme", "f4 *"), ("leave", "Q"))
    )
    config = UNCONFIGURED._replace(keys=keys)
    async with reading(tmp_path, size=(80, 24), shows_samples=True, config=config) as reader:
        said = " ".join(reader.lines[1:4])
        assert "f2 k go through them, f3 reads on" in said
        assert "f4 h the theme History" in said
        assert "Your own: Q" in said


async def test_esc_closes_the_three_lines(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24), shows_samples=True) as reader:
        await reader.press("x", "slash", *"salt", "escape")
        assert LINES[0] in reader.text
        await reader.press("escape")
        assert LINES[0] not in reader.text
        assert "1 marked" in reader.title_line
        await reader.press("escape")
        assert "1 marked" not in reader.title_line


async def test_the_first_tag_closes_the_three_lines(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24), shows_samples=True) as reader:
        await reader.press("m", "s")
        assert LINES[0] in reader.text
        await reader.press("r", "e")
        assert LINES[0] not in reader.text
        assert "Bridge" in reader.chosen
        assert records(tmp_path)["bridge.txt"]["added"] == {"region": ["Europe"]}


async def test_the_samples_open_so_each_time(tmp_path: Path) -> None:
    async with reading(tmp_path, shows_samples=True) as reader:
        await reader.press("r", "e")
    async with reading(tmp_path, write=None, shows_samples=True) as reader:
        assert LINES[0] in reader.text


@pytest.mark.parametrize("size", [(60, 20), (40, 10)])
async def test_where_there_is_less_room_the_lines_are_broken(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, size=size, shows_samples=True) as reader:
        assert WELCOME.split() == " ".join(reader.lines[1:]).split()[: len(WELCOME.split())]
        assert "Bridge" in reader.chosen


async def test_a_library_of_ones_own_opens_with_one_line_once(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        assert FIRST_KEYS in reader.status
        assert LINES[0] not in reader.text
        await reader.press("r")
        await reader.press("escape")
        assert FIRST_KEYS not in reader.status
        assert "Articles: 3 new" in reader.status
        await reader.press("r", "e")
    async with reading(tmp_path, write=None, size=(80, 24)) as reader:
        assert FIRST_KEYS not in reader.text


async def test_who_has_searched_knows_the_first_keys(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"salt", "enter")
    async with reading(tmp_path, write=None) as reader:
        assert FIRST_KEYS not in reader.text


@pytest.mark.parametrize("name", ["", "articles", "sample_articles"])
def test_only_who_names_no_other_library_gets_the_samples(tmp_path: Path, name: str) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / "sample_articles").symlink_to(ROOT / "sample_articles")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    argv = [sys.executable, "-m", "tui", *filter(None, [name])]
    with Terminal(argv, columns=80, lines=24, environ=environ, cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·" if name == "articles" else "1 of 20 ·")
        assert (LINES[0] in terminal.text) is not (name == "articles")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
