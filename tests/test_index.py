"""The index by itself, and after any accident."""

import random
import sqlite3
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import fill
from store.article import Article, GivenTag, Paragraph
from store.errors import QueryError
from store.extract import extract_of
from store.fill import Entry
from store.folder import Stamp
from store.index import Index
from store.index_errors import DamagedError
from store.mirror import State
from store.packing import Packer
from store.parser import MOST_DEPTH, parse
from store.query import And
from store.record import Record
from store.select import WEIGHTS, select_ids
from store.tags import Facet, Origin, Tag

NO_LETTERS: dict[Facet, dict[str, str]] = {facet: {} for facet in Facet}


def entry(name: str, article: Article, key: str | None = None) -> Entry:
    return Entry(name.encode(), Stamp(1, 2, 3), key or f"key of {name}", extract_of(article))


def state(stamp: str, **records: Record) -> State:
    return State(stamp, {f"key of {name}": record for name, record in records.items()}, NO_LETTERS)


def titles(index: Index, query: str = "") -> list[str]:
    return [row.title for row in index.rows(index.search(parse(query)))]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path / "index.sqlite3")
    yield index
    index.close()


def test_an_empty_index_finds_nothing(index: Index) -> None:
    assert not index.search(And())
    assert titles(index, "war") == []
    assert index.used_tags(Facet.REGION) == []
    assert index.mirrored_stamp() == ""


def test_articles_come_newest_first_and_undated_ones_last(index: Index) -> None:
    dates = ["2018-11-08", None, "0001-01-01", "9999-12-31", "2018-11-09", None]
    articles = [Article(title=str(number), date=date) for number, date in enumerate(dates)]
    index.add([entry(f"{number}", article) for number, article in enumerate(articles)])
    assert titles(index) == ["3", "4", "0", "2", "1", "5"]
    assert titles(index, "date:2018..") == ["3", "4", "0"]
    assert titles(index, "date:..2018") == ["4", "0", "2"]


def test_more_articles_than_a_day_holds_take_the_next_day_s_place(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fill, "DAY_BITS", 4)
    many = (1 << 4) + 3
    index.add([entry(f"{n}", Article(date="2018-11-08")) for n in range(many)])
    index.add([entry("next", Article(title="next day", date="2018-11-09"))])
    assert len(set(index.search(And()))) == many + 1
    assert titles(index, "next")[0] == "next day"


def test_rows_come_in_the_order_asked_for(index: Index) -> None:
    index.add([entry(f"{number}", Article(title=str(number))) for number in range(1200)])
    ids = index.search(And())
    shuffled = random.Random(1).sample(ids, len(ids))
    assert [index.ids([row.key])[row.key] for row in index.rows(shuffled)] == shuffled
    assert index.rows([123456789]) == []


def test_an_article_without_a_title_has_its_file_s_name(index: Index) -> None:
    index.add([entry("2018/caf.txt", Article())])
    assert titles(index) == ["caf.txt"]


def test_the_boilerplate_is_not_searched(index: Index) -> None:
    article = Article(body=(Paragraph("in\nthe body"),), boilerplate=(Paragraph("at the foot"),))
    index.add([entry("a", article)])
    assert len(titles(index, '"in the body"')) == 1
    assert titles(index, "foot") == []


def in_footers(index: Index, words: str) -> list[str]:
    """The titles of the articles whose boilerplate holds words."""
    with closing(sqlite3.connect(index.path)) as connection:
        found = connection.execute("SELECT rowid FROM footer WHERE footer MATCH ?", (words,))
        return [row.title for row in index.rows([id_ for (id_,) in found])]


def with_footer(title: str, *lines: str) -> Article:
    return Article(title=title, boilerplate=tuple(map(Paragraph, lines)))


def test_the_boilerplate_has_an_index_of_its_own(index: Index) -> None:
    index.add([entry("a", with_footer("a", "Please\nshare", "Copyright Café"))])
    index.add([entry("b", Article(title="b", body=(Paragraph("Copyright"),)))])
    assert in_footers(index, '"please share"') == in_footers(index, "cafe") == ["a"]
    assert in_footers(index, "copyright") == ["a"]
    index.mirror(state("1", a=Record(note="oil")), None)
    index.mirror(state("2"), None)
    assert in_footers(index, "copyright") == ["a"]


