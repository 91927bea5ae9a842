"""What the reader did, on disk."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store.atomic import stamp
from store.backups import newest_backup
from store.database import Database
from store.errors import HistoryError, TagFileError
from store.pending import KEPT_CHANGES
from store.record import Record
from store.tag_text import text_of
from store.tags import Facet, Tag

ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
EUROPE, ASIA = Tag(Facet.REGION, "Europe"), Tag(Facet.REGION, "Asia")
A, B, C = (letter * 20 for letter in "abc")

Change = Callable[[str, Record], Record]


def with_tag(tag: Tag) -> Change:
    return lambda key, record: replace(record.with_tag(tag, ()), path=f"{key[0]}.txt")


def without_tag(tag: Tag) -> Change:
    return lambda _, record: record.without_tag(tag, ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".grtui" / "tags.json"


@pytest.fixture
def database(path: Path) -> Database:
    return opened(path)


def changed(
    change: Callable[[Record, Tag, tuple[str, ...]], Record],
    tag: Tag,
    source: tuple[str, ...],
    _: str,
    record: Record,
) -> Record:
    return change(record, tag, source)


def opened(path: Path, user: str = "ann") -> Database:
    return Database(path, user=user, now=lambda: NOON)


def document(path: Path, key: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text())["articles"][key]
    return found


def test_a_library_without_a_tag_file_has_no_records_and_gets_no_file(
    database: Database, path: Path
) -> None:
    assert database.records() == {}
    assert database.letters() == {Facet.REGION: {}, Facet.THEME: {}}
    assert (database.history(), database.undo(), database.redo()) == ([], None, None)
    assert database.move({A: B}, {B: "b.txt"}).records == {}
    assert stamp(path) == ""
    assert not path.parent.exists()


def test_a_tag_is_there_for_the_next_who_opens_the_file(database: Database, path: Path) -> None:
    saved = database.edit("+Europe", [A], with_tag(EUROPE))
    assert saved.records == {A: Record(added_regions=("Europe",), path="a.txt")}
    assert (saved.label, saved.at) == ("+Europe", NOON)
    assert opened(path).records() == database.records() == saved.records


def test_the_file_says_only_what_is_there_and_one_record_a_line(
    database: Database, path: Path
) -> None:
    database.edit("+Europe", [B, A], with_tag(EUROPE))
    database.edit("all", [C], lambda *_: Record(("R",), ("T",), ("r",), ("t",), True, True, "n"))
    assert [line for line in path.read_text().splitlines() if '"path"' in line] == [
        f'"{A}":{{"path":"a.txt","added":{{"region":["Europe"]}}}},',
        f'"{B}":{{"path":"b.txt","added":{{"region":["Europe"]}}}},',
    ]
    assert document(path, C) == {
        "added": {"region": ["R"], "theme": ["T"]},
        "removed": {"region": ["r"], "theme": ["t"]},
        "read": True,
        "starred": True,
        "note": "n",
    }


def test_stock_tinydb_reads_the_file(database: Database, path: Path) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    with TinyDB(path, access_mode="r") as stock:
        assert stock.tables() == {"grtui", "articles", "history"}
        assert [dict(one) for one in stock.table("history")] == [
            {
                "at": "2026-05-01T12:00:00+00:00",
                "user": "ann",
                "label": "+Europe",
                "changes": [{"keys": [A], "did": [["added.region", None, "Europe"]]}],
            }
        ]


def test_a_change_that_changes_nothing_writes_nothing(database: Database, path: Path) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    before = stamp(path)
    again = database.edit(
        "+Europe", [A, B], lambda _, r: r, letters={Facet.REGION: {"europe": "e"}}
    )
    assert again.records == {}
    assert database.edit("path", [B], lambda _, r: replace(r, path="b.txt")).records == {}
    assert stamp(path) == before
    assert len(database.history()) == 1


def test_a_record_with_nothing_left_leaves_the_file_and_undo_brings_it_back(
    database: Database, path: Path
) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    before = document(path, A)
    assert database.edit("-Europe", [A], without_tag(EUROPE)).records == {A: Record()}
    assert database.records() == {}
    assert json.loads(path.read_text())["articles"] == {}
    database.undo()
    assert document(path, A) == before
    database.undo()
    database.redo()
    assert document(path, A) == before


def test_a_new_path_alone_is_saved_but_no_step_of_the_history(database: Database) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    database.edit("moved", [A], lambda _, r: replace(r, path="2018/a.txt"))
    assert database.records()[A].path == "2018/a.txt"
    assert [change.label for change in database.history()] == ["+Europe"]


def test_fields_and_tables_of_others_stay(database: Database, path: Path) -> None:
    path.parent.mkdir()
    foreign = {"path": "a.txt", "added": {"region": ["Asia"], "place": ["Rome"]}, "mood": [1]}
    tables = {
        "grtui": {"1": {"format": 1, "minor": 7}},
        "articles": {A: foreign, B: foreign},
        "saved searches": {"1": {"query": "x"}},
    }
    path.write_text(json.dumps(tables, indent=1))
    database.edit("+Europe", [A], with_tag(EUROPE))
    database.move({B: C})
    database.edit("-Asia", [C], without_tag(ASIA))
    assert document(path, A)["mood"] == document(path, C)["mood"] == [1]
    assert document(path, A)["added"] == {"region": ["Asia", "Europe"], "place": ["Rome"]}
    assert document(path, C)["added"] == {"place": ["Rome"]}
    now = json.loads(path.read_text())
    assert now["saved searches"] == tables["saved searches"]
    assert now["grtui"] == tables["grtui"]


def test_undo_and_redo_go_on_after_a_restart(database: Database, path: Path) -> None:
    database.edit("+Europe", [A, B], with_tag(EUROPE))
    database.edit("+Asia", [A], with_tag(ASIA))
    both = database.records()
    undone = opened(path).undo()
    assert undone is not None
    assert undone.label == "undo of +Asia"
    assert undone.records == {A: Record(added_regions=("Europe",), path="a.txt")}
    opened(path).undo()
    assert opened(path).undo() is None
    assert database.records() == {}
    opened(path).redo()
    redone = opened(path).redo()
    assert redone is not None
    assert redone.label == "redo of +Asia"
    assert opened(path).redo() is None
    assert database.records() == both


def test_undo_of_a_bulk_change_takes_only_what_it_added(database: Database) -> None:
    database.edit("+Europe", [B], with_tag(EUROPE))
    database.edit("+Asia", [A, B], with_tag(ASIA))
    before = database.records()
    database.edit("+Europe", [A, B, C], with_tag(EUROPE))
    assert database.history(1)[0].articles == 2
    database.undo()
    assert database.records() == before


def test_a_new_change_empties_the_redo(database: Database) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    database.undo()
    database.edit("+Asia", [A], with_tag(ASIA))
    assert database.redo() is None
    assert [(one.label, one.undone) for one in database.history()] == [
        ("+Asia", False),
        ("+Europe", True),
    ]


def test_redo_never_makes_a_change_that_a_newer_one_has_replaced(database: Database) -> None:
    for label, tag in (("+Europe", EUROPE), ("+Asia", ASIA)):
        database.edit(label, [A], with_tag(tag))
        database.undo()
    redone = database.redo()
    assert redone is not None
    assert (redone.label, redone.records[A].added_regions) == ("redo of +Asia", ("Asia",))
    assert database.redo() is None


def test_redo_goes_on_beyond_a_replaced_change(database: Database) -> None:
    for label, tag, taken_back in (("+x", EUROPE, False), ("+y", ASIA, True), ("+z", ASIA, True)):
        database.edit(label, [A], with_tag(tag))
        if taken_back:
            database.undo()
    database.undo()
    redone = [saved.label for saved in iter(database.redo, None)]
    assert redone == ["redo of +x", "redo of +z"]


def test_a_change_of_mine_leaves_the_redo_of_another(database: Database, path: Path) -> None:
    bob = opened(path, "bob")
    bob.edit("+Asia", [A], with_tag(ASIA))
    bob.undo()
    database.edit("+Europe", [A], with_tag(EUROPE))
    assert bob.redo() is not None


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.sampled_from(["edit", "edit", "undo", "undo", "redo"]), max_size=12))
def test_undo_and_redo_are_two_stacks(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    database = opened(tmp_path_factory.mktemp("stacks") / "tags.json")
    done: list[str] = []
    undone: list[str] = []
    for number, step in enumerate(steps):
        if step == "edit":
            done.append(f"T{number}")
            undone.clear()
            database.edit("x", [A], with_tag(Tag(Facet.REGION, f"T{number}")))
        elif step == "undo":
            database.undo()
            undone += [done.pop()] if done else []
        else:
            database.redo()
            done += [undone.pop()] if undone else []
        record = database.records().get(A, Record())
        assert sorted(record.added_regions) == sorted(done)


def test_undo_takes_back_my_change_and_leaves_that_of_another(
    database: Database, path: Path
) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    opened(path, "bob").edit("+Asia", [A], with_tag(ASIA))
    database.undo()
    assert database.records()[A].added_regions == ("Asia",)
    assert database.undo() is None


def test_what_another_has_changed_since_is_not_taken_back(database: Database, path: Path) -> None:
    database.edit("+Europe", [A, B], with_tag(EUROPE))
    opened(path, "bob").edit("-Europe", [B], without_tag(EUROPE))
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=r"b\.txt has been changed again since “\+Europe”"):
        database.undo()
    assert path.read_bytes() == before


def test_what_another_gave_again_is_not_taken_back(database: Database, path: Path) -> None:
    database.edit("+Europe", [A, B], with_tag(EUROPE))
    bob = opened(path, "bob")
    bob.edit("-Europe", [B], without_tag(EUROPE))
    bob.edit("+Europe", [B], with_tag(EUROPE))
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=r"b\.txt has been .* since “\+Europe”, by bob\."):
        database.undo()
    assert path.read_bytes() == before
    done = database.undo(rest=True)
    assert done is not None
    assert [*done.records] == [A]
    assert database.records()[B].added_regions == ("Europe",)


def test_the_read_mark_that_another_made_again_stays(database: Database, path: Path) -> None:
    database.edit("read", [A], lambda _, r: replace(r, is_read=True))
    bob = opened(path, "bob")
    for is_read in (False, True):
        bob.edit("mark", [A], lambda _, r, to=is_read: replace(r, is_read=to))  # type: ignore[misc]
    with pytest.raises(HistoryError, match="by bob"):
        database.undo()


def test_what_another_changed_and_took_back_is_as_it_was(database: Database, path: Path) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    bob = opened(path, "bob")
    bob.edit("-Europe", [A], without_tag(EUROPE))
    bob.undo()
    assert database.undo() is not None
    assert database.records() == {}


def test_all_that_has_been_changed_again_is_counted(database: Database, path: Path) -> None:
    database.edit("+Europe", [A, B, C], with_tag(EUROPE))
    opened(path, "bob").edit("-Europe", [A, B], without_tag(EUROPE))
    with pytest.raises(HistoryError, match=r"a\.txt and 1 more have been .*, by bob\."):
        database.undo()


def test_what_undo_passed_over_stands_for_good(database: Database, path: Path) -> None:
    database.edit("+Europe", [A, B], with_tag(EUROPE))
    bob = opened(path, "bob")
    bob.edit("-Europe", [B], without_tag(EUROPE))
    database.undo(rest=True)
    step = database.history()[-1]
    assert (step.articles, step.undone, step.kept) == (2, True, 1)
    database.redo()
    database.undo()
    assert database.records() == {}
    bob.undo()
    assert [*database.records()] == [B]
    database.redo()
    assert {*database.records()} == {A, B}
    # What stands on B is ann's still: bob may take back only what he did.
    assert bob.undo() is None


def test_what_redo_left_out_is_in_nobodys_way(database: Database, path: Path) -> None:
    bob = opened(path, "bob")
    bob.edit("+Europe", [A], with_tag(EUROPE))
    bob.undo()
    database.edit("+Europe", [A, B], with_tag(EUROPE))
    database.undo()
    bob.redo()
    with pytest.raises(HistoryError, match="is there again"):
        database.redo()
    database.redo(rest=True)
    assert {*database.records()} == {A, B}
    assert bob.undo() is not None
    assert [*database.records()] == [B]
    assert database.undo() is not None
    assert database.records() == {}


def test_a_history_that_undo_cannot_use_is_damage(database: Database, path: Path) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    text = path.read_text().replace('"did":', '"dit":')
    path.write_text(text)
    path.with_name("tags.json.bak").write_text(text)
    for change in (lambda: opened(path).undo(), lambda: opened(path).edit("x", [], with_tag(ASIA))):
        with pytest.raises(TagFileError, match="a change of its history cannot be read"):
            change()
    assert path.read_text() == text
    assert newest_backup(path) is None


def test_a_moved_record_keeps_its_history(database: Database, path: Path) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    moved = database.move({A: C}, {C: "new.txt", B: "never.txt"})
    assert moved.records == {A: Record(), C: Record(added_regions=("Europe",), path="new.txt")}
    assert database.records() == {C: moved.records[C]}
    assert len(database.history()) == 1
    opened(path).undo()
    assert database.records() == {}
    opened(path).redo()
    assert database.records() == {C: moved.records[C]}


def test_a_record_that_moves_onto_another_is_joined_with_it(database: Database) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    database.edit("note", [A], lambda _, r: replace(r, note="old", is_starred=True))
    database.edit("+Asia", [B], with_tag(ASIA))
    database.edit("note", [B], lambda _, r: replace(r, note="new"))
    database.move({A: B})
    assert database.records() == {
        B: Record(("Asia", "Europe"), is_starred=True, note="old\n\nnew", path="b.txt")
    }


def test_records_that_change_places_are_not_joined(database: Database) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    database.edit("+Asia", [B], with_tag(ASIA))
    database.move({A: B, B: A})
    assert database.records()[A].added_regions == ("Asia",)
    database.undo()
    assert list(database.records()) == [B]


def test_a_name_is_read_as_one_line_and_an_empty_one_is_none(
    database: Database, path: Path
) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    tables = json.loads(path.read_text())
    tables["articles"][A] |= {
        "added": {"region": ["Eu\nrope", "A\rB", "\n", ""], "theme": ["a\t b\x1b[31m"]},
        "path": "two  spaces\n.txt",
        "note": "two\nlines",
    }
    path.write_text(json.dumps(tables))
    assert database.records()[A] == Record(
        ("Eu rope", "A B"), ("a b",), note="two\nlines", path="two  spaces\\n.txt"
    )


def test_the_history_of_a_name_with_a_line_end_can_be_undone(
    database: Database, path: Path
) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    path.write_text(path.read_text().replace("Europe", "Eu\\nrope"))
    assert [change.label for change in database.history()] == ["+Eu rope"]
    undone = database.undo()
    assert undone is not None
    assert (undone.label, undone.records) == ("undo of +Eu rope", {A: Record()})
    redone = database.redo()
    assert redone is not None
    assert redone.records[A].added_regions == ("Eu rope",)


def test_letters_are_saved_once_and_never_changed(database: Database, path: Path) -> None:
    database.edit("x", [A], with_tag(ASIA), letters={Facet.REGION: {"asia": "s"}})
    opened(path).edit(
        "y",
        [B],
        with_tag(ASIA),
        letters={Facet.REGION: {"asia": "a", "syria": "s", "gabon": "g"}, Facet.THEME: {"w": "w"}},
    )
    assert database.letters() == {
        Facet.REGION: {"asia": "s", "gabon": "g"},
        Facet.THEME: {"w": "w"},
    }


def test_what_is_no_letter_is_passed_over_and_kept(database: Database, path: Path) -> None:
    wrong = {"asia": "\x1b]0;", "gabon": "", "syria": "xyz", "peru": "\u00e9", "chad": ["c"]}
    letters = {"region": {**wrong, "mali": "Qa"}}
    path.parent.mkdir()
    path.write_bytes(text_of({"letters": letters}))
    database.edit("x", [A], with_tag(ASIA), letters={Facet.REGION: {"asia": "s", "togo": "t"}})
    assert database.letters()[Facet.REGION] == {"mali": "Qa", "togo": "t"}
    saved = json.loads(path.read_bytes())["letters"]
    assert saved == {"region": {**letters["region"], "togo": "t"}}


def test_the_history_keeps_the_newest_thousand(database: Database, path: Path) -> None:
    path.parent.mkdir()
    entry = {"at": NOON.isoformat(), "user": "ann", "label": "old", "changes": []}
    history = {f"{number:08d}": entry for number in range(1, KEPT_CHANGES + 1)}
    path.write_text(json.dumps({"grtui": {"1": {"format": 1}}, "history": history}))
    database.edit("+Europe", [A], with_tag(EUROPE))
    assert len(database.history()) == KEPT_CHANGES
    assert [one.label for one in database.history(2)] == ["+Europe", "old"]
    assert min(json.loads(path.read_text())["history"]) == "00000002"


def test_a_long_history_is_shortened_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.pending.KEPT_BYTES", 1000)
    for number in range(30):
        database.edit(f"note {number}", [A], lambda _, r: replace(r, note=r.note + "long " * 9))
    assert 1 <= len(database.history()) < 5
    assert database.undo() is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"added": ["Europe"]},
        {"added": {"region": "Europe"}},
        {"added": {"region": [3]}},
        {"read": "yes"},
        {"note": None},
    ],
)
def test_a_record_of_the_wrong_kind_is_damage_and_stays(
    database: Database, path: Path, wrong: dict[str, object]
) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"grtui": {"1": {"format": 1}}, "articles": {A: wrong}}))
    before = path.read_bytes()
    for use in (database.records, lambda: database.edit("+", [B], with_tag(EUROPE))):
        with pytest.raises(TagFileError, match=f"in the record of the article {A}"):
            use()
    assert path.read_bytes() == before


def test_a_text_that_json_cannot_hold_is_not_saved(database: Database) -> None:
    database.edit("+Europe", [A], with_tag(EUROPE))
    with pytest.raises(TagFileError, match="NOT saved"):
        database.edit("note", [A], lambda _, r: replace(r, note="\ud800"))
    assert database.records()[A].note == ""
    database.edit("note", [A], lambda _, r: replace(r, note="good"))


def test_an_error_in_a_change_saves_nothing_and_lets_go_of_the_lock(database: Database) -> None:
    def broken(key: str, record: Record) -> Record:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.edit("x", [A], broken)
    assert database.edit("+Europe", [A], with_tag(EUROPE)).records


def test_two_databases_on_one_file_see_each_other(database: Database, path: Path) -> None:
    other = opened(path, "bob")
    for number in range(20):
        one, two = (database, other) if number % 2 else (other, database)
        before = stamp(path)
        key = f"{number:020x}"
        one.edit("+Europe", [key], with_tag(EUROPE))
        assert stamp(path) != before
        assert key in two.records()
    assert len(database.records()) == 20


def test_threads_may_share_a_database(database: Database) -> None:
    def work(name: int) -> None:
        for number in range(15):
            database.edit("+", [f"{name:010x}{number:010x}"], with_tag(EUROPE))
            database.records()

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(database.records()) == 60


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_after_any_changes_undoing_all_leaves_nothing_and_redoing_all_gives_all(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    database = opened(tmp_path_factory.mktemp("undo") / "tags.json")
    for _ in range(8):
        tag = Tag(chance.choice([*Facet]), chance.choice(["Europe", "Asia", "USA"]))
        change = Record.with_tag if chance.random() < 0.6 else Record.without_tag
        database.edit(
            "x",
            chance.sample([A, B, C], chance.randint(1, 3)),
            partial(changed, change, tag, chance.choice([(), ("Asia",)])),
        )
    states = [database.records()]
    while database.undo():
        states.append(database.records())
    assert states[-1] == {}
    while states.pop() == database.records() and database.redo():
        pass
    assert states == []


WRITER = """
import sys
from pathlib import Path
from store.database import Database
from store.tag_text import text_of
from store.tags import Facet, Tag
database = Database(Path(sys.argv[1]), user=sys.argv[2])
for number in range(int(sys.argv[3])):
    tag = Tag(Facet.THEME, f"{sys.argv[2]} {number}")
    database.edit("+", ["a" * 20, f"{number:020x}"], lambda _, record: record.with_tag(tag, ()))
    print(number, flush=True)
