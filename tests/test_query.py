from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QueryError
from store.parser import MOST_CHARACTERS, MOST_DEPTH, parse, read
from store.query import (
    And,
    Field,
    Near,
    Not,
    Or,
    Query,
    Saved,
    Span,
    Term,
    conditions_of,
    order_of,
    text_of,
)

WAR, PEACE, PARIS = Term("war"), Term("peace"), Term("paris")
NO_BODY, BY_TITLE = Field("no", (Term("body"),)), Field("sort", (Term("title"),))
YEAR_2018 = Span("2018-01-01", "2018-12-31")


def phrase(text: str) -> Term:
    return Term(text, is_phrase=True)


def prefix(text: str) -> Term:
    return Term(text, is_prefix=True)


def days(first: str, last: str) -> Field:
    return Field("date", (Span(first, last),))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", And()),
        ("   ", And()),
        ("war", WAR),
        ("war peace", And((WAR, PEACE))),
        ("war AND peace", And((WAR, PEACE))),
        ("war and peace", And((WAR, Term("and"), PEACE))),
        ("war OR peace", Or((WAR, PEACE))),
        ("war|peace", Or((WAR, PEACE))),
        ("war OR peace paris", Or((WAR, And((PEACE, PARIS))))),
        ("(war OR peace) paris", And((Or((WAR, PEACE)), PARIS))),
        ("((war))", WAR),
        ("()", And()),
        ("-war", Not(WAR)),
        ("NOT war", Not(WAR)),
        ("NOT NOT war", Not(Not(WAR))),
        ("peace -war", And((PEACE, Not(WAR)))),
        ("-(war OR peace)", Not(Or((WAR, PEACE)))),
        ("paris - a city", And((PARIS, Term("a"), Term("city")))),
        ("war--peace", Term("war--peace")),
        ("--war", Term("--war")),
        ("wa*", prefix("wa")),
        ("*", And()),
        ('"war and  peace"', phrase("war and peace")),
        ('"war and pea"*', Term("war and pea", is_phrase=True, is_prefix=True)),
        ('""', And()),
        ("war & peace ???", And((WAR, PEACE))),
        ("war OR ???", WAR),
        ("C++", Term("C++")),
        ("l'énergie 16-18", And((Term("l'énergie"), Term("16-18")))),
        ("https://example.org/a?b=c", Term("https://example.org/a?b=c")),
        ("12:30", Term("12:30")),
        ("Re: war", And((Term("Re:"), WAR))),
        ("title:war", Field("title", (WAR,))),
        ("TITLE:war", Field("title", (WAR,))),
        ("-title:war", Not(Field("title", (WAR,)))),
        ("region:usa,canada", Field("region", (Term("usa"), Term("canada")))),
        (
            'region:"Latin America & Caribbean",lat*',
            Field("region", (phrase("Latin America & Caribbean"), prefix("lat"))),
        ),
        ("theme:*", Field("theme", (prefix(""),))),
        ("tag:9/11-and-more", Field("tag", (Term("9/11-and-more"),))),
        ("is:unread,starred", Field("is", (Term("unread"), Term("starred")))),
        ("-is:Missing", Not(Field("is", (Term("missing"),)))),
        (
            "has:region no:date",
            And((Field("has", (Term("region"),)), Field("no", (Term("date"),)))),
        ),
        ("date:2018", days("2018-01-01", "2018-12-31")),
        ("date:2018-02", days("2018-02-01", "2018-02-28")),
        ("date:2016-2", days("2016-02-01", "2016-02-29")),
        ("date:2018-11-08", days("2018-11-08", "2018-11-08")),
        ("date:2018-10..2018-11-08", days("2018-10-01", "2018-11-08")),
        ('date:"8 Nov 2018"', days("2018-11-08", "2018-11-08")),
        ('date:"November 2018"', days("2018-11-01", "2018-11-30")),
        ('after:"Feb 1st, 2016"', days("2016-02-01", "")),
        ("date:2018..", days("2018-01-01", "")),
        ("date:..2018", days("", "2018-12-31")),
        ("after:2018-11", days("2018-11-01", "")),
        ("before:2018-11", days("", "2018-11-30")),
        ("date:>=2018-11", days("2018-11-01", "")),
        ("date:<2018-11", days("", "2018-10-31")),
        ("date:2018,2016", Field("date", (YEAR_2018, Span("2016-01-01", "2016-12-31")))),
        ("war NEAR/5 peace", Near((WAR, PEACE), 5)),
        ('-war NEAR/0 "of the" NEAR/0 par*', Not(Near((WAR, phrase("of the"), prefix("par")), 0))),
        ("war NEAR/5 ???", WAR),
        ("NEAR peace", And((Term("NEAR"), PEACE))),
        ("NEAR/5x", Term("NEAR/5x")),
        ("footer:war", Field("footer", (WAR,))),
        ("source.region:usa", Field("source.region", (Term("usa"),))),
        ("-Removed.Tag:usa", Not(Field("removed.tag", (Term("usa"),)))),
        ("path:2018/**", Field("path", (Term("2018/**"),))),
        ('path:"old files/*"', Field("path", (phrase("old files/*"),))),
        ("key:3F9a", Field("key", (Term("3f9a"),))),
        ("is:duplicate no:body", And((Field("is", (Term("duplicate"),)), NO_BODY))),
        ('theme:"The ""Great"" Game"', Field("theme", (phrase('The "Great" Game'),))),
        ("sort:title war", And((WAR, BY_TITLE))),
        ("war OR peace sort:title", And((Or((WAR, PEACE)), BY_TITLE))),
        ("sort:date war sort:title", And((WAR, BY_TITLE))),
        ("sort:title", BY_TITLE),
        ("@", And()),
        ("war OR\u00a0peace", Or((WAR, PEACE))),
        ("me@example.org", Term("me@example.org")),
    ],
)
def test_a_query_is_understood(text: str, tree: Query) -> None:
    assert parse(text) == tree
    assert parse(text_of(tree)) == tree


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("war OR", "OR"),
        ("OR war", "OR"),
        ("AND", "AND"),
        ("war AND OR peace", "AND "),
        ("war NOT", "NOT"),
        ("(war", "("),
        ("war)", ")"),
        ('war "and peace', '"'),
        ("region:", "region:"),
        ("war region: usa", "region:"),
        ("region:usa,", "region:usa,"),
        ('region:""', '""'),
        ("title:?", "?"),
        ("is:red", "red"),
        ("date:soon", "soon"),
        ("date:2018-13", "2018-13"),
        ('date:"8 November"', '"8 November"'),
        ('date:"20:30"', '"20:30"'),
        ("date:2018-02-29", "2018-02-29"),
        ("date:0000", "0000"),
        ("date:..", ".."),
        ("after:2018..", "2018.."),
        ("date:2019..2018", "2019..2018"),
        ("NEAR/5 war", "NEAR/5"),
        ("war NEAR/5", "NEAR/5"),
        ("war NEAR/ peace", "NEAR/"),
        ("war NEAR/5000 peace", "NEAR/5000"),
        ("war NEAR/5 (peace)", "NEAR/5"),
        ("war NEAR/5 is:read", "NEAR/5"),
        ("war NEAR/5 -peace", "NEAR/5"),
        ("war NEAR/5 peace NEAR/3 paris", "NEAR/3"),
        ("key:xyz", "xyz"),
        ("path:*a*b*c*d*e*f*g*", "*a*b*c*d*e*f*g*"),
        ("sort:size", "size"),
        ("sort:date,title", "sort:date,title"),
        ("war OR (sort:title peace)", "sort:title"),
        ("-sort:title", "-sort:title"),
        ("war @nobody", "@nobody"),
    ],
)
def test_a_mistake_is_marked_and_explained_in_a_sentence(text: str, wrong: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert text[caught.value.start : caught.value.end] == wrong
    assert str(caught.value)[-1] in ".?"


def test_a_query_of_another_size_than_a_query_is_refused() -> None:
    with pytest.raises(QueryError, match="at most"):
        parse("a" * (MOST_CHARACTERS + 1))


def test_parentheses_may_not_go_deeper_than_any_reader_would() -> None:
    with pytest.raises(QueryError, match="deep"):
        parse("(" * 1000 + "war" + ")" * 1000)
    with pytest.raises(QueryError, match="deep"):
        parse("NOT " * 900 + "war")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("wa", prefix("wa")),
        ("war pea", And((WAR, prefix("pea")))),
        ("war ", WAR),
        ("-wa", Not(prefix("wa"))),
        ("region:us", Field("region", (prefix("us"),))),
        ("region:usa,", Field("region", (Term("usa"),))),
        ("title:wa", Field("title", (prefix("wa"),))),
        ('"war and pe', Term("war and pe", is_phrase=True, is_prefix=True)),
        ('"war and peace"', phrase("war and peace")),
        ("(war OR pe", Or((WAR, prefix("pe")))),
        ("war OR", WAR),
        ("war NOT ", WAR),
        ("war region:", WAR),
        ("war is:unr", WAR),
        ("is:unread", Field("is", (Term("unread"),))),
        ("war date:20", WAR),
        ("OR", And()),
        ("war NEAR/", WAR),
        ("war NEAR/5 ", WAR),
        ("war NEAR/5 pe", Near((WAR, prefix("pe")), 5)),
        ("war @bo", WAR),
        ("war sort:ti", WAR),
        ("path:2018", Field("path", (Term("2018"),))),
    ],
)
def test_while_typing_the_last_word_is_a_prefix_and_the_end_may_be_unfinished(
    text: str, tree: Query
) -> None:
    assert parse(text, typing=True) == tree


