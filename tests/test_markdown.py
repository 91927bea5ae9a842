"""Articles as Markdown."""

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
        "\\# no \\*heading\\* [1] [x\\](y) \\<b> \\&amp; A&B  \n\\> a  \n\\--- \\`c\\` \\\\\n"
    )
