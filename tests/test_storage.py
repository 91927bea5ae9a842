"""The tag file on disk: old or new, never a mix, never over damage."""

import errno
import json
import os
import random
import stat
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from growth import grows_linearly
from tinydb import TinyDB

from store import storage as storage_module
from store import tag_text
from store.atomic import read_file, stamp
from store.backups import backups, newest_backup
from store.database import Database
from store.errors import LockedError, TagFileError
from store.storage import DATED_KEPT, AtomicStorage
from store.tag_text import DamageError, tables_in, text_of

ROOT = Path(__file__).parent.parent
Tables = dict[str, dict[str, dict[str, Any]]]

OLD: Tables = {"articles": {"a" * 20: {"read": True}, "b" * 20: {"note": "Größe ☃"}}}
NEW: Tables = {"articles": {"a" * 20: {"read": True}, "c" * 20: {"starred": True}}}
OLD_TEXT, NEW_TEXT = text_of(OLD), text_of(NEW)
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

# Every call of a save after which something is on disk, in the order in which they come.
CALLS = ("unlink", "open", "fchmod", "write", "fsync", "close", "link", "replace")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tags.json"


def saved(path: Path, tables: dict[str, Any]) -> AtomicStorage:
    storage = AtomicStorage(path)
    storage.read()
    storage.write(tables)
    return storage


def save_new(path: Path) -> None:
    storage = AtomicStorage(path)
    storage.read()
    storage.write(NEW)


def failing(
    call: str, number: int, monkeypatch: pytest.MonkeyPatch, code: int = errno.ENOSPC
) -> list[str]:
    """Let one call of `os` fail, as if the disk were full; the answer fills with what was hit."""
    real, hits, count = getattr(os, call), [], 0

    def fails(*args: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        if count == number:
            hits.append(call)
            raise OSError(code, os.strerror(code))
        return real(*args, **options)

    monkeypatch.setattr(os, call, fails)
    return hits


# The text


def test_the_text_has_one_document_a_line_in_the_order_of_keys() -> None:
    tables: Tables = {
        "letters": {"region": {"x": "x"}},
        "articles": {"b": {"n": 1}, "a": {}},
        "zoo": {},
    }
    assert text_of(tables).decode() == (
        '{\n"grtui":{\n"1":{"format":1}\n},\n"articles":{\n"a":{},\n"b":{"n":1}\n},\n'
        '"letters":{\n"region":{"x":"x"}\n},\n"zoo":{\n}\n}\n'
    )


def test_the_text_is_read_as_it_was_written_and_as_others_write_it() -> None:
    for text in (OLD_TEXT, json.dumps(json.loads(OLD_TEXT), indent=2).encode()):
        tables = tables_in(text)
        assert {key: dict(one) for key, one in tables["articles"].items()} == OLD["articles"]
        assert text_of(tables) == OLD_TEXT


def test_known_lines_are_taken_over_and_changed_ones_are_read() -> None:
    known = tables_in(OLD_TEXT)
    assert text_of(tables_in(NEW_TEXT, known)) == NEW_TEXT
    with pytest.raises(DamageError):
        tables_in(OLD_TEXT.replace(b"true", b"tru"), known)


def test_a_table_keeps_its_order_whatever_comes_and_goes() -> None:
    chance = random.Random(3)
    table = tables_in(OLD_TEXT)["articles"]
    wanted = {key: dict(one) for key, one in table.items()}
    for step in range(600):
        key = f"{chance.randrange(300):020x}"
        if key in table and chance.random() < 0.5:
            del table[key], wanted[key]
        elif key in table:
            table[key]["step"] = wanted[key]["step"] = step
        else:
            table[key] = {"new": step}
            wanted[key] = {"new": step}
        if not step % 40:
            assert list(table.lines) == sorted(wanted)
    assert {key: table.document(key) for key in table} == wanted
    assert text_of({"articles": table}) == text_of({"articles": wanted})


DAMAGED = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n", "it is empty"),
    "cut": (OLD_TEXT[:60], "it is not JSON"),
    "two in one": (OLD_TEXT + OLD_TEXT, "it is not JSON"),
    "a list": (b"[]", "not tables of documents"),
    "no documents": (b'{"grtui": {"1": 1}}', "not tables of documents"),
    "a key twice": (OLD_TEXT.replace(b"b" * 20, b"a" * 20), "the key 'a+' twice"),
    "a field twice": (OLD_TEXT.replace(b'"read"', b'"read":1,"read"'), "the key 'read' twice"),
    "a table twice": (
        OLD_TEXT[:-3] + b',\n"articles":{\n}\n}\n',
        "the key 'articles' twice",
    ),
    "bad UTF-8": (OLD_TEXT.replace(b"\xc3", b"\xff"), "it is not UTF-8"),
    "not a number": (b'{"grtui": {"1": {"format": NaN}}}', "NaN is not JSON"),
    "a whole number that is too large": (b'{"n": {"1": {"n": ' + b"1" * 5000 + b"}}}", "large"),
    "a number that is too large": (b'{"grtui": {"1": {"x": 1e400}}}', "1e400 is too large"),
    "too deep": (b'{"grtui":' + b"[" * 100_000, "nested too deeply|not JSON"),
    "merge conflict": (
        b"<<<<<<< mine\n" + OLD_TEXT + b"=======\n" + NEW_TEXT + b">>>>>>> theirs\n",
        r"conflict marks of a merge \(line 1\)",
    ),
    "half a character": (b'{"grtui":{"1":{"format":1,"x":"\\ud800"}}}', "no tag file has"),
    "half a character in a name": (
        b'{"grtui":{"1":{"format":1}},"\\ud800":{}}',
        "no tag file has",
    ),
    "foreign": (b'{"_default": {"1": {"format": 1}}}', "not a tag file of grtui"),
    "no format": (b'{"grtui": {"1": {}}}', "which format"),
    "newer": (b'{"grtui": {"1": {"format": 2}}}', "newer grtui"),
}


