"""P12: every command ends well whatever its streams, its environment and its limits are."""

import os
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path

from store.errors import GrtuiError
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.values import articles_in

ROOT = Path(__file__).parent.parent.parent
PATIENCE, MOST_CPU = 30, 8.0
TROUBLE = re.compile(rb"Traceback|Exception ignored|Fatal Python|\w+Error\b|core dumped")
NOBODY = "setpriv --reuid 12345 --regid 12345 --clear-groups"
HOMES = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

QUERY = "-- is:unread"
FORMATS = ("json", "jsonl", "csv", "bibtex", "ris", "markdown", "ids", "paths0")
CALLS = (
    *("articles", "nonsense", "--version", "--help", "search --help", "tag --help"),
    f"search {QUERY}",
    *(f"search --format {form} {QUERY}" for form in FORMATS),
    *("search nothing:such", f"count {QUERY}", "tags", "log", "check", "dump", "config"),
    *(
        "show articles/000000.txt",
        "show --json articles/000000.txt",
        "show ffff",
        "completion bash",
    ),
    *("add new.txt", "add - --dry-run", f"tag +Europe --yes {QUERY}", f"tag +Asia {QUERY}"),
    *("undo", "redo", "restore --yes dump.txt", "config --init"),
)
"""What follows `grtui`, as the shell has it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a command finds itself in."""

    name: str
    line: str = "GRTUI"
    """A line of bash, with the command as GRTUI."""
    environ: dict[str, str | None] = field(default_factory=dict)
    statuses: tuple[int, ...] = ()
    """How it may end besides as it does where all is well."""
    says_the_same: bool = False
    """Is what it prints as where all is well?"""


def closed(*which: bool) -> Around:
    signs = [sign for sign, is_so in zip(("<&-", ">&-", "2>&-"), which, strict=True) if is_so]
    statuses = (1,) if which[0] else ()  # there is nothing to add from there
    return Around(" ".join(signs) or "nothing closed", f"GRTUI {' '.join(signs)}", {}, statuses)


def everywhere(place: str) -> dict[str, str | None]:
    return dict.fromkeys(HOMES, place)


