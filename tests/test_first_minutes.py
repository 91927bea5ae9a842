"""What surprised a newcomer in the first five minutes, and does so no more."""

from pathlib import Path

import pytest
from reading import configured, reading, records, until, write_article

from store.config import UNCONFIGURED, KeyChange


def write_forty(folder: Path) -> None:
    """Write forty articles, `Article 0` the newest."""
    for number in range(40):
        day = f"{['May', 'April'][number // 20]} {28 - number % 20}, 2018"
        body = f"It was late again, for the time {number}."
        write_article(folder, f"{number}.txt", title=f"Article {number}", date=day, body=body)


def first_line(lines: list[str]) -> str:
    """The title on the first line of the list."""
    return next(line for line in lines if "Article" in line).partition("│")[0]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_list_stays_in_its_place_while_the_article_is_alone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, write=write_forty, size=size) as reader:
        await reader.press("j", "j", "j")
        await reader.press("z", "J", "J", "z", "h")
        assert "Article 0" in first_line(reader.lines)
        assert "Article 5" in reader.chosen
        await reader.press("enter", *"JJJ", "h")
        assert "Article 0" in first_line(reader.lines)
        assert "Article 8" in reader.chosen


async def test_backspace_from_nothing_found_goes_back_to_the_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(80, 24)) as reader:
        await reader.press(*"jjjjjjj")
        await reader.press("slash", *"zzqq", "enter")
        assert "Nothing matches" in reader.text
        await reader.press("slash", "ctrl+u", *"qqzz", "enter", "backspace")
        assert len(reader.titles) == 40
        assert "Article 7" in reader.chosen
        await reader.press("j", "colon", *"search zzqq", "enter", "backspace")
        assert len(reader.titles) == 40
        assert "Article 8" in reader.chosen


async def test_what_was_said_of_an_article_is_not_said_of_the_next(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(80, 24)) as reader:
        await reader.press("L")
        assert "This article has no links" in reader.status
        await reader.press("x")
        assert "This article" not in reader.text
        await reader.press("enter", "slash", *"zzqq", "enter")
        assert "zzqq is not in this article." in reader.status
        await reader.press("J")
        assert "this article" not in reader.text
        await reader.press("r", "e", "J")
        assert "saved" in reader.status


async def test_messages_name_the_keys_that_were_set(tmp_path: Path) -> None:
    changes = (KeyChange("main", "zen", "Z", "test"), KeyChange("main", "info", "v", "test"))
    config = configured(UNCONFIGURED._replace(keys=changes))
    async with reading(tmp_path, write=write_forty, size=(80, 24), config=config) as reader:
        await reader.press("w")
        assert "; Z gives it more" in reader.status
        await reader.press("Z")
        assert "Z or esc goes back" in reader.status
        await reader.press("Z")
        assert "goes back" not in reader.text
        await reader.press("v")
        assert "information · v back to the text" in reader.text


async def test_space_goes_through_the_information_and_then_to_the_text(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(80, 12)) as reader:
        await reader.press("i")
        assert "Boilerplate" not in reader.text
        await reader.press("space")
        assert "Boilerplate" in reader.text
        assert "Key " not in reader.text
        await reader.press("space")
        assert "Key " in reader.text
        await reader.press("space")
        assert "It was late again" in reader.text
        assert records(tmp_path) == {}


async def test_space_in_a_narrow_list_shows_the_text_after_the_information(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(60, 20)) as reader:
        await reader.press("i", "h", "space")
        assert "It was late again" in reader.text


async def test_what_reading_marked_is_not_worded_as_reading_on(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(120, 24)) as reader:
        await reader.press("space")
        assert "read: Article 0" in reader.status
        assert records(tmp_path)["0.txt"]["read"]


async def test_a_long_name_has_room_where_it_is_changed(tmp_path: Path) -> None:
    name = "Middle East & North Africa"

    def write(folder: Path) -> None:
        write_article(folder, "a.txt", region=f"[{name}](#)")

    async with reading(tmp_path, write=write, size=(80, 24)) as reader:
        await reader.press("#", "r")
        assert f"rename {name} to {name}" in " ".join(reader.text.split())
        assert reader.lines[-2].endswith(" esc")


@pytest.mark.parametrize("keys", [("|",), ("t", "slash"), ("#", "m")])
async def test_the_keys_beside_a_line_are_whole(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with reading(tmp_path, size=(58, 20)) as reader:
        await reader.press(*keys)
        row = next(line for line in reader.lines if " enter" in line)
        assert row.endswith(("esc", "esc leave it"))
    async with reading(tmp_path, size=(40, 20)) as reader:
        await reader.press(*keys)
        assert not any(line.endswith(("enter ·", "tab ·")) for line in reader.lines)


async def test_an_offer_that_is_cut_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(60, 20)) as reader:
        await reader.press("colon")
        row = next(line for line in reader.lines if "half-page" in line)
        assert row.endswith("…")


async def test_the_palette_has_no_pictures(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(80, 24)) as reader:
        await reader.press("ctrl+p")
        await until(lambda: "Search for commands" in reader.text, reader)
        assert "\N{RIGHT-POINTING MAGNIFYING GLASS}" not in reader.text


async def test_a_letter_of_no_tag_and_a_key_of_no_command_are_told(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("r", "z")
        assert "No region has the letter z; r / finds all by typing." in reader.status
        await reader.press("v")
        assert "v is no command; ? shows the keys." in reader.status
        assert records(tmp_path) == {}
    (tmp_path / "empty").mkdir()
    async with reading(tmp_path / "empty", write=None, size=(80, 24)) as reader:
        await reader.press("x")
        assert "no command" not in reader.text


async def test_the_narrowest_list_still_has_titles(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press(*["<"] * 9)
        assert reader.chosen.startswith("›●  Bridge")
        await reader.press(*[">"] * 3)
        assert reader.chosen.startswith("›●  2018-05 Bridge")
