"""Random keys of tagging: nothing breaks, and undo takes all of it back."""

import json
import random
from pathlib import Path

import pytest
from reading import reading, write_article

KEYS = (
    *("x", "j", "k", "V", "asterisk", "I", "escape", "J", "G", "enter", "m", "s"),
    *("r e", "t h", "r a", "t g", "r minus", "t minus", "full_stop", "equals_sign", "u", "ctrl+r"),
    *("right_square_bracket", "left_square_bracket", "space", "b", "B", "backspace", "tab"),
    *("T", "h", "e", "E", "A", "slash f e r r y enter", "slash s a l t enter", "F x escape"),
    *("number_sign", "n", "L z", "L y", "d", "r N e w enter", "number_sign m enter", "o", "l"),
    *("plus e u r o tab enter", "minus a s i a enter", "t slash h i s enter", "r slash Q x enter"),
    *("r", "t", "f", "g", "question_mark", "down", "up", "w", "z", "n", "N", "z h", "y", "y z"),
    *("less_than_sign", "greater_than_sign"),
    *("left_curly_bracket", "right_curly_bracket", "enter slash a l s o", "backslash o escape"),
    *("X escape", "vertical_line w escape"),
)


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


@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_break_nothing_and_are_all_taken_back(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    chance = random.Random(seed)
    async with reading(tmp_path, write=write_thirty, size=(80, 24)) as reader:
        files = {path: path.read_bytes() for path in (tmp_path / "articles").glob("*.txt")}
        pressed = []
        for _ in range(150):
            keys = chance.choice(KEYS)
            pressed.append(keys)
            await reader.burst(*keys.split())
            assert reader.pilot.app.is_running, pressed
        for _ in range(4):
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
        assert files == {path: path.read_bytes() for path in files}
