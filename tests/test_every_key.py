"""Each key of the main screen does what the table of commands says: on the screen and on disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from reading import Reader, reading, records, tag_file, write_article

from tui.commands import MAIN

Records = dict[str, dict[str, Any]]


def write_four(folder: Path) -> None:
    """Write Bridge (newest, long), Ferry (Europe, History), Salt (no tags), Tide (Europe)."""
    long = "\n\n".join(f"Paragraph {number} of the bridge." for number in range(40))
    write_article(folder, "bridge.txt", title="Bridge", date="May 16, 2018", body=long)
    for name, day, region, theme in (
        ("Ferry", 15, "[Europe](#)", "[History](#)"),
        ("Salt", 14, "", ""),
        ("Tide", 13, "[Europe](#)", ""),
    ):
        write_article(
            folder,
            f"{name.lower()}.txt",
            title=name,
            date=f"May {day}, 2018",
            region=region,
            theme=theme,
            body=f"The {name.lower()} is old.",
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A key, and what comes of it."""

    key: str
    """As the table of commands has it."""
    sees: str
    """What is on the screen after it."""
    before: Sequence[str] = ()
    """The keys that are pressed before."""
    then: Sequence[str] = ()
    """What is typed behind it."""
    saves: Callable[[Records], object] = lambda records: not records
    """What must be true of the records on disk; by default that there are none."""
    sees_not: str = ""


def region(name: str, path: str = "bridge.txt") -> Callable[[Records], object]:
    return lambda records: records[path]["added"] == {"region": [name]}