def test_the_boilerplate_goes_and_comes_with_its_article(index: Index) -> None:
    same = "Copyright Asia Times"
    index.add([entry(f"{n}", with_footer(f"{n}", same, f"Page {n}")) for n in range(120)])
    index.add([entry("0", with_footer("0", "Nobody's rights"), "edited")])
    index.forget([f"{n}".encode() for n in range(1, 119)])
    index.tidy()
    assert index.flaw() == ""
    assert in_footers(index, "copyright") == in_footers(index, '"page 119"') == ["119"]
    assert in_footers(index, "page") == ["119"]
    assert in_footers(index, "nobody") == ["0"]
    gone(index, **{"119": Record(note="oil", path="119")})
    index.forget([b"119"])
    gone(index, **{"119": Record(note="gas", path="119")})
    assert in_footers(index, "copyright") == []
    index.empty()
    assert in_footers(index, "nobody") == []
    index.add([entry("a", with_footer("a", same))])
    assert in_footers(index, "copyright") == ["a"]
    assert index.flaw() == ""


def test_a_damaged_index_of_the_boilerplate_is_noticed(index: Index) -> None:
    index.add([entry(f"{n}", with_footer(f"{n}", f"Copyright {n}")) for n in range(120)])
    with closing(sqlite3.connect(index.path)) as connection, connection:
        connection.execute("DELETE FROM footer_data WHERE id > 10")
    assert "damaged" in index.flaw()


def test_the_index_knows_which_articles_have_a_body(index: Index) -> None:
    index.add([entry("a", Article(body=(Paragraph("war"),)))])
    index.add([entry("b", Article(head_notes=(Paragraph("war"),), endnotes=(Paragraph("war"),)))])
    gone(index, c=Record(note="oil", path="c.txt"))
    with closing(sqlite3.connect(index.path)) as connection:
        rows = dict(connection.execute("SELECT key, has_body FROM article"))
    assert rows == {"key of a": 1, "key of b": 0, "key of c": 0}


def test_what_the_reader_did_is_searched(index: Index) -> None:
    index.add([entry(name, Article(title=name, regions=("USA",))) for name in ("a", "b")])
    record = Record(("Asia",), (), ("USA",), (), is_read=True, is_starred=True, note="see also oil")
    index.mirror(state("1", a=record), None)
    for query in (
        "region:asia",
        "is:read",
        "is:starred",
        "has:note",
        "oil",
        "note:oil",
        "-region:usa",
    ):
        assert titles(index, query) == ["a"], query
    for query in ("region:usa", "is:unread", "no:note"):
        assert titles(index, query) == ["b"], query
    assert index.record("key of a") == record
    assert index.unread_among(index.search(And())) == 1


def test_a_note_is_searched_as_it_is_now(index: Index) -> None:
    index.add([entry("a", Article(title="a", body=(Paragraph("war"),)))])
    index.mirror(state("1", a=Record(note="oil")), None)
    index.mirror(state("2", a=Record(note="gas")), None)
    assert titles(index, "oil") == []
    assert titles(index, "gas war") == ["a"]


def test_a_record_waits_for_its_article(index: Index) -> None:
    index.mirror(state("1", a=Record(added_themes=("Media",), note="oil")), None)
    index.add([entry("a", Article(title="a"))])
    assert titles(index, "theme:media oil") == ["a"]


def test_a_mirror_follows_whoever_mirrored_last(index: Index) -> None:
    index.add([entry("a", Article(title="a"))])
    ours = state("2", a=Record(is_read=True))
    index.mirror(ours, None)
    index.mirror(state("1", a=Record()), None)  # Another process, which was late.
    index.mirror(state("2", a=Record(is_read=True)), ours)
    assert titles(index, "is:read") == ["a"]


