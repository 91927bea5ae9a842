"""The names that tags once had."""

import pytest
from growth import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st

from store.aliases import NO_ALIASES, Aliases
from store.record import Record
from store.tags import Facet, GivenTag, Origin, Tag, fold

NAMES = st.sampled_from(["Asia", "asia", "Far East", "Orient", "Mid-East", "Middle East"])
SOME = st.lists(NAMES, max_size=3, unique_by=fold).map(tuple)
PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=4)


def region(name: str) -> Tag:
    return Tag(Facet.REGION, name)


def renamed(*pairs: tuple[str, str]) -> Aliases:
    """What renaming tags one after the other makes, as the library asks for it."""
    aliases = NO_ALIASES
    for old, new in pairs:
        old, target = aliases.now(old), aliases.now(new)
        aliases = aliases.renamed(old, new if fold(target) == fold(old) else target)
    return aliases


def effective(record: Record, source: tuple[str, ...], aliases: Aliases) -> list[str]:
    given_tags = record.given(Facet.REGION, source, aliases)
    return [fold(tag.name) for tag in given_tags if tag.counts]


def test_a_tag_that_never_was_renamed_has_the_name_it_has() -> None:
    assert NO_ALIASES.now("Asia") == "Asia"
    assert not NO_ALIASES


def test_a_former_name_leads_to_the_present_one_however_it_is_spelled() -> None:
    assert renamed(("Mid-East", "Middle East")).now("MID-EAST") == "Middle East"


def test_a_name_that_led_to_a_renamed_tag_leads_to_its_new_name() -> None:
    aliases = renamed(("Near East", "Mid-East"), ("Mid-East", "Middle East"))
    assert aliases.now("near east") == aliases.now("Mid-East") == "Middle East"
    assert aliases.former() == {"middle east": ["Mid-East", "Near East"]}


def test_a_long_chain_is_followed_in_linear_time() -> None:
    def follow(size: int) -> None:
        chain = {f"t{number}": f"t{number + 1}" for number in range(size)}
        assert Aliases.of(chain).now("t0") == f"t{size}"

    assert grows_linearly(follow, 4000)


def test_a_tag_can_be_renamed_back() -> None:
    aliases = renamed(("Asia", "Orient"), ("Orient", "Asia"))
    assert aliases.now("Orient") == aliases.now("Asia") == "Asia"
    assert aliases.former() == {"asia": ["Orient"]}


def test_another_spelling_is_no_former_name() -> None:
    aliases = renamed(("climate", "Climate"))
    assert aliases.now("CLIMATE") == "Climate"
    assert aliases.former() == {}
    assert renamed(("climate", "Climate"), ("Climate", "climate")) == NO_ALIASES


def test_a_tag_that_was_spelled_anew_is_merged_with_that_spelling() -> None:
    aliases = renamed(("asia", "ASIA"), ("Orient", "Asia"))
    assert aliases.now("orient") == aliases.now("asia") == "ASIA"


@given(pairs=PAIRS)
@settings(max_examples=200)
def test_renaming_never_makes_a_chain_or_a_circle(pairs: list[tuple[str, str]]) -> None:
    aliases = renamed(*pairs)
    for alias in aliases.by_folded.values():
        assert aliases.now(alias.present) == alias.present
    written = {alias.name: alias.present for alias in aliases.by_folded.values()}
    assert Aliases.of(written) == aliases


@pytest.mark.parametrize(
    ("written", "now"),
    [
        ({"a": "b", "b": "c"}, {"a": "c", "b": "c"}),
        ({"a": "b", "b": "a", "x": "a", "y": "z"}, {"a": "a", "b": "b", "x": "x", "y": "z"}),
        ({"a": "b", "b": "B"}, {"a": "B", "b": "B"}),
        ({"a": 5, "b": None, "c": ["d"], "d": "", "": "e"}, {"a": "a", "d": "d", "": ""}),
        ({"a": "b", "A": "c"}, {"a": "b"}),
        ({"a\n b": "c\x1b[31m d"}, {"a b": "c d"}),
    ],
)
def test_what_others_wrote_is_read_as_far_as_it_goes(
    written: dict[str, object], now: dict[str, str]
) -> None:
    aliases = Aliases.of(written)
    assert {name: aliases.now(name) for name in now} == now


def test_of_two_that_speak_of_a_name_the_one_here_stays() -> None:
    here = Aliases.of({"Mid-East": "Middle East", "US": "USA"})
    there = Aliases.of({"mid-east": "Orient", "Middle East": "Mid-East", "Far East": "US"})
    both = here.joined(there)
    assert both.now("Mid-East") == both.now("Middle East") == "Middle East"
    assert both.now("Far East") == "USA"


# The tags of an article


def test_of_tags_that_became_one_the_files_own_goes_first_and_a_removed_one_last() -> None:
    aliases = Aliases.of({"Mid-East": "Middle East"})
    source = "Mid-East", "Asia"
    record = Record(added_regions=("Middle East",), removed_regions=("Mid-East",))
    assert record.given(Facet.REGION, source, aliases) == (
        GivenTag("Middle East", Origin.ADDED),
        GivenTag("Asia", Origin.SOURCE),
    )
    source = "Middle East", "Mid-East"
    assert record.given(Facet.REGION, source, aliases) == (GivenTag("Middle East", Origin.SOURCE),)


def test_taking_a_merged_tag_takes_it_by_all_its_names() -> None:
    aliases = Aliases.of({"Mid-East": "Middle East"})
    record = Record(added_regions=("mid-east", "Middle East"))
    taken = record.without_tag(region("Middle East"), ("Mid-East", "Asia"), aliases)
    assert taken == Record(removed_regions=("Mid-East",))
    assert taken.with_tag(region("Mid-East"), ("Mid-East", "Asia"), aliases) == Record()


def test_giving_a_former_name_gives_the_present_one() -> None:
    aliases = Aliases.of({"Mid-East": "Middle East"})
    given_tag = Record().with_tag(region("mid-east"), (), aliases)
    assert given_tag == Record(added_regions=("Middle East",))


@given(source=SOME, added=SOME, removed=SOME, pairs=PAIRS)
@settings(max_examples=300)
def test_the_effective_tags_are_those_of_before_with_their_present_names(
    source: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    pairs: list[tuple[str, str]],
) -> None:
    aliases, record = renamed(*pairs), Record(added_regions=added, removed_regions=removed)
    before = record.given(Facet.REGION, source)
    wanted = {fold(aliases.now(tag.name)) for tag in before if tag.counts}
    assert set(effective(record, source, aliases)) == wanted


@given(source=SOME, added=SOME, removed=SOME, pairs=PAIRS, name=NAMES)
@settings(max_examples=300)
def test_giving_and_taking_change_the_one_tag_and_nothing_else(
    source: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    pairs: list[tuple[str, str]],
    name: str,
) -> None:
    aliases, record = renamed(*pairs), Record(added_regions=added, removed_regions=removed)
    before, tag = set(effective(record, source, aliases)), fold(aliases.now(name))
    with_it = record.with_tag(region(name), source, aliases)
    without = record.without_tag(region(name), source, aliases)
    assert set(effective(with_it, source, aliases)) == before | {tag}
    assert set(effective(without, source, aliases)) == before - {tag}
    if aliases and tag in before:
        assert with_it == record
