"""Where one was in the results of searches."""

import os
from pathlib import Path

from store.places import KEPT, Places


def test_each_query_has_a_place_of_its_own(tmp_path: Path) -> None:
    places = Places(tmp_path / "state/sprints")
    places.put("is:untagged", "a" * 20)
    places.put("", "b" * 20)
    places.put("is:untagged", "c" * 20)
    assert Places(tmp_path / "state/sprints").of("is:untagged") == "c" * 20
    assert places.of(" ") == "b" * 20
    assert places.of("ferry") is None


def test_who_has_come_to_the_end_begins_anew(tmp_path: Path) -> None:
    places = Places(tmp_path / "sprints")
    places.put("ferry", "a" * 20)
    places.put("ferry", None)
    assert places.of("ferry") is None


def test_a_place_that_cannot_be_remembered_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    places = Places(tmp_path / "file/sprints")
    places.put("ferry", "a" * 20)
    assert places.of("ferry") is None


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sprints")
    places = Places(tmp_path / "sprints")
    assert places.of("ferry") is None
    places.put("ferry", "a" * 20)
    assert places.of("ferry") == "a" * 20


def test_a_place_stays_however_far_one_goes_in_other_results(tmp_path: Path) -> None:
    places = Places(tmp_path / "sprints")
    places.put("rare", "a" * 20)
    for number in range(600):
        places.put("", f"{number:020x}")
    assert places.of("rare") == "a" * 20
    for number in range(KEPT):
        places.put(f"query {number}", "b" * 20)
    assert places.of("rare") is None
