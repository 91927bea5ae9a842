"""P7: the reader never writes, moves or deletes an article."""

import os
import random
import shutil
import subprocess
import sys
import time
from functools import partial
from hashlib import blake2b
from pathlib import Path

from benchmarks.terminal import EndedError, Terminal
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "sample_articles"
READER, TOUCHING = "tui", "tests.soak.touching_reader"
PATIENCE = 30.0

KEYS = 150
"""How many keys a session has; some are a few that belong together."""

PIECES = (
    *("j", "k", "J", "K", "G", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", " ", "b", "\r", "h", "l"),
    *("x", "V", "*", "I", "\x1b", "\t", "m", "s", "n", "N", "z", "w", "B", "i", "L", "{", "}", "o"),
    *("re", "th", "ra", "tg", "r-", "t-", ".", "=", "u", "U", "\x12", "[", "]", "T", "A", "d"),
    *("rNew\r", "tx\r", "cNote\x1b", "c!\x13", "c\x01\x7f\x13", "#", "#n\r", "+euro\t\r"),
    *("-asia\r", "/ferry\r", "/\x15\r", "\\o\x1b", "Fx\x1b", "e", "E", "v", "S x\r", "y", "yt"),
    *("yb", "yc", "yx", "yp", "Xo.csv\r\r\x1b", "X\x15o.bib\r\r\x1b", "X\r\r\x1b", "|true\r\r"),
    *(
        "|cat\r\r",
        "!true\r\r",
        ":star\r",
        ":help\r\x1b",
        ":7\r",
        ":tag-region asia\r",
        "R",
        "f",
        "?",
    ),
    *("\x1b\x1b", ":write\r", ":delete\r", "D", "dd", "\x7f", "\x1b[3~", "M", "P", "C", "W", "?"),
)

ALL = "\x1b\x1b\x1b/\x15\r"
"""Lists all articles again, as nothing can be done where none is."""

Shape = dict[bytes, tuple[object, ...]]
"""What a file or folder is, by its path."""


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Press random keys in so many sessions, two at a time, and in one of a reader that writes."""
    works = [
        partial(sessions, READER, number, random.Random(chance.random()), place / name)
        for number, name in ((trials - trials // 2, "one"), (trials // 2, "two"))
    ]
    works.append(partial(sessions, TOUCHING, 1, random.Random(chance.random()), place / "bad"))
    *answers, control = in_children(works, patience=3000)
    saved, touched = (sum(answer[n] for answer in answers) for n in range(2))
    return Outcome(
        "P7",
        f"sessions of {KEYS} random keys, and commands: no article is written, moved or gone",
        trials,
        saved,
        touched,
        (Control("a reader that writes", 1, control[1]),),
        "; ".join(word for answer in answers for word in answer[2]),
    )


def sessions(
    module: str, trials: int, chance: random.Random, place: Path
) -> tuple[int, int, list[str]]:
    """In how many sessions something was saved, how often articles were touched, and which."""
    library, breaches, saved = place / "articles", Breaches(), 0
    shutil.copytree(SAMPLES, library, ignore=shutil.ignore_patterns(".*"))
    for path in library.rglob("*.*"):
        os.utime(path, ns=(10**18, 10**18))
    tools(place)
    before = shape(library)
    for number in range(trials):
        tags = library / ".grtui" / "tags.json" if number % 2 else place / "tags.json"
        had = tags.read_bytes() if tags.exists() else b""
        homes = environ(place, None if number % 2 else tags)
        try:
            session(module, chance, place, homes)
            if module == READER:
                commands(place, homes)
        except (EndedError, TimeoutError) as error:
            breaches.add(f"session {number}: {error}")
        saved += tags.exists() and tags.read_bytes() != had
        if (after := shape(library)) != before:
            paths = sorted(before.keys() | after.keys())
            changed = [path for path in paths if before.get(path) != after.get(path)]
            breaches.add(f"session {number} touched {changed[:3]}")
            before = after
    return saved, breaches.count, breaches.words


def tools(place: Path) -> None:
    """A folder of programs that do nothing, and the only one of what random keys may run."""
    (place / "bin").mkdir()
    (place / "exports").mkdir()
    for name in ("true", "cat", "less", "vi", "sh"):
        (place / "bin" / name).symlink_to(shutil.which("true") or "/bin/true")


def environ(place: Path, tags: Path | None) -> dict[str, str]:
    homes = {"HOME": str(place), "XDG_CACHE_HOME": str(place / "cache"), "PYTHONPATH": str(ROOT)}
    kept = {"GRTUI_TAGS": str(tags)} if tags else {}
    return {"PATH": str(place / "bin"), "EDITOR": "true", "PAGER": "true", **homes, **kept}


def session(module: str, chance: random.Random, place: Path, homes: dict[str, str]) -> None:
    """Press random keys; where they end the reader, begin it again."""
    left = KEYS
    while left > 0:
        argv = [sys.executable, "-m", module, str(place / "articles")]
        with Terminal(argv, environ=homes, cwd=str(place / "exports")) as terminal:
            terminal.wait_for("? help", PATIENCE)
            terminal.wait_until_quiet(0.3)
            terminal.press("m")  # so that each session saves something
            while left > 0 and not terminal.has_ended():
                some = chance.choices(PIECES, k=chance.randint(1, 6))
                left -= len(some)
                if chance.random() < 0.3:
                    some.append(ALL)
                try:
                    terminal.press("".join(some))
                    terminal.wait_until_quiet(0.02, 2.0)
                except OSError:
                    break
            leave(terminal)


def leave(terminal: Terminal) -> None:
    """Quit from wherever one is."""
    end = time.monotonic() + PATIENCE
    while not terminal.has_ended() and time.monotonic() < end:
        try:
            terminal.press("\r\x1b")  # enter, as a command that has ended waits for it
            terminal.wait_until_quiet(0.1, 1.0)
            terminal.press("q")
            terminal.wait_until_quiet(0.2, 1.0)
        except (OSError, EndedError):
            return
    if not terminal.has_ended():
        terminal.kill()  # how it ends is not what is tried here


def commands(place: Path, homes: dict[str, str]) -> None:
    """What the command line does with articles, too."""
    for arguments in (["search", "ferry"], ["tag", "+Europe", "ferry"], ["check", "--rebuild"]):
        name, *rest = arguments
        subprocess.run(
            [sys.executable, "-m", "tui", name, "--library", str(place / "articles"), *rest],
            env=homes,
            cwd=place / "exports",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )


def shape(library: Path) -> Shape:
    """All files and folders but those of the tag file: names, bytes, times, modes and inodes."""
    found: Shape = {}
    for folder, folders, files in os.walk(os.fsencode(library)):
        folders[:] = [name for name in folders if name != b".grtui"]
        for name in (*folders, *files):
            path = folder + b"/" + name
            status = os.stat(path)  # noqa: PTH116 (bytes)
            told = status.st_mode, status.st_ino, status.st_uid
            if name in files:
                digest = blake2b(Path(os.fsdecode(path)).read_bytes()).hexdigest()
                found[path] = (*told, status.st_mtime_ns, status.st_size, digest)
            else:
                found[path] = told
    return found
