"""What a change did, taken back and made again, as pure functions."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import HistoryError
from store.harmless import harmless
from store.history import (
    Difference,
    apply,
    as_step,
    check,
    did,
    differences,
    inverse,
    with_moved_keys,
    written,
)
from store.record import Record
from store.tags import Facet, Tag

NAMES = st.lists(
    st.sampled_from(["Europe", "europe", "Asia", "USA", "Naher Osten", "中国"]), max_size=5
).map(tuple)
RECORDS = st.builds(
    Record,
    *[NAMES] * 4,
    st.booleans(),
    st.booleans(),
    st.text(max_size=3).map(harmless),
)
EUROPE = Tag(Facet.REGION, "Europe")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@settings(max_examples=400, deadline=None)
@given(before=RECORDS, after=RECORDS)
def test_undo_gives_back_the_very_record_even_the_order_of_its_tags(
    before: Record, after: Record
) -> None:
    done = differences(before, after)
    assert apply(done, before) == after
    assert apply(inverse(done), after) == before
    assert inverse(inverse(done)) == done


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text("0123456789abcdef", min_size=4, max_size=4), RECORDS, min_size=1))
def test_what_is_written_down_says_all(records: dict[str, Record]) -> None:
    changed = {key: differences(Record(), record) for key, record in records.items()}
    document = orjson.loads(orjson.dumps(written(NOON, "ann", "all", changed)))
    assert dict(did(document)) == changed
    assert as_step(document).articles == len(records)


@settings(max_examples=100, deadline=None)
@given(st.lists(RECORDS, max_size=8))
def test_undo_of_a_bulk_change_is_exact_where_some_had_the_tag(records: list[Record]) -> None:
    for record in records:
        after = record.with_tag(EUROPE, ["Asia"])
        assert apply(inverse(differences(record, after)), after) == record


def test_the_same_record_has_no_differences_whatever_its_path() -> None:
    assert differences(Record(path="a"), Record(path="b")) == ()


def test_one_tag_that_came_is_one_difference() -> None:
    assert differences(Record(), Record().with_tag(EUROPE, ())) == (
        Difference("added.region", None, "Europe"),
    )


def test_a_thousand_articles_with_equal_differences_share_one_entry() -> None:
    records = [Record(), Record(added_regions=("Asia",)), Record(is_read=True)]
    changed = {
        f"{n:020x}": differences(records[n % 3], records[n % 3].with_tag(EUROPE, ()))
        for n in range(1000)
    }
    document = written(NOON, "ann", "+Europe", changed)
    assert [one["did"] for one in document["changes"]] == [[["added.region", None, "Europe"]]]
    assert len(document["changes"][0]["keys"]) == 1000


def test_undo_leaves_what_others_added_meanwhile() -> None:
    done = differences(Record(), Record().with_tag(EUROPE, ()))
    other = Record().with_tag(EUROPE, ()).with_tag(Tag(Facet.REGION, "Asia"), ())
    assert apply(inverse(done), replace(other, is_read=True)) == Record(
        added_regions=("Asia",), is_read=True
    )


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        (Record(), Record(added_regions=("Europe",)), Record()),
        (Record(added_themes=("War",)), Record(), Record(added_themes=("WAR",))),
        (Record(), Record(note="mine"), Record(note="theirs")),
        (Record(), Record(is_read=True), Record()),
        (
            Record(added_regions=("A", "B")),
            Record(added_regions=("B", "A")),
            Record(added_regions=("B", "A", "C")),
        ),
    ],
)
def test_what_was_stepd_again_is_not_taken_back(before: Record, after: Record, now: Record) -> None:
    with pytest.raises(HistoryError):
        apply(inverse(differences(before, after)), now)


def test_a_change_says_the_new_keys_of_moved_articles() -> None:
    done = {key: (Difference("read", False, True),) for key in ("a", "b", "c")}
    document = written(NOON, "ann", "read", done) | {"paths": {"a": "a.txt"}}
    moved = with_moved_keys(document, {"a": "x", "b": "c", "z": "y"})
    assert sorted(dict(did(moved))) == ["c", "x"]
    assert Counter(key for key, _ in did(moved)) == {"c": 1, "x": 1}
    assert moved["paths"] == {"x": "a.txt"}
    kept = with_moved_keys(document | {"kept": ["a", "c"]}, {"a": "x"})
    assert kept["kept"] == ["x", "c"]
    # The differences of c are those that stay, and these were not passed over.
    assert with_moved_keys(document | {"kept": ["a"]}, {"a": "c"})["kept"] == []


def test_the_differences_of_articles_that_become_one_are_joined() -> None:
    star, read = Difference("starred", False, True), Difference("read", False, True)
    europe = Difference("added.region", None, "Europe")
    done = {"a": (read, europe), "b": (read, star), "c": (read,)}
    moved = with_moved_keys(written(NOON, "ann", "x", done), {"a": "z", "b": "z"})
    assert dict(did(moved)) == {"z": (read, europe, star), "c": (read,)}
    assert as_step(moved).articles == 2


def test_two_articles_that_change_places_change_places_in_the_history() -> None:
    done = {"a": (Difference("read", False, True),), "b": (Difference("starred", False, True),)}
    moved = with_moved_keys(written(NOON, "ann", "x", done), {"a": "b", "b": "a"})
    assert dict(did(moved)) == {"b": done["a"], "a": done["b"]}


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"changes": 3},
        {"changes": [{"keys": ["a"], "did": [["unknown", 1, 2]]}]},
        {"changes": [{"keys": ["a"], "did": [[]]}]},
        {"changes": [{"keys": [7], "did": []}]},
        {"changes": [{"keys": "ab", "did": []}]},
        {"changes": [{"keys": ["a"]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", None, 3]]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", None, ["A", 3]]]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", None, "A", "2"]]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", None, "A", 2, 3]]}]},
        {"changes": [{"keys": ["a"], "did": [["read", None, True]]}]},
        {"changes": [{"keys": ["a"], "did": [["note", "", None]]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", "B", "A"]]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", None, None]]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", ["B"], "A"]]}]},
        {"changes": [{"keys": ["a"], "did": [["added.region", ["A"], None]]}]},
        {"at": "9999x-01-01"},
        {"at": "0001-01-01T00:00:00"},
        {"at": 3},
        {"kept": "ab"},
        {"kept": [3]},
        {"paths": ["a.txt"]},
        {"paths": {"a": 3}},
        {"vocabulary": None},
        {"vocabulary": [["region", "alias", "Asia", None]]},
        {"vocabulary": [["zoo", "alias", "Asia", None, "Orient"]]},
        {"vocabulary": [["region", "zoo", "Asia", None, "Orient"]]},
        {"vocabulary": [["region", "alias", 5, None, "Orient"]]},
        {"vocabulary": [["region", "letter", "asia", None, True]]},
    ],
)
def test_a_change_that_cannot_be_undone_is_found_before(document: dict[str, object]) -> None:
    good = written(NOON, "ann", "read", {"a": (Difference("read", False, True),)})
    check(good)
    broken = good | document if document else {}
    with pytest.raises(ValueError, match=r"^a change of its history cannot be read$"):
        check(broken)


@settings(max_examples=100, deadline=None)
@given(before=RECORDS, after=RECORDS)
def test_every_change_that_is_written_can_be_undone(before: Record, after: Record) -> None:
    document = written(NOON, "ann", "all", {"a": differences(before, after)})
    check(orjson.loads(orjson.dumps(document | {"kept": ["a"], "paths": {"a": "a.txt"}})))


def test_a_name_that_is_written_down_is_read_as_one_line() -> None:
    changes = [
        {
            "keys": ["a"],
            "did": [
                ["added.region", None, "Eu\nrope"],
                ["added.theme", ["a\rb", ""], ["c"]],
                ["added.region", None, "\n"],
                ["note", "", "two\nlines"],
            ],
        }
    ]
    document = {"at": NOON.isoformat(), "user": "a\nb", "label": "+Eu\nrope", "changes": changes}
    assert dict(did(document))["a"] == (
        Difference("added.region", None, "Eu rope"),
        Difference("added.theme", ("a b",), ("c",)),
        Difference("note", "", "two\nlines"),
    )
    change = as_step(document)
    assert (change.user, change.label) == ("a b", "+Eu rope")