def today() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d}"


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_is_told_and_never_overwritten(path: Path, case: str) -> None:
    saved(path, OLD)
    saved(path, NEW)
    text, why = DAMAGED[case]
    path.write_bytes(text)
    storage = AtomicStorage(path)
    for use in (storage.read, lambda: storage.write(NEW), lambda: saved(path, NEW)):
        with pytest.raises(TagFileError, match=why) as told:
            use()
        assert str(path) in str(told.value)
        command = f"`grtui restore --backup --tags {path}` brings back its copy of {today()}"
        assert (command in str(told.value)) == (case != "newer")  # that one may be good
    assert path.read_bytes() == text
    assert newest_backup(path).read_bytes() == OLD_TEXT  # type: ignore[union-attr]


def test_a_flipped_bit_is_damage_or_leaves_everything_else(path: Path) -> None:
    chance, told = random.Random(11), 0
    text = text_of({"articles": {f"{n:020x}": {"note": f"note {n}"} for n in range(20)}})
    for _ in range(150):
        flipped = bytearray(text)
        flipped[chance.randrange(len(text))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        try:
            storage = AtomicStorage(path)
            tables = storage.read()
            assert tables is not None
        except TagFileError:
            told += 1
            assert path.read_bytes() == flipped
            continue
        storage.write(tables)
        whole = json.loads(bytes(flipped))
        assert json.loads(path.read_bytes()) == whole
    assert told > 50


def test_a_key_that_is_there_twice_is_found_in_linear_time() -> None:
    def find(size: int) -> None:
        keys = [*range(size), size - 1]
        text = ",".join(f'"{key:020x}":{{}}' for key in keys)
        with pytest.raises(DamageError, match="twice"):
            tables_in(b'{"grtui":{"1":{"format":1}},"articles":{%b}}' % text.encode())

    assert grows_linearly(find, 8000)


@pytest.mark.parametrize(
    "inside",
    ['"%s":{"read":1}', '"a":{"added":{"region":["%s",1]}}', '"a":{"x":1e400%s}'],
)
def test_damage_is_told_in_a_short_sentence(path: Path, inside: str) -> None:
    long = "9" * 100_000
    path.write_text('{"grtui":{"1":{"format":1}},"articles":{%s}}' % (inside % long))
    with pytest.raises(TagFileError) as told:
        Database(path).records()
    assert len(str(told.value)) < 1000


def test_control_stock_storage_takes_an_empty_file_for_no_tags_and_overwrites(path: Path) -> None:
    path.write_bytes(b"")
    with TinyDB(path) as stock:
        assert len(stock) == 0
        stock.insert({})
    assert json.loads(path.read_bytes()) == {"_default": {"1": {}}}


def test_a_tag_file_that_is_gone_while_its_backup_is_there_is_told(path: Path) -> None:
    saved(path, OLD)
    storage = saved(path, NEW)
    path.unlink()
    for one in (storage, AtomicStorage(path)):
        with pytest.raises(
            TagFileError, match=r"tags\.json is gone\. `grtui restore --backup"
        ) as told:
            one.read()
        assert "To begin without tags, move tags.json.*bak away." in str(told.value)


@pytest.mark.parametrize("is_read", [True, False])
def test_a_tag_file_that_goes_while_there_is_no_copy_is_a_loss_too(
    path: Path, is_read: bool
) -> None:
    storage = saved(path, OLD)
    if is_read:
        storage = AtomicStorage(path)
        storage.read()
    path.unlink()
    for use in (storage.read, lambda: storage.write(NEW)):
        with pytest.raises(TagFileError, match=r"is gone\. There is no copy beside it\. Bring it"):
            use()
    assert not path.exists()
    path.write_bytes(OLD_TEXT)
    assert storage.read() is not None
    path.unlink()
    assert AtomicStorage(path).read() is None


def test_what_is_no_file_is_told(path: Path) -> None:
    path.mkdir()
    for folder in (path, Path("/")):
        with pytest.raises(TagFileError, match="cannot be read"):
            AtomicStorage(folder).read()
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(TagFileError, match="not a regular file"):
        AtomicStorage(path).read()


# Saving


def test_stock_tinydb_works_on_the_storage(path: Path) -> None:
    with TinyDB(path, storage=AtomicStorage) as database:
        database.insert({"x": 1})
        database.update({"x": 2})
        database.insert({"x": 3})
        assert [dict(one) for one in database] == [{"x": 2}, {"x": 3}]
    with TinyDB(path, access_mode="r") as stock:
        assert [dict(one) for one in stock] == [{"x": 2}, {"x": 3}]


def test_a_save_is_write_fsync_replace_fsync_of_the_folder_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path, OLD)
    saved(path, OLD)
    storage, calls = AtomicStorage(path), []
    storage.read()

    def spy(call: str) -> None:
        real = getattr(os, call)

        def called(*args: Any, **options: Any) -> Any:
            of_folder = call == "fsync" and stat.S_ISDIR(os.fstat(args[0]).st_mode)
            calls.append("fsync folder" if of_folder else call)
            return real(*args, **options)

        monkeypatch.setattr(os, call, called)

    for call in ("write", "fsync", "link", "replace"):
        spy(call)
    storage.write(NEW)
    # The link and the first rename are the backup; they write no data.
    assert calls == ["write", "fsync", "link", "replace", "replace", "fsync folder"]


