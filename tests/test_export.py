"""An article as an object for programs."""

from store.article import Article, ArticleRow, Paragraph
from store.export import article_object
from store.opening import Opened
from store.record import Record
from store.tags import Facet, Tag


def opened(article: Article, record: Record) -> Opened:
    row = ArticleRow(
        key="0123456789abcdef0123",
        path="a.txt",
        title=article.title or "a.txt",
        regions=record.given(Facet.REGION, article.regions),
        themes=record.given(Facet.THEME, article.themes),
    )
    return Opened(row, article, record)


def test_an_article_with_nothing_in_it_has_nulls_and_empty_lists() -> None:
    assert article_object(opened(Article(), Record())) == {
        "key": "0123456789abcdef0123",
        "path": "a.txt",
        "title": None,
        "authors": [],
        "publisher": None,
        "date": None,
        "regions": [],
        "themes": [],
        "source_regions": [],
        "source_themes": [],
        "original_source": None,
        "body": [],
        "endnotes": [],
        "boilerplate": [],
        "warnings": [],
        "read": False,
        "starred": False,
        "note": None,
    }


def test_the_effective_tags_stand_beside_those_of_the_file() -> None:
    article = Article(regions=("Europe", "Asia"), themes=("History",))
    record = Record(is_starred=True, note="see also the map")
    record = record.with_tag(Tag(Facet.REGION, "USA"), article.regions)
    record = record.without_tag(Tag(Facet.REGION, "Europe"), article.regions)
    shown = article_object(opened(article, record))
    assert shown["regions"] == ["Asia", "USA"]
    assert shown["source_regions"] == ["Europe", "Asia"]
    assert (shown["starred"], shown["note"]) == (True, "see also the map")


def test_texts_have_their_white_space_collapsed() -> None:
    article = Article(body=(Paragraph("one\n  two\u00a0 three"),))
    assert article_object(opened(article, Record()))["body"] == ["one two three"]