ENTERED = ("enter",)
CASES = (
    Case("j", "›●  2018-05 Ferry"),
    Case("down", "›●  2018-05 Ferry"),
    Case("k", "›●  2018-05 Ferry", ("j", "j")),
    Case("up", "›●  2018-05 Ferry", ("j", "j")),
    Case("g g", "›●  2018-05 Bridge", ("G",)),
    Case("home", "›●  2018-05 Bridge", ("G",)),
    Case("G", "›●  2018-05 Tide"),
    Case("end", "›●  2018-05 Tide"),
    Case("ctrl+d", "Paragraph 12 of", ENTERED, sees_not="Paragraph 0 of"),
    Case("pagedown", "Paragraph 12 of", ENTERED, sees_not="Paragraph 0 of"),
    Case("ctrl+u", "Paragraph 0 of", ("enter", "ctrl+d")),
    Case("pageup", "Paragraph 0 of", ("enter", "ctrl+d")),
    Case("space", "Paragraph 15 of", sees_not="Paragraph 0 of"),
    Case("b", "Paragraph 0 of", ("space",)),
    Case("right_curly_bracket", "Paragraph 0 of", sees_not="Region"),
    Case("left_curly_bracket", "Region", ("right_curly_bracket",)),
    Case("less_than_sign", "Bridge       ·       │"),
    Case("greater_than_sign", "Bridge               ·       │"),
    Case("w", "The pane has room for"),
    Case("z", "z or esc goes back", sees_not="grtui  articles"),
    Case("i", "information"),
    Case(
        "c",
        "▎ Ask again.",
        then=(*"Ask", "space", *"again.", "escape"),
        saves=lambda records: records["bridge.txt"]["note"] == "Ask again.",
    ),
    Case("L", "This article has no links that lead anywhere."),
    Case("J", "·●  2018-05 Ferry", ENTERED),
    Case("K", "·●  2018-05 Ferry", ("j", "j", "enter")),
    Case("enter", "·●  2018-05 Bridge"),
    Case("l", "·●  2018-05 Bridge"),
    Case("q", "›●  2018-05 Bridge", ENTERED),
    Case("h", "›●  2018-05 Bridge", ENTERED),
    Case("m", "›   2018-05 Bridge", saves=lambda records: records["bridge.txt"]["read"] is True),
    Case("s", "★", saves=lambda records: records["bridge.txt"]["starred"] is True),
    Case("B", "Copyright", ("j",)),
    Case("r *", "+Africa", then=("a",), saves=region("Africa")),
    Case(
        "t *",
        "+History",
        then=("h",),
        saves=lambda records: records["bridge.txt"]["added"] == {"theme": ["History"]},
    ),
    Case("r slash", "+Isle", then=(*"Isle", "enter"), saves=region("Isle")),
    Case(
        "t slash",
        "+Salt Tax",
        then=(*"Salt", "space", *"Tax", "enter"),
        saves=lambda records: records["bridge.txt"]["added"] == {"theme": ["Salt Tax"]},
    ),
    Case(
        "r minus",
        "-Europe",
        ("j",),
        saves=lambda records: records["ferry.txt"]["removed"] == {"region": ["Europe"]},
    ),
    Case(
        "t minus",
        "-History",
        ("j",),
        saves=lambda records: records["ferry.txt"]["removed"] == {"theme": ["History"]},
    ),
    Case("plus", "+Africa", then=(*"Africa", "enter"), saves=region("Africa")),
    Case(
        "minus",
        "-Europe",
        ("j",),
        (*"Europe", "enter"),
        saves=lambda records: records["ferry.txt"]["removed"] == {"region": ["Europe"]},
    ),
    Case("full_stop", "+Africa", ("r", "a", "j", "j"), saves=region("Africa", "salt.txt")),
    Case("equals_sign", "+Africa", ("r", "a", "j", "j"), saves=region("Africa", "salt.txt")),
    Case("right_square_bracket", "›●  2018-05 Salt", ("j",)),
    Case("left_square_bracket", "›●  2018-05 Bridge", ("j",)),
    Case("T", "sprint  articles"),
    Case("number_sign", "1 tag"),
    Case("u", "undo of +Africa", ("r", "a"), saves=lambda records: "added" not in records),
    Case("U", "undo of +Africa", ("r", "a"), saves=lambda records: "added" not in records),
    Case("ctrl+r", "+Africa", ("r", "a", "u"), saves=region("Africa")),
    Case("x", "1 marked"),
    Case("V", "a range of 1"),
    Case("asterisk", "4 marked"),
    Case("I", "3 marked", ("x",)),
    Case("escape", "1 of 4 ·", ("asterisk",), sees_not="marked"),
    Case("slash", "1 of 1 ·", then=(*"salt", "enter")),
    Case("backslash", "1 of 1 ·", ENTERED, then=(*"salt", "enter")),
    Case("F", "is:unread salt", ("slash", *"is:unread", "enter"), (*"salt", "enter")),
    Case("backspace", "1 of 4 ·", ("slash", *"title:bridge", "enter")),
    Case("n", "match 2 of ", ("slash", *"bridge", "enter")),
    Case("N", "match 1 of ", ("slash", *"bridge", "enter", "n")),
    Case("f *", "@salt", ("slash", *"salt", "enter", "S", "enter", "backspace"), ("s",)),
    Case("S", "saved @salt", ("slash", *"salt", "enter"), ENTERED),
    Case("f minus *", "removed @salt", ("slash", *"salt", "enter", "S", "enter"), ("s",)),
    Case("R", "1 of 4 ·"),
    Case("y t", "copied the title"),
    Case("y b", "copied the text"),
    Case("y c", "copied the citation"),
    Case("y x", "copied the BibTeX"),
    Case("y r", "copied the RIS"),
    Case("y q", "copied the paragraph"),
    Case("y p", "copied the path"),
    Case("y k", "copied the key"),
    Case("X", "export 4 articles to"),
    Case("colon", "★", then=(*"toggle-star", "enter"), saves=lambda records: records),
    Case("question_mark", "Keys  in the list"),
    Case("ctrl+l", "1 of 4 ·"),
)
ELSEWHERE = {"ctrl+z", "ctrl+q", "E", "e", "vertical_line"}
"""The keys that `test_terminal.py` and `test_outside.py` press, as they need a terminal."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
async def test_a_key_does_what_the_table_says(tmp_path: Path, case: Case) -> None:
    async with reading(tmp_path, write=write_four, size=(100, 30)) as reader:
        await press_all(reader, case)
        assert case.sees in reader.text
        assert not case.sees_not or case.sees_not not in reader.text
        assert case.saves(records(tmp_path)), tag_file(tmp_path)


async def press_all(reader: Reader, case: Case) -> None:
    for key in case.before:
        await reader.press(key)
    await reader.press(*(key for key in case.key.split() if key != "*"), *case.then)


def test_every_key_is_pressed() -> None:
    keys = {key for command in MAIN for key in command.key_list}
    assert {case.key for case in CASES} | ELSEWHERE == keys
