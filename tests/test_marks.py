"""Where the words of a query stand in a text."""

import random
import unicodedata

import pytest
from growth import grows_linearly
from plain_search import WORDS, are_near, places

from store.marks import Marks
from store.parser import parse
from store.query import Near, Term
from store.snippets import LENGTH, snippet

TEXT = "The ferries to the outer islands: L’Économie des “îles”. A ferry_man, The-Ferry!"


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("ferry", ["ferry", "Ferry"]),
        ("FERR*", ["ferries", "ferry", "Ferry"]),
        ("the", ["The", "the", "The"]),
        ('"outer islands"', ["outer islands"]),
        ('"outer isl"*', ["outer islands"]),
        ('"the ferry"', ["The-Ferry"]),
        ("economie iles", ["Économie", "îles"]),
        ("l'economie", ["L’Économie"]),
        ("ferry -islands", ["ferry", "Ferry"]),
        ("(ferry OR islands) is:unread", ["islands", "ferry", "Ferry"]),
        ("body:islands", ["islands"]),
        ("title:islands", []),
        ("islands NEAR/2 ferries", []),
        ("islands NEAR/3 ferries", ["ferries", "islands"]),
        ("erry", []),
        ("region:ferry date:2018", []),
    ],
)
def test_what_was_searched_for_is_found_as_it_stands(query: str, marked: list[str]) -> None:
    spans = Marks(parse(query)).spans("body", TEXT)
    assert [TEXT[start:end] for start, end in spans] == marked


def test_accents_may_stand_behind_their_letters() -> None:
    text = unicodedata.normalize("NFD", "L’économie des îles")
    (span,) = Marks(parse("econ*")).spans("body", text)
    assert unicodedata.normalize("NFC", text[slice(*span)]) == "économie"


def test_the_boilerplate_is_marked_only_where_it_was_searched() -> None:
    assert Marks(parse("ferry")).spans("footer", "ferry") == []
    assert Marks(parse("footer:ferry")).spans("footer", "ferry") == [(0, 5)]


def test_what_a_saved_search_asks_for_is_marked() -> None:
    marks = Marks(parse("@boats", saved={"boats": "ferry -region:usa"}))
    assert marks.spans("title", "A Ferry") == [(2, 7)]


def test_a_query_without_words_marks_nothing() -> None:
    assert not Marks(parse("is:unread region:usa -war"))
    assert Marks(parse("war"))


def test_what_is_found_is_marked_and_what_is_not_is_not() -> None:
    chance = random.Random(3)
    for _ in range(2000):
        text = " ".join(chance.choices(WORDS, k=8))
        term = Term(chance.choice(WORDS)[: chance.randint(1, 9)], is_prefix=chance.random() < 0.4)
        if not any(map(str.isalnum, term.text)):
            continue
        assert bool(Marks(term).spans("body", text)) == bool(places(term, text)), (term, text)
        near = Near((term, Term(chance.choice(WORDS))), chance.randint(0, 3))
        assert bool(Marks(near).spans("body", text)) == are_near(near, text), (near, text)


def test_marking_takes_as_long_as_the_text_is() -> None:
    for query in ("ferry", '"a b c"', "a*", "a NEAR/3 b"):
        marks = Marks(parse(query))
        for text in ("a ", "a b ", "ab", "é-", "aaaa bbbb cccc "):
            assert grows_linearly(lambda size, m=marks, t=text: m.spans("body", t * size), 4000)


# Snippets


def test_a_snippet_has_the_words_that_were_searched_for() -> None:
    body = f"{'lorem ' * 200}the ferries to the outer islands {'ipsum ' * 200}"
    found = snippet(Marks(parse("ferries islands")), body)
    assert [found.text[start:end] for start, end in found.spans] == ["ferries", "islands"]
    assert found.text.startswith("…lorem")
    assert found.text.endswith("ipsum…")
    assert len(found.text) < LENGTH + 20


def test_a_snippet_is_where_the_most_of_the_words_are() -> None:
    body = f"ferry {'lorem ' * 100}ferry islands {'lorem ' * 100}"
    assert len(snippet(Marks(parse("ferry islands")), body).spans) == 2


def test_of_a_text_without_them_a_snippet_is_the_beginning() -> None:
    assert snippet(Marks(parse("ferry")), "One line.\nAnother.").text == "One line. Another."
    assert snippet(Marks(parse("ferry")), "", "").text == ""


def test_where_only_the_note_has_them_the_snippet_is_of_the_note() -> None:
    found = snippet(Marks(parse("ferry")), "A body.", "See the ferry.")
    assert found.text == "See the ferry."
    assert found.spans == ((8, 13),)


def test_a_snippet_of_one_long_word_is_cut() -> None:
    found = snippet(Marks(parse("x")), "a" * 10_000)
    assert len(found.text) <= LENGTH + 2
