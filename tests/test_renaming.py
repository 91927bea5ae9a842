"""The vocabulary changed: tags renamed, merged, lettered and removed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.database import Database
from store.dump import read
from store.errors import GrtuiError, HistoryError
from store.library import Library
from store.opening import open_file
from store.plans import TagChange
from store.tags import Facet, GivenTag, Origin, Tag
from store.vocabulary import Hint
from tui import wording

MIDEAST, MIDDLE_EAST = Tag(Facet.REGION, "Mid-East"), Tag(Facet.REGION, "Middle East")
ASIA, CANADA = Tag(Facet.REGION, "Asia"), Tag(Facet.REGION, "Canada")
EUROPE = Tag(Facet.REGION, "Europe")
ARTICLES = {"dune": "Mid-East", "oasis": "Middle East, Asia", "fjord": "Europe", "void": ""}


def text(title: str, regions: str) -> str:
    return f"{title}\n\nBy [Ann Paris](#)\n\nRegion: {regions}\n\nTheme: History\n\nIt blew.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    for title, regions in ARTICLES.items():
        (folder / f"{title}.txt").write_text(text(title, regions))
    return folder


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    library = opened(folder, tmp_path / "cache")
    yield library
    library.close()


def opened(folder: Path, cache: Path) -> Library:
    library = Library.open(folder, cache=cache)
    library.refresh()
    return library


def titles(library: Library, query: str = "") -> set[str]:
    return {row.title for row in library.rows(library.search(query).ids)}


def keys(library: Library, *names: str) -> list[str]:
    return library.keys(library.search(f"title:{','.join(names)}").ids)


def regions(library: Library, title: str) -> list[str]:
    (row,) = library.rows(library.search(f"title:{title}").ids)
    return [tag.name for tag in row.regions if tag.counts]


def hints(library: Library, *, with_unused: bool = False) -> dict[str, Hint]:
    found = library.vocabulary(Facet.REGION, with_unused=with_unused)
    return {hint.name: hint for hint in found}


def give(library: Library, tag: Tag, *names: str) -> None:
    library.edit.change([TagChange(tag)], keys(library, *names))


def take(library: Library, tag: Tag, *names: str) -> None:
    library.edit.change([TagChange(tag, gives=False)], keys(library, *names))


def state(library: Library) -> object:
    """All that the vocabulary and the list show."""
    rows = library.rows(library.search("is:read OR is:unread OR is:missing").ids)
    shown = {row.key: (row.regions, row.themes) for row in rows}
    return shown, hints(library, with_unused=True), library.tag_counts()


def tables(library: Library) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(library.tag_file.read_text())
    return found


# Renaming


def test_a_renamed_tag_keeps_its_articles_and_its_letter(library: Library) -> None:
    letter = hints(library)["Mid-East"].letter
    done = library.edit.rename(MIDEAST, "Levant")
    assert (done.label, done.keys, done.unseen) == ("region Mid-East renamed to Levant", (), "")
    assert regions(library, "dune") == ["Levant"]
    assert hints(library)["Levant"] == Hint(letter, "Levant", 1, ("Mid-East",))
    assert "Mid-East" not in hints(library, with_unused=True)


def test_renaming_touches_no_record_and_no_article(library: Library, folder: Path) -> None:
    give(library, MIDEAST, "void")
    before = {path: path.read_bytes() for path in folder.glob("*.txt")}
    records = tables(library)["articles"]
    library.edit.rename(MIDEAST, "Levant")
    assert tables(library)["articles"] == records
    assert tables(library)["vocabulary"] == {"region": {"aliases": {"Mid-East": "Levant"}}}
    assert {path: path.read_bytes() for path in folder.glob("*.txt")} == before
    assert regions(library, "void") == ["Levant"]


def test_renaming_is_one_step_that_is_undone_and_made_again(library: Library) -> None:
    give(library, MIDEAST, "void")
    before = state(library)
    library.edit.rename(MIDEAST, "Levant")
    after = state(library)
    undone = library.edit.undo()
    assert undone
    assert (undone.label, undone.of_vocabulary) == (
        "undo of region Mid-East renamed to Levant",
        True,
    )
    assert state(library) == before
    assert "vocabulary" not in tables(library) or tables(library)["vocabulary"] == {}
    assert library.edit.redo()
    assert state(library) == after


def test_a_rename_is_undone_by_another_process_after_a_restart(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    before = state(library)
    library.edit.rename(MIDEAST, "Levant")
    other = opened(folder, tmp_path / "other")
    assert regions(other, "dune") == ["Levant"]
    assert other.edit.undo()
    assert state(library) == state(other) == before
    other.close()


def test_a_tag_is_respelled(library: Library) -> None:
    letter = hints(library)["Mid-East"].letter
    library.edit.rename(MIDEAST, "MID-EAST")
    assert regions(library, "dune") == ["MID-EAST"]
    assert hints(library)["MID-EAST"] == Hint(letter, "MID-EAST", 1)
    library.edit.undo()
    assert regions(library, "dune") == ["Mid-East"]
    assert library.tag_counts()[MIDEAST] == 1


def test_a_label_of_the_publisher_is_renamed_with_its_letter(library: Library) -> None:
    library.edit.rename(EUROPE, "Occident")
    assert regions(library, "fjord") == ["Occident"]
    assert hints(library)["Occident"] == Hint("e", "Occident", 1, ("Europe",))
    library.edit.rename(CANADA, "The North")
    assert hints(library)["The North"] == Hint("c", "The North", 0, ("Canada",))


def test_a_tag_is_renamed_back(library: Library) -> None:
    before = hints(library)["Mid-East"]
    library.edit.rename(MIDEAST, "Levant")
    done = library.edit.rename(Tag(Facet.REGION, "Levant"), "mid-east")
    assert done.label == "region Levant renamed to mid-east"
    assert regions(library, "dune") == ["mid-east"]
    library.edit.rename(MIDEAST, "Mid-East")
    assert hints(library)["Mid-East"] == Hint(before.letter, "Mid-East", 1, ("Levant",))


@pytest.mark.parametrize(
    ("tag", "name", "message"),
    [
        (MIDEAST, "", "A tag needs a name."),
        (MIDEAST, " \n", "A tag needs a name."),
        (MIDEAST, "Mid-East", "The region Mid-East is called so already."),
        (Tag(Facet.REGION, "Mars"), "Venus", "There is no region Mars."),
    ],
)
def test_what_cannot_be_renamed_is_told(
    library: Library, tag: Tag, name: str, message: str
) -> None:
    with pytest.raises(GrtuiError, match=f"^{re.escape(message)}$"):
        library.edit.rename(tag, name)
    assert not library.tag_file.exists()


# Merging


def test_a_merged_tag_is_one_with_the_other(library: Library) -> None:
    letters = {name: hint.letter for name, hint in hints(library).items()}
    done = library.edit.rename(MIDEAST, "middle-east")
    assert done.label == "region Mid-East renamed to middle-east"  # a hyphen is no blank
    library.edit.undo()
    done = library.edit.rename(MIDEAST, "middle  EAST")
    assert done.label == "region Mid-East merged into Middle East"
    assert regions(library, "dune") == ["Middle East"]
    hint = hints(library)["Middle East"]
    assert hint.letters == (letters["Middle East"], letters["Mid-East"])
    assert (hint.count, hint.aliases) == (2, ("Mid-East",))


def test_an_article_with_both_tags_bears_the_merged_one_once(library: Library) -> None:
    give(library, MIDDLE_EAST, "dune")
    before = state(library)
    library.edit.rename(MIDEAST, "Middle East")
    (row,) = library.rows(library.search("title:dune").ids)
    assert row.regions == (GivenTag("Middle East", Origin.SOURCE),)
    assert library.tag_counts()[MIDDLE_EAST] == 2
    library.edit.undo()
    assert state(library) == before


def test_a_chain_of_merges_is_undone_step_by_step(library: Library) -> None:
    states = [state(library)]
    for old, new in [("Mid-East", "Middle East"), ("Middle East", "Asia"), ("Asia", "Orient")]:
        library.edit.rename(Tag(Facet.REGION, old), new)
        states.append(state(library))
    assert regions(library, "dune") == regions(library, "oasis") == ["Orient"]
    while states.pop() == state(library) and library.edit.undo():
        pass
    assert not states


def test_a_tag_step_from_before_a_rename_is_undone_after_it(library: Library, folder: Path) -> None:
    give(library, MIDEAST, "void", "dune")
    ben = Database(library.tag_file, user="ben")
    assert ben.undo() is None
    library.edit.rename(MIDEAST, "Levant")
    give(library, Tag(Facet.REGION, "mid-east"), "fjord")
    take(library, MIDEAST, "dune")
    assert regions(library, "dune") == []
    for _ in range(4):
        assert library.edit.undo()
    assert [regions(library, title) for title in ARTICLES] == [
        ["Mid-East"],
        ["Middle East", "Asia"],
        ["Europe"],
        [],
    ]


# Searching and typing


@pytest.mark.parametrize(
    "query",
    ["region:mid-east", "region:MID_EAST", 'region:"Mid-East"', "region:mid-e*", "tag:mid-east"],
)
def test_a_former_name_finds_what_the_present_one_finds(library: Library, query: str) -> None:
    library.edit.rename(MIDEAST, "Levant")
    assert titles(library, query) == titles(library, "region:levant") == {"dune"}
    assert titles(library, f"source.{query}") == {"dune"}
    assert titles(library, f"added.{query}") == set()
    take(library, MIDEAST, "dune")
    assert titles(library, f"removed.{query}") == {"dune"}


def test_a_former_name_that_is_typed_means_the_present_one(library: Library) -> None:
    library.edit.rename(MIDEAST, "Levant")
    levant = Tag(Facet.REGION, "Levant")
    assert library.edit.typed_changes(["+mid-east"]) == [TagChange(levant)]
    assert library.edit.typed_changes(["-region:MID_EAST"]) == [TagChange(levant, gives=False)]
    assert library.edit.meant(Tag(Facet.REGION, "Mid-East")) is None
    assert library.edit.meant(Tag(Facet.REGION, "Mid-Easd")) == "Levant"
    assert library.edit.toggle(MIDEAST, keys(library, "void")).label == "+Levant"
    assert "mid-east" not in tables(library)["letters"]["region"]
    preview = library.edit.preview([TagChange(MIDEAST)], keys(library, "void", "fjord"))
    assert [one.changed for one in preview.changes] == [1]


def test_a_former_name_that_is_misspelled_in_a_search_is_told_by_the_present_one(
    library: Library,
) -> None:
    library.edit.rename(MIDEAST, "Levant")
    assert library.find.explain("region:mid-easd").meant == ("region:Levant",)


def test_an_article_outside_the_index_bears_the_present_names(
    library: Library, folder: Path
) -> None:
    library.edit.rename(MIDEAST, "Levant")
    found = open_file(folder / "dune.txt", library.tag_file)
    assert [tag.name for tag in found.row.regions] == ["Levant"]
    assert found.article.regions == ("Mid-East",)


def test_a_new_file_bears_the_present_names(library: Library, folder: Path) -> None:
    library.edit.rename(MIDEAST, "Levant")
    (folder / "new.txt").write_text(text("new", "Mid-East, Levant"))
    library.refresh()
    assert regions(library, "new") == ["Levant"]


def test_an_article_whose_file_is_gone_bears_the_present_names(
    library: Library, folder: Path
) -> None:
    give(library, MIDEAST, "void")
    (folder / "void.txt").unlink()
    library.refresh()
    library.edit.rename(MIDEAST, "Levant")
    (row,) = library.rows(library.search("is:missing").ids)
    assert [tag.name for tag in row.regions] == ["Levant"]
    assert len(library.search("is:missing region:mid-east").ids) == 1


# Letters


def test_a_tag_gets_another_letter(library: Library) -> None:
    before = {name: hint.letter for name, hint in hints(library).items()}
    done = library.edit.set_letter(EUROPE, "y")
    assert (done.label, done.of_vocabulary) == ("letter y for region Europe", True)
    after = {name: hint.letter for name, hint in hints(library).items()}
    assert after == before | {"Europe": "y"}
    library.edit.undo()
    assert {name: hint.letter for name, hint in hints(library).items()} == before


def test_a_tag_swaps_its_letter_with_the_one_that_has_it(library: Library) -> None:
    before = {name: hint.letter for name, hint in hints(library).items()}
    library.edit.set_letter(EUROPE, "a")
    after = {name: hint.letter for name, hint in hints(library).items()}
    assert after == before | {"Europe": "a", "Africa": "e"}


def test_the_letter_of_a_merged_tag_can_go_to_another(library: Library) -> None:
    letter = hints(library)["Mid-East"].letter
    library.edit.rename(MIDEAST, "Middle East")
    own = hints(library)["Middle East"].letter
    library.edit.set_letter(EUROPE, letter)
    assert hints(library)["Middle East"].letters == (own,)
    assert hints(library)["Europe"].letters == (letter,)


def test_a_renamed_tag_swaps_the_letter_that_it_has_from_its_former_name(library: Library) -> None:
    letter = hints(library)["Mid-East"].letter
    library.edit.rename(MIDEAST, "Levant")
    library.edit.set_letter(EUROPE, letter)
    assert hints(library)["Europe"].letters == (letter,)
    assert hints(library)["Levant"].letters == ("e",)


def test_a_letter_that_begins_a_code_is_refused(library: Library) -> None:
    library.edit.set_letter(EUROPE, "Xy")
    assert hints(library)["Europe"].letter == "Xy"
    message = "X cannot be the letter of Asia, as Xy gives Europe: choose another, or"
    with pytest.raises(GrtuiError, match=f"^{message} give Europe another one first.$"):
        library.edit.set_letter(ASIA, "X")


@pytest.mark.parametrize(
    ("letter", "message"),
    [
        ("", "Nothing is no letter: a tag has one of a-z and A-Z, or two."),
        ("é", "é is no letter: a tag has one of a-z and A-Z, or two."),
        ("abc", "abc is no letter: a tag has one of a-z and A-Z, or two."),
        ("e", "e is the letter of the region Europe already."),
    ],
)
def test_what_can_be_no_letter_is_told(library: Library, letter: str, message: str) -> None:
    with pytest.raises(GrtuiError, match=f"^{re.escape(message)}$"):
        library.edit.set_letter(EUROPE, letter)


# Removing


def test_a_label_that_nobody_uses_is_removed_and_comes_back(library: Library) -> None:
    before = state(library)
    done = library.edit.remove(CANADA)
    assert done.label == "region Canada removed"
    assert "Canada" not in hints(library, with_unused=True)
    give(library, EUROPE, "void")
    assert "canada" not in tables(library)["letters"]["region"]
    library.edit.undo()
    library.edit.undo()
    assert state(library) == before


def test_a_removed_label_that_is_given_again_is_there_again(library: Library) -> None:
    library.edit.remove(CANADA)
    give(library, CANADA, "void")
    assert hints(library)["Canada"].count == 1
    assert hints(library)["Canada"].letter == "c"


def test_a_removed_label_is_there_again_when_a_tag_is_renamed_to_it(library: Library) -> None:
    library.edit.remove(CANADA)
    library.edit.rename(MIDEAST, "canada")
    take(library, CANADA, "dune")
    assert hints(library)["Canada"].count == 0


def test_a_tag_that_only_holds_a_letter_is_removed(library: Library) -> None:
    give(library, Tag(Facet.REGION, "Mars"), "void")
    library.edit.undo()
    assert "Mars" not in hints(library)
    mars = hints(library, with_unused=True)["Mars"]
    assert (mars.count, len(mars.letter)) == (0, 1)
    library.edit.remove(Tag(Facet.REGION, "mars"))
    assert "Mars" not in hints(library, with_unused=True)


def test_the_former_names_of_a_removed_tag_go_too(library: Library) -> None:
    give(library, Tag(Facet.REGION, "Mars"), "void")
    library.edit.rename(Tag(Facet.REGION, "Mars"), "Red Planet")
    take(library, Tag(Facet.REGION, "Red Planet"), "void")
    assert hints(library, with_unused=True)["Red Planet"].aliases == ("Mars",)
    library.edit.remove(Tag(Facet.REGION, "Red Planet"))
    assert hints(library, with_unused=True).keys() & {"Mars", "Red Planet"} == set()
    assert "vocabulary" not in tables(library) or tables(library)["vocabulary"] == {}


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (EUROPE, "1 article has the region Europe: merge it into another instead."),
        (MIDDLE_EAST, "2 articles have the region Middle East: merge it into another instead."),
        (Tag(Facet.REGION, "Mars"), "There is no region Mars."),
    ],
)
def test_what_cannot_be_removed_is_told(library: Library, tag: Tag, message: str) -> None:
    give(library, MIDDLE_EAST, "void")
    with pytest.raises(GrtuiError, match=f"^{re.escape(message)}$"):
        library.edit.remove(tag)


# The tag file


def test_a_damaged_vocabulary_is_read_as_far_as_it_goes(library: Library) -> None:
    give(library, MIDEAST, "void")
    found = tables(library)
    found["vocabulary"] = {
        "region": {
            "aliases": {"Mid-East": "Orient", "Orient": "Levant", "Asia": "USA", "USA": "Asia"},
            "hidden": ["Canada", 5, None],
            "mood": "good",
        },
        "theme": {"aliases": ["no"], "hidden": "no"},
        "zoo": {},
    }
    found["vocabulary"]["region"]["aliases"]["Europe"] = None
    library.tag_file.write_text(json.dumps(found))
    assert regions(library, "dune") == ["Levant"]
    assert regions(library, "oasis") == ["Middle East", "Asia"]
    assert "Canada" not in hints(library)
    library.edit.rename(Tag(Facet.REGION, "Levant"), "Sands")
    assert tables(library)["vocabulary"]["region"]["mood"] == "good"
    library.edit.undo()
    assert tables(library)["vocabulary"]["region"] == found["vocabulary"]["region"]


def test_another_reader_shows_the_new_name(library: Library, folder: Path) -> None:
    other = Library.open(folder, cache=library.folder.parent / "cache")
    other.refresh()
    other.news()
    library.edit.rename(MIDEAST, "Levant")
    news = other.news()
    assert news.changed
    assert regions(other, "dune") == ["Levant"]
    said = wording.news(news.steps)
    assert said.endswith(": region Mid-East renamed to Levant")
    other.close()


def test_what_was_done_to_the_vocabulary_is_told(library: Library) -> None:
    done = library.edit.rename(MIDEAST, "Levant")
    assert wording.saved(done).endswith("  region Mid-East renamed to Levant")
    assert [step.articles for step in library.history()] == [0]


def test_what_another_has_renamed_since_is_not_undone(library: Library, folder: Path) -> None:
    library.edit.rename(MIDEAST, "Levant")
    ben = Database(library.tag_file, user="ben")
    assert ben.change_vocabulary(lambda here: renamed_by_ben(here)).of_vocabulary
    message = (
        "Nothing was changed: the region Mid-East has been changed again since "
        "“region Mid-East renamed to Levant”, by ben."
    )
    with pytest.raises(HistoryError, match=f"^{re.escape(message)}$"):
        library.edit.undo()
    assert regions(library, "dune") == ["Sands"]
    assert library.edit.undo(rest=True)
    assert regions(library, "dune") == ["Sands"]
    assert library.edit.undo() is None
    assert ben.undo()
    assert regions(library, "dune") == ["Levant"]


def renamed_by_ben(here: Any) -> Any:
    from store.renaming import renaming

    hint = Hint("x", "Levant", 1, ("Mid-East",))
    return renaming(Tag(Facet.REGION, "Levant"), "Sands", [hint])(here)


def test_a_dump_brings_the_names_back(library: Library, folder: Path, tmp_path: Path) -> None:
    library.edit.rename(MIDEAST, "Levant")
    library.edit.remove(CANADA)
    dump = library.dump()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    copy = opened(elsewhere, tmp_path / "copies")
    copy.edit.restore(read(dump, "dump"))
    assert copy.dump() == dump
    copy.close()


def test_restoring_joins_the_names_or_replaces_them(library: Library) -> None:
    library.edit.rename(MIDEAST, "Levant")
    dump = read(library.dump(), "dump")
    library.edit.undo()
    library.edit.rename(ASIA, "Orient")
    before = state(library)
    assert library.edit.restore(dump).is_step
    assert regions(library, "dune") + regions(library, "oasis") == [
        *("Levant", "Middle East", "Orient"),
    ]
    assert library.edit.restoration(dump).changes_nothing
    library.edit.undo()
    assert state(library) == before
    library.edit.restore(dump, replaces=True)
    assert regions(library, "dune") + regions(library, "oasis") == [
        *("Levant", "Middle East", "Asia"),
    ]
    library.edit.undo()
    assert state(library) == before
