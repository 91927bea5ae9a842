"""Searching in the reader, as its user does it: by keys, with real files."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from reading import Reader, reading, strip_shown, write_article, write_three

from store.errors import LibraryError
from store.library import Library


def write_harbour(folder: Path) -> None:
    """Write four articles about a ferry and islands, the newest first: Tide, Ferry, Salt, Wells."""
    long = "\n\n".join(f"Paragraph {number} about nothing." for number in range(40))
    write_article(
        folder,
        "tide.txt",
        title="Tide",
        date="May 18, 2018",
        region="[Europe](#), [Asia](#)",
        body=f"The ferry waits.\n\n{long}\n\nA second ferry came to the islands.",
    )
    write_article(
        folder,
        "ferry.txt",
        title="The Ferry Timetable",
        date="May 17, 2018",
        region="[Europe](#)",
        theme="[History](#)",
        body=f"{long}\n\nNo ferries, only one ferry.",
    )
    write_article(folder, "salt.txt", title="Salt", date="May 16, 2018", theme="[History](#)")
    write_article(folder, "wells.txt", title="Wells", date="May 15, 2018", region="[Asia](#)")


def write_many(folder: Path) -> None:
    """Write 300 articles that say tide, of which the 250 oldest say ebb too."""
    for number in range(300):
        ebb = "and ebb" if number < 250 else ""
        date = f"May {number % 28 + 1}, {1990 + number // 28}"
        write_article(folder, f"{number}.txt", title=f"T{number}", date=date, body=f"tide {ebb}")


async def search(reader: Reader, query: str, *keys: str) -> None:
    """Search, all at once, and press more keys."""
    await reader.burst("slash", *query, "enter")
    for key in keys:
        await reader.press(key)


def underlined(reader: Reader, line: int) -> list[str]:
    """What is underlined in a line of the screen."""
    app = reader.pilot.app
    strip = app.screen._compositor.render_strips(app.size)[line]
    return [text.strip() for text, style, _ in strip if style and style.underline]


def reversed_in(reader: Reader) -> list[str]:
    """What is reversed on the screen, but for the cursor."""
    app = reader.pilot.app
    strips = app.screen._compositor.render_strips(app.size)
    return [t for strip in strips for t, style, _ in strip if style and style.reverse and t.strip()]


# While one types


async def test_each_key_lists_what_is_found_and_counts_it(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("slash", *"ferr")
        assert reader.titles == ["Tide", "The Ferry Timetable"]
        assert "1 of 2 · 2 unread · newest first" in reader.title_line
        await reader.press("i")
        assert reader.titles == ["The Ferry Timetable"]
        await reader.press("backspace", "backspace")
        assert reader.titles == ["Tide", "The Ferry Timetable"]


async def test_of_many_the_newest_are_listed_and_then_all(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        assert "1 of 300 ·" in reader.title_line
        await reader.press("slash", *"ebb")
        assert "1 of 250 · 250 unread" in reader.title_line
        await reader.press("enter", "G")
        assert "250 of 250 ·" in reader.title_line
        assert "T0" in reader.chosen


async def test_the_chosen_article_stays_chosen_where_it_is_found(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("j", "slash", *"ferry")
        assert "The Ferry Timetable" in reader.chosen
        await reader.press("escape")
        assert len(reader.titles) == 4
        assert "The Ferry Timetable" in reader.chosen


async def test_escape_goes_back_to_the_search_and_the_article_from_before(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "region:europe", "j")
        assert "The Ferry Timetable" in reader.chosen
        await reader.press("slash", *"wells", "escape")
        assert reader.titles == ["Tide", "The Ferry Timetable"]
        assert "The Ferry Timetable" in reader.chosen


async def test_what_is_typed_replaces_the_search_unless_the_cursor_moves(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry", "slash", *"salt", "enter")
        assert reader.titles == ["Salt"]
        await reader.press("slash", "end", *" -x", "enter")
        assert "salt -x" in reader.title_line


async def test_enter_means_whole_words_and_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "t")
        assert "t*" in reader.title_line  # no word is t
        await search(reader, "ferries OR w")
        assert reader.titles == ["The Ferry Timetable"]
        assert "As whole words; ferries OR w* finds" in reader.status


async def test_a_burst_of_keys_is_searched_for_once_and_right(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.burst("slash", *"ferries", "enter", "j")
        assert reader.titles == ["The Ferry Timetable"]
        assert "ferries" in reader.title_line


async def test_the_order_is_the_query_s(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "sort:title")
        assert reader.titles == ["Salt", "The Ferry Timetable", "Tide", "Wells"]
        assert "by title" in reader.title_line
        await search(reader, "ferry sort:date")
        assert reader.titles == ["The Ferry Timetable", "Tide"]
        assert "oldest first" in reader.title_line


# Where the match is


async def test_matches_are_marked_in_the_list_and_in_the_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry")
        assert underlined(reader, 2)[0] == "Ferry"
        assert "match 1 of 2" in reader.status
        assert reversed_in(reader) == ["ferry"]


async def test_the_article_opens_at_its_first_match(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "only")
        assert "No ferries, only one ferry." in reader.text
        assert "match 1 of 1" in reader.status


async def test_n_walks_the_matches_and_goes_on_to_the_next_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry")
        assert "A second ferry" not in reader.text
        await reader.press("n")
        assert "match 2 of 2" in reader.status
        assert "A second ferry" in reader.text
        await reader.press("n")
        assert "The Ferry Timetable" in reader.chosen
        assert "match 1 of 2" in reader.status
        await reader.press("n", "n")
        assert "There are no more matches." in reader.status
        await reader.press("N", "N")
        assert "Tide" in reader.chosen
        assert "match 2 of 2" in reader.status
        await reader.press("N", "N")
        assert "There are no matches before." in reader.status


async def test_without_words_n_goes_from_article_to_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "region:europe", "n")
        assert "The Ferry Timetable" in reader.chosen
        assert "hit" not in reader.status


async def test_a_match_in_the_tail_unfolds_it(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "footer:copyright region:europe")
        assert "▾" in reader.text
        assert "match 1 of 1" in reader.status


async def test_the_words_around_the_match_are_in_the_status_line(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "only")
        assert "ferries, only one ferry." in reader.status
        assert underlined(reader, -1) == ["only"]


async def test_all_articles_again_have_no_marks(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry", "backspace")
        assert len(reader.titles) == 4
        assert "hit" not in reader.status
        assert underlined(reader, 2) == []


# Nothing found, and mistakes


async def test_nothing_found_is_explained(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry theme:history region:asia")
        assert "Nothing matches ferry theme:history region:asia." in reader.text
        assert "ferry 2 · theme:history 2 · region:asia 2" in reader.text
        assert "Without theme:history: 1." in reader.text
        assert "Without region:asia: 1." in reader.text
        await reader.press("backspace")
        assert len(reader.titles) == 4


async def test_what_may_have_been_meant_is_said(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "region:eurpoe")
        assert "Did you mean region:Europe?" in reader.text


async def test_a_wrong_query_keeps_the_list_and_is_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("slash", *"ferry is:red x")
        assert reader.titles == ["Tide", "The Ferry Timetable"]
        assert underlined(reader, 0) == ["red"]
        assert "did you mean is:read?" in reader.text
        await reader.press("enter")
        assert reader.lines[0].startswith(" / ferry is:red x")
        await reader.press("escape")
        assert "is:red" not in reader.text


# Completion and the searches of earlier times


async def test_tab_completes_fields_and_tags_of_the_result(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("slash")
        assert "region:   theme:" in reader.lines[1]
        await reader.press(*"ferry reg", "tab")
        assert reader.lines[0].startswith(" / ferry region:")
        assert "Europe 2   Asia 1" in reader.lines[1]
        await reader.press("tab")
        assert reader.lines[0].startswith(" / ferry region:Europe")
        assert reader.titles == ["Tide", "The Ferry Timetable"]
        await reader.press("tab")
        assert reader.lines[0].startswith(" / ferry region:Asia")
        assert reader.titles == ["Tide"]
        assert reversed_in(reader)[0] == "Asia"
        await reader.press("shift+tab", "enter")
        assert "ferry region:Europe" in reader.title_line


async def test_tab_mends_a_field_that_was_mistyped(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("slash", *"regoin:asia", "tab")
        assert reader.titles == ["Tide", "Wells"]


async def test_authors_and_names_with_spaces_are_completed(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("slash", *"author:tol", "tab", "enter")
        assert 'author:"Maren Tollefsen"' in reader.title_line
        assert len(reader.titles) == 4


async def test_up_and_down_walk_the_searches_of_earlier_times(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        for query in ("ferry", "salt", "ferries"):
            await reader.press("slash", *query, "enter")
    async with reading(tmp_path, write=None) as reader:
        await reader.press("slash", "up")
        assert reader.titles == ["The Ferry Timetable"]
        await reader.press("up", "up", "up")
        assert reader.lines[0].startswith(" / ferry ")
        await reader.press("down")
        assert reader.titles == ["Salt"]
        await reader.press("down", "down")
        assert len(reader.titles) == 4
        await reader.press(*"ferr", "up")
        assert reader.lines[0].startswith(" / ferries")
        await reader.press("up", "enter")
        assert reader.titles == ["Tide", "The Ferry Timetable"]


# Refining


async def test_f_searches_in_the_result_and_backspace_takes_it_back(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry OR salt", "F")
        assert reader.lines[0].startswith(" ferry OR salt / ")
        await reader.press(*"theme:history", "enter")
        assert reader.titles == ["The Ferry Timetable", "Salt"]
        assert "(ferry OR salt) theme:history" in reader.title_line
        await reader.press("F", *"region:europe OR region:asia", "enter")
        assert reader.titles == ["The Ferry Timetable"]
        await reader.press("backspace")
        assert reader.titles == ["The Ferry Timetable", "Salt"]
        await reader.press("backspace")
        assert reader.titles == ["Tide", "The Ferry Timetable", "Salt"]
        await reader.press("backspace")
        assert len(reader.titles) == 4


async def test_a_refinement_that_is_wrong_is_marked_where_it_is(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry", "F", *"is:red x")
        assert underlined(reader, 0) == ["red"]
        await reader.press("escape")
        assert reader.titles == ["Tide", "The Ferry Timetable"]


# Saved searches


async def test_a_search_is_saved_and_made_again_by_its_letter(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "region:europe", "S")
        assert "save region:europe as @" in reader.text
        await reader.press("ctrl+u", *"Far north", "enter")
        assert "saved @Far-north, f f makes it again" in reader.status
    saved = json.loads((tmp_path / "articles/.grtui/tags.json").read_text(encoding="utf-8"))
    assert saved["searches"]["Far-north"]["query"] == "region:europe"
    async with reading(tmp_path, write=None) as reader:
        await reader.press("f", "f")
        assert reader.titles == ["Tide", "The Ferry Timetable"]
        assert "@Far-north" in reader.title_line
        await search(reader, "@far-north salt")
        assert "Nothing matches" in reader.text


async def test_the_strip_shows_the_saved_searches_with_their_numbers(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "region:europe", "S", "ctrl+u", *"north", "enter")
        await reader.press("f")
        await strip_shown(reader)
        line = next(line for line in reader.lines if "region:europe" in line and " n " in line)
        assert line.split() == ["n", "2", "north", "region:europe"]
        await reader.press("minus")
        assert "remove search" in reader.text
        await reader.press("n")
        assert "removed @north (it was region:europe)" in reader.status
        await reader.press("f")
        await strip_shown(reader)
        assert "none yet: search" in reader.text
        await reader.press("escape")
        assert "none yet: search" not in reader.text


async def test_an_index_that_cannot_be_read_for_a_moment_closes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(library: Library, keys: Iterable[str]) -> dict[str, int]:
        raise LibraryError("The search index could not be used: disk I/O error.")

    async with reading(tmp_path) as reader:
        await reader.press("j", "slash")
        with monkeypatch.context() as patch:
            patch.setattr(Library, "ids", fails)
            await reader.press(*"late")
        assert reader.titles == ["Bridge", "Ferry"]
        await reader.press("escape")
        assert reader.titles == ["Bridge", "Ferry", "Salt"]


async def test_a_search_saved_again_says_what_it_was(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        for query in ("salt", "ferry"):
            await reader.press("slash", *query, "enter", "S", "ctrl+u", *"mine", "enter")
        assert "saved @mine, f m makes it again (before: salt)" in reader.status


async def test_without_a_name_nothing_is_saved(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "salt", "S", "ctrl+u", "enter")
        assert "needs a name" in reader.text
        await reader.press("S", "escape", "f", "x")
        assert "f x is no command" in reader.status


@pytest.mark.parametrize("columns", [60, 80])
async def test_it_fits_a_small_screen(tmp_path: Path, columns: int) -> None:
    async with reading(tmp_path, write=write_three, size=(columns, 24)) as reader:
        await reader.press("slash", *"ferry region:eu", "tab")
        assert reader.lines[0].startswith(" / ferry region:Europe")
        assert reader.lines[0].endswith("1 of 1")
        await reader.press("enter", "n")
        assert "Ferry" in reader.text


# What was found to break


async def test_chords_without_an_article_do_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "nothing-is-like-this")
        for keys in ("r/", "t/", "r-", "t-", "re", "f-x", "fx"):
            await reader.burst(*[{"/": "slash", "-": "minus"}.get(key, key) for key in keys])
        assert reader.pilot.app.is_running
        assert reader.titles == []


async def test_a_look_for_files_keeps_the_place_far_down(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await reader.press("G", "R")
        assert "300 of 300 ·" in reader.title_line
        assert "T0" in reader.chosen


async def test_saved_searches_and_orders_are_refined(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry", "S", "ctrl+u", *"boats", "enter")
        await search(reader, "@boats OR salt sort:title", "F")
        await reader.press(*"tide")
        assert reader.titles == ["Tide"]
        await reader.press("enter")
        assert "(@boats OR salt) sort:title tide" in reader.title_line


async def test_after_enter_only_whole_words_are_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("slash", *"paragrap")
        await reader.press("h", "enter")
        await search(reader, "ferry")
        await reader.press("slash", *"ferr", "y", "enter")
        assert "match 1 of 2" in reader.status
        await reader.press("n", "n")
        assert "match 1 of 2" in reader.status  # "ferries" is none


async def test_a_search_is_not_saved_over_what_it_uses(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "salt", "S", "ctrl+u", *"mine", "enter", "f", "m", "S", "enter")
        assert "is a part of itself" in reader.text
        await reader.press("f", "m")
        assert reader.titles == ["Salt"]


async def test_enter_on_a_saved_search_that_finds_nothing_leaves_the_line(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "zebra", "S", "ctrl+u", *"mine", "enter")
        await search(reader, "@mine")
        assert "@mine" in reader.title_line
        assert not reader.lines[0].startswith(" /")


async def test_a_wrong_saved_search_does_not_keep_new_articles_away(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "salt", "S", "ctrl+u", *"mine", "enter", "backspace")
        tags = tmp_path / "articles/.grtui/tags.json"
        tags.write_text(tags.read_text(encoding="utf-8").replace('"salt"', '"is:red"'), "utf-8")
        await reader.press("f", "m")
        assert "cannot be understood" in reader.text
        write_article(tmp_path / "articles", "new.txt", title="New", date="May 20, 2018")
        await reader.press("R")
        assert "New" in reader.titles


async def test_the_place_far_down_is_kept_by_esc_enter_and_backspace(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await search(reader, "tide", "G", "k", "k")
        assert "298 of 300 ·" in reader.title_line
        await reader.press("slash", *"ebb", "escape")
        assert "298 of 300 ·" in reader.title_line
        await reader.press("slash", "enter")
        assert "298 of 300 ·" in reader.title_line
        await reader.press("F", *"ebb", "enter")
        assert "248 of 250 ·" in reader.title_line
        await reader.press("backspace")
        assert "298 of 300 ·" in reader.title_line


async def test_esc_and_backspace_show_the_lines_of_the_list_that_were_in_sight(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await search(reader, "tide")
        await reader.press(*"jjjjjjjjjj" * 4, *"kkkkk")
        in_sight = reader.lines[1:-1]
        assert "36 of 300 ·" in reader.title_line
        assert not in_sight[0].startswith("›")
        await reader.press("slash", *"zzz")
        assert not reader.titles
        await reader.press("escape")
        assert reader.lines[1:-1] == in_sight
        await reader.press("F", *"ebb", "enter", "g", "g", "backspace")
        assert reader.lines[1:-1] == in_sight


async def test_esc_goes_back_into_the_article_and_to_its_place(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour, size=(60, 20)) as reader:
        await reader.press("enter", "ctrl+d", "j")
        before = reader.lines[1:10]
        await reader.press("backslash", *"salt", "escape")
        assert reader.lines[1:10] == before
        await reader.press("q")
        assert "›" in reader.chosen


async def test_a_message_goes_when_one_goes_on(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry", "r", "e")
        assert "saved" in reader.status
        await reader.press("j")
        assert "saved" not in reader.status
        assert "ferr" in reader.status
        await reader.press("S", "ctrl+u", "enter")
        assert "needs a name" in reader.text
        await search(reader, "salt")
        assert "needs a name" not in reader.text


async def test_f_without_a_search_is_a_search(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await reader.press("F", *"region:asia", "enter")
        assert reader.titles == ["Tide", "Wells"]


async def test_what_is_typed_in_a_long_search_stays_in_sight(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour, size=(80, 24)) as reader:
        await search(reader, "region:europe OR region:asia OR region:africa OR theme:history", "F")
        await reader.press(*"title:ferry")
        assert "title:ferry" in reader.lines[0]
        assert reader.lines[0].endswith("1 of 1")


async def test_n_goes_on_from_what_is_in_sight(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "ferry OR paragraph", "n")
        assert "match 2 of" in reader.status
        await reader.press("enter", "G", "n")
        assert "match 2 of" not in reader.status
        assert "match 3 of" not in reader.status
        assert "Tide" in reader.chosen or "The Ferry" in reader.chosen


async def test_removing_the_search_that_is_listed_keeps_what_it_was(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_harbour) as reader:
        await search(reader, "salt", "S", *"mine", "enter", "f", "m", "f", "minus", "m")
        assert "removed @mine (it was salt)" in reader.status
        assert reader.titles == ["Salt"]
        assert "@mine" not in reader.title_line


async def test_what_was_found_in_an_article_goes_with_the_last_one(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"ferry", "enter")
        assert "It was late again." in reader.status
        reader.screen.article_list.show([], 0)
        await reader.settle()
        assert "It was late again." not in reader.status
