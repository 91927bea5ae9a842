"""Changes of many articles at once, as the library makes them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from reading import open_library, write_article

from store.library import Library
from store.plans import Clearing, Preview, TagChange
from store.tags import Facet, Tag

EUROPE, ASIA = Tag(Facet.REGION, "Europe"), Tag(Facet.REGION, "Asia")
HISTORY, MEDIA = Tag(Facet.THEME, "History"), Tag(Facet.THEME, "Media Disinformation")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Ten articles: two of Europe, one of them History too; one of Asia; seven of nothing."""
    regions = ["[Europe](#)", "[Europe](#)", "[Asia](#)"]
    for number in range(10):
        region = regions[number] if number < len(regions) else ""
        theme = "[History](#)" if number == 0 else ""
        day = f"May {20 - number}, 2018"
        name = f"{number}.txt"
        write_article(tmp_path / "articles", name, title=name, date=day, region=region, theme=theme)
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        yield library


def keys(library: Library, query: str = "") -> list[str]:
    return library.keys(library.search(query).ids)


def tags(library: Library, query: str = "") -> dict[str, list[str]]:
    """The effective tags by title."""
    rows = library.rows(library.search(query).ids)
    return {
        row.title: [tag.name for facet in Facet for tag in row.tags(facet) if tag.counts]
        for row in rows
    }


def counts(preview: Preview) -> list[tuple[int, int]]:
    return [(one.changed, one.same) for one in preview.changes]


def test_a_preview_counts_what_each_change_does_after_those_before_it(library: Library) -> None:
    edits = [TagChange(EUROPE), Clearing(Facet.REGION), TagChange(ASIA), TagChange(HISTORY)]
    preview = library.edit.preview(edits, keys(library))
    assert counts(preview) == [(8, 2), (10, 0), (10, 0), (9, 1)]
    assert len(preview.keys) == 10


def test_a_preview_names_only_the_articles_that_end_as_others(library: Library) -> None:
    edits = [TagChange(EUROPE, gives=False), TagChange(EUROPE)]
    preview = library.edit.preview(edits, keys(library, "region:europe"))
    assert counts(preview) == [(2, 0), (2, 0)]
    assert preview.keys == ()


def test_a_preview_is_what_happens(library: Library) -> None:
    edits = [Clearing(Facet.REGION), TagChange(MEDIA), TagChange(HISTORY, gives=False)]
    preview = library.edit.preview(edits, keys(library))
    done = library.edit.change(edits, keys(library))
    assert set(done.keys) == set(preview.keys)
    assert done.label == "no region +Media Disinformation -History"
    assert done.edits == tuple(edits)
    assert tags(library) == {f"{number}.txt": ["Media Disinformation"] for number in range(10)}


def test_a_scope_is_looked_at_once_as_long_as_nothing_changes(library: Library) -> None:
    scope = library.edit.scope(keys(library))
    assert library.edit.scope(keys(library), scope) is scope
    assert library.edit.scope(keys(library)[1:], scope) is not scope
    library.edit.change([TagChange(EUROPE)], keys(library))
    now = library.edit.scope(keys(library), scope)
    assert counts(now.preview([TagChange(EUROPE)])) == [(0, 10)]


def test_one_undo_takes_back_only_what_a_bulk_change_gave(library: Library) -> None:
    before = tags(library)
    library.edit.change([TagChange(EUROPE), TagChange(HISTORY)], keys(library))
    assert library.edit.undo() is not None
    assert tags(library) == before
    assert library.edit.undo() is None


def test_a_toggle_tells_what_it_did(library: Library) -> None:
    assert library.edit.toggle(EUROPE, keys(library)).edits == (TagChange(EUROPE),)
    assert library.edit.toggle(EUROPE, keys(library)).edits == (TagChange(EUROPE, gives=False),)


def test_it_is_counted_how_many_of_some_articles_have_each_tag(library: Library) -> None:
    assert library.edit.held(keys(library)) == (10, {EUROPE: 2, ASIA: 1, HISTORY: 1})
    assert library.edit.held(keys(library)[5:]) == (5, {})


def test_the_tags_of_the_article_tagged_before_are_those_it_has_now(library: Library) -> None:
    first, second, third, *_ = keys(library)
    assert library.edit.tagged_before([]) == ()
    library.edit.change([TagChange(MEDIA)], [first])
    library.edit.change([TagChange(ASIA)], [second])
    library.edit.set_read([third], True)
    assert library.edit.tagged_before([]) == (EUROPE, ASIA)
    assert library.edit.tagged_before([second]) == (EUROPE, HISTORY, MEDIA)
    library.edit.undo()  # the read mark
    library.edit.undo()
    assert library.edit.tagged_before([]) == (EUROPE, HISTORY, MEDIA)


def test_the_first_article_that_lacks_a_region_or_a_theme_is_found(library: Library) -> None:
    ids = library.search().ids
    assert library.first_lacking(ids) == ids[1]
    assert library.first_lacking(ids[2:]) == ids[2]
    assert library.first_lacking(list(reversed(ids))) == ids[9]
    library.edit.change([TagChange(HISTORY), TagChange(ASIA)], keys(library))
    assert library.first_lacking(ids) is None


def test_the_first_unread_article_is_found(library: Library) -> None:
    ids = library.search().ids
    library.edit.set_read(keys(library)[:3], True)
    assert library.first_unread(ids) == ids[3]
    assert library.first_unread(ids[:3]) is None
    assert library.first_unread(list(reversed(ids))) == ids[-1]
    library.edit.set_read(keys(library), True)
    assert library.first_unread(ids) is None
