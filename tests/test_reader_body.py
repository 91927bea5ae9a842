"""The body and what is around it: rules B1 to B7."""

import re

import pytest
from tables import lists

from store.article import Article, Paragraph
from store.reader import endnotes, openings
from store.reader.endnotes import is_marked
from store.reader.openings import is_class_b, is_site_note, opens_tail
from store.reader.plain import read_plain

HEADER = "The Harbour\n\nBy [Dr. Ada Moss](#)\n\nThe Tide, May 8, 2018"
BODY = "The harbour woke late."
END = "Nobody was surprised."
NOTE = "Note to readers: please share."

OPENINGS = re.findall(r"^ {4}([ABN-])  (.*)$", openings.__doc__ or "", re.MULTILINE)
HEADINGS, MARKS, NO_MARKS = lists(endnotes)


def read(*paragraphs: str) -> Article:
    return read_plain("\n\n".join((HEADER, *paragraphs)))


def body(article: Article) -> list[str]:
    return [paragraph.collapsed for paragraph in article.body]


def tail(article: Article) -> list[str]:
    return [paragraph.collapsed for paragraph in article.boilerplate]


def notes(article: Article) -> list[str]:
    return [paragraph.collapsed for paragraph in article.endnotes]


# Tables


@pytest.mark.parametrize(("letter", "text"), OPENINGS)
def test_a_paragraph_is_of_the_class_in_the_table(letter: str, text: str) -> None:
    paragraph = Paragraph(text)
    assert opens_tail(paragraph) == (letter == "A")
    assert is_site_note(paragraph) == (letter == "N")
    assert is_class_b(paragraph, ()) == (letter in "BN")


@pytest.mark.parametrize("text", [text for letter, text in OPENINGS if letter == "A"])
def test_the_tail_begins_at_the_first_paragraph_of_class_a(text: str) -> None:
    article = read(BODY, END, text, "And this.", NOTE)
    assert body(article) == [BODY, END]
    assert tail(article) == [text, "And this.", NOTE]


@pytest.mark.parametrize("text", [text for letter, text in OPENINGS if letter in "BN"])
def test_class_b_before_the_tail_belongs_to_it(text: str) -> None:
    for ending in ([], [NOTE]):
        article = read(BODY, text, *ending)
        assert (body(article), tail(article)) == ([BODY], [text.strip(), *ending])


@pytest.mark.parametrize("text", [text for letter, text in OPENINGS if letter != "-"])
def test_the_same_words_inside_a_paragraph_mean_nothing(text: str) -> None:
    article = read(f"He read: {text}", END)
    assert (body(article), article.boilerplate) == ([f"He read: {text}", END], ())


@pytest.mark.parametrize(
    "label", ["About the author", "About the Authors:", "**About the author**"]
)
def test_about_the_author_is_a_paragraph_of_its_own_or_nothing(label: str) -> None:
    assert tail(read(BODY, label, "Ada Moss sails.")) == [label, "Ada Moss sails."]
    assert body(read(BODY, f"{label}\nAda Moss sails.", END)) == [
        BODY,
        f"{label} Ada Moss sails.",
        END,
    ]


# B1


@pytest.mark.parametrize(
    "text",
    [
        "## Rope",
        "- rope\n- tar",
        "“Rope,” he said.",
        "Image: rope",
        "Author's note: rope",
        "Q: Why?",
    ],
)
def test_headings_lists_quotations_and_captions_are_body(text: str) -> None:
    article = read(BODY, text, NOTE)
    assert body(article) == [BODY, " ".join(text.removeprefix("## ").split())]


def test_a_credit_in_the_middle_is_body() -> None:
    caption = "Featured image: a quay (Source: The Gull)"
    assert body(read(caption, BODY, NOTE)) == [caption, BODY]


def test_links_in_the_body_are_resolved() -> None:
    article = read("On the [old\nquay](#q) it [1] rained.")
    assert body(article) == ["On the old quay it [1] rained."]
    assert [link.target for link in article.body[0].links] == ["#q"]


# B2, B3: notes at the head


@pytest.mark.parametrize(
    "note",
    [
        "[First published on September 15, 2023]",
        "(Originally published November 18, 2023)",
        "First published by The Gull",
        "This article was first published in 2013.",
        "This article was first originally published in 2013.",
        "*Originally published* x",
        "THIS ARTICLE WAS ORIGINALLY PUBLISHED IN 2013.",
    ],
)
def test_a_publication_note_below_the_header_is_no_body(note: str) -> None:
    article = read(note, BODY, NOTE)
    assert [p.collapsed for p in article.head_notes] == [note]
    assert (body(article), tail(article)) == ([BODY], [NOTE])