def test_tags_are_counted_as_articles_bear_them(index: Index) -> None:
    index.add([entry(name, Article(title=name, regions=("USA", "Mars"))) for name in "abc"])
    index.mirror(state("1", a=Record(removed_regions=("usa",), added_regions=("Asia",))), None)
    used = {tag.name: tag.uses for tag in index.used_tags(Facet.REGION)}
    assert used == {"Mars": 3, "USA": 2, "Asia": 1}
    index.forget([b"b"])
    index.mirror(state("2"), None)
    used = {tag.name: tag.uses for tag in index.used_tags(Facet.REGION)}
    assert used == {"Mars": 2, "USA": 2}


def test_an_article_of_two_files_goes_with_the_last(index: Index) -> None:
    article = Article(title="a", regions=("USA",))
    index.add([entry("one", article, "k"), entry("two", article, "k")])
    assert [row.has_duplicates for row in index.rows(index.search(And()))] == [True]
    assert index.forget([b"one"]) == 0
    assert [row.has_duplicates for row in index.rows(index.search(And()))] == [False]
    assert index.forget([b"two"]) == 1
    assert titles(index) == titles(index, "a") == titles(index, "region:usa") == []


def test_a_file_with_other_bytes_is_another_article(index: Index) -> None:
    index.add([entry("a", Article(title="war"), "old")])
    index.add([entry("a", Article(title="peace"), "new")])
    assert titles(index) == ["peace"]
    assert titles(index, "war") == []


