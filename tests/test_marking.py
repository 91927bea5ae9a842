"""Marks, and changes of many articles at once, by keys."""

from contextlib import closing
from pathlib import Path

import pytest
from reading import (
    Reader,
    open_library,
    reading,
    records,
    strip_shown,
    tag_file,
    until,
    write_article,
)

from store.tags import Facet, Tag


def write_forty(folder: Path) -> None:
    """Write forty articles, the first of which are of Europe."""
    for number in range(40):
        region = "[Europe](#)" if number < 3 else ""
        day = f"{'May' if number < 20 else 'April'} {20 - number % 20}, 2018"
        title = f"Ferry {number:02}" if number % 2 else f"Salt {number:02}"
        write_article(folder, f"{number:02}.txt", title=title, date=day, region=region)


def history(place: Path) -> list[str]:
    return [step["label"] for step in tag_file(place)["history"].values()]


def marked(reader: Reader) -> list[str]:
    """The titles of the articles in sight that are marked."""
    lines = [line[3:40] for line in reader.lines if line[3:4] == "x"]
    return [" ".join(line.split()[1:3]) for line in lines]


async def test_x_marks_and_goes_down_and_takes_the_mark_again(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "j", "x")
        assert marked(reader) == ["Salt 00", "Salt 02"]
        assert "2 marked · 4 of 40" in reader.title_line
        await reader.press("k", "x")
        assert marked(reader) == ["Salt 00"]


async def test_a_tag_key_acts_on_what_is_marked_and_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "x", "j", "x", "r", "e")
        assert "+Europe on 3 marked, 2 unchanged" in reader.status
        assert records(tmp_path).keys() == {"03.txt"}
        assert "3 marked" in reader.title_line
        await reader.press("t", "h")
        assert "+History on 3 marked" in reader.status
        assert records(tmp_path)["03.txt"]["added"] == {"region": ["Europe"], "theme": ["History"]}
        await reader.press("t", "h")
        assert "-History on 3 marked" in reader.status


async def test_read_marks_and_stars_act_on_what_is_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "x", "s", "m")
        both = {"read": True, "starred": True}
        assert [{**record, "path": ""} for record in records(tmp_path).values()] == [
            {"path": "", **both},
            {"path": "", **both},
        ]
        assert "read on 2 marked" in reader.status


