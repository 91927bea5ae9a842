"""Searching the library: at once, in the order asked for, and until it is stopped."""

import sqlite3
import threading
from pathlib import Path

import pytest
from reading import open_library, write_article, write_three

from store import prefixes
from store.errors import QueryError, StoppedError
from store.library import Library
from store.parser import parse
from store.prefixes import Common, quick
from store.query import text_of
from store.refining import refined
from store.stopping import Stop


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for number in range(60):
        rare = f"inter{number}" if number % 3 else "international"
        body = f"About the {rare} tide."
        date = f"May {number % 28 + 1}, {2000 + number // 28}"
        write_article(
            tmp_path / "articles", f"{number:02}.txt", title=f"T{number}", body=body, date=date
        )
    library = open_library(tmp_path)
    library.refresh()
    library._index.learn_words()
    return library


# The newest at once


def test_the_newest_of_a_search_come_first_and_then_all(library: Library) -> None:
    first = library.find.newest("tide", 10)
    everything = library.find.search("tide")
    assert first.ids == everything.ids[:10]
    assert not first.is_complete
    assert everything.is_complete
    assert everything.unread == 60
    assert library.find.newest("tide", 100).is_complete


def test_a_prefix_of_many_words_is_searched_by_the_common_ones(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefixes, "FEW_ARTICLES", 0)
    first = library.find.newest("inter", 100, typing=True)
    assert len(first.ids) == 20  # those of the common word
    assert not first.is_complete
    everything = library.find.search("inter", typing=True)
    assert len(everything.ids) == 60
    assert {*first.ids} < {*everything.ids}


def test_where_no_word_is_common_the_prefix_itself_is_searched(library: Library) -> None:
    assert len(library.find.newest("inter1", 100, typing=True).ids) == 8  # 1, 10, 11, 13, ...
    assert library.find.newest("inter1", 100, typing=True).is_complete


def test_another_order_is_kept_for_the_first_too(library: Library) -> None:
    first = library.find.newest("tide sort:date", 3)
    assert [row.title for row in library.rows(first.ids)] == ["T0", "T1", "T2"]
    assert first.order == "date"
    ranked = library.find.search("international sort:relevance")
    assert len(ranked.ids) == 20


def test_the_words_for_a_prefix_stand_where_it_stood() -> None:
    def common(begun: str) -> list[Common]:
        words = {"th": ["the", "this"], "fe": ["ferry"]}
        return [Common(word, 10_000) for word in words.get(begun, [])]

    def quicker(query: str) -> str:
        return text_of(quick(parse(query), common))

    assert quicker("th*") == "the OR this"
    assert quicker("war (th* OR fe*) title:Th*,x") == "war (the OR this OR ferry) title:the,this,x"
    assert quicker("-th* war") == "-th* war"
    assert quicker('zz* a NEAR/2 th* "th"*') == "zz* a NEAR/2 th* (the OR this)"
    assert quicker("region:th*") == "region:th*"


def test_a_rare_prefix_stays_as_it_is() -> None:
    assert quick(parse("th*"), lambda begun: [Common("the", 10)]) == parse("th*")


# Stopping


def test_a_search_that_was_stopped_before_it_began_does_nothing(library: Library) -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(StoppedError):
        library.find.search("tide", stop=stop)
    with pytest.raises(StoppedError):
        library.find.newest("tide", 10, stop=stop)
    with pytest.raises(StoppedError):
        stop.wait(100)
    assert library.find.search("tide").ids


def test_a_search_that_runs_is_stopped() -> None:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    stop, begun = Stop(), threading.Event()
    connection.create_function("begin", 0, begun.set)
    forever = (
        "WITH RECURSIVE n(i) AS (SELECT begin() UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n"
    )

    def stop_it() -> None:
        begun.wait()
        stop.set()

    thread = threading.Thread(target=stop_it)
    thread.start()
    with pytest.raises(StoppedError), stop.over(connection):
        connection.execute(forever).fetchone()
    thread.join()
    assert connection.execute("SELECT 1").fetchone() == (1,)  # the connection can be used again
    connection.close()


def test_what_goes_wrong_without_being_stopped_is_told_as_it_is() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError), Stop().over(connection):
        connection.execute("nonsense")
    connection.close()


# Counts, snippets and completion of a library


def test_a_count_is_that_of_the_search(library: Library) -> None:
    for query in ("tide", "international OR T1", "sort:title", "-tide", "date:2001"):
        assert library.find.count(query) == len(library.search(query).ids)


def test_a_query_that_cannot_be_understood_is_an_error_everywhere(library: Library) -> None:
    for ask in (library.search, library.find.count, library.find.explain, library.tag_counts):
        with pytest.raises(QueryError):
            ask("is:red")


def test_snippets_come_in_the_order_of_the_ids(library: Library) -> None:
    found = library.search("international", limit=2)
    texts = [one.text for one in library.find.snippets(found.query, [*found.ids, 0])]
    assert texts == ["About the international tide.", "About the international tide.", ""]


def test_tags_are_completed_with_their_numbers_in_the_result(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    library = open_library(tmp_path)
    library.refresh()
    found = library.find.complete("ferry region:", 13)
    assert [(choice.text, choice.count) for choice in found.choices] == [("Europe", 1)]
    assert library.find.complete("author:mar", 10).choices[0].text == '"Maren Tollefsen"'
    assert library.find.complete("is:red region:", 14).choices  # of all articles


@pytest.mark.parametrize(
    ("within", "query", "typing", "whole"),
    [
        ("", "ferry", False, "ferry"),
        ("ferry", "", False, "ferry"),
        ("ferry", "tide OR ebb", False, "ferry (tide OR ebb)"),
        ("ferry", "tide OR eb", True, "ferry (tide OR eb"),
        ("ferry | boat", "tide", False, "(ferry | boat) tide"),
        ("ferry OR boat sort:title", "tide", False, "(ferry OR boat) sort:title tide"),
        ('"this OR that"', "tide", False, '"this OR that" tide'),
        ("(ferry OR boat)sort:title", "tide", False, "((ferry OR boat)) sort:title tide"),
        ('a | "b"sort:"title" c', "tide", False, '(a | "b" c) sort:"title" tide'),
    ],
)
def test_a_search_in_a_result_is_one_query(
    within: str, query: str, typing: bool, whole: str
) -> None:
    text, start = refined(within, query, typing=typing)
    assert text == whole
    assert text[start:].startswith(query)