"""

STOCK_WRITER = """
import sys
from tinydb import TinyDB
database = TinyDB(sys.argv[1])
for number in range(int(sys.argv[3])):
    database.insert({"tag": f"{sys.argv[2]} {number}"})
    print(number, flush=True)
"""


def writer(path: Path, name: str, edits: int, code: str = WRITER) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), name, str(edits)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_four_processes_lose_nothing_of_each_other(path: Path, database: Database) -> None:
    writers = [writer(path, f"writer{name}", 25) for name in range(4)]
    for one in writers:
        out, _ = one.communicate(timeout=60)
        assert (one.returncode, len(out.splitlines())) == (0, 25)
    wanted = {f"writer{name} {number}" for name in range(4) for number in range(25)}
    assert set(database.records()[A].added_themes) == wanted
    assert len(database.history()) == 100


def test_control_stock_tinydb_loses_what_four_processes_write(tmp_path: Path) -> None:
    path = tmp_path / "stock.json"
    writers = [writer(path, f"writer{name}", 25, STOCK_WRITER) for name in range(4)]
    for one in writers:
        one.communicate(timeout=60)
    with TinyDB(path, access_mode="r") as stock:
        try:
            kept = len(stock)
        except ValueError:
            kept = 0
    assert kept < 100


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_what_was_acknowledged_survives_kill_9(path: Path, database: Database) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for life in range(20):
        one = writer(path, f"life{life}", 10_000)
        assert one.stdout is not None
        for _ in range(chance.randint(1, 12)):
            acknowledged.add(f"life{life} {one.stdout.readline().strip()}")
        one.send_signal(signal.SIGKILL)
        rest, _ = one.communicate(timeout=60)
        acknowledged |= {f"life{life} {line}" for line in rest.splitlines()}
        assert acknowledged <= set(database.records()[A].added_themes)
        assert one.returncode == -signal.SIGKILL
    database.edit("+Europe", [A], with_tag(EUROPE))
    assert not [*path.parent.glob("*.tmp")]
