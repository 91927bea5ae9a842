"""Thousands of random queries find in the index what plain Python finds."""

import random
from pathlib import Path

import plain_search
from plain_search import ALIASES, SAVED, found, gone, random_article, random_order, random_query

from store.aliases import Naming
from store.extract import Entry, extract_of
from store.folder import Stamp
from store.index import Index
from store.mirror import State
from store.parser import parse
from store.query import order_of, text_of
from store.schema import MISSING
from store.tags import Facet

SEED = 20181108
QUERIES = 3000


def test_random_queries_find_what_plain_python_finds(tmp_path: Path) -> None:
    index = Index(tmp_path / "index.sqlite3")
    chance = random.Random(SEED)
    here = [random_article(chance) for _ in range(150)]
    lost = [gone(random_article(chance)) for _ in range(20)]
    everything = here + lost
    entries = [
        Entry(path.encode(), Stamp(1, 2, 3), one.key, extract_of(one.article))
        for one in here
        for path in one.paths
    ]
    no_letters: dict[Facet, dict[str, str]] = {facet: {} for facet in Facet}
    records = {one.key: one.record for one in everything}
    index.add(entries[:70])
    namings = {facet: Naming(aliases) for facet, aliases in ALIASES.items()}
    index.mirror(State("1", {one.key: one.record for one in here}, no_letters), None)
    index.add(entries[70:110])
    index.mirror(State("2", records, no_letters, (), namings), None)
    index.add(entries[110:])
    index.list_missing(one.key for one in lost)
    by_key = {one.key: one for one in everything}
    telling = 0
    for _ in range(QUERIES):
        text = random_order(chance, random_query(chance, list(records)))
        tree = parse(text, saved=SAVED)
        assert parse(text_of(tree), saved=SAVED) == tree, (SEED, text)
        ids = index.search(tree)
        rows = index.rows(ids)
        assert {row.key for row in rows} == found(tree, everything), (SEED, text)
        assert index.count(tree) == len(ids) == len({*ids}), (SEED, text)
        assert index.search(tree, limit=3) == ids[:3], (SEED, text)
        there = [id_ for id_ in ids if id_ > MISSING]
        dates = [by_key[row.key].article.date or "" for row in rows[: len(there)]]
        match order_of(tree):
            case "-date":
                assert [*ids[: len(there)]] == sorted(there, reverse=True), (SEED, text)
                assert dates == sorted(dates, reverse=True), (SEED, text)
                paths = [row.path for row in rows[len(there) :]]
                assert paths == sorted(paths), (SEED, text)
            case "date":
                dated = [date for date in dates if date]
                assert dates == sorted(dated) + [""] * (len(dates) - len(dated)), (SEED, text)
            case "title" | "-title" as order:
                names = plain_search.titles_of(everything)
                shown = [names[row.key] for row in rows]
                assert shown == sorted(shown, reverse=order == "-title"), (SEED, text)
        telling += bool(ids) and len(ids) < len(everything)
    index.close()
    assert telling > QUERIES // 3
