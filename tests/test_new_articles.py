"""New, changed and vanished files come in while the reader is open, and nothing jumps."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from store import folder, watching
from tests.calling import grtui
from tests.reading import (
    Reader,
    open_library,
    reading,
    records,
    shows,
    write_article,
    write_three,
)
from tests.test_live import write_many
from tests.test_terminal import reader as reader_in_terminal
from tui.watching import WatchingScreen

OFTEN = 0.05


@pytest.fixture(autouse=True)
def settled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "FOLDER_SETTLED_NS", 0)


def new(place: Path, title: str, date: str = "May 14, 2018", **more: str) -> None:
    """Copy an article into the library, as most programs do."""
    path = write_article(place, "copied", title=title, date=date, **more)
    path.rename(place / "articles" / f"{title}.txt".lower())


def in_sight(reader: Reader) -> list[str]:
    """The lines of the list that are in sight, without the cursor."""
    titles = reader.screen.article_list
    return [row.title for row in titles.rows[titles.top : titles.top + titles.page]]


async def test_a_new_file_comes_in_by_itself(tmp_path: Path) -> None:
    async with reading(tmp_path, watch=OFTEN) as reader:
        new(tmp_path, "Tide", "May 15, 2018")
        await shows(reader, lambda: len(reader.titles) == 4)
        assert reader.status.startswith(" Articles: 1 new")
        assert sorted(reader.titles) == ["Bridge", "Ferry", "Salt", "Tide"]
        assert "1 of 4" in reader.title_line
        assert "Bridge" in reader.chosen


async def test_the_newest_does_not_take_the_cursor_from_who_is_reading(tmp_path: Path) -> None:
    async with reading(tmp_path, watch=OFTEN) as reader:
        new(tmp_path, "Tide", "May 17, 2018")
        await shows(reader, lambda: len(reader.titles) == 4)
        assert reader.titles[0] == "Tide"
        assert "Bridge" in reader.chosen
        assert any("│" in line and "Bridge" in line.split("│")[1] for line in reader.lines)


@pytest.mark.parametrize("downs", [0, 1, 12, 29, 58, 59])
@pytest.mark.parametrize("date", ["May 1, 2030", "May 20, 2011", "May 1, 2001"])
async def test_nothing_in_sight_moves_wherever_one_is(
    tmp_path: Path, downs: int, date: str
) -> None:
    async with reading(tmp_path, write=write_many, watch=OFTEN) as reader:
        await reader.press(*"j" * downs)
        seen, chosen = in_sight(reader), reader.chosen
        new(tmp_path, "New", date)
        await shows(reader, lambda: len(reader.titles) == 61)
        assert reader.chosen == chosen
        if "New" in in_sight(reader):
            at = in_sight(reader).index("New")
            assert in_sight(reader)[:at] == seen[:at]
            assert in_sight(reader)[at + 1 :] == seen[at:-1]
        else:
            assert in_sight(reader) == seen


async def test_what_goes_leaves_the_list(tmp_path: Path) -> None:
    async with reading(tmp_path, watch=OFTEN) as reader:
        await reader.press("G")
        (tmp_path / "articles/ferry.txt").unlink()
        await shows(reader, lambda: reader.titles == ["Bridge", "Salt"])
        assert "Salt" in reader.chosen
        assert "Articles: 1 gone" in reader.status


async def test_a_half_written_file_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "FOLDER_SETTLED_NS", 10**12)  # as for the first two seconds
    async with reading(tmp_path, watch=OFTEN) as reader:
        await reader.press("G")
        whole = write_article(tmp_path, "in.txt", title="Tide", body="The end of it.").read_text()
        path = tmp_path / "articles/tide.txt"
        path.write_text(whole[:20], encoding="utf-8")
        await shows(reader, lambda: len(reader.titles) == 4)
        with path.open("a", encoding="utf-8") as file:
            file.write(whole[20:])
        await shows(reader, lambda: "Articles: 1 changed" in reader.status)
        await reader.press("slash", *'"end of it"', "enter")
        assert reader.titles == ["Tide"]


def walked_folders(place: Path) -> dict[bytes, int]:
    walk = folder.Walk(os.fsencode(place / "articles"))
    assert [*walk.files()]
    return walk.folders


def test_a_file_that_is_just_written_asks_for_another_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    write_three(tmp_path / "articles")
    places = [tmp_path / "articles", *(tmp_path / "articles").iterdir()]
    with closing(open_library(tmp_path)) as library:
        assert walked_folders(tmp_path) == {b"": 0}
        # A folder cannot be made older, so its age is taken for enough.
        monkeypatch.setattr(folder, "_changed_at", lambda path: 1)
        assert walked_folders(tmp_path) == {b"": 0}
        for place in places:
            os.utime(place, (1, 1))
        library.refresh()
        assert not library.may_have_new_files
        os.utime(places[1])
        library.refresh()
        assert library.may_have_new_files


async def test_what_another_process_has_taken_in_already_is_listed(tmp_path: Path) -> None:
    async with reading(tmp_path, watch=OFTEN) as reader:
        new(tmp_path, "Tide")
        with closing(open_library(tmp_path)) as other:
            other.refresh()
        await shows(reader, lambda: len(reader.titles) == 4)
        assert "Articles: 1 new" in reader.status


async def test_what_is_added_on_the_command_line_comes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    async with reading(tmp_path, watch=OFTEN) as reader:
        write_article(tmp_path, "in.txt", title="Tide", date="May 1, 2001")
        assert grtui(tmp_path, "add", "in.txt", "--tag", "+Asia").returncode == 0
        await shows(reader, lambda: len(reader.titles) == 4)
        await reader.press("G")
        assert "Tide" in reader.chosen
        assert "added" in records(tmp_path)["2001-05-01-tide.txt"]


async def test_what_a_listed_search_does_not_find_is_counted_and_not_listed(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"region:europe", "enter")
        for title in ("One", "Two"):
            new(tmp_path, title, body=f"Text {title}.")
        new(tmp_path, "Three", region="[Europe](#)")
        await reader.press("R")
        assert reader.titles == ["Ferry", "Three"]
        assert "Articles: 3 new, 1 of them here" in reader.status
        new(tmp_path, "Four", body="Text four.")
        await reader.press("R")
        assert "Articles: 1 new, none of them here" in reader.status
        assert reader.titles == ["Ferry", "Three"]


async def test_a_look_that_finds_nothing_says_so_where_one_asked(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("R")
        assert "No new articles." in reader.status


BUSY: list[tuple[list[str], Callable[[Reader], bool]]] = [
    (["slash", "s", "a"], lambda reader: reader.screen.query_line.typed == "sa"),
    (["r"], lambda reader: "r …" in reader.status),
    (["r", "slash", "e"], lambda reader: reader.screen.picker.is_open),
    (["+", "e"], lambda reader: reader.screen.change_line.is_open),
    (["T"], lambda reader: reader.screen.sprint is not None),
    (["question_mark"], lambda reader: reader.pilot.app.screen is not reader.screen),
    (["colon", "s"], lambda reader: reader.screen.command_line.is_open),
    (["enter", "slash", "s"], lambda reader: reader.screen.find_line.is_open),
    (["y"], lambda reader: "y …" in reader.status),
    (["X"], lambda reader: reader.screen.prompt.is_open),
    (["c", "s"], lambda reader: reader.screen.note_field.is_open),
    (["L"], lambda reader: reader.screen.link_list.is_open),
]


def write_with_link(folder: Path) -> None:
    """Write three articles, of which the newest links somewhere."""
    write_three(folder)
    path = folder / "bridge.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("late", "[late](https://late.example.org)"), encoding="utf-8")


async def waits(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait until the reader has asked itself four times whether it may look, and may not."""
    answers: list[bool] = []
    real = WatchingScreen.is_free.fget
    assert real

    def is_free(screen: WatchingScreen) -> bool:
        answers.append(real(screen))
        return answers[-1]

    with monkeypatch.context() as patch:
        patch.setattr(WatchingScreen, "is_free", property(is_free))
        await shows(reader, lambda: len(answers) >= 4)


