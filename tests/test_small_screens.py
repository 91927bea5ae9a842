"""On a screen without room one sentence stands, and all is as before when there is room again."""

import random
from pathlib import Path

import pytest
from golden import write_thirty
from reading import Reader, reading, strip_shown, tag_file, write_article
from textual.geometry import Size

SMALL = ((39, 30), (120, 9), (32, 8), (12, 3), (1, 30), (120, 1), (1, 1))


def write_long(folder: Path) -> None:
    """Write an article of several pages at 80x24."""
    body = "\n\n".join(f"Paragraph {number}. {'It was late again. ' * 9}" for number in range(20))
    write_article(folder, "long.txt", body=body)


async def resize(reader: Reader, columns: int, lines: int) -> None:
    """Give the terminal another size, and wait until all that comes of it is drawn."""
    await reader.pilot.resize_terminal(columns, lines)
    await reader.settle()


@pytest.mark.parametrize("size", SMALL)
async def test_one_sentence_says_how_much_room_is_needed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    columns, lines = size
    async with reading(tmp_path, size=(80, 24)) as reader:
        before = reader.text
        await resize(reader, columns, lines)
        words = " ".join(reader.text.split())
        sentence = f"grtui needs 40 columns and 10 lines; here are {columns} and {lines}."
        assert words.replace(" ", "")[:2] in sentence.replace(" ", "")
        if columns * lines > 100:
            assert words.replace(" ", "") == sentence.replace(" ", "")
        await resize(reader, 80, 24)
        assert reader.text == before


async def test_a_reader_that_opens_without_room_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(32, 8)) as reader:
        sentence = "grtui needs 40 columns and 10 lines; here are 32 and 8."
        assert " ".join(reader.text.split()) == sentence
        await reader.press("r", "e", "x", "j")
        await resize(reader, 80, 24)
        assert "Bridge" in reader.chosen
        assert not tag_file(tmp_path)


@pytest.mark.parametrize(
    "keys",
    [
        ("j", "enter", "space", "j"),
        ("x", "j", "x", "t"),
        ("r", "slash", *"oce"),
        ("slash", *"harb"),
        ("slash", *"salt", "enter", "n"),
        ("asterisk", "r", "e"),
        ("plus", *"eur"),
        ("T", "e"),
        ("number_sign", "j", "j"),
        ("number_sign", "r"),
        ("question_mark", "j", "j", "j"),
        ("ctrl+p", *"star"),
    ],
    ids=" ".join,
)
async def test_all_is_as_before_when_there_is_room_again(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path, write=write_thirty, size=(80, 24)) as reader:
        await reader.press(*keys)
        await strip_shown(reader)
        before, focused = reader.text, reader.screen.focused
        saved = tag_file(tmp_path)
        await resize(reader, 39, 24)
        assert "here are 39 and 24." in " ".join(reader.text.split())
        await reader.press("r", "e", "u", "escape", "enter", "ctrl+p", "j", "#")
        await resize(reader, 5, 2)
        await resize(reader, 80, 24)
        assert reader.text == before
        assert reader.screen.focused is focused
        assert tag_file(tmp_path) == saved


@pytest.mark.parametrize("large", [(80, 1000), (1000, 24), (1000, 1000)])
async def test_the_place_is_kept_through_a_size_at_which_all_of_it_is_in_sight(
    tmp_path: Path, large: tuple[int, int]
) -> None:
    async with reading(tmp_path, write=write_long, size=(80, 24)) as reader:
        await reader.press("enter", "space", "space", "j")
        before = reader.text
        await resize(reader, *large)
        assert reader.screen.article_view.top == 0 or large[1] == 24
        await resize(reader, 80, 24)
        assert reader.text == before
        await resize(reader, *large)
        await resize(reader, *large[::-1])
        await resize(reader, 80, 24)
        assert reader.text == before
        await reader.press("j", "k")
        assert reader.text == before


async def test_who_reads_goes_on_reading_when_there_is_room_for_the_list_again(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, write=write_long, size=(80, 24)) as reader:
        await reader.press("enter", "space")
        before = reader.text
        for size in ((49, 86), (60, 20), (49, 10), (200, 50)):
            await resize(reader, *size)
            assert reader.screen.focused is reader.screen.article_view
            await resize(reader, 80, 24)
            assert reader.screen.focused is reader.screen.article_view
            assert reader.text == before