def test_folders_that_the_first_save_makes_are_durable_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, real = [], os.fsync

    def fsync(fd: int) -> None:
        synced.append(os.fstat(fd).st_ino)
        real(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    path = tmp_path / "one" / "two" / "tags.json"
    save_new(path)
    assert [folder.stat().st_ino in synced for folder in path.parents[:3]] == [True] * 3


def test_a_save_in_two_tables_is_one_save(path: Path) -> None:
    storage = AtomicStorage(path)
    with storage.changing() as draft:
        for table in ("one", "two"):
            tables = storage.read() or {}
            tables[table] = {"1": {}}
            storage.write(tables)
        assert not path.exists()
    assert draft.saved
    assert set(json.loads(path.read_bytes())) == {"grtui", "one", "two"}


def test_a_save_over_what_came_after_reading_is_refused(path: Path) -> None:
    mine, theirs = saved(path, OLD), AtomicStorage(path)
    mine.read()
    theirs.read()
    theirs.write(NEW)
    with pytest.raises(TagFileError, match="has changed"):
        mine.write(OLD)
    assert path.read_bytes() == NEW_TEXT


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("call", CALLS)
def test_after_a_fault_in_any_call_the_file_is_the_old_or_the_new_one_as_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: int
) -> None:
    saved(path, OLD)
    storage = AtomicStorage(path)
    storage.read()
    with monkeypatch.context() as patch:
        hits = failing(call, number, patch, code)
        told = ""
        try:
            storage.write(NEW)
        except TagFileError as error:
            told = str(error)
    assert path.read_bytes() == (OLD_TEXT if told else NEW_TEXT)
    assert not told or (hits and told.startswith(f"NOT saved: {path} is as it was, because "))
    save_new(path)
    assert path.read_bytes() == NEW_TEXT
    assert not [*path.parent.glob("*.tmp")]