def test_a_publication_note_that_is_long_or_further_below_is_body() -> None:
    long = f"First published {'x' * 190}."
    assert body(read(long, BODY)) == [long, BODY]
    assert body(read(BODY, "First published long ago.", END)) == [
        BODY,
        "First published long ago.",
        END,
    ]


def test_a_publication_note_before_the_tail_belongs_to_the_tail() -> None:
    article = read("First published by The Gull.", NOTE)
    assert (article.head_notes, body(article)) == ((), [])
    assert tail(article) == ["First published by The Gull.", NOTE]


def test_a_last_paragraph_is_no_note_at_the_head() -> None:
    assert body(read("Originally published November 18, 2023")) == [
        "Originally published November 18, 2023"
    ]


def test_notes_at_the_head_and_the_separators_after_them_are_no_body() -> None:
    site = "All Global Research articles can be read in 51 languages."
    article = read(site, "Follow us on Telegram.", "***", "*", BODY, "***", END)
    assert [p.collapsed for p in article.head_notes] == [site, "Follow us on Telegram."]
    assert body(article) == [BODY, END]
    assert [p.after_rule for p in article.body] == [False, True]


def test_a_note_to_readers_at_the_head_does_not_begin_the_tail() -> None:
    article = read("Note to readers: share with your", "friends and others.", "***", BODY, NOTE)
    assert [p.collapsed for p in article.head_notes] == [
        "Note to readers: share with your",
        "friends and others.",
    ]
    assert (body(article), tail(article)) == ([BODY], [NOTE])


def test_a_header_and_a_tail_need_no_body() -> None:
    article = read(NOTE, "Copyright © The Tide")
    assert (article.head_notes, article.body) == ((), ())
    assert tail(article) == [NOTE, "Copyright © The Tide"]


# B4, B6: the tail


def test_a_note_broken_in_mid_sentence_is_tail_whole() -> None:
    article = read(BODY, "*", "Note to readers: share with your", "friends.")
    assert (body(article), tail(article)) == (
        [BODY],
        ["Note to readers: share with your", "friends."],
    )


@pytest.mark.parametrize(
    "bio",
    [
        "Dr. Ada Moss is a pilot.",
        "Ada Moss, a pilot, sails.",
        "Ada Moss (1970) sails.",
        "ADA MOSS writes.",
        "Prof. Ada Moss was a pilot.",
        "**Ada Moss** lives here.",
        "[Ada Moss](#) can be reached at sea.",
        "Ada Moss has it.",
        "Ada Moss teaches.",
        "Ada Moss works.",
        "Ada Moss serves.",
        "Ada Moss edits.",
    ],
)
def test_a_biography_before_the_tail_belongs_to_it(bio: str) -> None:
    assert body(read(BODY, bio, NOTE)) == [BODY]
    assert body(read(BODY, bio)) == [BODY]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moss said no.",
        "Cy Dale is a pilot.",
        "Ada Mossworth is a pilot.",
        f"Ada Moss is {'x' * 800}",
    ],
)
def test_other_paragraphs_with_names_are_body(text: str) -> None:
    assert body(read(BODY, text, NOTE)) == [BODY, text]


def test_the_author_named_in_the_tail_has_a_biography_too() -> None:
    article = read_plain(f"Title\n\n{BODY}\n\nAda Moss is a pilot.\n\nArticles by: [Ada Moss](#)")
    assert body(article) == [BODY]


def test_class_b_above_other_words_is_body() -> None:
    article = read(BODY, "Ada Moss is a pilot.", END, "Translated by Cy Dale.", "***", NOTE)
    assert body(article) == [BODY, "Ada Moss is a pilot.", END]


def test_a_publication_note_in_the_tail_has_300_characters_at_most() -> None:
    note = f"Originally published on {'x' * 276}"
    assert body(read(BODY, note)) == [BODY]
    assert body(read(BODY, f"{note}x")) == [BODY, f"{note}x"]


def test_the_tail_begins_at_the_earliest_separator_before_class_b() -> None:
    article = read(
        BODY, "***", "Follow us on Telegram.", "Write to us.", "***", "Give.", "Now.", NOTE
    )
    assert body(article) == [BODY]
    assert len(tail(article)) == 5