async def test_a_range_follows_the_cursor_and_is_marked_by_the_same_key(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("j", "V", "j", "j")
        assert marked(reader) == ["Ferry 01", "Salt 02", "Ferry 03"]
        assert "a range of 3 · 4 of 40" in reader.title_line
        await reader.press("k")
        assert marked(reader) == ["Ferry 01", "Salt 02"]
        await reader.press("V", "j", "j")
        assert marked(reader) == ["Ferry 01", "Salt 02"]
        assert "2 marked" in reader.title_line


async def test_a_tag_key_acts_on_an_open_range(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("V", "j", "j", "t", "e")
        assert "+Environment on 3 marked" in reader.status
        assert records(tmp_path).keys() == {"00.txt", "01.txt", "02.txt"}


async def test_esc_leaves_a_range_and_then_the_marks(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "V", "j", "escape")
        assert marked(reader) == ["Salt 00"]
        await reader.press("escape")
        assert marked(reader) == []
        assert "marked" not in reader.title_line


async def test_all_are_marked_and_inverted(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "I")
        assert "39 marked" in reader.title_line
        await reader.press("asterisk")
        assert "40 marked" in reader.title_line
        await reader.press("I")
        assert "marked" not in reader.title_line


@pytest.mark.parametrize(
    ("width", "end"), [(80, "  2 of 20"), (120, "  3 marked (2 not listed) · 2 of 20")]
)
async def test_while_one_types_the_number_of_articles_stands_whole_beside_the_marks(
    tmp_path: Path, width: int, end: str
) -> None:
    async with reading(tmp_path, write=write_forty, size=(width, 24)) as reader:
        await reader.press("x", "x", "x", "slash", *"ferry")
        assert reader.title_line.endswith(end)


async def test_marks_survive_a_search_and_it_says_how_many_are_out_of_sight(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "x", "x", "slash", *"ferry", "enter")
        assert "3 marked (2 not listed) · 2 of 20" in reader.title_line
        await reader.press("t", "h")
        assert "+History on 3 marked" in reader.status
        await reader.press("backspace")
        assert "3 marked · " in reader.title_line
        assert records(tmp_path).keys() == {"00.txt", "01.txt", "02.txt"}


async def test_inverting_leaves_what_is_out_of_sight(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "x", "slash", *"ferry", "enter", "I")
        assert "20 marked (1 not listed)" in reader.title_line


async def test_a_range_stays_where_it_began_when_others_bring_articles(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("j", "j", "V", "j")
        write_article(tmp_path / "articles", "new.txt", title="New", date="May 30, 2018")
        await reader.press("R")
        assert marked(reader) == ["Salt 02", "Ferry 03"]
        await reader.press("V", "t", "h")
        assert records(tmp_path).keys() == {"02.txt", "03.txt"}


async def test_more_than_twenty_are_shown_before_they_change(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("asterisk", "r", "e")
        assert "on 40 marked   +Europe: 37 new, 3 have it" in reader.text
        await reader.press("t", "g")
        assert "+Global Economy: 40 new, 0 have it" in reader.text
        assert records(tmp_path) == {}
        await reader.press("enter")
        assert "+Europe +Global Economy on 40 marked" in reader.status
        assert len(records(tmp_path)) == 40
        assert history(tmp_path) == ["+Europe +Global Economy"]
        await reader.press("u")
        assert records(tmp_path) == {}


async def test_esc_leaves_many_as_they_are_and_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("asterisk", "r", "e", "escape")
        assert "Nothing was changed." in reader.status
        assert "37 new" not in reader.text
        assert "40 marked" in reader.title_line
        assert records(tmp_path) == {}


async def test_the_same_key_again_takes_a_tag_from_many_and_again_leaves_it(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("asterisk", "r", "e", "r", "e")
        assert "-Europe: 3 lose it, 37 lack it" in reader.text
        await reader.press("r", "e")
        assert "nothing would change" in reader.text
        await reader.press("r", "minus")
        assert "no region: 3 lose their regions, 37 have none" in reader.text
        await reader.press("r", "a", "enter")
        assert "no region +Africa on 40 marked" in reader.status
        assert records(tmp_path)["00.txt"] == {
            "path": "00.txt",
            "added": {"region": ["Africa"]},
            "removed": {"region": ["Europe"]},
        }


async def test_other_keys_do_nothing_while_changes_wait_for_enter(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("asterisk", "r", "e", "j", "x", "q", "slash")
        assert "Enter, twice, makes the changes" in reader.status
        assert "40 marked · 1 of 40" in reader.title_line
        await reader.press("r", "slash", *"ocea", "enter")
        assert "+Oceania: 40 new, 0 have it" in reader.text
        await reader.press("enter")
        assert history(tmp_path) == ["+Europe +Oceania"]


async def test_a_burst_of_keys_collects_and_applies(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.burst("asterisk", "r", "e", "t", "g", "enter", "escape", "j", "r", "a")
        assert history(tmp_path) == ["+Europe +Global Economy", "+Africa"]
        assert records(tmp_path)["01.txt"]["added"] == {
            "region": ["Africa"],
            "theme": ["Global Economy"],
        }


async def test_the_strip_shows_what_all_some_and_none_of_the_marked_have(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "x", "x", "r", "a", "escape", "asterisk", "r")
        await strip_shown(reader)
        assert "region on 40 marked" in reader.text
        assert "e Europe ~" in reader.text
        assert "a Africa ~" in reader.text


async def test_a_dot_makes_the_last_change_again(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("full_stop")
        assert "no change of tags to repeat" in reader.status
        await reader.press("r", "a", "j", "full_stop", "full_stop")
        assert "+Africa: nothing to change." in reader.status
        assert [record["added"] for record in records(tmp_path).values()] == [
            {"region": ["Africa"]}
        ] * 2
        await reader.burst("j", "t", "h", "j", "full_stop")
        assert records(tmp_path)["03.txt"]["added"] == {"theme": ["History"]}


async def test_equals_gives_the_tags_of_the_article_tagged_before(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("equals_sign")
        assert "no article tagged before" in reader.status
        await reader.press("t", "h", "G", "equals_sign")
        assert "+Europe +History" in reader.status
        assert records(tmp_path)["39.txt"]["added"] == {"region": ["Europe"], "theme": ["History"]}


async def test_a_typed_line_changes_tags(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("plus", *"latin america & caribbean -europe +theme:Salt Tax", "enter")
        assert records(tmp_path)["00.txt"] == {
            "path": "00.txt",
            "added": {"region": ["Latin America & Caribbean"], "theme": ["Salt Tax"]},
            "removed": {"region": ["Europe"]},
        }
        await reader.press("minus", *"salt tax", "enter")
        assert "-Salt Tax" in reader.status


async def test_what_is_wrong_with_a_typed_line_is_said_and_the_line_stays(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.burst("plus", *"eurpoe", "enter")
        assert "There is no tag eurpoe. Did you mean Europe?" in reader.text
        await reader.press(*["backspace"] * 4, *"rope", "enter")
        assert "+Europe: nothing to change." in reader.status


async def test_a_new_tag_that_is_nearly_an_old_one_needs_enter_twice(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("plus", *"theme:Histories", "enter")
        assert "No article has the theme Histories yet; did you mean History?" in reader.text
        assert records(tmp_path) == {}
        await reader.press("enter")
        assert records(tmp_path)["00.txt"]["added"] == {"theme": ["Histories"]}


async def test_a_typed_line_is_completed(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("plus", *"lat")
        assert '+"Latin America & Caribbean" 0' in reader.text
        await reader.press("tab", "space", *"+hist", "tab", "enter")
        assert records(tmp_path)["00.txt"]["added"] == {
            "region": ["Latin America & Caribbean"],
            "theme": ["History"],
        }


async def test_a_typed_line_is_for_all_that_are_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("asterisk", "plus", *"history", "enter")
        assert "on 40 marked   +History: 40 new, 0 have it" in reader.text
        await reader.press("enter")
        assert len(records(tmp_path)) == 40


async def test_brackets_walk_what_lacks_a_region_or_a_theme(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("t", "h", "j", "t", "h", "g", "g", "right_square_bracket")
        assert "Salt 02" in reader.chosen
        await reader.press("left_square_bracket")
        assert "All articles above have a region and a theme." in reader.status
        assert "Salt 02" in reader.chosen
        await reader.press("j", "left_square_bracket")
        assert "Salt 02" in reader.chosen


async def test_a_typo_in_the_picker_means_the_tag_it_is_near_to(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("t", "slash", *"hsitory")
        assert "did you mean  History" in reader.text
        assert "new theme  hsitory" in reader.text
        await reader.press("enter")
        assert records(tmp_path)["00.txt"]["added"] == {"theme": ["History"]}


async def test_a_range_takes_in_nothing_that_another_search_lists(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press(*["j"] * 10, "V", "j", "slash", *"salt", "enter")
        assert "2 marked (1 not listed)" in reader.title_line
        await reader.press("r", "a")
        assert records(tmp_path).keys() == {"10.txt", "11.txt"}


async def test_a_range_and_a_search_that_is_left_mark_only_the_range(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press(*["j"] * 10, "V", "j", "slash", *"salt zebra", "escape", "r", "a")
        assert records(tmp_path).keys() == {"10.txt", "11.txt"}


async def test_an_article_that_was_edited_is_marked_no_more(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("x", "x")
        write_article(tmp_path / "articles", "00.txt", title="Salt 00 again", date="May 20, 2018")
        await reader.press("R")
        assert "1 marked · " in reader.title_line


async def test_a_dot_clears_the_facet_of_any_other_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("r", "a", "r", "minus", "G", "r", "c", "full_stop")
        assert "no region" in reader.status or "+Canada" in reader.status
        await reader.press("g", "g", "j", "r", "minus", "G", "full_stop")
        assert "added" not in records(tmp_path).get("39.txt", {})


async def test_after_a_key_that_means_nothing_there_enter_is_asked_about(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("asterisk", "r", "e", "ctrl+p", *"undo", "enter")
        assert "Enter once more makes the changes." in reader.status
        assert records(tmp_path) == {}
        await reader.press("enter")
        assert len(records(tmp_path)) == 37


async def test_saved_searches_are_not_made_while_changes_wait(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("slash", *"ferry", "enter", "S", *"five", "enter", "backspace")
        await reader.press("asterisk", "t", "e", "f", "f")
        assert len(reader.titles) == 40
        assert "+Environment: 40 new" in reader.text


@pytest.mark.usefixtures("looking_often")
async def test_what_waits_for_enter_is_counted_again_when_others_change_it(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("asterisk", "r", "e")
        with closing(open_library(tmp_path)) as other:
            other.edit.rename(Tag(Facet.REGION, "Europe"), "Old World")
            other.edit.toggle(Tag(Facet.REGION, "Europe"), other.keys(other.search("39").ids))
        await until(lambda: "+Old World: 36 new, 4 have it" in reader.text, reader)
        await reader.press("enter")
        assert "+Old World on 40 marked, 4 unchanged" in reader.status


async def test_the_sign_that_stands_in_the_line_may_be_typed_again(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty) as reader:
        await reader.press("plus", *'+region:"Asia"', "enter")
        assert records(tmp_path)["00.txt"]["added"] == {"region": ["Asia"]}
        await reader.burst("minus", *"-asia", "enter")
        assert records(tmp_path) == {}


async def test_a_strip_of_many_tags_keeps_the_most_used_and_says_how_many_more(
    tmp_path: Path,
) -> None:
    def write(folder: Path) -> None:
        names = ", ".join(f"[Number {number:03}](#)" for number in range(120))
        write_article(folder, "a.txt", title="A", date="May 3, 2018", theme=names)
        write_article(folder, "b.txt", title="B", date="May 4, 2018", theme="[Number 119](#)")

    async with reading(tmp_path, write=write, size=(80, 24)) as reader:
        await reader.press("t")
        await strip_shown(reader)
        assert "more, less used: / finds them by typing" in reader.text
        assert "Number 119" in reader.text
        await reader.press("J")
        shown = [line for line in reader.lines if "Number" in line and " J" in line]
        assert shown
        assert "more, less used" not in reader.text


async def test_in_an_empty_library_a_tag_key_says_that_there_is_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path, write=None) as reader:
        await reader.press("r", "e")
        assert "There is no article to tag." in reader.status


async def test_on_a_small_screen_strip_and_preview_keep_their_last_line(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_forty, size=(40, 12)) as reader:
        await reader.press("r")
        await strip_shown(reader)
        assert "more, less used: / finds" in reader.lines[-2]
        await reader.press("escape", "asterisk", "r", "e", "t", "g")
        assert reader.lines[-2].strip().startswith("enter make it")
        assert reader.lines[-2].endswith("esc leave it")
