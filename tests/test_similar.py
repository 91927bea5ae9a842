"""Tags that most likely mean the same."""

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from store.similar import near_duplicates
from store.tags import KNOWN, Facet

EXAMPLES = [
    tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    for line in (near_duplicates.__doc__ or "").splitlines()
    if line.strip().startswith("|")
][2:]


@pytest.mark.parametrize(("one", "other", "alike"), EXAMPLES)
def test_the_examples_are_told_as_the_table_says(one: str, other: str, alike: str) -> None:
    found = near_duplicates(["Sport", one, "Weather", other])
    assert found == ([(one, other)] if alike.startswith("yes") else [])


def test_the_table_has_both_kinds() -> None:
    assert {alike.partition(":")[0] for _, _, alike in EXAMPLES} == {"yes", "no"}


@pytest.mark.parametrize("facet", Facet)
def test_the_labels_of_the_publisher_are_not_alike(facet: Facet) -> None:
    assert near_duplicates(KNOWN[facet]) == []


def test_no_names_have_no_duplicates() -> None:
    assert near_duplicates([]) == near_duplicates(["Asia"]) == near_duplicates(["", "&", "-"]) == []


@given(st.lists(st.text(max_size=12), max_size=12))
def test_pairs_are_of_the_names_and_each_comes_once(names: list[str]) -> None:
    found = near_duplicates(names)
    assert len({frozenset(pair) for pair in found}) == len(found)
    assert all(one != other and {one, other} <= set(names) for one, other in found)


def test_many_names_take_no_more_than_their_share() -> None:
    names = [f"{word} {number}" for number in range(100) for word in KNOWN[Facet.THEME]]
    assert near_duplicates(names[:1000]) == []
    assert grows_linearly(lambda size: near_duplicates(names[:size]), 2000)
