"""What the reader did as text, and its way back into a tag file."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store import tag_text
from store.answers import Restoration
from store.database import Database
from store.dump import read, text_of
from store.errors import GrtuiError, TagFileError
from store.record import Record
from store.tag_text import tables_in
from store.tags import Facet, Tag

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
EUROPE = Tag(Facet.REGION, "Europe")
A, B, C, D = (letter * 20 for letter in "abcd")
HEAD = b'["grtui","1",{"format":1}]\n'

Tables = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tags.json"


def opened(path: Path, user: str = "ann") -> Database:
    return Database(path, user=user, now=lambda: NOON)


def write(path: Path, tables: Tables) -> bytes:
    """Write a tag file, and return its dump."""
    path.write_bytes(tag_text.text_of(tables))
    return dump_of(path)


def dump_of(path: Path) -> bytes:
    return text_of(tables_in(path.read_bytes()))


def dump(**articles: dict[str, Any]) -> bytes:
    """The dump of some records by the first letter of their keys."""
    lines = [json.dumps(["articles", key * 20, record]) for key, record in articles.items()]
    return HEAD + "\n".join(lines).encode()


def restore(path: Path, text: bytes, *, replaces: bool = False) -> Restoration:
    found = read(text, "Standard input")
    database = opened(path)
    planned = database.restoration(found, replaces=replaces)
    done = database.restore("restore", found, replaces=replaces)[1]
    assert done._replace(aside=None, is_step=False) == planned
    assert something(opened(path)) == something(database)
    return done


def something(database: Database) -> dict[str, Record]:
    return {key: record for key, record in database.records().items() if record != Record()}


def articles(path: Path) -> dict[str, Any]:
    """The records in a tag file by the first letter of their keys."""
    found = json.loads(path.read_bytes())["articles"]
    return {key[0]: record for key, record in found.items()}


def a_years_work(path: Path) -> bytes:
    """A tag file with everything in it: several users, undone changes, letters, other programs'."""
    ann, ben = opened(path), opened(path, "ben")
    letters = {Facet.REGION: {"europe": "e"}}
    ann.edit("+Europe", [B, A], lambda _, one: one.with_tag(EUROPE, ()), letters=letters)
    ben.edit("note", [C], lambda _, one: replace(one, note="l’été\n\n“☃”\x9b\u202e\x7f\u2028"))
    ann.edit("read", [A], lambda _, one: replace(one, is_read=True, path="2018/a b.txt"))
    ann.undo()
    tables = json.loads(path.read_bytes())
    tables["articles"][A] |= {"rating": 5, "added": {"region": ["Europe"], "mood": ["good"]}}
    tables["zoo"] = {'a":{': {"x": [None, 1.5, {"y": {}}]}, "\\": {}}
    tables["empty"] = {}
    write(path, tables)
    return path.read_bytes()


# The text


def test_a_dump_has_one_record_a_line_in_the_order_of_the_file(path: Path) -> None:
    tables: Tables = {
        "zoo": {"1": {}},
        "letters": {},
        "articles": {B: {"read": True}, A: {"note": "l’été"}},
    }
    assert write(path, tables).decode().splitlines() == [
        '["grtui","1",{"format":1}]',
        f'["articles","{A}",{{"note":"l’été"}}]',
        f'["articles","{B}",{{"read":true}}]',
        '["letters"]',
        '["zoo","1",{}]',
    ]


def test_a_dump_gives_back_the_same_file_byte_for_byte(path: Path, tmp_path: Path) -> None:
    before = a_years_work(path)
    there = tmp_path / "new" / "tags.json"
    done = restore(there, dump_of(path))
    assert (done.new, done.is_first, done.aside) == (3, True, None)
    assert there.read_bytes() == before
    assert [step.label for step in opened(there).history()] == ["read", "note", "+Europe"]


names = st.text(max_size=6)
documents = st.dictionaries(
    names,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | names
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=3,
)  # fmt: skip


@settings(max_examples=50)
@given(st.dictionaries(names.map("zoo{}".format), st.dictionaries(names, documents)))
def test_any_tables_come_back_from_their_dump(tables: Tables) -> None:
    text = tag_text.text_of(tables)
    dumped = text_of(tables_in(text))
    assert tag_text.text_of(read(dumped, "x").tables) == text
    assert text_of(read(dumped, "x").tables) == dumped


def test_nothing_in_a_dump_acts_on_a_terminal(path: Path) -> None:
    acting = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F]))
    acting += "".join(map(chr, [0x200B, *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF]))
    acting += "".join(
        map(chr, [*range(0xFFF0, 0xFFFC), 0x1BCA0, 0x1D173, *range(0xE0000, 0xE1000)])
    )
    text = write(path, {"articles": {A: {acting: acting}}, acting: {acting: {}}})
    assert not {*acting} & {*text.decode().replace("\n", "")}
    assert tag_text.text_of(read(text, "x").tables) == path.read_bytes()


