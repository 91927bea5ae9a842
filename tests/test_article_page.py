"""An article set as a page."""

from rich.console import Console
from rich.style import Style

from store.article import Article, ArticleRow, Link, Paragraph
from store.opening import Opened
from store.record import Record
from store.tags import GivenTag, Origin
from widgets.article_page import Page, credit_line, facet_lines, spoken_date, tail_summary

ROW = ArticleRow("k", "a.txt", "The Salt Tax Nobody Collects", "2018-05-11")
ARTICLE = Article(
    title="The Salt Tax Nobody Collects",
    authors=("Maren Tollefsen", "Pell Hartigan"),
    publisher="Meridian Dispatch",
    date="2018-05-11",
    body=(Paragraph("The tax is old."), Paragraph("Nobody pays it.", after_rule=True)),
)
CONSOLE = Console(width=100)


def style(_name: str) -> Style:
    return Style()


def page(article: Article, width: int = 100, *, unfolded: bool = False) -> list[str]:
    on = Page(width, style, CONSOLE)
    return [
        line.plain
        for line in [
            *on.head(Opened(ROW, article, Record())),
            *on.text(article, unfolded=unfolded),
        ]
    ]


def test_an_article_is_set_with_head_facets_and_paragraphs() -> None:
    assert page(ARTICLE) == [
        "  The Salt Tax Nobody Collects",
        "  Maren Tollefsen, Pell Hartigan · Meridian Dispatch · 11 May 2018",
        "  ",
        "  Region  none yet",
        "  Theme   none yet",
        "  ─────",
        "  ",
        "  The tax is old.",
        "  ",
        "  * * *",
        "  ",
        "  Nobody pays it.",
    ]


def test_no_line_is_longer_than_eighty_columns_and_the_margin() -> None:
    article = ARTICLE._replace(body=(Paragraph("word " * 200),))
    assert max(map(len, page(article, 200))) <= 82
    assert max(map(len, page(article, 40))) <= 40


def test_the_widest_line_may_be_another_and_the_text_in_the_middle() -> None:
    article = ARTICLE._replace(body=(Paragraph("word " * 200),))

    def lines(widest: int | None, *, is_centred: bool = False) -> list[str]:
        on = Page(200, style, CONSOLE, widest=widest, is_centred=is_centred)
        return [line.plain for line in on.text(article, unfolded=False)]

    assert max(map(len, lines(60))) in range(58, 63)
    assert max(map(len, lines(None))) in range(195, 200)
    assert lines(60, is_centred=True)[1].startswith(" " * 70 + "word")


def test_the_original_source_is_credited() -> None:
    article = ARTICLE._replace(authors=(), original_source="Coastal Almanac")
    assert credit_line(article) == "Meridian Dispatch · 11 May 2018 · first in Coastal Almanac"
    assert credit_line(Article()) == ""


def test_a_tag_tells_where_it_comes_from() -> None:
    tags = [
        GivenTag("Europe", Origin.SOURCE),
        GivenTag("Asia", Origin.ADDED),
        GivenTag("Canada", Origin.REMOVED),
    ]
    assert [line.plain for line in facet_lines("Region", tags, 60, style)] == [
        "Region  Europe   +Asia   -Canada"
    ]


def test_tags_that_need_more_lines_stand_below_each_other_unbroken() -> None:
    tags = [
        GivenTag("Latin America & Caribbean", Origin.SOURCE),
        GivenTag("Middle East & North Africa", Origin.ADDED),
    ]
    assert [line.plain for line in facet_lines("Region", tags, 40, style)] == [
        "Region  Latin America & Caribbean",
        "        +Middle East & North Africa",
    ]


def test_a_tag_that_is_longer_than_the_line_is_seen_to_go_on() -> None:
    tags = [GivenTag("Middle East & North Africa", Origin.ADDED)]
    assert [line.plain for line in facet_lines("Region", tags, 22, style)] == [
        "Region  +Middle East …",
    ]


def test_the_tail_is_one_line_until_it_is_unfolded() -> None:
    article = ARTICLE._replace(
        endnotes=(Paragraph("[1] A note."),), boilerplate=(Paragraph("Copyright ©"),) * 2
    )
    assert tail_summary(article) == "2 paragraphs of boilerplate · 1 endnote"
    assert page(article)[-1] == "  ▸ 2 paragraphs of boilerplate · 1 endnote   B"
    unfolded = page(article, unfolded=True)
    assert "  [1] A note." in unfolded
    assert unfolded.count("  Copyright ©") == 2


def test_lines_that_were_only_wrapped_are_joined() -> None:
    text = "The harbour board has said that the ferry will leave earlier in June,\nbut not in July."
    assert page(ARTICLE._replace(body=(Paragraph(text),)))[-2:] == [
        "  The harbour board has said that the ferry will leave earlier in June, but not in",
        "  July.",
    ]


def test_a_list_and_an_interview_keep_their_lines() -> None:
    items = "- a first item that is long enough to be more than sixty columns\n- a second item"
    assert page(ARTICLE._replace(body=(Paragraph(items),)))[-1] == "  - a second item"
    talk = "Q: Why?\nA: Because of the tide."
    assert page(ARTICLE._replace(body=(Paragraph(talk),)))[-1] == "  A: Because of the tide."


def test_links_stay_on_their_words_when_lines_are_joined() -> None:
    text = "The harbour board has said that the ferry will leave earlier in June,\nsee tables."
    paragraph = Paragraph(text, (Link(text.index("tables"), len(text) - 1, "#"),))

    def underline(name: str) -> Style:
        return Style(underline=name == "link")

    article = ARTICLE._replace(body=(paragraph,))
    *_, last = Page(60, underline, CONSOLE).text(article, unfolded=False)
    marked = [
        last.plain[s.start : s.end] for s in last.spans if Style.parse(str(s.style)).underline
    ]
    assert marked == ["tables"]


def test_an_article_without_text_says_so() -> None:
    assert page(ARTICLE._replace(body=()))[-1] == "  There is no text in this article."


def test_warnings_stand_before_the_text() -> None:
    article = ARTICLE._replace(warnings=("No title was found.",))
    assert "  ! No title was found." in page(article)


def test_a_date_is_spoken() -> None:
    assert spoken_date("2018-05-01") == "1 May 2018"