def test_while_typing_a_mistake_before_the_end_is_one() -> None:
    with pytest.raises(QueryError):
        parse("is:red war", typing=True)


PIECES = """
    war peace OR AND NOT NEAR/2 NEAR/ - | ( ) " "" * ** , : .. title: region: source.tag: is:unread
    no:date date:2018 date:>2w date:last-month path:a/* key:3f sort:title sort: @boats @ l'é
"""
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\0", "\ud800"]), max_size=20).map(
        "".join
    ),
)


@given(text=TEXTS, typing=st.booleans())
def test_any_text_is_a_tree_that_goes_to_text_and_back_or_a_mistake(
    text: str, typing: bool
) -> None:
    try:
        tree = parse(text, typing=typing, saved=SAVED)
    except QueryError as error:
        start, end = error.start, error.end
        assert 0 <= start < end <= len(text)
    else:
        assert parse(text_of(tree), saved=SAVED) == tree


# Saved searches, orders and places


SAVED = {"boats": "ferry OR boat sort:title", "Big boats": "@boats size:big", "loop": "@other"}


def test_a_saved_search_is_found_however_its_name_is_spelled() -> None:
    for name in ("boats", "BOATS", "big-boats", "Big_Boats"):
        tree = parse(f"@{name}", saved=SAVED)
        assert isinstance(tree, Saved)
        assert text_of(tree) == f"@{name}"


