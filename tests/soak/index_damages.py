"""Ways to damage the file of an index, or what is in its place."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

Damage = Callable[[Path, random.Random], None]

PAGE = 16384
LOGS = ("-wal", "-shm")
OTHERS = "what somebody else keeps"


def deleted(path: Path, chance: random.Random) -> None:
    """The file with or without its logs, or only some of these, or the whole folder."""
    what = chance.choice([("",), ("", *LOGS), ("", *LOGS), ("-wal",), ("-shm",), LOGS, ()])
    for suffix in what:
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    if not what:
        shutil.rmtree(path.parent)


def replaced(path: Path, text: bytes) -> None:
    """Put other bytes in the place of a file, as an editor or a copy does."""
    new = path.with_name("new")
    new.write_bytes(text)
    new.replace(path)


def other_text(path: Path, chance: random.Random) -> None:
    texts = (b"", b"just a text\n" * chance.randint(1, 5000), chance.randbytes(40_000))
    if chance.random() < 0.5:
        replaced(path, chance.choice(texts))
    else:
        path.write_bytes(chance.choice(texts))


def bad_head(path: Path, chance: random.Random) -> None:
    with path.open("r+b") as file:
        file.write(chance.randbytes(chance.choice([16, 100, PAGE])))


def other_kind(path: Path, chance: random.Random) -> None:
    """A folder, a FIFO, or a link that leads nowhere or elsewhere."""
    for suffix in ("", *LOGS):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    match chance.randrange(4):
        case 0:
            path.mkdir()
        case 1:
            os.mkfifo(path)
        case 2:
            path.symlink_to(path.parent / "nowhere" / "index")
        case _:
            elsewhere = path.parent.parent / "elsewhere"
            elsewhere.mkdir(exist_ok=True)
            path.symlink_to(elsewhere / "index")


def of_others(path: Path, chance: random.Random) -> None:
    """A database of another program, with what is only in its log."""
    for suffix in ("", *LOGS):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    there = path.with_name("others")
    connection = sqlite3.connect(there)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE kept (words)")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint")
    connection.execute("INSERT INTO kept VALUES (?)", (OTHERS,))
    connection.commit()
    for suffix in ("", "-wal"):  # as a crash of that program leaves it
        shutil.copyfile(f"{there}{suffix}", f"{path}{suffix}")
    connection.close()
    there.unlink()


def are_kept(folder: Path) -> bool:
    """Is there still what somebody else had put in the place of an index?"""
    for path in folder.glob("*.damaged*"):
        if not path.name.endswith(LOGS):
            with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error):
                if connection.execute("SELECT words FROM kept").fetchone() == (OTHERS,):
                    return True
    return False


def changed_by_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        connection.create_function("inflate", 1, lambda packed: "")
        connection.create_function("title_key", 2, lambda title, path: "", deterministic=True)
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def other_tables(path: Path, chance: random.Random) -> None:
    statements = [f"DROP TABLE {name}" for name in ("given", "record", "tag", "file", "search")]
    statements += [f"PRAGMA user_version = {number}" for number in (0, 1, 5, 999)]
    statements += ["DELETE FROM mirrored", "ALTER TABLE article RENAME COLUMN key TO other"]
    changed_by_sql(path, chance.choice(statements))


def log_of_others(path: Path, chance: random.Random) -> None:
    """Noise where the log is; SQLite passes over a log whose checksums are wrong."""
    for suffix in chance.choice([("-wal",), ("-wal", "-shm")]):
        with suppress(OSError):
            replaced(Path(f"{path}{suffix}"), chance.randbytes(40_000))


def flipped(path: Path, chance: random.Random) -> None:
    with path.open("r+b") as file:
        size = path.stat().st_size
        for _ in range(chance.choice([1, 1, 2, 8, 100])):
            at = chance.randrange(size)
            file.seek(at)
            byte = file.read(1)[0] ^ 1 << chance.randrange(8)
            file.seek(at)
            file.write(bytes([byte]))


def bad_pages(path: Path, chance: random.Random) -> None:
    with path.open("r+b") as file:
        pages = path.stat().st_size // PAGE
        for _ in range(chance.choice([1, 1, 3])):
            file.seek(chance.randrange(1, pages) * PAGE)
            file.write(chance.choice([bytes(PAGE), chance.randbytes(PAGE), chance.randbytes(300)]))


def cut(path: Path, chance: random.Random) -> None:
    size = path.stat().st_size
    os.truncate(path, chance.choice([size - 1, PAGE * chance.randrange(1, size // PAGE), 100]))


def bad_words(path: Path, chance: random.Random) -> None:
    """Tables of a full-text index, of which SQLite sees nothing when it looks at the pages."""
    table = chance.choice(["search", "footer"])
    statements = [
        f"DELETE FROM {table}_data",
        f"DELETE FROM {table}_data WHERE id > 10",
        f"UPDATE {table}_data SET block = zeroblob(length(block)) WHERE id > 10",
        f"UPDATE {table}_data SET block = randomblob(length(block)) WHERE id > 10",
        f"UPDATE {table}_data SET block = randomblob(30) WHERE id = 10",
        f"DELETE FROM {table}_idx",
    ]
    if table == "search":
        statements.append(f"DELETE FROM {table}_docsize")
    changed_by_sql(path, chance.choice(statements))


CERTAIN: dict[str, Damage] = {
    "deleted": deleted,
    "another text": other_text,
    "a bad head": bad_head,
    "no file": other_kind,
    "a file of others": of_others,
    "other tables": other_tables,
    "a log of others": log_of_others,
}
"""What is noticed at the latest in the next look through the folder."""

PERHAPS: dict[str, Damage] = {
    "bits flipped": flipped,
    "pages overwritten": bad_pages,
    "cut": cut,
    "bad full-text tables": bad_words,
}
"""What may leave a file of which nobody can tell that it is damaged."""
