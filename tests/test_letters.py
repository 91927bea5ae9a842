"""The letters that give a tag."""

from itertools import pairwise
from string import ascii_letters, ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.letters import FIXED, OPENERS, assign, is_free
from store.tags import KNOWN, Facet, fold

NAMES = st.lists(st.text(min_size=1, max_size=12), max_size=200, unique_by=fold)


def is_unambiguous(codes: dict[str, str]) -> bool:
    given_codes = sorted(codes.values())
    return not any(later.startswith(code) for code, later in pairwise(given_codes))


@pytest.mark.parametrize("facet", Facet)
def test_every_label_of_the_publisher_has_a_lower_case_letter_of_its_own(facet: Facet) -> None:
    letters = assign(facet, KNOWN[facet], {})
    assert letters == FIXED[facet]
    assert set(letters) == {fold(name) for name in KNOWN[facet]}
    assert len(set(letters.values())) == len(KNOWN[facet])
    assert set(letters.values()) <= set(ascii_lowercase)


def test_the_initials_come_first_then_the_other_letters_then_any() -> None:
    names = ["Fish quota", "Quiz", "Fjord", "Quartz", "Fox", "XX", "JJ"]
    assert list(assign(Facet.THEME, names, {}).values()) == ["f", "q", "j", "z", "x", "A", "B"]


def test_the_tags_used_most_choose_first() -> None:
    assert assign(Facet.REGION, ["Gabon", "Ghana"], {})["gabon"] == "g"
    assert assign(Facet.REGION, ["Ghana", "Gabon"], {})["ghana"] == "g"


def test_a_letter_of_the_publisher_is_not_given_to_another_tag_even_if_unused() -> None:
    assert assign(Facet.REGION, ["Estonia"], {})["estonia"] == "t"


def test_kept_letters_stay_even_where_we_would_choose_another() -> None:
    kept = {"estonia": "e", "gone": "g"}
    letters = assign(Facet.REGION, ["Europe", "Gabon", "Estonia"], kept)
    assert letters["estonia"] == "e"
    assert letters["gone"] == "g"
    assert letters["europe"] not in ("e", "g")


@pytest.mark.parametrize(("name", "letter"), [("Österreich", "t"), ("Ísland", "i"), ("Żubr", "z")])
def test_an_accent_is_taken_off_for_the_letter(name: str, letter: str) -> None:
    assert assign(Facet.REGION, [name], {})[fold(name)] == letter


def test_a_name_without_ascii_letters_gets_a_free_one() -> None:
    assert assign(Facet.REGION, ["中国", "日本"], {}) == {"中国": "d", "日本": "f"}


def test_a_code_of_two_letters_opens_with_a_letter_that_is_none() -> None:
    letters = assign(Facet.REGION, [f"tag {n}" for n in range(100)], {})
    long = [code for code in letters.values() if len(code) == 2]
    assert long
    assert {code[0] for code in long} <= set(OPENERS)


def test_of_five_hundred_tags_the_last_ones_have_no_code() -> None:
    letters = assign(Facet.REGION, [f"tag {n}" for n in range(500)], {})
    assert len(letters) == 358 - len(KNOWN[Facet.REGION])
    assert is_unambiguous(letters)


def test_a_code_is_not_free_if_it_begins_another_or_another_begins_it() -> None:
    assert not is_free("J", {"Ja"})
    assert not is_free("Ja", {"J"})
    assert is_free("Jb", {"Ja", "j"})


@settings(max_examples=60, deadline=None)
@given(names=NAMES, facet=st.sampled_from(Facet))
def test_all_codes_are_distinct_and_none_begins_another(names: list[str], facet: Facet) -> None:
    codes = assign(facet, [*KNOWN[facet], *names], {})
    assert set(codes) >= set(map(fold, names))
    assert is_unambiguous(codes)
    assert set("".join(codes.values())) <= set(ascii_letters)


@settings(max_examples=60, deadline=None)
@given(first=NAMES, more=NAMES)
def test_a_code_never_changes_when_tags_are_added(first: list[str], more: list[str]) -> None:
    before = assign(Facet.THEME, first, {})
    after = assign(Facet.THEME, [*more, *first], before)
    assert before.items() <= after.items()
    assert is_unambiguous(after)