def test_articles_go_from_an_index_that_was_opened_again(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite3")
    articles = [Article(title=f"war {n}", body=(Paragraph(f"peace {n} " * 9),)) for n in range(120)]
    index.add([entry(f"{n}", article) for n, article in enumerate(articles)])
    index.tidy()
    index.close()
    again = Index(tmp_path / "index.sqlite3")
    assert again.forget([f"{n}".encode() for n in range(119)]) == 119
    assert titles(again, "peace") == titles(again, '"peace 119"') == ["war 119"]
    assert titles(again, "7") == []
    again.close()


def test_two_processes_may_fill_one_index_at_once(tmp_path: Path) -> None:
    indexes = [Index(tmp_path / "index.sqlite3") for _ in range(2)]
    entries = [entry(f"{n}", Article(title=f"{n}", date="2018-11-08")) for n in range(200)]

    def fill(index: Index) -> None:
        for start in range(0, 200, 10):
            index.add(entries[start : start + 10])

    with ThreadPoolExecutor() as pool:
        list(pool.map(fill, indexes))
    assert sorted(map(int, titles(indexes[0]))) == list(range(200))
    for index in indexes:
        index.close()


def test_texts_that_were_packed_by_another_dictionary_are_packed_again(index: Index) -> None:
    words = "war peace oil gas " * 30
    index.add([entry(f"{n}", Article(body=(Paragraph(f"{words}{n}"),))) for n in range(60)])
    theirs = Packer(b"another dictionary")
    extract = extract_of(with_footer("new", "Copyright"))
    extract = extract._replace(packed=(theirs.pack(extract.body), theirs.pack(extract.footer)))
    index.add([Entry(b"new", Stamp(1, 2, 3), "key of new", extract)])
    assert in_footers(index, "copyright") == ["new"]
    index.forget([b"new"])
    assert in_footers(index, "copyright") == []


# Articles whose files are gone


def gone(index: Index, **records: Record) -> None:
    """Let the tag file have records of articles whose files are gone."""
    index.mirror(state("gone", **records), None)
    index.list_missing(key for key, _ in index.unlisted_records())


def test_what_is_missing_is_found_where_it_is_asked_for_and_nowhere_else(index: Index) -> None:
    index.add([entry("a", Article(title="a", regions=("USA",)))])
    gone(index, b=Record(("USA",), note="oil", path="old/b.txt"), c=Record(is_read=True))
    for query in ("", "region:usa", "-war", "is:untagged OR region:usa", "no:note"):
        assert titles(index, query) == ["a"], query
    for query in ("oil", "note:oil", "is:read", "has:note"):
        assert titles(index, query) == [], query
    assert titles(index, "is:missing") == ["key of c", "b.txt"]
    for query in ("is:missing region:usa", "is:missing oil", "is:unread -(-is:missing)"):
        assert titles(index, query) == ["b.txt"], query
    assert titles(index, "-is:missing") == ["a"]
    assert titles(index, "is:missing,untagged OR a") == ["a", "key of c", "b.txt"]
    assert len(index.search(parse("is:missing"), limit=1)) == 1


def test_what_is_missing_comes_by_path_whenever_it_went(index: Index) -> None:
    b, c, a = (Record(note="oil", path=f"{name}.txt") for name in "bca")
    gone(index, b=b, c=c)
    gone(index, b=b, c=c, a=a)
    assert titles(index, "is:missing") == titles(index, "oil is:missing")
    assert titles(index, "is:missing") == ["a.txt", "b.txt", "c.txt"]


def test_the_line_of_a_missing_article_says_what_its_record_says(index: Index) -> None:
    gone(index, a=Record(("USA",), ("Media",), ("Asia",), (), True, True, "oil", "old/a.txt"))
    (row,) = index.rows(index.search(parse("is:missing")))
    assert (row.key, row.path, row.title, row.date) == ("key of a", "old/a.txt", "a.txt", None)
    assert row.regions == (GivenTag("USA", Origin.ADDED),)
    assert row.themes == (GivenTag("Media", Origin.ADDED),)
    assert (row.is_read, row.is_starred) == (True, True)
    assert (row.has_duplicates, row.has_warnings) == (False, True)


def test_the_tags_of_what_is_missing_are_not_counted(index: Index) -> None:
    index.add([entry("a", Article(regions=("USA",)))])
    record = Record(("USA", "Mars"), path="b.txt")
    gone(index, b=record)
    assert {tag.name: tag.uses for tag in index.used_tags(Facet.REGION)} == {"USA": 1}
    index.mirror(state("2", b=replace(record, added_regions=("Mars", "Asia"))), None)
    assert {tag.name: tag.uses for tag in index.used_tags(Facet.REGION)} == {"USA": 1}
    assert titles(index, "is:missing region:asia") == ["b.txt"]
    assert titles(index, "is:missing region:usa") == []
    index.add([entry("b", Article(title="b"))])
    used = {tag.name: tag.uses for tag in index.used_tags(Facet.REGION)}
    assert used == {"USA": 1, "Mars": 1, "Asia": 1}


def test_a_missing_article_is_as_its_record_is_now_and_goes_with_it(index: Index) -> None:
    gone(index, a=Record(note="oil", path="a.txt"))
    index.mirror(state("2", a=Record(note="gas", is_starred=True, path="b.txt")), None)
    assert titles(index, "is:missing oil") == []
    assert titles(index, "is:missing is:starred note:gas") == ["b.txt"]
    index.mirror(state("3"), None)
    assert titles(index, "is:missing") == titles(index, "is:missing gas") == []


def test_an_article_that_comes_back_is_missing_no_more(index: Index) -> None:
    gone(index, a=Record(("Mars",), note="oil", path="a.txt"))
    assert not index.has_file("key of a")
    assert index.add([entry("a", Article(title="war"))]) == 1
    assert index.has_file("key of a")
    assert titles(index, "is:missing") == []
    assert titles(index, "region:mars oil war") == ["war"]


def test_a_missing_article_does_not_stand_for_one_that_was_not_parsed(index: Index) -> None:
    gone(index, a=Record(note="oil", path="a.txt"))
    assert index.add([entry("a", Article())._replace(extract=None)]) == 0
    assert titles(index, "is:missing") == ["a.txt"]
    assert [*index.files()] == []


def test_what_is_missing_is_no_file_of_the_index(index: Index) -> None:
    index.add([entry("b", Article())])
    gone(index, a=Record(note="oil", path="a.txt"), b=Record(note="gas", path="b"))
    assert index.records_without_files() == [("key of a", "a.txt")]
    assert index.records_with_files() == [("key of b", "b", b"b")]
    assert index.paths_of(["key of a", "key of b"]) == {"key of b": [b"b"]}
    assert index.keys_of([b"a.txt", b"b"]) == {b"b": "key of b"}
    assert index.unlisted_records() == []


def test_undated_articles_keep_away_from_what_is_missing(index: Index) -> None:
    gone(index, a=Record(note="oil", path="a.txt"))
    index.add([entry(name, Article(title=name)) for name in ("b", "c")])
    assert titles(index) == ["b", "c"]
    assert titles(index, "is:missing") == ["a.txt"]


def test_what_is_missing_teaches_the_index_no_words(index: Index) -> None:
    gone(index, **{f"n{n}": Record(note="oil", path=f"{n}.txt") for n in range(60)})
    index.add([entry(f"{n}", Article(body=(Paragraph(f"war {n} " * 9),))) for n in range(60)])
    gone(index)
    index.forget([f"{n}".encode() for n in range(59)])
    assert titles(index, "war") == ["59"]
    assert titles(index, "is:missing") == titles(index, "oil is:missing") == []


def test_by_relevance_a_word_in_the_title_counts_more_than_some_in_the_body(index: Index) -> None:
    often = (Paragraph("war " * 5 + "peace " * 35),)
    index.add(
        [
            entry("a", Article(title="War", date="2001-01-01", body=(Paragraph("peace " * 40),))),
            entry("b", Article(title="often", date="2002-01-01", body=often)),
            entry("c", Article(title="once", date="2003-01-01", body=(Paragraph("war peace"),))),
            *(entry(f"{n}", Article(title="none", body=(Paragraph("peace"),))) for n in range(9)),
        ]
    )
    assert titles(index, "war sort:relevance")[0] == "War"
    assert titles(index, "war") == ["once", "often", "War"]
    columns = index._cache._connect().execute("SELECT * FROM search LIMIT 0").description
    assert [column[0] for column in columns] == list(WEIGHTS)


# Any text


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = Index(tmp_path_factory.mktemp("cache") / "index.sqlite3")
    index.add([entry("a", Article(title="l'énergie de 16-18"))])
    yield index
    index.close()


HOSTILE = st.lists(
    st.sampled_from(
        ["l'énergie", "16-18", "C++", '"', "*", "NEAR(", "{a}", "^", ":", "\0", "\ud800", ";"]
    ),
    max_size=8,
).map(" ".join)


@given(text=st.one_of(st.text(), HOSTILE), typing=st.booleans())
def test_any_text_is_searched_without_an_error(small: Index, text: str, typing: bool) -> None:
    try:
        tree = parse(text, typing=typing)
    except QueryError:
        return
    small.search(tree)


@pytest.mark.parametrize(
    "text", ["l'énergie", "L’ENERGIE", "energie", "16-18", "16", '"de 16"', "éner*"]
)
def test_case_accents_and_signs_do_not_matter(small: Index, text: str) -> None:
    assert len(small.search(parse(text))) == 1


# Accidents


def test_an_index_that_another_process_is_just_creating_is_not_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        assert path.stat().st_size
        with closing(Index(path)) as index:
            assert [*index.files()] == []
        assert not Path(f"{path}.damaged").exists()


def test_a_file_that_is_no_index_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    path.write_bytes(b"not a database" * 1000)
    index = Index(path)
    index.add([entry("a", Article(title="a"))])
    assert titles(index) == ["a"]
    assert Path(f"{path}.damaged").read_bytes().startswith(b"not a database")
    index.close()


def test_an_index_of_another_version_is_rebuilt(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE article (something)")
        old.execute("PRAGMA user_version = 999")
    old.close()
    index = Index(path)
    assert titles(index) == []
    index.close()


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_index_says_so_or_answers(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "index.sqlite3"
    index = Index(path)
    index.add(
        [entry(f"{n}", Article(title=f"war {n}", body=(Paragraph("x " * n),))) for n in range(200)]
    )
    index.close()
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    data[start : start + 5000] = chance.randbytes(min(5000, len(data) - start))
    path.write_bytes(data[: chance.choice((len(data), start))])
    index = Index(path)
    try:
        titles(index, "war")
        index.add([entry("new", Article(title="peace"))])
    except DamagedError as damage:
        index.renew(damage)
        index.add([entry("new", Article(title="peace"))])
    assert titles(index, "peace") == ["peace"]
    index.close()


def test_without_a_place_for_it_the_index_is_temporary(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    index = Index(tmp_path / "file" / "index.sqlite3")
    index.add([entry("a", Article(title="a"))])
    assert titles(index) == ["a"]
    index.close()
    assert not index.path.parent.exists()


def test_an_index_that_cannot_be_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Index(tmp_path / "index.sqlite3").close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    index = Index(tmp_path / "index.sqlite3")
    assert index.path.parent != tmp_path
    index.add([entry("a", Article(title="a"))])
    index.close()


def test_tags_of_a_name_that_sql_would_act_on_are_tags(index: Index) -> None:
    name = "'; DROP TABLE tag; --"
    index.add([entry("a", Article(title="a", regions=(name,)))])
    assert titles(index, f'region:"{name}"') == ["a"]
    assert index.known(["key of a"])["key of a"].tags == (Tag(Facet.REGION, name),)


def test_an_accent_is_found_however_the_file_or_the_reader_wrote_it(index: Index) -> None:
    body = (Paragraph(unicodedata.normalize("NFD", "Толстой café 한국")),)
    index.add([entry("a", Article(title=unicodedata.normalize("NFD", "Ёлка"), body=body))])
    for word in ("Толстой", "café", "한국", "Ёлка"):
        for form in ("NFC", "NFD"):
            assert len(titles(index, unicodedata.normalize(form, word))) == 1, (word, form)


def test_a_query_as_deep_as_anyone_types_is_answered_at_once(index: Index) -> None:
    index.add([entry("a", Article(title="war"))])
    query = "war"
    for depth in range(MOST_DEPTH):  # seconds, if each level were looked at twice
        query = f"({query} OR peace{depth})" if depth % 2 else f"({query} war)"
    assert titles(index, query) == ["war"]


@pytest.mark.parametrize(
    "query",
    [
        "war " + "-zzz " * 700,
        "war -(" + "zzz OR " * 500 + "a)",
        "region:" + ",".join("a" * 1900),
        "date:" + ",".join(["2018"] * 700),
        "(" * MOST_DEPTH + "war OR is:read" + ")" * MOST_DEPTH,
        "-(is:read OR b " * MOST_DEPTH + "c" + ")" * MOST_DEPTH,
        "-(war OR b " * MOST_DEPTH + "c" + ")" * MOST_DEPTH,
        "path:a " * 500,
    ],
)
def test_a_query_as_long_as_anyone_types_is_no_damage(index: Index, query: str) -> None:
    index.add([entry("a", Article(title="war"))])
    with suppress(QueryError):
        index.search(parse(query))
    assert titles(index, "war") == ["war"]


def test_any_number_of_tags_is_asked_for_in_one_step() -> None:
    statement = select_ids(parse("region:" + ",".join("a" * 1900))).text
    assert statement.count("FROM given") == 1  # 1900 of them took ten seconds


def test_ctrl_c_in_a_function_of_ours_is_no_damage(index: Index) -> None:
    def interrupted(text: str, pattern: str) -> bool:
        raise KeyboardInterrupt

    index.add([entry("a", Article(title="war"))])
    connection = index._cache._connect()
    connection.create_function("path_fits", 2, index._cache._interrupts.kept(interrupted))
    index._cache._readers[:] = [connection]
    with pytest.raises(KeyboardInterrupt):
        titles(index, "path:a")
    assert titles(index, "war") == ["war"]


def test_half_a_character_is_no_damage(index: Index) -> None:
    index.add([entry("a", Article(title="war"))])
    with pytest.raises(UnicodeEncodeError):
        index.ids(["\udcff"])
    assert titles(index) == ["war"]