def test_an_error_after_the_rename_means_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(path, OLD)
    hits = failing("fsync", 2, monkeypatch, errno.EIO)
    save_new(path)
    assert hits
    assert path.read_bytes() == NEW_TEXT


def test_short_writes_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data[:7])))
    save_new(path)
    assert path.read_bytes() == NEW_TEXT


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
from tinydb import TinyDB
from tinydb.storages import JSONStorage
from store.storage import AtomicStorage
database = TinyDB(sys.argv[1], storage={})
try:
    for number in range(100):
        database.insert({{"note": "x" * 1000}})
except Exception as error:
    sys.exit(f"{{type(error).__name__}}: {{error}}")
"""


def full_disk(path: Path, storage: str) -> str:
    code = LIMITED.format(storage)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs RLIMIT_FSIZE")
def test_a_full_disk_leaves_the_last_file_that_was_saved(path: Path) -> None:
    told = full_disk(path, "AtomicStorage")
    assert "TagFileError: NOT saved: " in told
    assert "the disk or the quota is full" in told
    assert len(json.loads(path.read_bytes())["_default"]) > 30


@pytest.mark.skipif(os.name == "nt", reason="needs RLIMIT_FSIZE")
def test_control_a_full_disk_cuts_the_file_of_stock_storage(path: Path) -> None:
    assert "OSError" in full_disk(path, "JSONStorage")
    with pytest.raises(json.JSONDecodeError):
        json.loads(path.read_bytes())


DYING = """
import os, sys
from tinydb import TinyDB
from tinydb.storages import JSONStorage
from store.storage import AtomicStorage
database = TinyDB(sys.argv[1], storage={})
database.insert({{"note": "x" * 1000}})
os.fsync = lambda fd: os._exit(9)
database.truncate()
"""


def die_in_a_save(path: Path, storage: str) -> None:
    code = DYING.format(storage)
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert done.returncode == 9


def test_a_death_in_the_middle_of_a_save_leaves_the_old_file(path: Path) -> None:
    die_in_a_save(path, "AtomicStorage")
    assert len(json.loads(path.read_bytes())["_default"]) == 1


def test_control_a_death_in_the_middle_of_a_save_leaves_stock_storage_unreadable(
    path: Path,
) -> None:
    die_in_a_save(path, "JSONStorage")
    with pytest.raises(json.JSONDecodeError):
        json.loads(path.read_bytes())


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    storage = AtomicStorage(tmp_path / "file" / "tags.json")
    assert storage.read() is None
    with pytest.raises(TagFileError, match="NOT saved"):
        storage.write(NEW)


def test_a_new_file_is_for_its_owner_only_and_an_old_one_keeps_its_mode(path: Path) -> None:
    saved(path, OLD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o664)
    saved(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
def test_what_root_saves_stays_the_owner_s(tmp_path: Path) -> None:
    """Or one `sudo grtui tag` would lock the owner out of all they did."""
    os.chown(tmp_path, 4242, 4243)
    path = tmp_path / ".grtui" / "tags.json"
    saved(path, OLD)
    path.chmod(0o660)
    saved(path, NEW)
    for place in (path.parent, *path.parent.iterdir()):
        assert (place.stat().st_uid, place.stat().st_gid) == (4242, 4243), place
    assert stat.S_IMODE(path.with_name("tags.json.lock").stat().st_mode) == 0o660


def test_a_group_that_cannot_be_kept_is_no_reason_to_lose_the_mode(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path, OLD)
    path.chmod(0o664)
    at = path.stat()
    theirs = SimpleNamespace(
        st_mode=at.st_mode, st_uid=4242, st_gid=4243, st_mtime_ns=at.st_mtime_ns
    )
    asked = []

    def refuse(_: int, uid: int, gid: int) -> None:
        asked.append((uid, gid))
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("store.atomic._status", lambda _: theirs)
    monkeypatch.setattr(os, "fchown", refuse)
    saved(path, NEW)
    assert asked == [(4242, 4243), (-1, 4243)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_the_lock_is_opened_to_those_who_may_save_now(path: Path) -> None:
    saved(path, OLD)
    lock = path.with_name("tags.json.lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    path.chmod(0o660)
    saved(path, NEW)
    assert stat.S_IMODE(lock.stat().st_mode) == 0o660


def test_a_save_that_nobody_can_look_at_is_told_as_neither(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = saved(path, OLD)
    storage.read()

    def refuse(_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr("store.atomic.fsync_folder", refuse)
        patched.setattr("store.atomic.read_file", refuse)
        with pytest.raises(TagFileError, match="Perhaps NOT saved: nobody can tell"):
            storage.write(NEW)
    assert path.read_bytes() == NEW_TEXT


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_that_cannot_sync_folders_is_saved_on(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real = os.fsync

    def fsync(fd: int) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(code, os.strerror(code))
        real(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    saved(path.parent / "new" / "tags.json", OLD)
    path.write_bytes(b"half")
    assert start_over(path) is not None


def test_a_file_system_without_locks_is_not_saved_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def flock(fd: int, how: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(TagFileError, match=r"NOT saved: .*not implemented"):
        saved(path, OLD)
    assert not path.exists()


def test_a_linked_tag_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    real = tmp_path / "other" / "real.json"
    saved(real, OLD)
    path.symlink_to(real)
    saved(path, NEW)
    assert path.is_symlink()
    assert real.read_bytes() == NEW_TEXT


def test_a_link_to_a_file_that_is_not_there_yet_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    path.symlink_to("other/real.json")
    assert AtomicStorage(path).read() is None
    saved(path, OLD)
    assert path.is_symlink()
    assert (tmp_path / "other" / "real.json").read_bytes() == OLD_TEXT


def test_the_temporary_of_a_killed_process_is_swept(path: Path) -> None:
    saved(path, OLD)
    for name in ("tags.json.tmp", "tags.json.bak.tmp", "tags.json.2026-04-30.bak.tmp"):
        path.with_name(name).write_text("half")
    saved(path, NEW)
    assert not [*path.parent.glob("*.tmp")]


# Backups


def test_the_version_before_is_beside_the_file(path: Path) -> None:
    saved(path, OLD)
    assert newest_backup(path) is None
    saved(path, NEW)
    assert path.with_name("tags.json.bak").read_bytes() == OLD_TEXT


def test_seven_days_have_a_copy_each(path: Path) -> None:
    begin = date(2026, 4, 28).toordinal()
    for day in range(12):
        for note in ("morning", "evening"):
            storage = AtomicStorage(path, today=partial(date.fromordinal, begin + day))
            storage.read()
            storage.write({"articles": {"a": {"note": f"{note} {day}"}}})
    dated = sorted(path.parent.glob("tags.json.2026-*.bak"))
    assert len(dated) == DATED_KEPT == 7
    assert dated[-1].name == "tags.json.2026-05-09.bak"
    assert b"evening 10" in dated[-1].read_bytes()
    assert b"evening 10" not in path.with_name("tags.json.bak").read_bytes()


def test_without_hard_links_the_backup_is_a_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_hard_links(monkeypatch)
    saved(path, OLD)
    saved(path, NEW)
    assert path.with_name("tags.json.bak").read_bytes() == OLD_TEXT
    assert path.read_bytes() == NEW_TEXT


def test_the_newest_backup_is_the_newest_that_can_be_read(path: Path) -> None:
    copies = [path.with_name(f"tags.json.{name}.bak") for name in ("2026-05-01", "2026-05-02")]
    last = path.with_name("tags.json.bak")
    for copy in (*copies, last):
        copy.write_bytes(OLD_TEXT)
    path.write_bytes(b"")
    for good in (last, copies[1], copies[0]):
        assert newest_backup(path) == good
        with pytest.raises(TagFileError) as told:
            AtomicStorage(path).read()
        assert "brings back its copy" in str(told.value)
        good.write_bytes(OLD_TEXT[:-5])
    assert newest_backup(path) is None
    with pytest.raises(TagFileError, match=r"No copy beside it \(tags.json.\*bak\) can be used"):
        AtomicStorage(path).read()
    path.unlink()
    with pytest.raises(TagFileError, match=r"is gone\. No copy beside it can be used\. To begin"):
        AtomicStorage(path).read()
    for copy in (*copies, last):
        copy.unlink()
    assert AtomicStorage(path).read() is None


def test_backups_are_listed_newest_first_with_what_is_wrong_with_them(path: Path) -> None:
    assert backups(path) == []
    for name, text in (
        ("tags.json.2026-05-01.bak", OLD_TEXT),
        ("tags.json.2026-05-02.bak", b""),
        ("tags.json.bak", OLD_TEXT.replace(b'"format":1', b'"format":7')),
        ("tags.json.format1.bak", OLD_TEXT),
        ("tags.json.other.bak", b"not ours"),
    ):
        path.with_name(name).write_bytes(text)
    newer = "it was written by a newer grtui (format 7, this one reads 1)"
    assert [(one.path.name, one.problem) for one in backups(path)] == [
        ("tags.json.bak", newer),
        ("tags.json.2026-05-02.bak", "it is empty"),
        ("tags.json.2026-05-01.bak", ""),
        ("tags.json.format1.bak", ""),
    ]


def without_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_link)


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_without_hard_links_a_fault_leaves_the_old_or_the_new_file_and_no_rubbish(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    saved(path, OLD)
    without_hard_links(monkeypatch)
    told = ""
    with monkeypatch.context() as patch:
        hits = failing(call, number, patch)
        try:
            save_new(path)
        except TagFileError as error:
            told = str(error)
    assert path.read_bytes() == (OLD_TEXT if told else NEW_TEXT)
    assert hits or not told
    assert not [*path.parent.glob("*.tmp")]
    for backup in path.parent.glob("*.bak"):
        assert backup.read_bytes() == OLD_TEXT


@pytest.mark.skipif(sys.platform != "linux", reason="needs the names of descriptors")
def test_a_backup_that_is_a_copy_is_on_disk_before_the_file_is_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path, OLD)
    without_hard_links(monkeypatch)
    calls: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(fd: int) -> None:
        calls.append(f"fsync {Path(f'/proc/self/fd/{fd}').readlink().name}")
        real_fsync(fd)

    def replaced(old: Path, new: Path) -> None:
        calls.append(f"{Path(old).name} -> {Path(new).name}")
        real_replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replaced)
    save_new(path)
    copy = calls.index("fsync tags.json.bak.tmp")
    assert copy < calls.index("tags.json.bak.tmp -> tags.json.bak")
    assert calls.index("tags.json.bak.tmp -> tags.json.bak") < calls.index(
        "tags.json.tmp -> tags.json"
    )
    assert calls[-1] == f"fsync {path.parent.name}"


# One writer at a time


def test_a_file_that_another_holds_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage_module, "PATIENCE", 0.2)
    saved(path, OLD)
    mine = AtomicStorage(path)
    mine.read()
    holds, done = threading.Event(), threading.Event()

    def hold() -> None:
        with AtomicStorage(path).changing():
            holds.set()
            done.wait(20)

    other = threading.Thread(target=hold)
    other.start()
    holds.wait(20)
    try:
        with pytest.raises(LockedError, match=r"NOT saved: another process .*Try again"):
            mine.write(NEW)
        assert mine.read() is not None, "readers take no lock"
    finally:
        done.set()
        other.join()
    mine.write(NEW)


def test_the_lock_is_a_file_of_its_own_that_stays(path: Path) -> None:
    saved(path, OLD)
    lock = path.with_name("tags.json.lock")
    before = lock.stat().st_ino
    saved(path, NEW)
    assert lock.stat().st_ino == before


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_file_that_is_for_reading_only_has_a_lock_that_can_be_taken(
    path: Path, mode: int
) -> None:
    saved(path, OLD)
    path.with_name("tags.json.lock").unlink()
    path.chmod(mode)
    for tables in (NEW, OLD):
        saved(path, tables)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.with_name("tags.json.lock").stat().st_mode & 0o600 == 0o600


def test_reading_creates_nothing(tmp_path: Path) -> None:
    assert AtomicStorage(tmp_path / "new" / "tags.json").read() is None
    assert not [*tmp_path.iterdir()]


# A file that cannot be used makes room


def anything(_: object) -> None:
    """Find nothing wrong."""


def start_over(path: Path) -> Path | None:
    return AtomicStorage(path).start_over(tables_in(NEW_TEXT), now=NOON, check=anything)[1]


def test_a_damaged_file_keeps_its_bytes_under_a_name_of_its_own_and_its_backups(
    path: Path,
) -> None:
    saved(path, OLD)
    saved(path, OLD)
    backup = path.with_name("tags.json.bak")
    names = [f"tags.json.damaged-20260501-120000{more}" for more in ("", "-2", "-3")]
    for number, name in enumerate(names):
        path.write_bytes(b"half %d" % number)
        path.chmod(0o640)
        assert start_over(path) == path.with_name(name)
        assert (path.read_bytes(), backup.read_bytes()) == (NEW_TEXT, OLD_TEXT)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    kept = [path.with_name(name).read_bytes() for name in names]
    assert kept == [b"half 0", b"half 1", b"half 2"]


def test_a_file_that_can_be_used_makes_no_room(path: Path) -> None:
    saved(path, OLD)
    with pytest.raises(TagFileError, match="meanwhile there is a good"):
        start_over(path)
    assert path.read_bytes() == OLD_TEXT
    path.unlink()
    path.mkdir()
    with pytest.raises(TagFileError, match="cannot be read"):
        start_over(path)


def test_where_no_file_is_none_is_put_aside(path: Path) -> None:
    assert start_over(path) is None
    path.with_name("tags.json.bak").write_bytes(OLD_TEXT)
    path.unlink()
    assert start_over(path) is None
    assert path.read_bytes() == NEW_TEXT
    assert path.with_name("tags.json.bak").read_bytes() == OLD_TEXT


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link", "replace", "close"])
def test_after_a_fault_while_it_makes_room_the_damaged_file_is_still_there(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, links: bool
) -> None:
    path.write_bytes(b"half")
    if not links:
        without_hard_links(monkeypatch)
    told = ""
    with monkeypatch.context() as patch:
        failing(call, number, patch, errno.EIO)
        try:
            start_over(path)
        except TagFileError as error:
            told = str(error)
    aside = [copy.read_bytes() for copy in path.parent.glob("tags.json.damaged-*")]
    if told:
        assert path.read_bytes() == b"half"
        assert set(aside) <= {b"half"}
    else:
        assert (path.read_bytes(), aside) == (NEW_TEXT, [b"half"])


DYING_WHILE_IT_MAKES_ROOM = """
import os, sys
from datetime import datetime
from store.storage import AtomicStorage
from store.tag_text import tables_in, text_of
call, number = sys.argv[2], int(sys.argv[3])
real, count = getattr(os, call), 0
def dies(*arguments, **options):
    global count
    count += 1
    if count == number:
        os._exit(9)
    return real(*arguments, **options)