@pytest.mark.parametrize(("keys", "is_so"), BUSY)
async def test_who_is_in_the_middle_of_something_is_not_disturbed(
    tmp_path: Path,
    keys: list[str],
    is_so: Callable[[Reader], bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with reading(tmp_path, write=write_with_link, watch=OFTEN) as reader:
        await reader.press(*keys)
        assert is_so(reader)
        new(tmp_path, "Sable", "May 17, 2018")
        await waits(reader, monkeypatch)
        assert is_so(reader)
        assert "Sable" not in reader.titles
        assert "Articles: 1" not in reader.status
        await reader.press("escape")
        await shows(reader, lambda: "Sable" in reader.titles)
        await shows(reader, lambda: "Articles: 1 new" in reader.status)


async def test_who_chooses_a_link_is_not_disturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(folder: Path) -> None:
        write_article(folder, "ferry.txt", title="Ferry", body="A [map](https://example.org/map).")

    async with reading(tmp_path, write=write, watch=OFTEN) as reader:
        await reader.press("L")
        new(tmp_path, "Sable", "May 17, 2018")
        await waits(reader, monkeypatch)
        assert "enter copy the target" in reader.text
        assert reader.titles == ["Ferry"]
        await reader.press("escape")
        await shows(reader, lambda: "Sable" in reader.titles)


async def test_after_ten_minutes_all_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path, watch=OFTEN) as reader:
        path = tmp_path / "articles/salt.txt"
        with path.open("a", encoding="utf-8") as file:  # which changes no folder
            file.write("\n\nAnd more.\n")
        monkeypatch.setattr(watching, "RECENT_SECONDS", 0)
        await shows(reader, lambda: "Articles: 1 changed" in reader.status)


def test_a_watch_that_finds_nothing_sends_nothing(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / ".config/grtui").mkdir(parents=True)
    (tmp_path / ".config/grtui/config.toml").write_text(f"watch = {OFTEN}\n", encoding="utf-8")
    with reader_in_terminal(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        # For two seconds after a change each look goes through all files.
        (tmp_path / "articles/no-article").touch()
        terminal.wait_until_quiet(0.5)
        start = len(terminal.written)
        (tmp_path / "articles/no-article").unlink()
        terminal.wait_until_quiet(20 * OFTEN)
        assert terminal.written[start:] == b""
        new(tmp_path, "Tide")
        terminal.wait_for("Articles: 1 new")
