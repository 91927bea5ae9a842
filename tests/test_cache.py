"""The file of the index when somebody else deletes, replaces or fills it, or there is no room."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import pytest
from reading import write_three

from store import aside
from store.errors import LibraryError
from store.index_errors import DamagedError, Remedy, told
from store.library import Library
from store.refresh import Refresh, Refreshed
from store.schema import VERSION
from store.tags import Facet, Tag

FERRIES = Tag(Facet.THEME, "Ferries")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    write_three(tmp_path / "articles")
    with closing(opened(tmp_path)) as library:
        library.refresh()
        yield library


def opened(place: Path) -> Library:
    return Library.open(place / "articles", cache=place / "cache")


def index_of(library: Library) -> Path:
    return library._index.path


def titles(library: Library, query: str = "") -> list[str]:
    return [row.title for row in library.rows(library.search(query).ids)]


def delete(*suffixes: str) -> Callable[[Path], None]:
    def work(path: Path) -> None:
        for suffix in suffixes:
            Path(f"{path}{suffix}").unlink(missing_ok=True)

    return work


def replace_by_a_text(path: Path) -> None:
    path.with_name("new").write_text("no index")
    path.with_name("new").replace(path)


@pytest.mark.parametrize(
    "harm",
    [delete(""), delete("", "-wal", "-shm"), delete("-wal"), delete("-shm"), replace_by_a_text],
)
def test_an_index_that_is_deleted_under_a_reader_is_built_again_for_all(
    tmp_path: Path, library: Library, harm: Callable[[Path], None]
) -> None:
    assert titles(library, "tax") == ["Salt"]
    path = index_of(library)
    harm(path)
    library.edit.toggle(FERRIES, library.keys(library.search("ferry").ids))
    assert titles(library, "theme:ferries") == ["Ferry"]
    with closing(opened(tmp_path)) as other:
        assert index_of(other) == path
        assert titles(other, "theme:ferries") == ["Ferry"]  # without a look through the folder
        assert titles(other) == titles(library) == ["Bridge", "Ferry", "Salt"]


def test_two_readers_use_one_index_again_after_it_was_deleted(
    tmp_path: Path, library: Library
) -> None:
    with closing(opened(tmp_path)) as other:
        assert titles(other) == titles(library)
        index_of(library).unlink()
        assert titles(other, "tax") == titles(library, "tax") == ["Salt"]
        library.edit.toggle(FERRIES, library.keys(library.search("ferry").ids))
        assert titles(library, "theme:ferries") == titles(other, "theme:ferries") == ["Ferry"]
        assert index_of(library) == index_of(other)
        assert not library._index.is_temporary
    assert [*tmp_path.glob("cache/*.damaged*")] == []


def test_who_asks_while_a_deleted_index_is_filled_waits_for_all(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, others = Refresh.run, ThreadPoolExecutor(2)
    asked: list[Future[list[str]]] = []

    def looking(refresh: Refresh) -> Refreshed:
        asked.extend(others.submit(titles, library, query) for query in ("tax", ""))
        wait(asked, 0.2)
        return look(refresh)

    index_of(library).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(Refresh, "run", looking)
        assert titles(library, "ferry") == ["Ferry"]
    assert [one.result() for one in asked[:2]] == [["Salt"], ["Bridge", "Ferry", "Salt"]]
    others.shutdown()


def a_database(path: Path) -> None:
    """What a crash of another program leaves: its last words are in the log only."""
    with closing(sqlite3.connect(path.with_name("theirs"))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept (words)")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint")
        connection.execute(f"INSERT INTO kept VALUES ('{path.parent.name}')")
        connection.commit()
        for suffix in ("", "-wal"):
            Path(f"{path}{suffix}").write_bytes(path.with_name(f"theirs{suffix}").read_bytes())


def words_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM kept")]


def test_a_database_of_another_program_is_kept_with_its_log(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    library = opened(tmp_path)
    path = index_of(library)
    library.close()
    for _ in range(2):
        delete("", "-wal", "-shm")(path)
        a_database(path)
        with closing(opened(tmp_path)) as library:
            library.refresh()
            assert titles(library, "tax") == ["Salt"]
    assert words_of(Path(f"{path}.damaged")) == ["cache"]
    assert words_of(Path(f"{path}.damaged-2")) == ["cache"]


def test_only_the_last_damaged_index_is_kept(tmp_path: Path, library: Library) -> None:
    path = index_of(library)
    library.close()
    for _ in range(3):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DROP TABLE given")
            connection.commit()
        with closing(opened(tmp_path)) as again:
            again.refresh()
            assert titles(again, "theme:history") == ["Ferry"]
    assert [each.name for each in tmp_path.glob("cache/*.damaged*")] == [f"{path.name}.damaged"]


def test_each_version_has_an_index_of_its_own_until_nobody_uses_it(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = index_of(library)
    library.close()
    assert path.name.endswith(f".{VERSION}.sqlite3")
    older = path.with_name(path.name.replace(f".{VERSION}.", ".3."))
    other = path.with_name("other.3.sqlite3")
    for copy in (older, other):
        copy.write_bytes(path.read_bytes())
    path.unlink()
    opened(tmp_path).close()
    assert older.exists()
    monkeypatch.setattr(aside, "_KEPT_SECONDS", -1)
    path.unlink()
    opened(tmp_path).close()
    assert not older.exists()
    assert other.exists()
    assert path.exists()


def test_where_a_disk_is_full_the_index_goes_elsewhere(tmp_path: Path, library: Library) -> None:
    with library._index._cache.writing() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    body = " ".join(f"word{number}" for number in range(20_000))
    (tmp_path / "articles/long.txt").write_text(f"Long\n\nMay 17, 2018\n\n{body}\n")
    library.refresh()
    assert titles(library) == ["Long", "Bridge", "Ferry", "Salt"]
    assert library._index.is_temporary
    library.edit.toggle(FERRIES, library.keys(library.search("ferry").ids))
    assert titles(library, "theme:ferries") == ["Ferry"]


def test_without_any_room_it_is_said_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").touch()
    (tmp_path / "articles").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(LibraryError, match="set XDG_CACHE_HOME"):
        opened(tmp_path)


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (sqlite3.SQLITE_CORRUPT, Remedy.ANEW),
        (sqlite3.SQLITE_CORRUPT_VTAB, Remedy.ANEW),
        (sqlite3.SQLITE_NOTADB, Remedy.ANEW),
        (sqlite3.SQLITE_ERROR, Remedy.ANEW),
        (sqlite3.SQLITE_IOERR_SHORT_READ, Remedy.ANEW),
        (sqlite3.SQLITE_READONLY_DBMOVED, Remedy.AGAIN),
        (sqlite3.SQLITE_IOERR_SHMMAP, Remedy.ELSEWHERE),
        (sqlite3.SQLITE_PROTOCOL, Remedy.ELSEWHERE),
        (sqlite3.SQLITE_FULL, Remedy.ELSEWHERE),
    ],
)
def test_what_helps_depends_on_the_error(code: int, remedy: Remedy) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    with pytest.raises(DamagedError) as raised, told(3):
        raise error
    assert raised.value.remedy is remedy
    assert raised.value.generation == 3