setattr(os, call, dies)
tables = tables_in(text_of({"articles": {}}))
now = datetime(2026, 5, 1)
AtomicStorage(sys.argv[1]).start_over(tables, now=now, check=lambda version: None)
"""


@pytest.mark.parametrize(
    ("call", "number"), [("link", 1), ("write", 1), ("fsync", 1), ("fsync", 2), ("replace", 1)]
)
def test_a_death_while_it_makes_room_leaves_the_damaged_file(
    path: Path, call: str, number: int
) -> None:
    path.write_bytes(b"half")
    argv = [sys.executable, "-c", DYING_WHILE_IT_MAKES_ROOM, str(path), call, str(number)]
    assert subprocess.run(argv, cwd=ROOT, check=False).returncode == 9
    assert path.read_bytes() == b"half"
    start_over(path)
    assert path.read_bytes() == NEW_TEXT


# An older format


@pytest.fixture
def format_2(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grtui of the future, in whose format 'starred' is called 'star'."""

    def second(tables: tag_text.Tables) -> tag_text.Tables:
        articles = tables["articles"]
        for key in list(articles):
            document = articles.document(key)
            if document.pop("starred", False):
                articles[key] = {**document, "star": True}
        return tables

    monkeypatch.setattr(tag_text, "FORMAT", 2)
    monkeypatch.setattr(tag_text, "MIGRATIONS", {1: second})


