"""Whole articles in the variants met in practice (format.md, section 5)."""

from store.article import Article
from store.reader.plain import read_plain

BODY = "The harbour woke late, and nobody on the quay was surprised."

WHOLE = """

The Harbour at Dawn: Who Will Sail?

By [Dr. Ada Moss](#)

The Tide, May 08, 2018

Region: [Oceania](#), [Middle East & North Africa](#)

Theme: [History](#), [Oil and Energy](#)

The harbour woke late, and [nobody](#) on the quay was surprised.

*     *     *

Then the rain came.

*

Note to readers: please share this with everyone on your

lists. And then again.

This article was originally published on [The Gull](#).

Ada Moss is a pilot. She sails for The Tide.

The original source of this article is The TideCopyright © [Ada Moss](#), The Tide, 2018

[Comment on Global Research Articles on our page](#)

[Become a Member of the Tide](#)

Articles by: [Ada Moss](#)

About the author:

Ada Moss is a pilot. She sails for The Tide.

Disclaimer: none of this is ours.

www.tide.example contains copyrighted material.

For media inquiries: press@tide.example
"""


def body(article: Article) -> list[str]:
    return [paragraph.collapsed for paragraph in article.body]


def test_the_usual_form_is_read_whole() -> None:
    article = read_plain(WHOLE)
    assert article.title == "The Harbour at Dawn: Who Will Sail?"
    assert article.authors == ("Dr. Ada Moss",)
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")
    assert article.regions == ("Oceania", "Middle East & North Africa")
    assert article.themes == ("History", "Oil and Energy")
    assert article.original_source == "The Gull"
    assert body(article) == [BODY, "Then the rain came."]
    assert [p.after_rule for p in article.body] == [False, True]
    assert len(article.boilerplate) == 13
    assert article.endnotes == article.head_notes == article.warnings == ()


def test_the_print_view_has_title_byline_and_dateline_in_one_block() -> None:
    article = read_plain(
        "The Harbour\nBy Ada Moss\nThe Tide, May 08, 2018\n"
        f"Url of this article:\nhttps://tide.example/1\n\n{BODY}"
    )
    assert (article.title, article.authors) == ("The Harbour", ("Ada Moss",))
    assert (article.publisher, article.date) == ("The Tide", "2018-05-08")
    assert (article.regions, body(article)) == ((), [BODY])


def test_two_datelines_and_a_note_with_an_update() -> None:
    article = read_plain(
        "The Harbour\n\nBy Ada Moss\n\nThe Tide, March 01, 2018\nThe Tide 12 March 2013\n\n"
        f"First published on March 12, 2013, updated in 2018\n\n{BODY}\n\nMore."
    )
    assert (article.publisher, article.date) == ("The Tide", "2018-03-01")
    assert (article.original_source, body(article)) == (None, [BODY, "More."])


def test_five_authors_with_the_oxford_comma() -> None:
    article = read_plain(f"Title\n\nBy A Moss, B Reed, C Dale, D Fay, and E Gill\n\n{BODY}")
    assert article.authors == ("A Moss", "B Reed", "C Dale", "D Fay", "E Gill")


def test_corporate_authors_and_titles_are_kept_as_printed() -> None:
    article = read_plain(
        "Title\n\nBy [Tide News](#), RT, Harbour's Blog, Prof Ada Moss, Prof. B. Reed,"
        f" Judge C. Dale and Brig. D. Fay\n\n{BODY}"
    )
    assert article.authors == (
        *("Tide News", "RT", "Harbour's Blog", "Prof Ada Moss"),
        *("Prof. B. Reed", "Judge C. Dale", "Brig. D. Fay"),
    )


def test_a_date_in_the_byline_or_a_byline_after_the_date() -> None:
    first = read_plain(f"Title\n\nBy Ada Moss, November 06 2018\n\n{BODY}")
    assert (first.authors, first.date) == (("Ada Moss",), "2018-11-06")
    second = read_plain(f"Title\n\nFebruary 1st, 2023 by Dr. Ada Moss\n\n{BODY}")
    assert (second.authors, second.date) == (("Dr. Ada Moss",), "2023-02-01")
    assert second.publisher is None


def test_notes_at_the_head_before_a_separator() -> None:
    article = read_plain(
        "Title\n\nBy Ada Moss\n\nAll Global Research articles can be read in 51 languages by"
        f" a click.\n\nFollow us on the sea.\n\n***\n\n{BODY}"
    )
    assert len(article.head_notes) == 2
    assert body(article) == [BODY]


def test_a_subtitle_between_title_and_header() -> None:
    article = read_plain(f"The Harbour\n\nPart 8\n\nBy Ada Moss\n\n{BODY}")
    assert (article.title, article.subtitles) == ("The Harbour", ("Part 8",))
    assert body(article) == [BODY]


def test_footnote_marks_captions_and_short_articles_are_body() -> None:
    paragraphs = ["It rained [1].", "Image: the quay", "Featured image: rain (Source: The Gull)"]
    paragraphs += ["* * A * *", "1. Rope\n2. Tar", "Q: Why?\nA: Rope."]
    article = read_plain("\n\n".join(["Title", "By Ada Moss", *paragraphs, "[1] A book, 1984."]))
    assert body(article) == [" ".join(paragraph.split()) for paragraph in paragraphs]
    assert [note.collapsed for note in article.endnotes] == ["[1] A book, 1984."]


def test_a_source_below_the_byline() -> None:
    article = read_plain(f"Title\n\nBy Ada Moss\nSource: The Gull\n\n{BODY}")
    assert (article.authors, article.original_source) == (("Ada Moss",), "The Gull")
    assert body(article) == [BODY]
