"""The mirror of the tag file follows the file, whoever writes it and wherever its link leads."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import mirror
from store.answers import News
from store.database import Database
from store.errors import TagFileError
from store.following import Follower
from store.index import Index
from store.record import Record
from store.tags import Facet, Tag

EUROPE = Tag(Facet.REGION, "Europe")
A = "a" * 20


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path / "index.sqlite3")
    yield index
    index.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tags.json"


def give(path: Path, name: str, letter: str = "") -> None:
    """Give an article a tag, and the tag a letter."""
    tag = Tag(Facet.REGION, name)
    letters = {Facet.REGION: {name.lower(): letter}} if letter else {}
    Database(path).edit(
        f"+{name}", [A], lambda _, record: record.with_tag(tag, ()), letters=letters
    )


def write(path: Path, letters: dict[str, str]) -> None:
    """Replace a tag file by one of another history."""
    tables = {"grtui": {"1": {"format": 1}}, "letters": {"region": letters}}
    path.write_text(json.dumps(tables))


def added(index: Index) -> tuple[str, ...]:
    return (index.record(A) or Record()).added_regions


def test_where_there_is_no_tag_file_there_is_nothing_to_follow(path: Path, index: Index) -> None:
    Follower(path, index).follow()
    assert index.mirrored_stamp() == ""


def test_what_another_saves_is_in_the_mirror(path: Path, index: Index) -> None:
    follower = Follower(path, index)
    for name in ("Europe", "Asia"):
        give(path, name)
        follower.follow()
    assert added(index) == ("Europe", "Asia")


@pytest.mark.parametrize("is_new", [True, False], ids=["new session", "same session"])
def test_a_letter_that_left_the_file_leaves_the_mirror(
    path: Path, index: Index, is_new: bool
) -> None:
    follower = Follower(path, index)
    write(path, {"zebra": "z", "asia": "a", "mars": "m"})
    follower.follow()
    write(path, {"zulu": "z", "asia": "s", "mars": "m"})
    (Follower(path, index) if is_new else follower).follow()
    assert index.letters()[Facet.REGION] == {"zulu": "z", "asia": "s", "mars": "m"}


def test_equal_letters_are_not_written_again(
    path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(path, index)
    give(path, "Europe", "e")
    follower.follow()
    with index._cache.writing() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER told BEFORE INSERT ON main.letter"
            " BEGIN SELECT RAISE(ABORT, 'written'); END"
        )
    give(path, "Asia")
    follower.follow()
    Follower(path, index).follow()
    assert added(index) == ("Europe", "Asia")


def test_a_name_with_a_line_end_can_be_shown_and_changed(path: Path, index: Index) -> None:
    follower = Follower(path, index)
    give(path, "Europe")
    path.write_text(path.read_text().replace("Europe", "Eu\\nrope"))
    follower.follow()
    assert added(index) == ("Eu rope",)
    give(path, "Asia")
    follower.follow()
    assert added(index) == ("Eu rope", "Asia")


def test_a_link_to_another_file_is_followed_for_reading_and_saving(
    path: Path, index: Index, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    give(first, "Europe")
    give(second, "Asia")
    path.symlink_to(first)
    follower = Follower(path, index)
    follower.follow()
    assert added(index) == ("Europe",)
    path.unlink()
    path.symlink_to(second)
    follower.follow()
    assert added(index) == ("Asia",)
    before = first.read_bytes()
    follower.database().edit("read", [A], lambda _, record: record.with_tag(EUROPE, ()))
    follower.follow()
    assert added(index) == ("Asia", "Europe")
    assert first.read_bytes() == before
    assert Database(second).records()[A].added_regions == ("Asia", "Europe")


def test_a_save_right_after_the_link_changed_goes_to_the_new_file(
    path: Path, index: Index, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    path.symlink_to(first)
    follower = Follower(path, index)
    follower.database()
    path.unlink()
    path.symlink_to(second)
    follower.database().edit("+", [A], lambda _, record: record.with_tag(EUROPE, ()))
    assert (first.exists(), second.exists()) == (False, True)


@pytest.mark.parametrize("is_mirrored_before", [True, False])
def test_a_file_that_goes_is_a_loss_and_the_mirror_keeps_it(
    path: Path, index: Index, is_mirrored_before: bool
) -> None:
    """The disk that it was on may be away, and a save would make a second file."""
    give(path, "Europe")
    if is_mirrored_before:
        Follower(path, index).follow()
    follower = Follower(path, index)
    follower.follow()
    away = path.rename(path.with_name("away"))
    assert "is gone. There is no copy beside it." in follower.news().obstacle
    assert follower.trouble()
    assert added(index) == ("Europe",)
    with pytest.raises(TagFileError, match="is gone"):
        follower.database().edit("x", [A], lambda _, record: record.with_tag(EUROPE, ()))
    away.rename(path)
    assert follower.news() == News(changed=False, obstacle="")


def labels(follower: Follower) -> list[str]:
    return [step.label for step in follower.news().steps]


def test_news_names_what_others_did_and_nothing_else(path: Path, index: Index) -> None:
    follower = Follower(path, index)
    give(path, "Europe")
    follower.follow()
    ann = Database(path, user="ann")
    ann.move({A: "b" * 20}, {"b" * 20: "moved.txt"})
    assert labels(follower) == ["+Europe"]  # done in the second in which this process began
    for name in ("Asia", "Africa"):
        tag = Tag(Facet.REGION, name)
        ann.edit(f"+{name}", [A], lambda _, one, tag=tag: one.with_tag(tag, ()))  # type: ignore[misc]
    assert labels(follower) == ["+Africa", "+Asia"]
    ann.undo()
    assert labels(follower) == ["undo of +Africa"]
    ann.redo()
    assert labels(follower) == ["redo of +Africa"]
    ann.undo()
    ann.edit("+USA", [A], lambda _, one: one.with_tag(Tag(Facet.REGION, "USA"), ()))
    assert labels(follower) == ["+USA", "undo of +Africa"]
    ann.move({"b" * 20: A}, {A: "back.txt"})
    assert labels(follower) == []


def test_a_file_that_was_replaced_by_an_older_one_has_no_redo(path: Path, index: Index) -> None:
    follower = Follower(path, index)
    give(path, "Europe")
    old = path.read_bytes()
    ann = Database(path, user="ann", now=lambda: datetime(2026, 5, 1, tzinfo=UTC))
    ann.edit("+Asia", [A], lambda _, one: replace(one, is_starred=True))
    ann.undo()
    follower.news()
    path.write_bytes(old)
    give(path, "Africa")
    assert labels(follower) == ["+Africa"]


def test_what_others_did_just_before_an_own_save_is_told(path: Path, index: Index) -> None:
    follower = Follower(path, index)
    give(path, "Europe")
    follower.follow()
    give(path, "Asia")
    assert labels(follower) == ["+Asia", "+Europe"]
    give(path, "Africa")
    saved = follower.database().edit("+", [A], lambda _, one: one.with_tag(EUROPE, ("x",)))
    saved = follower.database().edit("read", [A], lambda _, one: replace(one, is_read=True))
    follower.follow()
    follower.note(saved, is_mirrored=True)
    assert labels(follower) == ["+Africa"]


def test_a_full_history_that_loses_steps_meanwhile_is_no_trouble(
    path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.pending.KEPT_CHANGES", 3)
    follower = Follower(path, index)
    for number in range(5):
        give(path, f"Region {number}")
        assert labels(follower)[0] == f"+Region {number}"


def test_a_damaged_file_is_not_read_at_each_search(
    path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(path, "Europe")
    follower = Follower(path, index)
    follower.follow()
    path.write_text("{")
    monkeypatch.setattr("store.following._TRY_AGAIN_SECONDS", 3600)
    assert "is not JSON" in follower.trouble()[0]
    monkeypatch.setattr(Database, "records", lambda _: pytest.fail("it was read again"))
    assert "is not JSON" in follower.trouble()[0]
    assert "is not JSON" in follower.news().obstacle


def test_a_file_is_opened_once(path: Path, index: Index) -> None:
    follower = Follower(path, index)
    assert follower.database() is follower.database()


def test_a_file_that_cannot_be_looked_at_is_not_taken_for_none(path: Path, index: Index) -> None:
    path.symlink_to(path)
    follower = Follower(path, index)
    with pytest.raises(TagFileError, match="cannot be read"):
        follower.follow()
    assert follower.trouble()


@pytest.mark.parametrize("text", ["=Eu\nrope", "=USA\n", "?"])
def test_a_mirror_that_holds_no_packed_tags_is_damage_that_can_be_mended(text: str) -> None:
    with pytest.raises(ValueError, match="no packed tags"):
        mirror.unpacked(text)
