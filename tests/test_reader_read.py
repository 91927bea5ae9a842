"""Any file becomes an article: the choice of a reader, and what must hold for every input."""

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from store.article import Article, Paragraph
from store.reader.plain import MOST_LINES, read_plain
from store.reader.read import MOST_BYTES, read_article

TEXT = "The Harbour\n\nBy Ada Moss\n\nThe harbour woke late."
FRONT = "---\ntitle: The Quay\n---\n\nThe harbour woke late.\n"
PAGE = "<html><head><title>The Pier</title></head><body><p>The harbour woke late.</p></body></html>"


@pytest.mark.parametrize("name", ["", "a", "a.txt", "a.b", ".txt"])
def test_a_text_is_read_by_the_plain_rules(name: str) -> None:
    assert read_article(TEXT.encode(), name) == read_plain(TEXT)


@pytest.mark.parametrize("name", ["", "a.txt", "a.md", "A.MARKDOWN"])
def test_front_matter_makes_it_markdown(name: str) -> None:
    assert read_article(FRONT.encode(), name).title == "The Quay"
    assert read_article(FRONT.replace("---\n\n", "...\n\n").encode(), name).title == "The Quay"


@pytest.mark.parametrize("name", ["", "a.txt", "a.html", "A.HTM"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n ", "<!DOCTYPE html>\n"])
def test_a_page_is_read_as_one(name: str, before: str) -> None:
    assert read_article((before + PAGE).encode(), name).title == "The Pier"


def test_three_dashes_that_nothing_closes_are_a_separator() -> None:
    article = read_article(b"---\n\nThe Harbour\n\nBy Ada Moss\n\nThe harbour woke late.")
    assert (article.title, article.authors) == ("The Harbour", ("Ada Moss",))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_of_a_large_file_the_beginning_is_read_and_the_article_says_so(name: str) -> None:
    text = TEXT + " And it slept é again." * 150_000
    article = read_article(text.encode(), name)
    told = "Only the first 1.0 MB of the 3.5 MB of this file are read, shown and searched."
    assert article.warnings[-1] == told
    assert "\ufffd" not in article.body[-1].text
    assert "Ã" not in article.body[-1].text
    letters = sum(len(paragraph.text) for paragraph in article.body)
    assert MOST_BYTES * 0.9 < letters < MOST_BYTES


def test_of_many_lines_the_first_are_read_and_the_article_says_so() -> None:
    article = read_article((TEXT + "\n\nAgain." * 100_000).encode())
    told = "Only the first 20,000 lines of this file are read, shown and searched."
    assert article.warnings == (told,)
    assert 9_000 < len(article.body) < MOST_LINES


def test_what_is_just_not_too_large_is_read_whole() -> None:
    text = TEXT.ljust(MOST_BYTES - 1, "x") + "y"
    article = read_article(text.encode())
    assert not article.warnings
    assert article.body[-1].text.endswith("xy")


def test_bytes_that_cannot_be_read_are_told() -> None:
    assert read_article(b"The Harbour\n\n\x81 \xe9").warnings == (
        "Some characters of the file could not be read.",
    )


def test_the_line_ends_of_windows_change_nothing() -> None:
    data = TEXT.replace("\n", "\r\n").encode("utf-16")
    assert read_article(data) == read_plain(TEXT)


PARTS = st.sampled_from(
    [
        *("The Harbour", "By Ada Moss", "By [Ada Moss](#),", "**By [A", "and [B](#)", "By", "By,"),
        *("The Tide, May 8, 2018", "May 8, 2018 by Ada", "February 31, 2018", "Date: 1/2/2018"),
        *(
            "Region:",
            "Region: [USA](#),",
            "Theme: Rope; Tar",
            "[A](#) and [B](#)",
            "Author:",
            "URL:",
        ),
        *(
            "Source: X, May 1, 2018",
            "***",
            "---",
            "# Notes",
            "[1] a",
            "https://x.example",
            "Sources:",
        ),
        *(
            "Note to readers: a",
            "Follow us on a",
            "Originally published on",
            "First published in 2013",
        ),
        *("The original source of this article is", "Copyright ©", "Articles by:", "Ada Moss is a"),
        *(
            "&#27;&#144;&amp;",
            "[](x)",
            "![](y)",
            "\u200e",
            "\xa0",
            "[",
            "](",
            "…",
            "x" * 210,
            "# ",
            "**",
        ),
    ]
)
ASSEMBLED = st.lists(st.tuples(PARTS, st.sampled_from(["\n", "\n\n", " ", ""])), max_size=30).map(
    lambda parts: "".join(part + end for part, end in parts)
)


def paragraphs(article: Article) -> list[Paragraph]:
    parts = (article.head_notes, article.body, article.endnotes, article.boilerplate)
    return [paragraph for part in parts for paragraph in part]


@given(ASSEMBLED | st.text() | st.text("\n[]()*_#-By:,. 2018"))
def test_any_text_becomes_an_article(text: str) -> None:
    article = read_article(text.encode("utf-8", "replace"))
    fields = [article.title, article.publisher, article.original_source, *article.subtitles]
    fields += [*article.authors, *article.regions, *article.themes, *article.reports]
    assert all(field is None or field == " ".join(field.split()) != "" for field in fields)
    for paragraph in paragraphs(article):
        assert paragraph.text == paragraph.text.strip() != ""
        assert all(0 <= link.start < link.end <= len(paragraph.text) for link in paragraph.links)
    shown = "".join([*filter(None, fields), *(p.text for p in paragraphs(article))])
    assert not any((c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f" for c in shown)


@given(st.binary(), st.sampled_from(["", "a.txt"]))
def test_any_bytes_become_an_article(data: bytes, name: str) -> None:
    assert isinstance(read_article(data, name), Article)


@given(st.lists(st.text("abcdefgh ,", min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_no_paragraph_of_a_plain_text_is_lost(texts: list[str]) -> None:
    article = read_plain("Title\n\nBy [Ada Moss](#)\n\n" + "\n\n".join(texts))
    assert [p.collapsed for p in article.body] == [" ".join(text.split()) for text in texts]


HEAD = "Title\n\nBy [A](#)\n\nTide, May 8, 2018\n\nRegion: [USA](#)\n\n"


@pytest.mark.parametrize("head", ["", HEAD, "Title\n\nBy ", "Title\n\nRegion: ", f"{HEAD}©\n\n"])
@pytest.mark.parametrize(
    "part",
    [
        "a",
        "a\n",
        "a\n\n",
        "[",
        "[a](",
        "[](x)",
        "*",
        "**a",
        "By A\n",
        "By A,\n",
        "Region:\n\n",
        "May 8, 2018\n",
        "Notes\n\n[1] a\n\n",
        "&#9;",
        "*\n\n",
        "Originally published on a\n\n",
    ],
)
def test_a_large_text_of_one_kind_takes_linear_time(head: str, part: str) -> None:
    def read(size: int) -> None:
        read_article((head + part * (size // len(part))).encode())

    assert grows_linearly(read, 200_000)
