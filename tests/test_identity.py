"""Which article the reader's tags go to when files change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.identity import copies, moves, undecided

A, B, C = b"a.txt", b"b.txt", b"c.txt"


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        pytest.param({}, {}, {}, id="an empty library"),
        pytest.param({A: "k"}, {A: "k"}, {}, id="nothing changed"),
        pytest.param({A: "k"}, {A: "n"}, {"k": "n"}, id="edited"),
        pytest.param({A: "k"}, {}, {}, id="deleted"),
        pytest.param({A: "k"}, {B: "k"}, {}, id="renamed"),
        pytest.param({A: "k"}, {B: "k", A: "n"}, {}, id="renamed, and another in its place"),
        pytest.param({A: "k", B: "l"}, {A: "l", B: "k"}, {}, id="swapped"),
        pytest.param({A: "k", B: "l"}, {B: "k"}, {}, id="renamed onto another"),
        pytest.param({A: "k", B: "l"}, {B: "k", A: "n"}, {}, id="rotated"),
        pytest.param({A: "k", B: "l"}, {B: "n"}, {"l": "n"}, id="edited and renamed onto another"),
        pytest.param({A: "k", B: "l"}, {A: "k", B: "k"}, {}, id="copied over another"),
        pytest.param({A: "k", B: "k"}, {A: "n", B: "k"}, {}, id="one of two copies edited"),
        pytest.param({A: "k", B: "k"}, {A: "n", B: "m"}, {"k": "n"}, id="both copies edited"),
    ],
)
def test_a_record_moves_only_from_bytes_that_are_gone_to_bytes_that_are_new(
    before: dict[bytes, str], now: dict[bytes, str], moved: dict[str, str]
) -> None:
    assert moves(before, now, unseen=[]) == moved


@pytest.mark.parametrize(
    ("before", "now", "copied"),
    [
        pytest.param({A: "k"}, {A: "n"}, [], id="edited"),
        pytest.param({A: "k", B: "k"}, {A: "n", B: "k"}, [], id="one of two copies edited"),
        pytest.param({A: "k", B: "k"}, {A: "n", B: "n"}, [], id="both copies edited alike"),
        pytest.param({A: "k", B: "k"}, {A: "n", B: "m"}, [("k", "m")], id="edited apart"),
        pytest.param({A: "k", B: "k", C: "l"}, {A: "n", B: "l"}, [], id="one is another article"),
        pytest.param(
            {A: "k", B: "k", C: "l"},
            {A: "n", B: "m", C: "m"},
            [("k", "m")],
            id="one is what another became too",
        ),
    ],
)
def test_the_record_of_copies_that_were_edited_apart_is_on_each(
    before: dict[bytes, str], now: dict[bytes, str], copied: list[tuple[str, str]]
) -> None:
    assert copies(before, now, unseen=[]) == copied
    assert copies(before, now, unseen=[b"d.txt"]) == []


def test_nothing_moves_while_anything_is_unseen() -> None:
    assert moves({A: "k"}, {A: "n"}, unseen=[B]) == {}


def test_what_waits_is_what_a_later_look_needs_to_decide() -> None:
    assert undecided({A: "k", B: "l"}, {A: "n", B: "m"}, recorded={"k"}) == {A}
    assert undecided({A: "k", B: "l"}, {A: "l"}, recorded={"k"}) == {A, B}


PATHS = st.sampled_from([bytes([letter]) for letter in b"abcde"])
KEYS = st.sampled_from("klmnop")
FILES = st.dictionaries(PATHS, KEYS)
Files = dict[bytes, str]


def after(tags: dict[str, set[str]], before: Files, now: Files) -> dict[str, set[str]]:
    """The tags of each key once records have moved; one that meets another is joined with it."""
    moved = moves(before, now, unseen=[])
    left = {key: names for key, names in tags.items() if key not in moved}
    for old, new in [*moved.items(), *copies(before, now, unseen=[])]:
        left[new] = left.get(new, set()) | tags[old]
    return left


@given(before=FILES, now=FILES)
def test_bytes_that_are_still_there_keep_exactly_their_own_tags(
    before: dict[bytes, str], now: dict[bytes, str]
) -> None:
    tags = {key: {f"tag of {key}"} for key in before.values()}
    left = after(tags, before, now)
    for key in {*before.values()} & {*now.values()}:
        assert left[key] == tags[key]


@given(before=FILES, now=FILES)
def test_the_tags_of_a_file_that_was_edited_in_place_are_on_its_new_bytes(
    before: dict[bytes, str], now: dict[bytes, str]
) -> None:
    tags = {key: {f"tag of {key}"} for key in before.values()}
    left = after(tags, before, now)
    for key in {*before.values()} - {*now.values()}:
        new = {now[path] for path in before.keys() & now.keys() if before[path] == key}
        new -= {*before.values()}
        assert {to for to, names in left.items() if tags[key] <= names} == (new or {key})


@settings(max_examples=1000, deadline=None)
@given(before=FILES, now=FILES, recorded=st.sets(KEYS))
def test_a_look_that_could_not_decide_leaves_the_next_one_the_same_choice(
    before: dict[bytes, str], now: dict[bytes, str], recorded: set[str]
) -> None:
    waiting = undecided(before, now, recorded)
    # New files were taken in before; what is not in `now` is forgotten.
    new = now.keys() - before.keys()
    halfway = {path: key for path, key in now.items() if path not in waiting | new}
    halfway |= {path: before[path] for path in waiting}

    def decided(known: dict[bytes, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
        found, apart = moves(known, now, unseen=[]), copies(known, now, unseen=[])
        moved = {old: to for old, to in found.items() if old in recorded}
        return moved, [(old, to) for old, to in apart if old in recorded]

    assert decided(halfway) == decided(before)
