"""P8: a hostile library through every command and format, standard output and standard error."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.terminal import Terminal
from tests.soak import hostile_library
from tests.soak.hostile_library import PAYLOADS, Hostile, field
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.stream import LINES, OWN, breaches

ROOT = Path(__file__).parent.parent.parent

FORMATS = ("table", "json", "jsonl", "csv", "bibtex", "ris", "markdown", "ids", "paths0")
"""How `grtui search` can print; the names of files for xargs -0 are as they are, and no text."""


AFTER_OTHERS = (("undo",), ("redo",))
"""Calls that do something only after others."""

ON_TERMINAL = (
    (("search", "ferry"), "Plaintitle"),
    (("search", "ferry", "--format", "paths0"), "plain"),
    (("tags",), "Plaintheme"),
    (("log",), "Username"),
    (("search", "(", field("Sought")), "Sought"),
)
"""What is called on a terminal, too, and a word that must be seen there."""


def calls(hostile: Hostile) -> Iterator[tuple[tuple[str, ...], str]]:
    """Arguments, and a word that must be seen in what they print."""
    yield (), "Plaintitle"
    for form in FORMATS:
        yield ("search", "ferry", "--format", form), "" if form in ("ids", "paths0") else "Yaml"
    for form in ("table", "json", "jsonl", "csv"):
        yield ("tags", "--format", form), "Plaintheme"
    yield ("search", field("Sought")), "Sought"
    yield ("search", f"region:{field('Sought')}"), "Sought"
    yield ("search", "(", field("Sought")), "Sought"
    yield ("count", field("Sought")), "Sought"
    for name, _ in hostile_library.articles():
        path = os.fsdecode(os.fsencode(hostile.folder) + b"/" + name)
        yield ("show", path), ""
        yield ("show", "--json", path), ""
    yield ("show", field("Nowhere")), "Nowhere"
    yield ("check",), "untitled"
    yield ("log",), "Username"
    yield ("dump",), "Givenregion"
    yield ("config",), "Wrongsetting"
    yield ("config", "--path"), "config.toml"
    yield ("add", field("Nowhere")), "Nowhere"
    yield (
        ("add", "--dry-run", str(hostile.place / "new" / "x.txt")),
        "Newtitle",
    )
    yield ("restore", field("Nowhere")), "Nowhere"
    yield ("restore", "--dry-run", str(hostile.place / "broken.txt")), "broken"
    yield ("tag", f"+theme:{field('Newtag')}", "--dry-run", "--", "ferry"), "Newtag"
    yield ("tag", f"+{field('Newtag')}", "--", "ferry"), "Newtag"
    yield ("tag", f"+theme:{field('Newtag')}", "--yes", "--", "ferry"), "Newtag"
    yield ("undo",), "Newtag"
    yield ("redo",), "Newtag"
    yield ("search", "ferry", "--sort", field("Wrongorder")), "Wrongorder"
    yield ("search", "ferry", "--limit", field("Wronglimit")), "Wronglimit"
    yield (field("Nofolder"), field("Wrongword")), "Wrongword"
    yield ("search", f"--{field('wrongoption')}", "x"), "wrongoption"
    yield (f"--{field('wrongoption')}",), "wrongoption"
    yield ("--tags", field("Notags") + "/x", "--library", "x"), ""
    yield ("search", "x", "--library", field("Nolibrary")), "Nolibrary"
    yield ("completion", field("Noshell")), "Noshell"


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Call so many of the commands."""
    hostile = hostile_library.write(place)
    write_others(hostile)
    every = [*calls(hostile)]
    if trials < len(every):
        chosen = chance.sample([call for call in every if call[0] not in AFTER_OTHERS], trials)
    else:
        chosen = every
    found, hits = Breaches(), 0
    for arguments, word in chosen:
        done = called(hostile, arguments)
        for name, data in (("stdout", done.stdout), ("stderr", done.stderr)):
            if "paths0" in arguments and name == "stdout":
                continue
            for breach in breaches(data, LINES, is_spelled=is_spelled(arguments)):
                found.add(f"{arguments!r} {name}: {breach}")
        if b"Traceback" in done.stderr:
            found.add(f"{arguments!r}: a traceback")
        if word.encode() in done.stdout + done.stderr:
            hits += 1
        else:
            found.add(f"{arguments!r} did not print {word}")
    for arguments, word in ON_TERMINAL[: max(1, len(chosen) // 10)]:
        written = on_terminal(hostile, arguments)
        hits += word.encode() in written
        for breach in breaches(written, OWN):
            found.add(f"{arguments!r} on a terminal: {breach}")
    if (hostile.place / "ran").exists():
        found.add("a shell ran what it was not to run")
    raw = b"".join(data for _, data in hostile_library.articles())
    return Outcome(
        "P8",
        "a hostile library through every command and format",
        len(chosen),
        hits,
        found.count,
        (Control("the files as they are", 1, int(any(breaches(raw, LINES)))),),
        found.told(f"{hits} showed what they were to show"),
    )


def on_terminal(hostile: Hostile, arguments: tuple[str, ...]) -> bytes:
    """What a command writes on a terminal, where it may use colours."""
    argv = [sys.executable, "-m", "tui", *arguments]
    with Terminal(argv, environ=environ(hostile), cwd=str(hostile.place)) as terminal:
        terminal.wait_for_exit(30)
        return terminal.written


def environ(hostile: Hostile) -> dict[str, str]:
    """The environment that a command is called in."""
    here = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return {**here, **hostile.environ}


def write_others(hostile: Hostile) -> None:
    """Write an article that is to be added, and a dump that nobody can read."""
    new = hostile.place / "new"
    new.mkdir()
    (new / "x.txt").write_text(f"{field('Newtitle')}\n\nRegion: Asia\n\nWords.", encoding="utf-8")
    lines = f'["articles","{field("Brokenkey")}",{{"note":"{"".join(PAYLOADS)}"}}]\n'
    (hostile.place / "broken.txt").write_text(lines, encoding="utf-8")


def is_spelled(arguments: tuple[str, ...]) -> bool:
    """Does a call print texts as escapes? argparse does so with a word that is no choice."""
    return arguments[:1] in (("dump",), ("config",), ("completion",)) or "--sort" in arguments


def called(hostile: Hostile, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    """What a command does without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *(one.replace("\0", "") for one in arguments)],
        cwd=hostile.place,
        env=environ(hostile),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
