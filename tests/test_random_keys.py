"""Random keys of tagging: nothing breaks, and undo takes all of it back."""

import json
import random
import re
from pathlib import Path

import pytest
from reading import Reader, reading, write_article

from widgets.too_small import fits

KEYS = (
    *("x", "j", "k", "V", "asterisk", "I", "escape", "J", "K", "G", "g g", "enter", "m", "s"),
    *("r e", "t h", "r a", "t g", "r minus", "t minus", "full_stop", "equals_sign", "u", "ctrl+r"),
    *("right_square_bracket", "left_square_bracket", "space", "b", "B", "backspace", "tab"),
    *("T", "h", "e", "E", "A", "slash f e r r y enter", "slash s a l t enter", "F x escape"),
    *("number_sign", "n", "L z", "L y", "d", "r N e w enter", "number_sign m enter", "o", "l"),
    *("plus e u r o tab enter", "minus a s i a enter", "t slash h i s enter", "r slash Q x enter"),
    *("r", "t", "f", "g", "y", "down", "up", "w", "z", "n", "N", "z h", "U", "R", "S x enter"),
    *("ctrl+d", "ctrl+u", "pagedown", "pageup", "home", "end", "f s", "f minus x", "ctrl+l"),
    *("less_than_sign", "greater_than_sign", "left_curly_bracket", "right_curly_bracket"),
    *("enter slash a l s o", "enter slash t i d e enter", "backslash o escape"),
    *("question_mark", "question_mark slash t a g enter escape escape", "question_mark j G escape"),
    *("y t", "y b", "y c", "y x", "y r", "y q", "y p", "y k", "y z", "vertical_line w escape"),
    *("c N o t e escape", "c space s e e enter T w o ctrl+s", "c ctrl+a delete escape", "c tab"),
    *("i", "i B", "L", "L j enter", "L 2 escape", "i w i", "z i c x escape"),
    *("X escape", "X enter enter escape", "X ctrl+u o full_stop c s v enter enter escape"),
    *("X ctrl+u o full_stop b i b enter enter escape", "X ctrl+u o full_stop t x t enter escape"),
    *("colon 7 enter", "colon s t a r escape", "colon t o g g l e minus s t a r enter"),
    *(
        "colon t a g minus r e g i o n space a s i a enter",
        "colon h e l p enter",
        "colon n o enter",
    ),
    *("colon s e a r c h space s a l t enter", "colon tab enter", "colon i n f o enter"),
    *("80x24", "40x10", "39x9", "1x1", "60x16", "160x50", "10x40"),
)
"""Keys that come in one piece, and sizes that the terminal is given."""


def write_thirty(folder: Path) -> None:
    """Write thirty articles with tags, of which two are nearly the same."""
    names = ("Europe", "Mid-East", "Middle East", "")
    for number in range(30):
        write_article(
            folder,
            f"{number:02}.txt",
            title=f"Ferry {number}" if number % 2 else f"Salt {number}",
            date=f"May {1 + number % 28}, 2018",
            region=f"[{names[number % 4]}](#)" if names[number % 4] else "",
            theme="[History](#)" if number % 3 else "",
        )


def random_keys(place: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """What chooses keys, in a folder for what they export."""
    (place / "exports").mkdir()
    monkeypatch.chdir(place / "exports")
    return random.Random(seed)


async def press_or_resize(reader: Reader, keys: str) -> None:
    """Press keys, or give the terminal another size; where it is too small `q` would quit."""
    app = reader.pilot.app
    if size := re.fullmatch(r"(\d+)x(\d+)", keys):
        await reader.pilot.resize_terminal(int(size[1]), int(size[2]))
        await reader.settle()
    else:
        await reader.burst(*(key for key in keys.split() if key != "q" or fits(app.size)))


@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_break_nothing_and_are_all_taken_back(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random_keys(tmp_path, seed, monkeypatch)
    async with reading(tmp_path, write=write_thirty, size=(80, 24)) as reader:
        files = {path: path.read_bytes() for path in (tmp_path / "articles").glob("*.txt")}
        pressed = []
        for _ in range(150):
            keys = chance.choice(KEYS)
            pressed.append(keys)
            await press_or_resize(reader, keys)
            assert reader.pilot.app.is_running, pressed
        await press_or_resize(reader, "80x24")
        for _ in range(6):
            await reader.press("escape")
        steps = 0
        while "nothing to take back" not in reader.text:
            steps += 1
            assert steps < 300, pressed
            await reader.press("u")
        path = tmp_path / "articles/.grtui/tags.json"
        saved = json.loads(path.read_text(encoding="utf-8"))
        assert saved["articles"] == {}, pressed
        names = saved.get("vocabulary", {})
        assert not any(any(document.values()) for document in names.values()), pressed
        there = [path for path in (tmp_path / "articles").iterdir() if path.is_file()]
        assert files == {path: path.read_bytes() for path in there}
