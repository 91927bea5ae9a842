"""Searches with names, and those of earlier times."""

import json
from pathlib import Path

import pytest
from reading import open_library, write_three

from store.errors import GrtuiError
from store.library import Library
from store.past_searches import KEPT, PastSearches
from store.saved_searches import SavedSearch, clean_name


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write_three(tmp_path / "articles")
    library = open_library(tmp_path)
    library.refresh()
    return library


def test_a_saved_search_is_in_the_tag_file_and_found_by_its_name(library: Library) -> None:
    saved, before = library.edit.save_search("Ferry news", "ferry region:europe")
    assert (saved, before) == (SavedSearch("Ferry-news", "ferry region:europe", "f"), None)
    assert library.find.saved() == [saved]
    assert len(library.search("@ferry-news").ids) == 1
    tags = json.loads(library.tag_file.read_text(encoding="utf-8"))
    assert tags["searches"] == {"Ferry-news": {"query": "ferry region:europe", "letter": "f"}}


def test_another_reader_sees_it(library: Library, tmp_path: Path) -> None:
    library.edit.save_search("boats", "ferry")
    other = open_library(tmp_path)
    assert len(other.search("@boats").ids) == 1
    other.edit.forget_search("BOATS")
    assert library.search("").ids
    assert library.find.saved() == []


def test_saving_it_again_keeps_its_letter_and_tells_what_it_was(library: Library) -> None:
    library.edit.save_search("boats", "ferry")
    saved, before = library.edit.save_search("Boats", "bridge")
    assert saved == SavedSearch("boats", "bridge", "b")
    assert before == SavedSearch("boats", "ferry", "b")
    assert library.edit.save_search("bays", "bay")[0].letter == "a"


def test_what_is_no_search_or_no_name_is_refused(library: Library) -> None:
    for name, query in (("", "x"), ("@()", "x"), ("boats", "  ")):
        with pytest.raises(GrtuiError):
            library.edit.save_search(name, query)
    assert library.edit.forget_search("boats") is None


def test_a_name_is_what_can_stand_behind_an_at_sign() -> None:
    assert clean_name('@a  (b) "c|d, e"') == "a-b-c-d-e"


def test_what_others_wrote_into_the_table_is_passed_over(library: Library) -> None:
    library.edit.save_search("boats", "ferry")
    text = library.tag_file.read_text(encoding="utf-8")
    wrong = '"a b":{"query":"x"},"c":{"query":3},"d":{"query":"y","letter":7},'
    wrong += '"e":{"query":"z","letter":"\\u001b"},"boats":'
    library.tag_file.write_text(text.replace('"boats":', wrong), encoding="utf-8")
    library.search("")
    found = [(search.name, search.letter) for search in library.find.saved()]
    assert found == [("boats", "b"), ("e", "")]


def test_past_searches_come_back_once_each_the_newest_last(tmp_path: Path) -> None:
    past = PastSearches(tmp_path / "state" / "x.searches")
    assert past.all() == []
    for query in ("war", "peace", " ", "war", "a\nb"):
        past.add(query)
    assert PastSearches(tmp_path / "state" / "x.searches").all() == ["peace", "war", "a b"]


def test_a_line_that_a_full_disk_cut_takes_no_other_with_it(tmp_path: Path) -> None:
    (tmp_path / "x.searches").write_text("war\npea", encoding="utf-8")
    past = PastSearches(tmp_path / "x.searches")
    past.add("ferry")
    assert past.all() == ["war", "pea", "ferry"]


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    past = PastSearches(tmp_path / "x.searches")
    for number in range(KEPT + 10):
        past.add(f"{number} {'x' * 500}")
    assert len(past.all()) <= KEPT
    assert past.all()[-1].startswith(f"{KEPT + 9} ")
    assert (tmp_path / "x.searches").stat().st_size < 1000 * KEPT


def test_where_they_cannot_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    past = PastSearches(tmp_path / "file" / "x.searches")
    past.add("war")
    assert past.all() == []
