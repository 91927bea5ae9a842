"""The sample articles are read as the format's rules say, and show what a newcomer should see."""

import json
from pathlib import Path

import pytest

from store.reader.read import read_article
from store.tags import KNOWN, Facet

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "sample_articles"
EXPECTED = json.loads((HERE / "samples.json").read_text(encoding="utf-8"))
"""By file: what was worked out by hand from the rules, before there was a program to ask."""

ARTICLES = {
    path.relative_to(SAMPLES).as_posix(): path
    for path in SAMPLES.rglob("*.*")
    if ".grtui" not in path.parts
}


def test_every_sample_is_expected() -> None:
    assert ARTICLES.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read_by_the_rules(name: str) -> None:
    article = read_article(ARTICLES[name].read_bytes(), name)
    assert {
        "title": article.title,
        "authors": list(article.authors),
        "publisher": article.publisher,
        "date": article.date,
        "regions": list(article.regions),
        "themes": list(article.themes),
        "original_source": article.original_source,
        "body_paragraphs": len(article.body),
        "endnotes": len(article.endnotes),
    } == EXPECTED[name]


def test_the_samples_bear_every_region_and_most_themes() -> None:
    regions = {name for expected in EXPECTED.values() for name in expected["regions"]}
    themes = {name for expected in EXPECTED.values() for name in expected["themes"]}
    assert regions >= set(KNOWN[Facet.REGION])
    assert len(themes & set(KNOWN[Facet.THEME])) >= 14


def test_some_samples_are_left_to_be_tagged() -> None:
    assert sum(not e["regions"] or not e["themes"] for e in EXPECTED.values()) >= 3


def test_the_samples_come_in_every_kind_of_file() -> None:
    assert {Path(name).suffix for name in EXPECTED} == {".txt", ".md", ".html"}
