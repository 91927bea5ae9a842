"""Articles as Markdown."""

import pytest

from store.article import Article, ArticleRow, Paragraph
from store.opening import Opened
from store.record import Record
from store.tags import GivenTag, Origin
from tui.markdown import markdown

EUROPE, ASIA = GivenTag("Europe", Origin.ADDED), GivenTag("Asia", Origin.REMOVED)


def test_an_article_is_a_section_with_credits_tags_note_and_text() -> None:
    article = Article(
        title="Salt",
        subtitles=("A tax",),
        authors=("Pell Hartigan",),
        body=(
            Paragraph("Why", level=1),
            Paragraph(
                "One line and\na second that belongs to it, as one of the two is so very long."
            ),
            Paragraph("Rain\nand wind", after_rule=True),
        ),
        endnotes=(Paragraph("[1] Salt"),),
        boilerplate=(Paragraph("Copyright"),),
    )
    row = ArticleRow("k", "salt.txt", "Salt", regions=(EUROPE, ASIA))
    assert markdown(Opened(row, article, Record(note="Ask\n\nagain"))) == (
        "# Salt\n\n*A tax*\n\n*Pell Hartigan*\n\n- Region: Europe\n\n> Ask\n>\n> again\n\n"
        "## Why\n\n"
        "One line and a second that belongs to it, as one of the two is so very long.\n\n---\n\n"
        "Rain  \nand wind\n\n[1] Salt\n"
    )


def test_nothing_in_an_article_means_anything_to_markdown() -> None:
    text = "# no *heading* [1] [x](y) <b> &amp; A&B\n> a\n--- `c` \\"
    row = ArticleRow("k", "a.txt", "1 < 2_3")
    assert markdown(Opened(row, Article(body=(Paragraph(text),)), Record())) == (
        "# 1 \\< 2\\_3\n\n"
        "\\# no \\*heading\\* [1] [x\\](y) \\<b> \\&amp; A&B  \n\\> a  \n--- \\`c\\` \\\\\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Two\n--", "Two  \n\\--"),
        ("Two\n=", "Two  \n\\="),
        ("- a\n- b", "- a  \n- b"),
        ("- - -", "\\- - -"),
        ("10. a\n9. b", "10\\. a  \n9\\. b"),
        ("2018 was. 3.5", "2018 was. 3.5"),
        ("+\nb", "\\+  \nb"),
        ("    a_b\n\n    c", "a\\_b\n\nc"),
    ],
)
def test_no_line_of_a_text_is_a_heading_a_number_or_code(text: str, written: str) -> None:
    article = Article(title="Salt", body=(Paragraph(text),))
    opened = Opened(ArticleRow("k", "a.txt", "Salt"), article, Record())
    assert markdown(opened) == f"# Salt\n\n{written}\n"


def test_a_title_keeps_the_number_signs_at_its_end() -> None:
    row = ArticleRow("k", "a.txt", "C# or C ##")
    assert markdown(Opened(row, Article(), Record())) == "# C# or C \\##\n"