def test_a_dump_that_was_edited_by_hand_is_read(path: Path) -> None:
    text = b'\n["grtui", "1", {"format": 1}]\r\n\n ["articles","b",{ "read" : true }] \r\n'
    text += b'["articles","a",{"note":"\\u00e9"}]'
    restore(path, text)
    assert articles(path) == {"a": {"note": "é"}, "b": {"read": True}}


def test_a_tag_file_is_read_like_a_dump(path: Path, tmp_path: Path) -> None:
    before = a_years_work(path)
    for text in (before, json.dumps(json.loads(before), indent=2).encode()):
        there = tmp_path / str(len(text)) / "tags.json"
        restore(there, text)
        assert there.read_bytes() == before


LINE = b'["articles","a",{"read":true}]\n'
BROKEN = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n\n", "it is empty"),
    "other text": (b"Dear reader", "in line 1, it is not JSON"),
    "cut": (HEAD + LINE[:-6], "in line 2, it is not JSON"),
    "two in one line": (HEAD + LINE[:-1] + LINE, "in line 2, it is not JSON"),
    "bad UTF-8": (HEAD + b'["articles","\xff",{}]', "in line 2, byte 13 is not UTF-8"),
    "no document": (HEAD + b'["articles","a"]', r"in line 2, it is not \[table, key, document\]"),
    "no array": (HEAD + b'"a"', r"in line 2, it is not \[table, key, document\]"),
    "a text for a document": (HEAD + b'["articles","a","b"]', "in line 2, it is not"),
    "a key twice": (HEAD + LINE + b"\n" + LINE, "in line 4, the key 'a' is there .* line 2"),
    "a field twice": (
        HEAD + b'["articles","a",{"x":1,"x":2}]',
        "in line 2, it has the key 'x' twice",
    ),
    "half a character in a name": (HEAD + b'["\\ud800"]', "in line 2, .*no tag file"),
    "rather deep": (
        HEAD + b'["zoo","1",{"x":' + b"[" * 300 + b"]" * 300 + b"}]",
        "in line 2, .*no tag file",
    ),
    "half a character": (HEAD + b'["articles","a",{"x":"\\ud800"}]', "in line 2, .*no tag file"),
    "a large number": (HEAD + b'["articles","a",{"x":%d}]' % 10**30, "in line 2, .*too large"),
    "a larger number": (HEAD + b'["articles","a",{"x":1e400}]', "in line 2, .*too large"),
    "too deep": (HEAD + b'["articles","a",' + b"[" * 100_000, "in line 2, its JSON|not JSON"),
    "the wrong kind": (HEAD + LINE.replace(b"true", b"1"), "in line 2, 'read' or 'starred' is"),
    "newer": (LINE + HEAD.replace(b"1}", b"2}"), "in line 2, it was written by a newer grtui"),
    "no format": (HEAD.replace(b"format", b"from"), "in line 1, it does not say which format"),
    "without its head": (LINE, r'without the line \["grtui","1",...\], it is not'),
    "a damaged tag file": (b'{"grtui": {"1": {"format": 1}', "it is not JSON"),
    "a tag file with the wrong kind": (
        b'{"grtui": {"1": {"format": 1}}, "articles": {"a": {"read": 1}}}',
        "in the record of the article a, 'read'",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_told_with_its_place(case: str) -> None:
    text, why = BROKEN[case]
    with pytest.raises(GrtuiError, match=why) as told:
        read(text, "Standard input")
    assert str(told.value).startswith("Standard input cannot be restored: ")
    assert str(told.value).endswith(". Nothing was changed.")
    assert "\n" not in str(told.value)


def test_a_dump_of_an_old_format_is_restored_as_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def second(tables: tag_text.Tables) -> tag_text.Tables:
        tables["articles"][A] = {"read": True}
        return tables

    monkeypatch.setattr(tag_text, "FORMAT", 2)
    monkeypatch.setattr(tag_text, "MIGRATIONS", {1: second})
    restore(path, dump(a={"red": True}))
    assert articles(path) == {"a": {"read": True}}
    assert dump_of(path).startswith(b'["grtui","1",{"format":2}]\n')


# Joining


def test_merging_loses_nothing_on_either_side(path: Path) -> None:
    here: Tables = {
        "articles": {
            A: {"path": "new/a.txt", "added": {"region": ["Asia"]}, "note": "mine"},
            B: {"read": True},
            C: {"starred": True},
        }
    }
    write(path, here)
    done = restore(
        path,
        dump(
            a={"path": "a.txt", "added": {"region": ["Europe", "ASIA"]}, "note": "old", "x": 1},
            b={"read": True},
            d={"path": "d.txt", "removed": {"theme": ["History"]}},
        ),
    )
    assert done == Restoration(new=1, changed=1, same=1, only_here=1, is_step=True)
    assert articles(path) == {
        "a": {
            "path": "new/a.txt",
            "added": {"region": ["Asia", "Europe"]},
            "note": "old\n\nmine",
            "x": 1,
        },
        "b": {"read": True},
        "c": {"starred": True},
        "d": {"path": "d.txt", "removed": {"theme": ["History"]}},
    }


def test_replacing_makes_the_records_those_of_the_dump(path: Path) -> None:
    here: Tables = {
        "articles": {
            A: {"path": "new/a.txt", "added": {"region": ["Asia"]}, "note": "mine", "read": True},
            B: {"read": True},
            C: {"starred": True, "rating": 5},
        }
    }
    write(path, here)
    done = restore(
        path,
        dump(a={"path": "a.txt", "note": "old"}, b={"read": True}, d={"starred": True}),
        replaces=True,
    )
    assert done == Restoration(new=1, changed=1, same=1, only_here=1, gone=1, is_step=True)
    assert articles(path) == {
        "a": {"path": "new/a.txt", "note": "old"},
        "b": {"read": True},
        "c": {"rating": 5},  # what others wrote is not the reader's to lose
        "d": {"starred": True},
    }


def test_where_both_say_the_contrary_of_a_tag_the_one_here_stays(path: Path) -> None:
    write(
        path,
        {
            "articles": {
                A: {"added": {"region": ["Asia"]}, "removed": {"theme": ["History"]}},
                B: {"added": {"theme": ["Politics"]}, "removed": {"region": ["Europe"]}},
            }
        },
    )
    before = path.read_bytes()
    contrary = dump(
        a={"removed": {"region": ["ASIA"]}, "added": {"theme": ["history"]}},
        b={"removed": {"theme": ["politics"]}, "added": {"region": ["europe"]}},
    )
    assert restore(path, contrary).changes_nothing
    assert path.read_bytes() == before


@pytest.mark.parametrize("replaces", [False, True])
def test_restoring_twice_changes_nothing_the_second_time(path: Path, replaces: bool) -> None:
    a_years_work(path)
    text = dump(
        a={"note": "old", "path": "other.txt"},
        b={"added": {"region": ["Asia"]}},
        c={"note": "one\n\ntwo"},
        d={"path": "nothing else"},
    )
    assert not restore(path, text, replaces=replaces).changes_nothing
    before = path.read_bytes()
    assert restore(path, text, replaces=replaces).changes_nothing
    assert path.read_bytes() == before


@pytest.mark.parametrize("replaces", [False, True])
def test_a_restoration_of_what_is_there_changes_nothing(path: Path, replaces: bool) -> None:
    before = a_years_work(path)
    done = restore(path, dump_of(path), replaces=replaces)
    assert done == Restoration(new=0, same=3)
    assert done.changes_nothing
    assert path.read_bytes() == before


@pytest.mark.parametrize("replaces", [False, True])
def test_undo_takes_a_restoration_back_as_one_step(path: Path, replaces: bool) -> None:
    write(
        path,
        {
            "articles": {
                A: {"path": "a.txt", "added": {"region": ["Asia", "USA"]}, "note": "mine"},
                B: {"path": "b.txt", "read": True},
                C: {"path": "c.txt", "removed": {"theme": ["History"]}, "starred": True},
            },
            "history": {},
        },
    )
    before = path.read_bytes()
    text = dump(
        a={"path": "old.txt", "added": {"region": ["Europe", "Asia"]}, "note": "old"},
        c={"path": "c.txt", "starred": True, "removed": {"region": ["Oceania"]}},
        d={"path": "d.txt", "read": True},
    )
    restore(path, text, replaces=replaces)
    after = articles(path)
    assert [step.label for step in opened(path).history()] == ["restore"]
    assert opened(path).undo() is not None
    assert articles(path) == {key[0]: one for key, one in json.loads(before)["articles"].items()}
    assert opened(path).redo() is not None
    assert articles(path) == after


tags = st.lists(st.sampled_from(["Asia", "ASIA", "Europe", "USA"]), max_size=3, unique=True)
records = st.builds(
    Record,
    *[tags.map(tuple)] * 4,
    is_read=st.booleans(),
    is_starred=st.booleans(),
    note=st.sampled_from(["", "one", "two", "one\n\ntwo"]),
    path=st.just("a.txt"),
)
works = st.dictionaries(st.sampled_from([A, B, C]), records)


@settings(max_examples=50)
@example({A: Record(removed_regions=("Asia",))}, {A: Record(removed_regions=("ASIA",))}, True)
@given(works, works, st.booleans())
def test_any_restoration_is_taken_back_by_one_undo(
    tmp_path_factory: pytest.TempPathFactory,
    mine: dict[str, Record],
    theirs: dict[str, Record],
    replaces: bool,
) -> None:
    here, there = (tmp_path_factory.mktemp(name) / "tags.json" for name in ("here", "there"))
    for path, work in ((here, mine), (there, theirs)):
        write(path, {})
        opened(path).edit("work", [*work], lambda key, _, work=work: work[key])
    before = opened(here).records()
    done = restore(here, dump_of(there), replaces=replaces)
    if replaces:
        assert opened(here).records() == opened(there).records()
    assert done.changes_nothing == (opened(here).records() == before)
    if not done.changes_nothing:
        opened(here).undo()
        assert opened(here).records() == before


def test_letters_that_are_given_stay_and_free_ones_are_added(path: Path) -> None:
    for replaces in (False, True):
        write(path, {"letters": {"region": {"europe": "e", "estonia": "n"}}})
        text = HEAD + b'["letters","region",{"europe":"x","eritrea":"e","peru":"p"}]\n'
        text += b'["letters","theme",{"history":"h"}]\n'
        done = restore(path, text, replaces=replaces)
        assert done == Restoration(new=0, others=2)
        assert opened(path).letters() == {
            Facet.REGION: {"europe": "e", "estonia": "n", "peru": "p"},
            Facet.THEME: {"history": "h"},
        }
        assert opened(path).history() == []


def test_what_others_wrote_is_added_and_never_overwritten(path: Path) -> None:
    for replaces in (False, True):
        write(path, {"zoo": {"1": {"mine": True}, "3": {}}, "articles": {A: {"x": 1, "y": 1}}})
        text = dump(a={"x": 2, "z": 2}) + b'\n["zoo","1",{"old":1}]\n["zoo","2",{"old":2}]\n'
        assert restore(path, text, replaces=replaces).others == 1
        whole = json.loads(path.read_bytes())
        assert whole["zoo"] == {"1": {"mine": True}, "2": {"old": 2}, "3": {}}
        assert articles(path) == {"a": {"x": 1, "y": 1, "z": 2}}


def test_the_history_of_the_dump_does_not_come_into_one_that_is_here(path: Path) -> None:
    a_years_work(path)
    text = dump_of(path)
    for file in (path, *path.parent.glob("*.bak")):
        file.unlink()
    later = Database(path, user="cat", now=lambda: NOON + timedelta(days=1))
    later.edit("read", [D], lambda _, one: replace(one, is_read=True))
    later.restore("restore of x", read(text, "x"), replaces=False)
    assert [step.label for step in later.history()] == ["restore of x", "read"]
    assert later.history()[0].articles == 3


# Damage


def test_damage_is_put_aside_only_by_replacing(path: Path) -> None:
    a_years_work(path)
    good = dump_of(path)
    backups = {copy: copy.read_bytes() for copy in path.parent.glob("*.bak")}
    for bad in (b"", b"half", path.read_bytes().replace(b'"format":1', b'"format":9')):
        path.write_bytes(bad)
        with pytest.raises(TagFileError, match="cannot be used"):
            restore(path, good)
        assert path.read_bytes() == bad
        done = restore(path, good, replaces=True)
        assert "cannot be used" in done.damage
        assert done.aside is not None
        assert done.aside.read_bytes() == bad
        assert dump_of(path) == good
    assert len([*path.parent.glob("tags.json.damaged-*")]) == 3
    assert {copy: copy.read_bytes() for copy in path.parent.glob("*.bak")} == backups


def test_a_record_of_the_wrong_kind_is_damage_too(path: Path) -> None:
    write(path, {"articles": {A: {"read": "yes"}}})
    bad = path.read_bytes()
    done = restore(path, dump(b={"read": True}), replaces=True)
    assert done.aside is not None
    assert done.aside.read_bytes() == bad
    assert articles(path) == {"b": {"read": True}}


def test_a_file_that_is_gone_comes_back_from_its_backup(path: Path) -> None:
    a_years_work(path)
    backup = path.with_name("tags.json.bak")
    text = backup.read_bytes()
    path.unlink()
    with pytest.raises(TagFileError, match="is gone"):
        restore(path, text)
    done = restore(path, text, replaces=True)
    assert (path.read_bytes(), backup.read_bytes(), done.aside) == (text, text, None)
    assert done.is_first  # nobody needs to be asked
