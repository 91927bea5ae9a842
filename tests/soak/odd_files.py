"""P9: nothing that may be in a folder stops the reader or the command line."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.terminal import EndedError, Terminal
from tests.soak import small_library
from tests.soak.forking import in_child
from tests.soak.outcome import Breaches, Control, Outcome

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 300.0
"""Seconds after which something has hung, on a busy machine too."""

QUIET = 0.02
"""Seconds without a byte after which a key is answered."""

COMMANDS = (
    ("search", "ferry"),
    ("count", "is:unread"),
    ("check", "--rebuild"),
)

HEAD = b"The Ferry That Waits\n\nBy Ada Moss, The Quay Gazette, May 14, 2018\n\n"


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Look so many times at a folder of all of them, with the reader and with each command."""
    breaches, met = Breaches(), 0
    for number in range(trials):
        folder = place / f"{number}"
        (folder / "articles").mkdir(parents=True)
        met += make_all(folder / "articles")
        for flaw in (*flaws_of_reader(folder, chance), *flaws_of_commands(folder)):
            breaches.add(flaw)
        repair(folder / "articles")
    return Outcome(
        "P9",
        "FIFOs, links, huge files, a folder that goes: the reader and the commands go on",
        trials,
        met,
        breaches.count,
        (
            Control("a plain open", 1, hangs(partial(open_all, place / "0" / "articles"))),
            Control("a walk that follows links", 1, walks_in_circles(place / "0" / "articles")),
        ),
        breaches.told(),
    )


def make_all(folder: Path) -> int:
    """Put everything odd into a folder that holds some articles, and return how much it was."""
    small_library.write(folder)
    made = [
        *(partial(one, folder) for one in (fifo, socket_file, device, loops, links, deep, many)),
        *(partial(write, folder, name, data) for name, data in ODD.items()),
        partial(sparse, folder),
        partial(shut, folder),
    ]
    for make in made:
        make()
    return len(made)


def write(folder: Path, name: bytes, data: bytes | Callable[[], bytes]) -> None:
    with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 (bytes)
        file.write(data if isinstance(data, bytes) else data())


ODD: dict[bytes, bytes | Callable[[], bytes]] = {
    b"empty.txt": b"",
    b"nul.txt": b"\0" * 5_000,
    b"binary.txt": bytes(range(256)) * 400,
    b"wide.txt": HEAD.decode().encode("utf-16-le"),  # without a mark
    b"50-mb.txt": lambda: HEAD + (b"It slept again, as it does. " * 40 + b"\n\n") * 44_000,
    b"one-line.txt": lambda: HEAD + b"x" * 10_000_000,
    b"one-line-of-words.md": lambda: HEAD + b"word " * 2_000_000,
    b"lines.txt": lambda: HEAD + b"It slept.\n" * 200_000,
    b"paragraphs.txt": lambda: HEAD + b"It slept.\n\n" * 200_000,
    b"links.txt": lambda: HEAD + b"".join(b"[x](u:%d)\n" % number for number in range(90_000)),
    b"title.txt": lambda: b"Title " * 170_000,
    b"tags.txt": lambda: HEAD + b"Theme: " + b"; ".join(b"t%d" % n for n in range(10_000)),
    b"tags.md": lambda: (
        b"---\ntags: [" + b", ".join(b"t%d" % n for n in range(9_999)) + b"]\n---\nx\n"
    ),
    b"deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"<p>Text.",
    b"entities.html": lambda: b"<p>" + b"&amp;&#27;&lt;" * 70_000,
    b"anchors.md": b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n---\nText.\n",
    b"brackets.md": lambda: b"[" * 500_000 + b"](" * 200_000,
    b"stars.md": lambda: b"*_" * 400_000,
    b"blanks.txt": lambda: b"a" + b" " * 900_000 + b"b",
    b"n\newline.txt": HEAD + b"one",
    b"esc\x1b[2J.txt": HEAD + b"two",
    b"caf\xe9.txt": HEAD + b"three",
    b"x" * 251 + b".txt": HEAD + b"four",
    b"UPPER.TXT": HEAD + b"five",
    b"upper.txt": HEAD + b"six",
    b"future.txt": HEAD + b"seven",
    b"past.txt": HEAD + b"eight",
}


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "fifo.txt")


def socket_file(folder: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)  # the path of a socket has at most some 100 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
    os.chdir(before)


def device(folder: Path) -> None:
    try:
        os.mknod(folder / "device.txt", 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero
    except PermissionError:
        (folder / "device.txt").symlink_to("/dev/zero")


def loops(folder: Path) -> None:
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "inside").mkdir()
    (folder / "inside" / "loop").symlink_to(folder)
    (folder / "inside" / "folder.txt").symlink_to(folder)


def links(folder: Path) -> None:
    (folder / "nowhere.txt").symlink_to("nothing")
    (folder / "out.txt").symlink_to("/etc/passwd")
    (folder / "endless.txt").symlink_to("/proc/self/pagemap")
    os.link(
        folder / "000000.txt" if (folder / "000000.txt").exists() else first(folder),
        folder / "twice.txt",
    )
    os.utime(first(folder), ns=(0, -(10**18)))


def first(folder: Path) -> Path:
    return next(path for path in sorted(folder.glob("*.txt")) if path.is_file())