@pytest.mark.usefixtures("format_2")
def test_a_file_of_an_old_format_is_read_as_the_new_one_and_left_as_it_is(path: Path) -> None:
    path.write_bytes(NEW_TEXT)
    storage = AtomicStorage(path)
    tables = storage.read()
    assert tables is not None
    assert dict(tables["articles"]["c" * 20]) == {"star": True}
    assert dict(tables["grtui"]["1"]) == {"format": 2}
    assert path.read_bytes() == NEW_TEXT
    with storage.changing():
        pass
    assert [entry.name for entry in path.parent.iterdir() if entry.suffix != ".lock"] == [path.name]


@pytest.mark.usefixtures("format_2")
def test_the_first_save_writes_the_new_format_and_keeps_the_old_file_for_good(path: Path) -> None:
    path.write_bytes(NEW_TEXT)
    for day in range(1, 12):
        storage = AtomicStorage(path, today=partial(date, 2026, 5, day))
        tables = storage.read()
        assert tables is not None
        tables["articles"]["d"] = {"note": f"day {day}"}
        storage.write(tables)
    now = json.loads(path.read_bytes())
    assert now["grtui"]["1"]["format"] == 2
    assert now["articles"] == {
        "a" * 20: {"read": True},
        "c" * 20: {"star": True},
        "d": {"note": "day 11"},
    }
    assert path.with_name("tags.json.format1.bak").read_bytes() == NEW_TEXT
    assert json.loads(path.with_name("tags.json.bak").read_bytes())["grtui"]["1"]["format"] == 2
    assert len([*path.parent.glob("tags.json.2026-*.bak")]) == DATED_KEPT


