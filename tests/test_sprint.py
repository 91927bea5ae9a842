"""Working through a result, one article at a time."""

from pathlib import Path

import pytest
from reading import Reader, reading, records, write_article

from store.database import Database
from store.tags import Facet, Tag
from tui.sprint import Sprint


def write_ten(folder: Path) -> None:
    """Write ten articles; the newest is of Europe."""
    for number in range(10):
        write_article(
            folder,
            f"{number}.txt",
            title=f"Ferry {number}",
            date=f"May {20 - number}, 2018",
            region="[Europe](#)" if number == 0 else "",
        )


def damage(place: Path) -> None:
    """Make the tag file one that nobody can use."""
    (place / "articles/.grtui/tags.json").write_text("{", encoding="utf-8")


def title(reader: Reader) -> str:
    """The title of the article in sight."""
    return reader.lines[1].strip()


async def test_a_region_a_theme_and_the_next_article_take_three_keys(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T")
        assert title(reader) == "Ferry 0"
        await reader.press("A", "h", "enter")
        assert title(reader) == "Ferry 1"
        assert records(tmp_path)["0.txt"] == {
            "path": "0.txt",
            "added": {"region": ["Africa"], "theme": ["History"]},
            "read": True,
        }


async def test_the_letters_of_both_facets_are_in_sight_with_what_the_article_has(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T")
        assert "E Europe ●" in reader.text
        assert "h History " in reader.text
        assert "10 left · 0 done" in reader.title_line
        await reader.press("A")
        assert "A Africa +" in reader.text
        await reader.press("E", "enter")
        assert "E Europe ●" not in reader.text
        assert "9 left · 1 done" in reader.title_line
        assert " s an article" in reader.title_line


async def test_backspace_takes_back_step_by_step(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "h", "enter", "A", "tab")
        assert title(reader) == "Ferry 2"
        await reader.press("backspace")
        assert title(reader) == "Ferry 1"
        assert records(tmp_path)["1.txt"]["added"] == {"region": ["Africa"]}
        await reader.press("backspace")
        assert records(tmp_path).keys() == {"0.txt"}
        await reader.press("backspace")
        assert title(reader) == "Ferry 0"
        assert "read" not in records(tmp_path)["0.txt"]
        assert records(tmp_path)["0.txt"]["added"] == {"theme": ["History"]}
        await reader.press("backspace")
        assert records(tmp_path) == {}
        await reader.press("backspace")
        assert "This is where the sprint began." in reader.status


async def test_a_skipped_article_stays_as_it_is(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "tab", "tab")
        assert title(reader) == "Ferry 2"
        assert records(tmp_path) == {}


async def test_a_slash_finds_any_tag_by_typing_and_makes_new_ones(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "slash", *"ocea", "enter", "slash", *"Salt Tax")
        assert "new region  Salt Tax" in reader.text
        await reader.press("down", "enter")
        assert records(tmp_path)["0.txt"]["added"] == {"region": ["Oceania"], "theme": ["Salt Tax"]}
        await reader.press("backspace")
        assert records(tmp_path)["0.txt"]["added"] == {"region": ["Oceania"]}


async def test_a_letter_that_no_tag_has_is_told(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "Z")
        assert "No region has the letter z" in reader.status
        await reader.press("1")
        assert "1 is no key of a sprint" in reader.status
        assert records(tmp_path) == {}


async def test_who_comes_back_goes_on_at_the_same_place(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "tab", "enter", "tab", "escape")
        assert "Sprint: 1 article done, 2 skipped" in reader.status
        assert "Ferry 3" in reader.chosen
        await reader.press("g", "g", "T")
        assert title(reader) == "Ferry 3"
        assert "goes on where the sprint was left" in reader.status
    async with reading(tmp_path, write=None) as reader:
        await reader.press("T")
        assert title(reader) == "Ferry 3"


async def test_each_result_has_a_place_of_its_own(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "tab", "tab", "escape", "slash", *"no:region", "enter", "g", "g")
        await reader.press("T")
        assert title(reader) == "Ferry 1"
        await reader.press("tab", "tab", "tab", "escape", "backspace", "T")
        assert title(reader) == "Ferry 2"


async def test_at_the_end_the_sprint_ends_and_the_next_begins_anew(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("G", "T", "enter")
        assert "Sprint: 1 article done" in reader.status
        assert "Ferry 9" in reader.chosen
        await reader.press("g", "g", "T")
        assert title(reader) == "Ferry 0"


async def test_a_sprint_acts_on_the_article_in_sight_whatever_is_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("asterisk", "T", "h", "escape")
        assert records(tmp_path).keys() == {"0.txt"}
        assert "10 marked" in reader.title_line


async def test_dot_and_equals_work_in_a_sprint(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "A", "h", "tab", "full_stop", "tab", "equals_sign")
        assert records(tmp_path)["1.txt"]["added"] == {"theme": ["History"]}
        assert records(tmp_path)["2.txt"]["added"] == {"theme": ["History"]}


async def test_a_burst_of_sprint_keys_does_what_they_do_one_by_one(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        keys = ["A", "h", "enter"] * 3 + ["backspace", "E", "enter"]
        await reader.burst("T", *keys)
        assert title(reader) == "Ferry 3"
        both = {"region": ["Africa"], "theme": ["History"]}
        assert records(tmp_path)["1.txt"]["added"] == both
        assert records(tmp_path)["2.txt"]["added"] == {
            "region": ["Africa", "Europe"],
            "theme": ["History"],
        }


async def test_the_article_pages_and_scrolls_in_a_sprint(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        body = "\n\n".join(f"Paragraph {number}." for number in range(60))
        write_article(folder, "a.txt", title="Long", body=body)

    async with reading(tmp_path, write=write, size=(80, 24)) as reader:
        await reader.press("T", "space")
        assert "Paragraph 0." not in reader.text
        await reader.press("pageup", "pageup", "down")
        assert title(reader) != "Long"
        assert "Paragraph 0." in reader.text
        await reader.press(*["space"] * 12)
        assert "the end of the article" in reader.status


async def test_a_small_screen_shows_some_letters_of_both_facets(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten, size=(40, 12)) as reader:
        await reader.press("T")
        assert "Region" in reader.text
        assert "Theme" in reader.text
        assert "more" in reader.text
        assert "enter done" in reader.status


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (120, 40), (200, 60)])
async def test_a_sprint_leaves_the_article_most_of_the_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, write=write_ten, size=size) as reader:
        await reader.press("T")
        screen = reader.screen
        assert screen.article_view.size.height >= size[1] * 2 // 5
        assert screen.article_view.size.width == size[0]


def test_the_pace_is_that_of_the_last_articles() -> None:
    now = 0.0
    sprint = Sprint(clock=lambda: now)
    assert sprint.pace is None
    for seconds in (4.0, 6.0):
        now += seconds
        sprint.go("a", is_done=True)
    assert sprint.pace == 5.0
    now += 100
    sprint.go("a", is_done=False)
    assert sprint.pace == 5.0
    sprint.take_back()
    sprint.take_back()
    assert (sprint.pace, sprint.done, sprint.skipped) == (4.0, 1, 0)


async def test_the_palette_offers_in_a_sprint_only_what_a_sprint_can_do(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T")
        screen = reader.screen
        assert not screen.check_action("search", ())
        assert not screen.check_action("sprint", ())
        assert screen.check_action("redo", ())
        await reader.press("escape")
        assert screen.check_action("search", ())


async def test_a_sprint_begins_with_no_range_open(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("V", "j", "T", "enter", "enter", "enter", "escape")
        assert "2 marked" in reader.title_line
        assert "range" not in reader.title_line


async def test_what_cannot_be_saved_is_not_done(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "h")
        damage(tmp_path)
        await reader.press("enter")
        assert "The tag file cannot be used" in reader.text
        assert "Ferry 0" in reader.text
        assert "10 left · 0 done" in reader.title_line
        await reader.burst("h", "enter")
        assert "10 left · 0 done" in reader.title_line


async def test_a_step_that_another_has_changed_again_is_passed_over(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "h")
        database = Database(tmp_path / "articles/.grtui/tags.json", user="ann")
        (key,) = database.records()
        tag = Tag(Facet.THEME, "History")
        database.edit("-History", [key], lambda _, record: record.without_tag(tag, ()))
        database.edit("+History", [key], lambda _, record: record.with_tag(tag, ()))
        await reader.press("backspace")
        assert "changed again" in reader.text
        assert [one["added"] for one in records(tmp_path).values()] == [{"theme": ["History"]}]
        await reader.press("backspace")
        assert "This is where the sprint began." in reader.status


async def test_backspace_takes_back_only_what_the_sprint_did(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("T", "h")
        other, asia = Database(tmp_path / "articles/.grtui/tags.json"), Tag(Facet.REGION, "Asia")
        other.edit("+Asia", ["f" * 20], lambda _, one: one.with_tag(asia, ()))
        await reader.press("backspace")
        assert "undo of +History" in reader.status
        assert [one["added"] for one in records(tmp_path).values()] == [{"region": ["Asia"]}]
        await reader.press("escape", "u")
        assert "undo of +Asia" in reader.status
        assert records(tmp_path) == {}
