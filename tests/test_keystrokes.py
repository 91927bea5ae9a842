"""How many keys tagging takes: what they do is looked at on the screen and in the tag file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reading import Reader, reading, records, tag_file, write_article


def write_forty(folder: Path) -> None:
    """Write forty articles, of which the first three are of Europe and every fifth is History."""
    for number in range(40):
        write_article(
            folder,
            f"{number:02}.txt",
            title=f"Ferry {number:02}",
            date=f"{'May' if number < 20 else 'April'} {20 - number % 20}, 2018",
            region="[Europe](#)" if number < 3 else "",
            theme="[History](#)" if number % 5 == 0 else "",
        )


def added(place: Path) -> dict[str, Any]:
    """The tags that were added, by path."""
    return {one["path"]: one.get("added") for one in records(place).values()}


BOTH = {"region": ["Asia"], "theme": ["Global Economy"]}


def has_tagged_one(reader: Reader, place: Path) -> bool:
    on_screen = "es·hg" in reader.lines[1] and "Ferry 01" in reader.chosen
    return on_screen and added(place) == {"00.txt": BOTH}


def has_tagged_in_sprint(reader: Reader, place: Path) -> bool:
    on_screen = reader.lines[1].strip() == "Ferry 01" and "39 left" in reader.title_line
    return on_screen and added(place) == {"00.txt": BOTH}


def has_tagged_all(reader: Reader, place: Path) -> bool:
    on_screen = all("s·" in line and "g" in line for line in reader.lines[1:29])
    one_step = [step["label"] for step in tag_file(place).get("history", {}).values()]
    is_saved = list(added(place).values()) == [BOTH] * 40 and one_step == ["+Asia +Global Economy"]
    return on_screen and is_saved and "on 40 marked" in reader.status


def has_tagged_latin_america(reader: Reader, place: Path) -> bool:
    on_screen = "+Latin America & Caribbean" in reader.text
    return on_screen and added(place) == {"00.txt": {"region": ["Latin America & Caribbean"]}}


def has_repeated(reader: Reader, place: Path) -> bool:
    asia = {"region": ["Asia"]}
    return "saved" in reader.status and added(place) == {"00.txt": asia, "01.txt": asia}


@pytest.mark.parametrize(
    ("before", "keys", "is_done"),
    [
        ("", "r s t g j", has_tagged_one),
        ("T", "S g enter", has_tagged_in_sprint),
        ("", "asterisk r s t g enter", has_tagged_all),
        ("", "r l", has_tagged_latin_america),
        ("r s", "j full_stop", has_repeated),
    ],
)
async def test_tagging_takes_no_more_keys_than_these(
    tmp_path: Path, before: str, keys: str, is_done: Callable[[Reader, Path], bool]
) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press(*before.split())
        assert not is_done(reader, tmp_path)
        *some, last = keys.split()
        await reader.press(*some)
        assert not is_done(reader, tmp_path)  # so not one of the keys is for nothing
        await reader.press(last)
        assert is_done(reader, tmp_path), reader.text


async def test_one_key_undoes_exactly_a_change_of_many_that_partly_had_the_tag(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("r", "s", "j", "j", "t", "h", "g", "g")
        screen, before = reader.lines[1:-1], tag_file(tmp_path)["articles"]
        await reader.press("asterisk", "r", "e", "t", "h", "enter")
        assert len(tag_file(tmp_path)["articles"]) == 40
        await reader.press("u")
        assert tag_file(tmp_path)["articles"] == before
        assert "undo of +Europe +History on 38 articles" in reader.status
        await reader.press("escape")
        assert reader.lines[1:-1] == screen
