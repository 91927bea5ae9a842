"""Who opens grtui for the first time is told what to press, and then left in peace."""

import os
import sys
from pathlib import Path

import pytest
from reading import reading, records, write_three

from benchmarks.terminal import Terminal
from tui.keymap import DEFAULT_KEYS
from tui.welcoming import WELCOME, first_keys

ROOT = Path(__file__).parent.parent
FIRST_KEYS = first_keys(DEFAULT_KEYS)
LINES = WELCOME.splitlines()


async def test_the_samples_open_with_three_lines(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24), shows_samples=True) as reader:
        assert [line.strip() for line in reader.lines[1:4]] == LINES
        assert "Bridge" in reader.lines[4]
        await reader.press("j", "space")
        assert LINES[0] in reader.text


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


@pytest.mark.parametrize("is_named", [True, False])
def test_only_who_names_no_library_gets_the_samples(tmp_path: Path, is_named: bool) -> None:
    write_three(tmp_path / "articles")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    argv = [sys.executable, "-m", "tui", *([str(tmp_path / "articles")] if is_named else [])]
    with Terminal(argv, columns=80, lines=24, environ=environ, cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 of 3 ·" if is_named else "1 of 20 ·")
        assert (LINES[0] in terminal.text) is not is_named
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
