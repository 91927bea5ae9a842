"""The patterns of `path:`, by the table in the module."""

import random
import re

import pytest
from growth import grows_linearly
from plain_search import fits

from store import paths
from store.field_values import MOST_WILD


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    re.findall(r"^ {4}(\S.*?) {2,}(\S.*?) {2,}(yes|no)$", paths.__doc__ or "", re.MULTILINE),
)
def test_a_path_fits_as_the_table_says(pattern: str, path: str, fits: str) -> None:
    assert paths.path_fits(path.encode(), pattern) is (fits == "yes")


def test_a_name_that_is_not_utf_8_is_found_as_it_is_shown() -> None:
    assert paths.path_fits(b"caf\xe9.txt", r"caf\xe9")


def test_as_many_stars_as_a_query_takes_are_no_trap() -> None:
    for pattern in ("*a" * (MOST_WILD - 1) + "*b", "**/" + "*a" * (MOST_WILD - 2) + "*b"):
        assert grows_linearly(lambda size, p=pattern: paths.path_fits(b"a" * size, p), 4000)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("**/a/" * MOST_WILD + "b", "a/"), ("**/a" * MOST_WILD + "b", "a/"), ("**a*a" * 3 + "b", "a")],
)
def test_as_many_stars_in_as_deep_a_folder_are_no_trap(pattern: str, path: str) -> None:
    # With one place tried for each other, the longest of these paths would take years.
    assert grows_linearly(lambda size: paths.path_fits(path * size, pattern), 500)


@pytest.mark.parametrize("most_tried", [paths._MOST_TRIED, 0])
def test_patterns_fit_as_plain_python_says(
    monkeypatch: pytest.MonkeyPatch, most_tried: int
) -> None:
    monkeypatch.setattr(paths, "_MOST_TRIED", most_tried)
    monkeypatch.setattr(paths, "_FEW", 0)
    chance = random.Random(5)
    for _ in range(20_000):
        pattern = "".join(chance.choices(["a", "b", "/", "?", "*", "**", "**/"], k=6))
        path = "".join(chance.choices("aab/", k=chance.randint(1, 9)))
        if "*" in pattern or "?" in pattern:
            assert paths.path_fits(path, pattern) == fits(path, pattern), (path, pattern)
