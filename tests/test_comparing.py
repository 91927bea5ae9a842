"""The files of a folder beside those of the index."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from store.comparing import Compared, compare
from store.folder import Stamp, Walk

ONE, OTHER = Stamp(1, 1, 1), Stamp(2, 1, 1)
FILES = st.dictionaries(st.binary(min_size=1, max_size=2), st.sampled_from([ONE, OTHER]))


def test_of_two_equal_listings_nothing_is_held() -> None:
    assert compare([], []) == Compared()
    assert compare([(b"a", ONE), (b"b", ONE)], [(b"a", ONE), (b"b", ONE)]) == Compared(2)


@given(FILES, FILES)
def test_what_differs_is_told_by_what_it_is(
    walked: dict[bytes, Stamp], indexed: dict[bytes, Stamp]
) -> None:
    found = compare(sorted(walked.items()), sorted(indexed.items()))
    both = walked.keys() & indexed.keys()
    touched = {path for path in both if walked[path] != indexed[path]}
    missing = indexed.keys() - walked.keys()
    assert found.total == len(walked)
    assert found.new == {path: walked[path].size for path in walked.keys() - both}
    assert found.touched == {path: walked[path].size for path in touched}
    assert found.missing == sorted(missing)
    assert found.sizes == {indexed[path].size for path in touched | missing}


def test_a_walk_has_the_order_of_the_paths(tmp_path: Path) -> None:
    for path in ("a.txt", "a/b.txt", "a/b/c.txt", "a-b/c.txt", "a0.txt", "b.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    paths = [path for path, _ in Walk(os.fsencode(tmp_path)).files()]
    assert len(paths) == 6
    assert paths == sorted(paths)
