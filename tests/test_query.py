import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QueryError
from store.parser import MOST_CHARACTERS, parse
from store.query import And, Field, Not, Or, Query, Span, Term, text_of

WAR, PEACE, PARIS = Term("war"), Term("peace"), Term("paris")


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
        ('region:""', 'region:""'),
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
    ],
)
def test_a_mistake_is_marked_and_explained_in_a_sentence(text: str, wrong: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert text[caught.value.start : caught.value.end] == wrong
    assert str(caught.value)[-1] == "."


def test_a_query_of_another_size_than_a_query_is_refused() -> None:
    with pytest.raises(QueryError, match="at most"):
        parse("a" * (MOST_CHARACTERS + 1))


def test_parentheses_may_not_go_deeper_than_any_reader_would() -> None:
    with pytest.raises(QueryError, match="too deep"):
        parse("(" * 1000 + "war" + ")" * 1000)
    with pytest.raises(QueryError, match="too deep"):
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
    ],
)
def test_while_typing_the_last_word_is_a_prefix_and_the_end_may_be_unfinished(
    text: str, tree: Query
) -> None:
    assert parse(text, typing=True) == tree


def test_while_typing_a_mistake_before_the_end_is_one() -> None:
    with pytest.raises(QueryError):
        parse("is:red war", typing=True)


PIECES = (
    """war peace OR AND NOT - | ( ) " * , : .. title: region: is:unread no:date date:2018 l'é"""
)
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
        tree = parse(text, typing=typing)
    except QueryError as error:
        start, end = error.start, error.end
        assert 0 <= start < end <= len(text)
    else:
        assert parse(text_of(tree)) == tree
