"""Why a search finds nothing."""

from pathlib import Path

import pytest
from reading import open_library, write_article, write_three

from store.explaining import Clause
from store.field_values import misread_field
from store.library import Library
from store.parser import read


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write_three(tmp_path / "articles")
    for number in range(25):
        write_article(tmp_path / "articles", f"{number}.txt", body=f"About lighthouses {number}.")
    library = open_library(tmp_path)
    library.refresh()
    library._index.learn_words()
    return library


def test_each_part_is_counted_and_what_is_found_without_it(library: Library) -> None:
    found = library.find.explain("ferry region:asia date:2018")
    assert found.clauses == (
        Clause("ferry", 1, 1),
        Clause("region:asia", 1, 1),
        Clause("date:2018", 28, 0),
    )
    assert [clause.text for clause in found.worth_dropping] == ["ferry", "region:asia"]
    assert found.meant == ()


def test_where_several_parts_find_nothing_it_is_told_what_the_rest_finds(library: Library) -> None:
    found = library.find.explain("ferry zebra region:mars date:2018")
    assert [clause.text for clause in found.empty] == ["zebra", "region:mars"]
    assert found.without_empty == 1
    assert found.worth_dropping == ()


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("region:eurpe", ("region:Europe",)),
        ("date:2018 -tag:x theme:Histroy", ("date:2018 -tag:x theme:History",)),
        ("source.region:azia", ("source.region:Asia",)),
        ('region:"Latin Amerca & Caribbean"', ()),  # no article has it
        ("regoin:asia", ("region:asia",)),
        ("lighthuoses", ("lighthouses",)),
        ("zebra", ()),
        ("region:zzz", ()),
        ("12:30", ()),
    ],
)
def test_what_may_have_been_meant_is_told(
    library: Library, query: str, meant: tuple[str, ...]
) -> None:
    assert library.find.explain(query).meant == meant


def test_a_word_with_a_colon_may_be_a_field_that_was_mistyped() -> None:
    def misread(text: str) -> str:
        return misread_field(text, read(text))

    assert misread("war regoin:usa") == "region"
    assert misread("https://example.org 12:30 Re: war title:x") == ""