@pytest.mark.usefixtures("format_2")
def test_an_old_format_without_a_way_to_the_new_one_is_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(NEW_TEXT)
    monkeypatch.setattr(tag_text, "FORMAT", 3)
    with pytest.raises(TagFileError, match="it has the old format 2, which this grtui cannot read"):
        AtomicStorage(path).read()
    assert path.read_bytes() == NEW_TEXT


def test_an_old_grtui_leaves_a_file_of_the_new_format_alone(path: Path) -> None:
    with pytest.MonkeyPatch.context() as future:
        future.setattr(tag_text, "FORMAT", 2)
        saved(path, OLD)
    text = path.read_bytes()
    assert b'"format":2' in text
    for use in (AtomicStorage(path).read, lambda: saved(path, NEW)):
        with pytest.raises(TagFileError, match="written by a newer grtui"):
            use()
    assert path.read_bytes() == text


# The stamp


def test_a_file_that_is_not_there_has_no_stamp(path: Path) -> None:
    assert stamp(path) == ""
    saved(path, OLD)
    assert stamp(path) == read_file(path)[0]


def test_a_file_that_cannot_be_looked_at_is_not_taken_for_none(path: Path) -> None:
    path.symlink_to(path)
    assert stamp(path).startswith("unreadable: ")


def test_every_save_has_another_stamp_even_within_one_tick_of_the_clock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path, OLD)
    year_2100 = 4_102_444_800 * 10**9
    os.utime(path, ns=(year_2100, year_2100))
    seen = set()
    for number in range(30):
        saved(path, {"articles": {"a": {"number": 100 + number}}})
        seen.add(stamp(path).split("-")[0])
        assert path.stat().st_mtime_ns == year_2100 + 1 + number  # the clock is behind
    assert len(seen) == 30