def deep(folder: Path) -> None:
    """Folders in folders, deeper than a path may be long."""
    before = Path.cwd()
    os.chdir(folder)
    for _ in range(25):
        os.mkdir("d" * 200)  # noqa: PTH102 (there is no path that is so long)
        os.chdir("d" * 200)
        Path("a.txt").write_bytes(HEAD + b"deep")
    os.chdir(before)


def many(folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(2_000):
        (folder / "many" / f"{number}.txt").touch()


def sparse(folder: Path) -> None:
    (folder / "sparse.txt").touch()
    os.truncate(folder / "sparse.txt", 10**12)


def shut(folder: Path) -> None:
    (folder / "shut").mkdir()
    (folder / "shut" / "a.txt").write_bytes(HEAD + b"shut")
    (folder / "unreadable.txt").write_bytes(HEAD + b"unreadable")
    (folder / "unreadable.txt").chmod(0)
    (folder / "shut").chmod(0)


def repair(folder: Path) -> None:
    (folder / "shut").chmod(0o755)


def environ(place: Path) -> dict[str, str]:
    homes = {"HOME": str(place), "XDG_CACHE_HOME": str(place / "cache"), "PYTHONPATH": str(ROOT)}
    return {"PATH": os.environ["PATH"], "GRTUI_TAGS": str(place / "tags.json"), **homes}


def argv(*arguments: str) -> list[str]:
    """grtui without what lets root read everything."""
    plain = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] * (os.geteuid() == 0)
    return [*plain, sys.executable, "-m", "tui", *arguments]


def flaws_of_reader(place: Path, chance: random.Random) -> list[str]:
    """What goes wrong while the reader walks through all articles, and its folder goes and comes.

    Each key must show something in its time, or the reader has hung.
    """
    folder, away, flaws = place / "articles", place / "away", []
    try:
        with Terminal(argv(str(folder)), environ=environ(place), cwd=str(place)) as terminal:
            terminal.wait_for("1 of ", PATIENCE)
            terminal.wait_for("newest first", PATIENCE)
            count = re.search(r"1 of (\d+)", terminal.text)
            assert count, "It was waited for."
            for number in range(2, int(count[1]) + 1):
                terminal.press("j")
                terminal.wait_for(f" {number} of ", PATIENCE)
                if chance.random() < 0.5:
                    terminal.press(chance.choice(["\r", " ", "i", "B", "w", "}", "L\x1b", "\rG"]))
                    terminal.wait_until_quiet(QUIET)
                    terminal.press(chance.choice(["\x1b\x1b", "\x1b"]))
                    terminal.press("h")
                    terminal.wait_until_quiet(QUIET)
            folder.rename(away)
            terminal.press("R")
            terminal.wait_for("could not be read", PATIENCE)
            terminal.press("kkjj\rG\x1bh")
            terminal.wait_until_quiet(QUIET)
            away.rename(folder)
            swap_for_fifo(folder)
            terminal.press("R")
            terminal.wait_until_quiet(0.2)
            terminal.press("?")
            terminal.wait_for("Moving", PATIENCE)
            terminal.press("\x1b\x1b")
            terminal.wait_until_quiet(QUIET)
            terminal.press("q")
            if status := terminal.wait_for_exit(PATIENCE):
                flaws.append(f"the reader ended with {status}")
            if "Traceback" in terminal.text_seen:
                flaws.append("the reader shows a traceback")
    except (EndedError, TimeoutError) as error:
        flaws.append(f"the reader: {error}")
    if away.exists():
        away.rename(folder)
    return flaws


def swap_for_fifo(folder: Path) -> None:
    """Put a FIFO in the place of an article that the reader knows."""
    known = folder / "upper.txt"
    known.unlink()
    os.mkfifo(known)


def flaws_of_commands(place: Path) -> list[str]:
    """What goes wrong with the commands."""
    folder, flaws = place / "articles", []
    add = "add", *(str(folder / name) for name in ("fifo.txt", "sparse.txt", "self.txt"))
    for name, *rest in (*COMMANDS, add):
        command = argv(name, "--library", str(folder), *rest)
        try:
            done = subprocess.run(
                command,
                env=environ(place),
                cwd=place,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            flaws.append(f"{name} hangs")
            continue
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode not in (0, 1, 2) or "Traceback" in said or "\x1b" in said:
            flaws.append(f"{name} ended with {done.returncode}: {said[-300:]}")
        if name == "check":
            told = ("fifo.txt", "self.txt", "nowhere.txt", "out.txt", "sparse.txt", "50-mb.txt")
            flaws += [f"check does not tell of {one}" for one in told if f"  {one}: " not in said]
    return flaws


def open_all(folder: Path) -> None:
    """Read every file as if it were one."""
    signal.alarm(1)
    (folder / "fifo.txt").read_bytes()


def hangs(work: Callable[[], None]) -> int:
    """1 if a work does not come to its end."""
    return int(in_child(work)[0] == -signal.SIGALRM)


def walks_in_circles(folder: Path) -> int:
    """1 if a walk that follows every link finds more folders than there are."""
    there = sum(1 for _ in os.walk(folder))
    for number, _ in enumerate(os.walk(folder, followlinks=True)):
        if number > there:
            return 1
    return 0
