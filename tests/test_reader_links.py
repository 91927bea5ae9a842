"""Links in text: rules L1 to L4."""

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st
from tables import rows

from store.article import Link
from store.reader import links
from store.reader.links import pieces, resolve, resolved


@pytest.mark.parametrize(("printed", "shown"), rows(links))
def test_a_link_is_shown_as_in_the_table(printed: str, shown: str) -> None:
    assert resolved(printed) == shown


def test_a_link_knows_where_its_words_are() -> None:
    assert resolve("On [the quay](#q), [at dawn](http://x.example).") == (
        "On the quay, at dawn.",
        (Link(3, 11, "#q"), Link(13, 20, "http://x.example")),
    )


def test_the_words_may_run_over_a_line_end() -> None:
    text, found = resolve("see [the\nquay](#q) now")
    assert text == "see the\nquay now"
    assert [text[link.start : link.end] for link in found] == ["the\nquay"]


def test_spaces_around_the_words_are_no_link() -> None:
    text, found = resolve("see [ the quay ](#q)")
    assert [text[link.start : link.end] for link in found] == ["the quay"]


def test_a_title_is_not_part_of_the_target() -> None:
    assert resolve('[a](http://x.example/(b) "Title (c)")') == (
        "a",
        (Link(0, 1, "http://x.example/(b)"),),
    )


def test_an_image_within_a_link_leaves_the_link() -> None:
    assert resolve("[![A map](m.png) of it](#big)") == ("A map of it", (Link(0, 11, "#big"),))
    assert resolve("![A [1] map](m.png)") == ("A [1] map", ())


@pytest.mark.parametrize("text", ["[](#)", "![](a.png)", "[![](a.png)](#)"])
def test_an_empty_link_is_nothing(text: str) -> None:
    assert resolve(text) == ("", ())


@pytest.mark.parametrize(
    "text",
    ["[Video] A talk", "[1]", "[sic]", "[a] (b)", "[a](b c)", "[a](b", "a](b)", "[a(b)", "[a]((b)"],
)
def test_all_other_brackets_stay(text: str) -> None:
    assert resolve(text) == (text, ())


@given(st.text('[]()!"a \n'))
def test_any_text_resolves_and_its_links_lie_within_it(text: str) -> None:
    shown, found = resolve(text)
    assert all(0 <= link.start < link.end <= len(shown) for link in found)
    assert "".join(piece.text for piece in pieces(text)) == shown


@pytest.mark.parametrize(
    "part", ["[", "]", "[a](", "[a](b ", '[a](b "', "![", "[[a]", "[ [a]", "([a]"]
)
def test_two_hundred_thousand_brackets_take_linear_time(part: str) -> None:
    assert grows_linearly(lambda size: resolve(part * (size // len(part)) + "]("), 200_000)