def test_a_separator_before_other_words_does_not_begin_the_tail() -> None:
    article = read(BODY, "***", "Write to us.", END, NOTE)
    assert body(article) == [BODY, "Write to us.", END]


def test_a_separator_above_the_body_does_not_begin_the_tail() -> None:
    article = read("***", "Featured image: a quay", BODY, NOTE)
    assert body(article) == ["Featured image: a quay", BODY]
    assert tail(article) == [NOTE]


@pytest.mark.parametrize(("count", "is_tail"), [(4, True), (5, False)])
def test_a_separator_more_than_six_paragraphs_above_does_not_begin_the_tail(
    count: int, is_tail: bool
) -> None:
    article = read(BODY, "***", "Follow us on Telegram.", *["Rope."] * count, NOTE)
    assert (body(article) == [BODY]) == is_tail


def test_without_class_a_the_tail_is_the_run_of_class_b_at_the_end() -> None:
    article = read(BODY, "Follow us on Telegram.", END, "***", "Originally published on The Gull.")
    assert body(article) == [BODY, "Follow us on Telegram.", END]
    assert tail(article) == ["Originally published on The Gull."]


def test_separators_at_the_end_are_no_tail() -> None:
    article = read("*", BODY, END, "***", "*")
    assert (body(article), article.boilerplate) == ([BODY, END], ())


# B5


def test_separators_within_the_body_are_no_paragraphs() -> None:
    article = read("---", BODY, "*     *     *", "***", END, "***")
    assert body(article) == [BODY, END]
    assert [p.after_rule for p in article.body] == [False, True]


# B7


@pytest.mark.parametrize("heading", ["Notes", "NOTE:", *HEADINGS])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_and_a_mark_begin_the_endnotes(heading: str, gap: str) -> None:
    article = read(BODY, f"{heading}{gap}[1] A book", "(2) A map", "https://x.example/a", NOTE)
    assert notes(article) == ["[1] A book", "(2) A map", "https://x.example/a"]
    assert (body(article), tail(article)) == ([BODY], [NOTE])


def test_separators_may_stand_between_the_heading_and_the_notes() -> None:
    article = read(BODY, "Notes", "***", "---", "[1] A book", "(2) A map", NOTE)
    assert notes(article) == ["[1] A book", "(2) A map"]
    assert (body(article), tail(article)) == ([BODY], [NOTE])
    assert body(read(BODY, "Notes", "***", END)) == [BODY, "Notes", END]


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_begins_a_note(mark: str) -> None:
    assert is_marked(Paragraph(mark))
    assert notes(read(BODY, "Sources", mark)) == [mark]


@pytest.mark.parametrize("text", NO_MARKS)
def test_other_beginnings_are_no_mark(text: str) -> None:
    assert body(read(BODY, "Sources", text)) == [BODY, "Sources", text]


def test_the_endnotes_end_at_the_first_other_paragraph() -> None:
    article = read(BODY, "Notes", "1. A book", END, "2. A map")
    assert (notes(article), body(article)) == (["1. A book"], [BODY, END, "2. A map"])


def test_the_words_of_a_heading_within_a_line_are_none() -> None:
    assert notes(read(BODY, "Notes on rope", "1. A book")) == []


def test_links_in_notes_below_a_heading_stay_in_place() -> None:
    (note,) = read(BODY, "Notes\n[1] See [the map](#m)").endnotes
    assert [note.text[link.start : link.end] for link in note.links] == ["the map"]


def test_numbered_paragraphs_in_the_tail_and_before_it_need_no_heading() -> None:
    article = read(BODY, "[1] A book", "[2] A map", NOTE, "[3] A rope", "Copyright © The Tide")
    assert notes(article) == ["[1] A book", "[2] A map", "[3] A rope"]
    assert (body(article), tail(article)) == ([BODY], [NOTE, "Copyright © The Tide"])


def test_numbered_paragraphs_at_the_very_end_need_no_heading() -> None:
    article = read(BODY, "[1] A book", END, "[2] A map")
    assert (notes(article), body(article)) == (["[2] A map"], [BODY, "[1] A book", END])


def test_notes_between_a_biography_and_the_tail_do_not_hide_it() -> None:
    article = read(BODY, "Ada Moss is a pilot.", "Notes", "[1] A book", NOTE)
    assert (body(article), notes(article)) == ([BODY], ["[1] A book"])
    assert tail(article) == ["Ada Moss is a pilot.", NOTE]


def test_a_link_to_a_note_is_a_mark() -> None:
    assert notes(read(BODY, "[[1]](#a) A book")) == ["[1] A book"]
