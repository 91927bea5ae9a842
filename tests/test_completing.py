"""What is offered for the word that the cursor is in."""

from collections.abc import Mapping

import pytest

from store.completing import Choice, Completion, Known, begun_at, complete
from store.saved_searches import SavedSearch

TAGS = {
    "region": {"Middle East & North Africa": 3, "Europe": 12, "Eurasia": 1},
    "theme": {"History": 5, 'The "Great" Game': 1, "Économie": 2},
}


def tags(field: str, rest: str) -> Mapping[str, int]:
    assert rest in ("", "ferry", "ferry   war", "(")
    facet = field.rpartition(".")[2]
    return TAGS["region"] | TAGS["theme"] if facet == "tag" else TAGS[facet]


KNOWN = Known(
    tags,
    lambda field, rest: {"Maren Tollefsen": 2, "Ann Paris": 1},
    lambda: ["2018", "2018/old files"],
    lambda: [SavedSearch("boats", "ferry", "b")],
    lambda field: {"Orient": "Europe"} if field == "region" else {},
)


def offered(text: str) -> list[str]:
    """The whole query for each choice, at the `|`."""
    query, cursor = text.replace("|", ""), text.index("|")
    found = complete(query, cursor, KNOWN)
    return [query[: found.start] + one.text + query[found.end :] for one in found.choices]


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("reg|", ["region:"]),
        ("REG|", ["region:"]),
        ("ferry -reg|", ["ferry -region:"]),
        ("ferry |", []),
        ("source.r|", ["source.region:"]),
        ("ferry region:eu|", ["ferry region:Europe", "ferry region:Eurasia"]),
        ("ferry region:eu| war", ["ferry region:Europe war", "ferry region:Eurasia war"]),
        ("region:east|", ['region:"Middle East & North Africa"']),
        ('region:"mid|', ['region:"Middle East & North Africa"']),
        ("region:usa,eur|", ["region:usa,Europe", "region:usa,Eurasia"]),
        ("(removed.theme:his|", ["(removed.theme:History"]),
        ("theme:eco|", ["theme:Économie"]),
        ("theme:game|", ['theme:"The ""Great"" Game"']),
        ("tag:h|", ["tag:History"]),
        ("region:europ|", ["region:Europe"]),
        ("region:erope|", ["region:Europe"]),
        ("region:Europe|", []),
        ("eur|", ["region:Europe", "region:Eurasia"]),
        ("regoin:usa|", ["region:usa"]),
        ("12:3|", []),
        ("author:toll|", ['author:"Maren Tollefsen"']),
        ("is:un|", ["is:unread", "is:untagged"]),
        ("date:last-m|", ["date:last-month"]),
        ("path:2018/o|", ['path:"2018/old files/**"']),
        ("sort:r|", ["sort:relevance"]),
        ("@b|", ["@boats"]),
        ("body:war|", []),
        ('"war and reg|', []),
    ],
)
def test_what_may_be_meant_is_offered(text: str, choices: list[str]) -> None:
    assert offered(text) == choices


def test_an_empty_line_offers_what_one_may_begin_with() -> None:
    assert "region:" in offered("|")


def test_tags_come_with_their_numbers_in_the_rest_of_the_query() -> None:
    found = complete("ferry region:", 13, KNOWN)
    assert found.choices[:2] == (Choice("Europe", 12), Choice('"Middle East & North Africa"', 3))
    assert begun_at("ferry region:eu", 15).rest == "ferry"


def test_a_completion_can_be_moved() -> None:
    assert Completion(3, 5).moved(-2) == Completion(1, 3)


def test_a_former_name_offers_the_present_one() -> None:
    assert offered("region:ori|") == ["region:Europe"]
    assert offered("theme:ori|") == []
