"""Choosing a tag by typing some of its name."""

from store.tags import KNOWN, Facet
from widgets.tag_choice import TagChoice
from widgets.tag_picker import matching, nearly

CHOICES = [TagChoice(Facet.THEME, "?", name, 0) for name in (*KNOWN[Facet.THEME], "Économie d'Île")]


def names(typed: str) -> list[str]:
    return [choice.name for choice in matching(typed, CHOICES)]


def test_nothing_typed_offers_everything() -> None:
    assert len(names("")) == len(CHOICES)


def test_some_letters_find_a_tag() -> None:
    assert names("wmd")[0] == "Militarization and WMD"
    assert names("HIST")[0] == "History"
    assert "Culture, Society & History" in names("hist")


def test_an_ampersand_and_the_word_and_are_the_same() -> None:
    assert names("police state and")[0] == "Police State & Civil Rights"
    assert names("police state &")[0] == "Police State & Civil Rights"


def test_a_name_with_accents_is_found_with_and_without_them() -> None:
    assert names("économie")[0] == "Économie d'Île"
    assert names("economie")[0] == "Économie d'Île"


def test_what_matches_nothing_finds_nothing() -> None:
    assert names("zzzzqqq") == []


def test_a_name_that_is_nearly_right_is_meant() -> None:
    assert nearly("Hsitory", CHOICES)[0].name == "History"
    assert [choice.name for choice in nearly("Enviroment", CHOICES)] == ["Environment"]
    assert nearly("Ferries", CHOICES) == []


def test_a_tag_is_found_by_the_name_it_had_before() -> None:
    renamed = TagChoice(Facet.REGION, "m", "Middle East", 2, old_names=("Orient",))
    assert matching("orie", [*CHOICES, renamed])[0] == renamed
    assert nearly("Oreint", [*CHOICES, renamed]) == [renamed]