def test_what_a_saved_search_stands_for_is_found_in_its_place() -> None:
    boats = parse("ferry OR boat")
    assert conditions_of(parse("war @boats", saved=SAVED)) == (WAR, boats)
    assert conditions_of(parse("-@boats", saved=SAVED)) == (Not(boats),)
    assert conditions_of(parse("@boats @boats OR war", saved=SAVED))


def test_a_saved_search_that_cannot_be_is_told() -> None:
    def told(query: str, saved: dict[str, str]) -> str:
        with pytest.raises(QueryError) as caught:
            parse(query, saved=saved)
        return str(caught.value)

    assert told("@boat", SAVED).endswith("did you mean @boats?")
    assert "is a part of itself" in told("@a", {"a": "@b", "b": "@a"})
    assert "@a cannot be understood" in told("@a", {"a": "is:red"})
    long = {f"n{n}": " ".join([f"@n{n + 1}"] * 100) for n in range(5)} | {"n5": "war"}
    assert "more than" in told("@n0", long)
    deep = {f"n{n}": f"@n{n + 1}" for n in range(50)} | {"n50": "war"}
    assert "deep" in told("@n0", deep)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("war", "-date"),
        ("war sort:relevance", "relevance"),
        ("@boats", "title"),
        ("@boats sort:date", "date"),
        ("sort:date @boats", "date"),
        ("@boats OR war", "-date"),
    ],
)
def test_the_order_is_the_query_s_own_or_that_of_a_saved_search(text: str, order: str) -> None:
    assert order_of(parse(text, saved=SAVED)) == order


def test_before_a_time_ago_is_older_than_that() -> None:
    today = date(2018, 11, 8)
    assert parse("before:1y", today=today) == days("", "2017-11-08")
    assert parse("after:1y", today=today) == days("2017-11-08", "")
    assert parse("date:1y", today=today) == days("2017-11-08", "2018-11-08")


def test_the_parts_of_a_query_are_known_by_their_places() -> None:
    text = '  ferry -region:"USA" (war OR peace) sort:title'
    parsed = read(text)
    assert [text[one.start : one.end] for one in parsed.clauses] == [
        "ferry",
        '-region:"USA"',
        "(war OR peace)",
    ]
    assert [text[one.start : one.end] for one in parsed.primaries] == [
        *("ferry", 'region:"USA"', "war", "peace", "sort:title")
    ]
    assert [text_of(one.query) for one in read("a OR b").clauses] == ["a OR b"]


def test_what_is_asked_for_differs_by_its_kind_too() -> None:
    words = Term("war"), Term("peace")
    assert And(words) == And(words)
    assert And(words) != Or(words)
    assert Field("title", words[:1]) != Saved("title", words[0])
    assert And(words) != (words,)


@pytest.mark.parametrize("text", ["iſ:unread", "TİTLE:war", "footer:war"])
def test_no_letter_but_those_of_its_name_makes_a_field(text: str) -> None:
    tree = parse(text)
    assert tree == (Field("footer", (Term("war"),)) if text.isascii() else Term(text))


def test_what_was_written_as_deep_as_can_be_is_printed_no_deeper() -> None:
    levels = MOST_DEPTH // 2
    text = "-(x " * (levels - 1) + "-(a b|c" + ")" * levels
    tree = parse(text)
    assert parse(text_of(tree)) == tree