@pytest.mark.parametrize("keys", [("X",), ("colon",), ("c",), ("t", "slash"), ("question_mark",)])
async def test_the_words_of_keys_come_back_with_the_room_for_them(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path, write=write_thirty, size=(80, 24)) as reader:
        await reader.press(*keys)
        await strip_shown(reader)
        before = reader.text
        await resize(reader, 44, 21)
        await resize(reader, 80, 24)
        assert reader.text == before


async def test_a_line_that_was_drawn_between_two_sizes_is_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        view = reader.screen.article_view
        before = view.render_line(0)
        with monkeypatch.context() as patch:
            patch.setattr(type(view), "size", property(lambda _: Size(11, 20)))
            assert view.render_line(0).cell_length == 11
        assert view.render_line(0) == before


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_quitting_needs_no_room(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path, size=(30, 5)) as reader:
        await reader.pilot.press(key)
        assert not reader.pilot.app.is_running


async def test_panes_are_those_of_the_new_size(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(120, 30)) as reader:
        await resize(reader, 20, 5)
        await resize(reader, 60, 20)
        narrow = reader.text
        assert "│" not in narrow
        await reader.press("number_sign")
        await resize(reader, 120, 30)
        await reader.press("q")
        assert "│" in reader.text


KEYS = (
    *("j", "k", "x", "enter", "h", "space", "r", "t", "e", "u", "slash", "a", "escape", "b"),
    *("T", "A", "question_mark", "number_sign", "ctrl+p", "down", "plus", "f", "asterisk"),
)
SIZES = ((1, 200), (1, 60))


@pytest.mark.parametrize("seed", range(2))
async def test_storms_of_sizes_break_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    async with reading(tmp_path, write=write_thirty, size=(80, 24)) as reader:
        done: list[object] = [f"seed {seed}"]
        for _ in range(40):
            for _ in range(chance.randint(1, 3)):
                columns, lines = (chance.randint(*ends) for ends in SIZES)
                done.append((columns, lines))
                await reader.pilot.resize_terminal(columns, lines)
            done.append(chance.choice(KEYS))
            await reader.burst(str(done[-1]))
            assert reader.pilot.app.is_running, done
        await resize(reader, 39, 9)
        assert "grtui needs 40 columns" in " ".join(reader.text.split()), done
        await resize(reader, 80, 24)
        for _ in range(6):
            await reader.press("escape")
        for _ in reader.pilot.app.screen_stack[1:]:
            await reader.press("q")
        await reader.press("backspace", "h", "g", "g", "ctrl+l")
        storm = reader.text.splitlines()
    async with reading(tmp_path, write=None, size=(80, 24)) as reader:
        calm = reader.text.splitlines()
    # The line below says what happened, and where the article was left.
    assert [line[:37] for line in storm[:-1]] == [line[:37] for line in calm[:-1]], done


@pytest.mark.parametrize("size", [(1, 1), (200, 1), (1, 60)])
async def test_a_reader_may_open_in_hardly_any_room(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, size=size) as reader:
        await reader.press("j", "r", "e")
        await resize(reader, 80, 24)
        small = reader.text
    async with reading(tmp_path, size=(80, 24), write=None) as reader:
        assert small.splitlines()[:-1] == reader.lines[:-1]


@pytest.mark.parametrize("keys", [("X",), ("colon",), ("plus",), ("t", "slash"), ("c",)])
async def test_what_leaves_a_line_stands_there_in_full_on_a_narrow_screen(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path, size=(60, 20)) as reader:
        await reader.press(*keys)
        ends = ("esc leave it", "esc save and close", " enter   esc", " tab   esc")
        assert any(line.endswith(ends) for line in reader.lines)


async def test_where_only_the_list_is_shown_no_part_of_the_article_was_in_sight(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, size=(60, 20)) as reader:
        assert "%" not in reader.status
        await reader.press("enter")
        assert reader.status.endswith("100 %")
        await reader.press("c")
        assert reader.status.endswith("100 %")
        await reader.press("escape", "q")
        assert "%" not in reader.status
        await reader.press("T")
        assert reader.status.endswith("%")