NO_HOMES = everywhere("") | {"HOME": None}
AROUND = (
    *(closed(*which) for which in product((False, True), repeat=3)),
    Around("output full", "GRTUI >/dev/full", statuses=(1,)),
    Around("errors full", "GRTUI 2>/dev/full", says_the_same=True),
    Around("both full", "GRTUI >/dev/full 2>&1", statuses=(1,)),
    Around("output that cannot be written", "GRTUI 1</dev/null", statuses=(1,)),
    Around("input that cannot be read", "GRTUI 0>/dev/null", statuses=(1,)),
    Around("| true", "GRTUI | true; exit ${PIPESTATUS[0]}", statuses=(0,)),
    Around("| head -c1", "GRTUI | head -c1 >/dev/null; exit ${PIPESTATUS[0]}", statuses=(0,)),
    Around("errors to nobody", "GRTUI 2> >(true)", says_the_same=True),
    Around("both to nobody", "GRTUI 2>&1 | true; exit ${PIPESTATUS[0]}", statuses=(0,)),
    Around("no terminal at all", "setsid -w GRTUI", says_the_same=True),
    Around("TERM=dumb", environ={"TERM": "dumb"}, says_the_same=True),
    Around("no TERM", environ={"TERM": None}, says_the_same=True),
    Around("TERM=", environ={"TERM": ""}, says_the_same=True),
    Around("TERM=unknown", environ={"TERM": "unknown"}, says_the_same=True),
    Around("LANG=C", environ={"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Around("LC_ALL=POSIX", environ={"LC_ALL": "POSIX"}, says_the_same=True),
    Around("LANG=xx_invalid", environ={"LANG": "xx_invalid"}, says_the_same=True),
    Around("ASCII only", environ={"PYTHONIOENCODING": "ascii"}),
    Around("UTF-16", environ={"PYTHONIOENCODING": "utf-16"}),
    Around("no HOME", environ=NO_HOMES),
    Around("HOME=", environ=NO_HOMES | {"HOME": ""}),
    Around("HOME missing", environ=NO_HOMES | {"HOME": "/nonexistent/home"}, statuses=(1,)),
    Around("HOME a file", environ=NO_HOMES | {"HOME": "/etc/passwd"}, statuses=(1, 2)),
    Around("XDG relative", environ=everywhere("here")),
    Around("XDG files", environ=everywhere("/etc/passwd"), statuses=(1, 2)),
    Around("XDG devices", environ=everywhere("/dev/null"), statuses=(1, 2)),
    Around("XDG of the kernel", environ=everywhere("/proc"), statuses=(1,)),
    Around("no temporary folder", environ={"TMPDIR": "/nonexistent"}, says_the_same=True),
    Around("COLUMNS=-5", environ={"COLUMNS": "-5", "LINES": "x"}, says_the_same=True),
    Around("COLUMNS=0", environ={"COLUMNS": "0", "LINES": "0"}, says_the_same=True),
    Around("COLUMNS=9…9", environ=dict.fromkeys(("COLUMNS", "LINES"), "9" * 30)),
    Around("folder gone", "mkdir gone; cd gone; rmdir ../gone; GRTUI", statuses=(1, 2)),
    Around("umask 777", "umask 777; GRTUI", statuses=(1,)),
    Around("10 files", "ulimit -n 10; GRTUI", statuses=(1, 2, 3)),
    Around("20 files", "ulimit -n 20; GRTUI", statuses=(1, 2, 3)),
    Around("no disk", "trap '' XFSZ; ulimit -f 0; GRTUI", statuses=(1, 2)),
    Around("nobody", f"chmod -R a+rX .; {NOBODY} GRTUI", statuses=(1, 2)),
    Around(
        "nobody, one process",
        f"chmod -R a+rwX .; ulimit -u 1; exec {NOBODY} GRTUI",
        statuses=(1, 2),
    ),
)
"""Not here: a folder as standard input, where Python ends before it runs a program."""

ALL = [
    (around, words)
    for around, words in product(AROUND, CALLS)
    if words != "config --init" or "HOME" not in around.environ  # it would begin a file elsewhere
]


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Call so many commands, in what is around them by chance; all of them if there are no more."""
    calls = chance.sample(ALL, min(trials, len(ALL)))
    works = [partial(call, calls[half::2], place / str(half)) for half in range(2)]
    *answers, plain, bare = in_children([*works, plain_print, bare_application], patience=3 * 3600)
    return Outcome(
        "P13",
        f"streams, limits, homes: each of {len(ALL):,} calls ends well, and the tag file is whole",
        len(calls),
        sum(hits for hits, _, _ in answers),
        sum(count for _, count, _ in answers),
        (Control("a plain print", 2, plain), Control("a bare Textual application", 1, bare)),
        "; ".join(word for _, _, words in answers for word in words),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call."""

    status: int | None
    out: bytes
    said: bytes
    cpu: float


def call(calls: list[tuple[Around, str]], place: Path) -> tuple[int, int, list[str]]:
    """Call commands: how many ended, how many of them not well, and how."""
    calm, breaches = Around("all is well"), Breaches()
    base, one = place / "base", place / "one"
    prepare(base)
    expected: dict[str, Answer] = {}
    for around, words in calls:
        if words not in expected:
            expected[words] = answer(calm, words, base, one)
        got = answer(around, words, base, one)
        if why := what_is_wrong(around, got, expected[words]) or what_is_left_wrong(base, one):
            breaches.add(f"grtui {words} ({around.name}): {why}")
    return len(calls), breaches.count, breaches.words


def prepare(base: Path) -> None:
    """A library with an index, a change, and one that was taken back."""
    small_library.write(base / "articles")
    small_library.opened(base).close()
    (base / "new.txt").write_text("A New One\n\nIts text.\n", encoding="utf-8")
    for line in ("tag +theme:Probe --yes -- is:unread", "tag +Europe --yes -- is:unread", "undo"):
        assert answer(Around("to begin with"), line, base, base).status == 0, line
    (base / "dump.txt").write_bytes(answer(Around("to begin with"), "dump", base, base).out)


def answer(around: Around, words: str, base: Path, place: Path) -> Answer:
    """Call a command on a copy of the library."""
    if base != place:
        if place.exists():
            shutil.rmtree(place)
        shutil.copytree(base, place)
    settings: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "XDG_CACHE_HOME": str(place / "cache"),
        "GRTUI_LIBRARY": str(place / "articles"),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        **around.environ,
    }
    line = around.line.replace("GRTUI", f'"{sys.executable}" -m tui {words}')
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=place,
            env={name: one for name, one in settings.items() if one is not None},
            input=b"An Article\n\nFrom standard input.\n",
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(None, b"", b"", 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Answer(done.returncode, done.stdout, done.stderr, cpu)


def what_is_wrong(around: Around, got: Answer, calm: Answer) -> str:
    """Why a call did not end as it should."""
    if got.status is None:
        return "it does not end"
    if got.status not in (calm.status, *around.statuses):
        return f"it ended with {got.status}, not {calm.status}: {got.said[-200:]!r}"
    if TROUBLE.search(got.said) or TROUBLE.search(got.out):
        return repr((got.said + got.out)[-300:])
    if got.cpu > MOST_CPU:
        return f"it took {got.cpu:.1f} s of the processor"
    if around.says_the_same and without_times(got.out) != without_times(calm.out):
        return f"it printed {got.out[:200]!r}"
    return ""


def without_times(said: bytes) -> bytes:
    return re.sub(rb"\d\d:\d\d|\d+\.\d+ s|\d+ ms", b"", said)


def what_is_left_wrong(base: Path, place: Path) -> str:
    """What is not whole of the articles, the tag file and the index, or lies about."""
    for path in (base / "articles").glob("*.txt"):
        if (place / "articles" / path.name).read_bytes() != path.read_bytes():
            return f"{path.name} is another one"
    try:
        articles_in(place / "articles/.grtui/tags.json")
    except GrtuiError as error:
        return str(error)
    for path in place.rglob("*.sqlite*"):
        if path.suffix in (".sqlite", ".sqlite3"):
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as index:
                if index.execute("PRAGMA quick_check").fetchone() != ("ok",):
                    return f"{path.name} is damaged"
    left = [path.name for path in (place / "articles").rglob("*.tmp*")]
    return f"left lying: {left}" if left else ""


def plain_print() -> int:
    """What Python says by itself of a full and of a closed pipe: how often it is no good answer."""
    code = f'"{sys.executable}" -c "print(1)"'
    lines = (f"{code} >/dev/full", f"{code} | true; exit ${{PIPESTATUS[0]}}")
    runs = [subprocess.run(["bash", "-c", one], capture_output=True, check=False) for one in lines]
    return sum(bool(TROUBLE.search(one.stderr)) for one in runs)


def bare_application() -> int:
    """Does an application of Textual alone still run after 2 s, where there is no terminal?"""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bare"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(2.0)
        still_runs = process.poll() is None
        process.kill()
    return int(still_runs)
