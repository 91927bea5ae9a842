"""Several grtui at once: each shows what the others do, and loses no place; and a reader that
cannot save says so.
"""

import errno
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from textual import events

from store.answers import News
from store.database import Database
from store.errors import LibraryError
from store.library import Library
from store.plans import TagChange
from store.tags import Facet, Tag
from tests.reading import open_library, reading, shows, until, write_article
from tui import library_screen

EUROPE, ASIA, USA = (Tag(Facet.REGION, name) for name in ("Europe", "Asia", "USA"))


pytestmark = pytest.mark.usefixtures("looking_often")


def change(place: Path, query: str, do: Callable[[Library, list[str]], object]) -> None:
    """What another process on the same library would do."""
    with closing(open_library(place)) as other:
        do(other, other.keys(other.search(query).ids))


def write_many(folder: Path) -> None:
    for number in range(60):
        day = f"May {1 + number % 28}, 20{10 + number // 28}"
        write_article(folder, f"{number}.txt", title=f"Number {number}", date=day)


async def test_a_tag_by_another_is_shown_in_the_list_and_in_the_article(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G")
        assert "Salt" in reader.chosen
        change(tmp_path, "salt", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await shows(reader, lambda: "+Europe" in reader.text)
        assert reader.chosen.rstrip().split("│")[0].split()[-1] == "e·"
        hints = {hint.name: hint.count for hint in reader.screen.hints[Facet.REGION]}
        assert hints["Europe"] == 2


async def test_the_cursor_and_the_place_stay_when_others_change_the_result(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await reader.press("slash", *"is:unread", "enter", *"jjjj" * 8)
        before = reader.chosen, reader.screen.article_list.top, reader.titles
        change(tmp_path, "", lambda other, keys: other.edit.set_read(keys[:40], True))
        await shows(reader, lambda: "20 unread" in reader.title_line)
        after = reader.chosen, reader.screen.article_list.top, reader.titles
        assert after[0].replace(" ", "") == before[0].replace("●", " ").replace(" ", "")
        assert after[1:] == before[1:]


async def test_what_matches_now_comes_into_the_list(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"region:europe", "enter")
        assert reader.titles == ["Ferry"]
        change(tmp_path, "bridge", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await shows(reader, lambda: reader.titles == ["Bridge", "Ferry"])
        assert "Ferry" in reader.chosen
        assert "2 of 2" in reader.title_line


async def test_the_place_in_a_long_article_stays(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        body = "\n\n".join(f"Paragraph {number}." for number in range(100))
        write_article(folder, "long.txt", title="Long", body=body)

    async with reading(tmp_path, write=write) as reader:
        await reader.press("enter", *"jjjjjjjjjjjjjjjjjjjj")
        top = reader.screen.article_view.top
        change(tmp_path, "", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await shows(reader, lambda: bool(reader.screen.hints[Facet.REGION][3].count))
        assert reader.screen.article_view.top == top == 20


async def test_a_search_that_is_typed_meanwhile_is_not_disturbed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"sal")
        change(tmp_path, "salt", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await shows(reader, lambda: "e·" in reader.text)
        assert reader.screen.query_line.typed == "sal"
        await reader.press("t", "enter")
        assert reader.titles == ["Salt"]


async def test_what_the_reader_does_itself_is_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    looks: list[bool] = []
    real_search, real_news = Library.search, Library.news

    def search(library: Library, query: str = "", **options: object) -> object:
        asked.append(query)
        return real_search(library, query, **options)  # type: ignore[arg-type]

    def news(library: Library) -> News:
        looks.append(True)
        return real_news(library)

    async with reading(tmp_path) as reader:
        monkeypatch.setattr(Library, "search", search)
        await reader.press("r", "e", "t", "h", "u")
        monkeypatch.setattr(Library, "news", news)
        await shows(reader, lambda: len(looks) > 2)  # the first two have ended
        assert asked == []


async def test_a_look_that_fails_is_not_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []

    def fails(library: Library) -> News:
        looks.append(True)
        raise LibraryError("The search index could not be used: disk I/O error.")

    async with reading(tmp_path) as reader:
        with monkeypatch.context() as patch:
            patch.setattr(Library, "news", fails)
            await shows(reader, lambda: len(looks) > 1)
        change(tmp_path, "bridge", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await shows(reader, lambda: "+Europe" in reader.text)


async def test_a_change_by_another_just_before_ones_own_is_not_overlooked(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G")
        change(tmp_path, "bridge", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await reader.burst("t", "h")
        await shows(reader, lambda: "es·" in reader.text.replace("se·", "es·"))
        assert "+History" in reader.text


async def test_articles_that_another_took_in_while_this_one_started_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Library.refresh

    def refresh(library: Library, *arguments: Callable[..., None], **options: object) -> object:
        with closing(open_library(tmp_path)) as other:
            real(other)
        return real(library, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "refresh", refresh)
    async with reading(tmp_path) as reader:
        assert reader.titles == ["Bridge", "Ferry", "Salt"]


async def test_what_others_did_is_told(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"no:region", "enter")
        change(tmp_path, "salt OR ferry", lambda other, keys: other.edit.toggle(ASIA, keys))
        await shows(reader, lambda: "+Asia on 2 articles · 1 here match" in reader.status)
        assert reader.titles == ["Salt"]
        change(tmp_path, "", lambda other, keys: other.edit.undo())
        await shows(reader, lambda: "undo of +Asia on 2 articles" in reader.status)
        change(
            tmp_path, "salt", lambda other, keys: (other.edit.redo(), other.edit.toggle_star(keys))
        )
        await shows(reader, lambda: "starred on 1 article, and 1 change more" in reader.status)


async def test_what_the_reader_did_before_is_not_told_as_that_of_another(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "e", "t", "h")
        change(tmp_path, "salt", lambda other, keys: other.edit.toggle(ASIA, keys))
        await shows(reader, lambda: "+Asia on 1 article" in reader.status)
        assert "more" not in reader.status


async def test_a_key_does_what_one_sees_that_it_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another has just given what is not shown yet: the key gives it, and does not take it away."""
    monkeypatch.setattr(library_screen, "WATCH_SECONDS", 3600)
    async with reading(tmp_path) as reader:

        def give_all(other: Library, keys: list[str]) -> None:
            other.edit.toggle(EUROPE, keys)
            other.edit.toggle_star(keys)
            other.edit.set_read(keys, True)

        change(tmp_path, "bridge", give_all)
        await reader.press("r", "e")
        assert "+Europe: nothing to change" in reader.status
        assert "+Europe" in reader.text
        await reader.press("s", "m")
        with closing(open_library(tmp_path)) as library:
            (bridge, *_) = library.rows(library.search().ids)
            assert [tag.name for tag in bridge.regions] == ["Asia", "Europe"]
            # The first key has brought in what was done to the article, and s and m are answers.
            assert (bridge.is_starred, bridge.is_read) == (False, False)


async def test_clearing_takes_what_one_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_screen, "WATCH_SECONDS", 3600)
    async with reading(tmp_path) as reader:
        change(tmp_path, "bridge", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await reader.press("r", "minus")
        assert "no region" in reader.status
        assert "Region  -Asia   +Europe" in reader.text


async def test_the_open_strip_shows_what_another_did(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r")
        await shows(reader, lambda: "u USA" in reader.text)
        assert "u USA +" not in reader.text
        change(tmp_path, "bridge", lambda other, keys: other.edit.toggle(USA, keys))
        await shows(reader, lambda: "u USA +" in reader.text)


async def test_an_article_that_another_saw_go_leaves_the_list_with_its_next_change(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j")
        (tmp_path / "articles/bridge.txt").unlink()

        def look(other: Library, keys: list[str]) -> None:
            other.refresh()
            other.edit.toggle(EUROPE, other.keys(other.search("salt").ids))

        change(tmp_path, "salt", look)
        await shows(reader, lambda: reader.titles == ["Ferry", "Salt"])
        assert "Ferry" in reader.chosen


async def test_reading_on_passes_an_article_that_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as reader:
        (tmp_path / "articles/ferry.txt").unlink()
        with closing(open_library(tmp_path)) as other:
            other.refresh()
        reader.screen.rows.forget()
        await reader.press("space")
        assert "has gone" in reader.chosen
        await reader.press("r", "e", "s", "m", "space")
        assert "Salt" in reader.chosen
        assert "There is no article" not in reader.text


async def test_a_missing_article_leaves_with_the_last_that_was_done_to_it(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "u")
        (tmp_path / "articles/bridge.txt").unlink()
        await reader.press("R", "slash", *"is:missing", "enter")
        assert reader.titles == ["bridge.txt"]
        await reader.press("r", "minus")
        assert reader.titles == []
        await reader.press("u")
        await reader.press("slash", "enter")
        assert reader.titles == ["bridge.txt"]


async def test_a_change_by_another_is_no_error_in_a_search_that_is_typed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"region:eur")
        assert reader.titles == ["Ferry"]
        change(tmp_path, "salt", lambda other, keys: other.edit.toggle(EUROPE, keys))
        await shows(reader, lambda: reader.titles == ["Ferry", "Salt"])
        await reader.press("escape", "slash", *"(sal")
        assert reader.titles == ["Salt"]
        change(tmp_path, "salt", lambda other, keys: other.edit.toggle(USA, keys))
        await shows(reader, lambda: "+USA on 1 article" in reader.status)
        assert reader.titles == ["Salt"]


async def test_what_is_read_stays_in_its_place_when_the_tags_take_more_lines(
    tmp_path: Path,
) -> None:
    def write(folder: Path) -> None:
        body = "\n\n".join(f"Paragraph {number}." for number in range(100))
        write_article(folder, "long.txt", title="Long", body=body)

    def give_many(other: Library, keys: list[str]) -> None:
        names = [f"A region with a long name {number}" for number in range(6)]
        other.edit.change([TagChange(Tag(Facet.REGION, name)) for name in names], keys)

    async with reading(tmp_path, write=write) as reader:
        await reader.press("enter", *"jjjjjjjjjjjjjjjjjjjj")
        first = [line.split("│")[1] for line in reader.lines[1:9]]
        assert "Paragraph" in first[0] + first[1]
        change(tmp_path, "", give_many)
        await shows(reader, lambda: reader.screen.article_view.top > 20)
        assert [line.split("│")[1] for line in reader.lines[1:9]] == first


async def test_what_another_changed_again_is_left_and_capital_u_takes_back_the_rest(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"salt OR ferry", "enter")
        change(tmp_path, "salt OR ferry", lambda other, keys: other.edit.toggle(ASIA, keys))
        with closing(open_library(tmp_path)) as library:
            salt = library.keys(library.search("salt").ids)
            path = library.tag_file
        Database(path, user="bob").edit("-Asia", salt, lambda _, one: one.without_tag(ASIA, ()))
        await shows(reader, lambda: "bob: -Asia" in reader.status)
        await reader.press("u")
        told = " ".join(reader.text.split())
        assert "salt.txt has been changed again since “+Asia”, by bob. U passes over that." in told
        await reader.press("U")
        assert "undo of +Asia on Ferry" in reader.status or "undo of +Asia" in reader.status
        assert "+Asia" not in reader.text.replace("undo of +Asia", "")
        await reader.press("U")
        assert "You have nothing to take back." in reader.status


# A reader that cannot save


async def test_a_change_that_waits_is_said_to_be_on_its_way(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "e")
        lock = FileLock(tmp_path / "articles/.grtui/tags.json.lock")
        lock.acquire()
        reader.pilot.app.post_message(events.Key("s", "s"))
        await until(lambda: "saving …" in reader.status, reader)
        assert "★" not in reader.chosen
        lock.release()
        await shows(reader, lambda: "starred" in reader.status)
        assert "★" in reader.chosen


async def test_a_message_that_nothing_is_saved_goes_with_the_banner(tmp_path: Path) -> None:
    tag_file = tmp_path / "articles" / ".grtui" / "tags.json"
    async with reading(tmp_path) as reader:
        await reader.press("r", "e")
        away = tag_file.rename(tag_file.with_name("away"))
        await shows(reader, lambda: "NOTHING CAN BE SAVED" in reader.text)
        assert "is gone. There is no copy" in " ".join(reader.text.split())
        assert "+Europe" in reader.text
        await reader.press("t", "h", "R")
        assert "+Europe" in reader.text
        assert not tag_file.exists()
        await reader.press("t", "h")
        assert "NOT saved, see above." in reader.status
        away.rename(tag_file)
        await shows(reader, lambda: "NOTHING CAN BE SAVED" not in reader.text)
        assert "NOT saved" not in reader.status


async def test_a_damaged_tag_file_is_told_in_a_banner_until_it_is_mended(tmp_path: Path) -> None:
    tag_file = tmp_path / "articles" / ".grtui" / "tags.json"
    async with reading(tmp_path) as reader:
        await reader.press("s", "r", "e")
        good = tag_file.read_bytes()
        tag_file.write_bytes(good[:100])
        await shows(reader, lambda: "NOTHING CAN BE SAVED" in reader.text)
        assert "is not JSON" in reader.text.replace("\n", " ")
        assert "Europe" in reader.text
        await reader.press("t", "h")
        assert "NOT saved, see above." in reader.status
        assert "+History" not in reader.text
        assert tag_file.read_bytes() == good[:100]
        tag_file.write_bytes(good)
        await shows(reader, lambda: "NOTHING CAN BE SAVED" not in reader.text)
        await reader.press("t", "h")
        assert "+History" in reader.text


async def test_a_tag_file_of_a_newer_grtui_opens_read_only(tmp_path: Path) -> None:
    tag_file = tmp_path / "articles" / ".grtui" / "tags.json"
    tag_file.parent.mkdir(parents=True)
    tag_file.write_text('{"grtui":{"1":{"format":99}}}')
    async with reading(tmp_path) as reader:
        await shows(reader, lambda: "NOTHING CAN BE SAVED" in reader.text)
        assert "newer grtui" in reader.text
        assert reader.titles == ["Bridge", "Ferry", "Salt"]
        await reader.press("r", "e")
        assert "newer grtui" in reader.text
        assert "+Europe" not in reader.text


async def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        (tmp_path / "articles").rename(tmp_path / "moved")
        await shows(reader, lambda: "NOTHING CAN BE SAVED" in reader.text)
        assert "is gone:" in " ".join(reader.text.split())


@pytest.mark.parametrize("shut", [".", ".grtui"])
async def test_a_folder_that_is_shut_meanwhile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shut: str
) -> None:
    """Whoever may not enter a folder gets an error for all that is in it; root may always."""
    folder = tmp_path / "articles" / shut

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def call(path: object, *arguments: object, **options: object) -> object:
            if isinstance(path, str | Path) and folder in Path(path).parents:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, *arguments, **options)

        return call

    async with reading(tmp_path) as reader:
        await reader.press("s")
        with monkeypatch.context() as patched:
            for name in ("stat", "lstat", "open"):
                patched.setattr(os, name, refusing(getattr(os, name)))
            await shows(reader, lambda: "NOTHING CAN BE SAVED" in reader.text)
            assert "Permission denied" in " ".join(reader.text.split())
        await shows(reader, lambda: "NOTHING CAN BE SAVED" not in reader.text)


async def test_the_banner_says_what_to_do_on_a_small_screen(tmp_path: Path) -> None:
    place = tmp_path / ("a folder with a long name " * 2)
    tag_file = place / "articles" / ".grtui" / "tags.json"
    place.mkdir()
    async with reading(place, size=(80, 24)) as reader:
        await reader.press("s", "s")
        tag_file.write_text("")
        await shows(reader, lambda: "NOTHING CAN BE SAVED" in reader.text)
        assert reader.lines[1].startswith(" NOTHING CAN BE SAVED  The tag file cannot be used: it")
        told = "".join(line.replace(" ", "") for line in reader.lines[:6])
        command = f"`grtui restore --backup --tags '{tag_file}'`"
        assert command.replace(" ", "") in told
        assert "Bridge" in reader.text
        assert "help" in reader.status


def test_a_change_by_another_user_is_seen_without_reading_what_is_known(tmp_path: Path) -> None:
    write_article(tmp_path / "articles", "a.txt")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        library.search()
        assert not library.news().changed
        Database(library.tag_file, user="ann").edit(
            "+", library.keys(library.search().ids), lambda _, one: one.with_tag(EUROPE, ())
        )
        assert library.news().changed
        assert not library.news().changed
