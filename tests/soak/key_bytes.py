"""P12: no bytes from the terminal, in whatever pieces, crash the reader or tag by mistake."""

import random
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.terminal import EndedError, Terminal
from store.errors import GrtuiError
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.lost_lines import environ
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.reader_kills import PATIENCE, tags_in
from tests.soak.values import articles_in

READY = f" of {small_library.COUNT} ·"
HELP = "Keys  "
BURST = 20
"""Random bytes that come at once, in the mean."""

LOOKED_AT = 20
"""How many bursts come between two looks at whether the reader still answers."""

LATEST = 0.29
"""Seconds between two pieces of a code, at most: over SSH more than an escape is waited for 0.3."""

KEYS = """
restore = false
[keys]
leave = "f11"
quit = "f12"
suspend = "f10"
pipe = ""
"""
"""Keys that chance does not find: the reader shall take the rest, and not quit or run anything."""

F12 = "\x1b[24~"

NAME = b"\x1bP>|xterm(380) teaser\x1b\\"

ANSWERS = (
    NAME,
    b"\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28;29c",
    b"\x1b[?62;22c",
    b"\x1b[>41;380;0c",
    b"\x1b]10;rgb:dcdc/aaaa/8888\x1b\\",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    b"\x1b]52;c;dGVh\x1b\\",
    b"\x1b[?2026;2$y",
    b"\x1b[?2048;0$y",
    b"\x1b[12;40R",
    b"\x1b[?1u",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[<35;20;9M",
    b"\x1b[200~tea re te\r\x1b[201~",
    b"\x1b[1;5D\x1b[1;5C",
)
"""What terminals send that is no command: tag keys are among the letters."""

DOWN, UP = (b"\x1b[B", b"\x1bOB", b"\x1b[1B"), (b"\x1b[A", b"\x1bOA", b"\x1b[1A")

ODD = (
    *ANSWERS,
    b"\x1b[200~",
    b"\x1b]0;t",
    b"\x1bP1$r",
    b"\x1b[<0;99999;99999M",
    b"\x1b[<64;0;0M",
    b"\x1b[<0;-5;-5m",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;99999;99999;1;1t",
    b"\x1b[99999999999u",
    b"\x1b[55296;1;55296u",
    b"\x1b[97;5;300000000u",
    b"\xe9t\xe9",
    b"\xf0\x9f",
    b"\x80\x9b1m",
    b"\x00\x00",
    b"\x1b" * 9,
)
"""What no sane terminal sends."""


def burst(chance: random.Random) -> bytes:
    """Bytes of some kind, without ctrl+q, which quits whatever is configured."""
    kind = chance.random()
    if kind < 0.3:
        return b"".join(chance.choices(ODD, k=chance.randint(1, 4)))
    if kind < 0.6:
        return bytes(chance.choices(range(32, 127), k=chance.randint(1, BURST)))
    return chance.randbytes(chance.randint(1, 2 * BURST)).replace(b"\x11", b"")


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Send so many bytes in bursts to two readers, and their pieces to others."""
    works = [
        partial(send_bursts, trials // 2, chance.random(), place / "one"),
        partial(send_bursts, trials // 2, chance.random(), place / "two"),
    ]
    *answers, control = in_children([*works, partial(latin_control, place / "stock")], 3000)
    return Outcome(
        "P12",
        "random bytes: no crash, it still answers, the tag file is good",
        sum(answer[0] for answer in answers),
        sum(answer[1] for answer in answers),
        sum(answer[2] for answer in answers),
        (Control("Textual's driver", 1, control),),
        "; ".join(word for answer in answers for word in answer[3]),
    )


def send_bursts(trials: int, seed: float, place: Path) -> tuple[int, int, int, list[str]]:
    """Send so many bytes: how many came, how many looks there were, how many went wrong."""
    chance, breaches, sent, looks = random.Random(seed), Breaches(), 0, 0
    prepare(place)
    while sent < trials and breaches.count < 3:
        with reader(place, {}) as terminal:
            last = b""
            try:
                terminal.wait_for(READY, PATIENCE)
                while sent < trials:
                    for _ in range(LOOKED_AT):
                        last = burst(chance)
                        terminal.press(last)
                        sent += len(last)
                        terminal.wait_until_quiet(0.002, 0.01)
                    look(terminal)
                    looks += 1
                if status := end(terminal):
                    breaches.add(f"it ended with {status}")
            except (EndedError, OSError) as error:
                if not has_quit(terminal):
                    breaches.add(
                        f"after {sent} bytes, {last!r}: {terminal.status} {str(error)[-400:]}"
                    )
        if (tags := place / "articles" / ".grtui" / "tags.json").exists():
            try:
                articles_in(tags)
            except GrtuiError as error:
                breaches.add(str(error))
    return sent, looks, breaches.count, breaches.words


def has_quit(terminal: Terminal) -> bool:
    """Did chance find the palette's word for the end?"""
    try:
        return terminal.wait_for_exit(2) == 0
    except EndedError:
        return False


def look(terminal: Terminal) -> None:
    """Leave the line that is open, ask for the help, and leave that.

    Raises:
        EndedError: The help does not come.
    """
    end = time.monotonic() + PATIENCE
    terminal.press(b"\x1b[201~")
    terminal.wait_until_quiet(0.3)  # until all that came before is done
    while True:
        leave_lines(terminal)
        terminal.press("?")
        patience = time.monotonic() + 3
        while time.monotonic() < patience and not terminal.has_ended():
            if HELP in terminal.text:
                leave_lines(terminal)
                return
            terminal.wait_until_quiet(0.05, 0.2)
        if terminal.has_ended() or time.monotonic() > end:
            raise EndedError(f"it does not answer:\n{terminal.text}")


def leave_lines(terminal: Terminal) -> None:
    """Press what leaves the lines that are open, and the help."""
    for keys in ("\r", "\x1b", "\x1b"):
        terminal.press(keys)
        terminal.wait_until_quiet(0.12, 1)  # longer than a second key behind escape may take


def end(terminal: Terminal) -> int:
    """Press the key that quits, until it does: the exit status.

    Raises:
        EndedError: It does not.
    """
    last = time.monotonic() + PATIENCE
    while True:
        leave_lines(terminal)
        terminal.press(F12)
        try:
            return terminal.wait_for_exit(3)
        except EndedError:
            if time.monotonic() > last:
                raise


def prepare(place: Path) -> None:
    small_library.write(place / "articles")
    small_library.opened(place).close()
    (place / "empty").mkdir()
    (place / "grtui.toml").write_text(KEYS)


def reader(place: Path, variables: Mapping[str, str]) -> Terminal:
    """The reader, from which no program can be run."""
    settings = {"GRTUI_CONFIG": "grtui.toml", "PATH": str(place / "empty"), **variables}
    argv = [sys.executable, "-m", "tui", "articles"]
    return Terminal(argv, environ=environ(place, settings), cwd=str(place))


def latin_control(place: Path) -> int:
    """A byte that is not UTF-8, for Textual's driver: does it end?"""
    prepare(place)
    with reader(place, {"GRTUI_DRIVER": "stock"}) as terminal:
        terminal.wait_for(READY, PATIENCE)
        terminal.press(b"\xe9\xe9")
        try:
            terminal.wait_for_exit(5)
        except EndedError:
            return 0
        return 1


def run_split(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Send so many codes in pieces to two readers."""
    works = [
        partial(send_split, trials // 2, chance.random(), place / "one"),
        partial(send_split, trials // 2, chance.random(), place / "two"),
        partial(answer_control, place / "stock"),
    ]
    *answers, control = in_children(works, 3000)
    return Outcome(
        "P12",
        "codes in pieces, and late answers: keys are keys, and nothing else is one",
        sum(answer[0] for answer in answers),
        sum(answer[1] for answer in answers),
        sum(answer[2] for answer in answers),
        (Control("Textual's driver", 1, control),),
        "; ".join(word for answer in answers for word in answer[3]),
    )


def send_split(trials: int, seed: float, place: Path) -> tuple[int, int, int, list[str]]:
    """Move in the list by keys in pieces, answers between them: does it go where it should?"""
    chance, breaches, pieces = random.Random(seed), Breaches(), 0
    prepare(place)
    line = 1
    with reader(place, {"SSH_CONNECTION": "there"}) as terminal:
        terminal.wait_for(READY, PATIENCE)
        terminal.press("gg")
        for _ in range(trials):
            pieces += send_in_pieces(terminal, chance.choice(ANSWERS), chance)
            is_down = line == 1 or (line < small_library.COUNT and chance.random() < 0.5)
            pieces += send_in_pieces(terminal, chance.choice(DOWN if is_down else UP), chance)
            line += 1 if is_down else -1
            try:
                terminal.wait_for(f" {line} of {small_library.COUNT} ·", 10)
            except EndedError as error:
                breaches.add(str(error)[:400])
                break
    with closing(small_library.opened(place)) as library:
        if there := {key: names for key, names in tags_in(library.tag_file).items() if names}:
            breaches.add(f"there are tags: {there}")
    return trials, pieces, breaches.count, breaches.words


def answer_control(place: Path) -> int:
    """What a terminal answers, in two pieces, for Textual's driver: does it do anything?"""
    prepare(place)
    with reader(place, {"GRTUI_DRIVER": "stock"}) as terminal:
        terminal.wait_for(READY, PATIENCE)
        terminal.wait_until_quiet(0.5)
        before = terminal.text
        for piece in (NAME[:9], NAME[9:]):
            terminal.press(piece)
            terminal.wait_until_quiet(0.5)
        return int(terminal.text != before)


def send_in_pieces(terminal: Terminal, code: bytes, chance: random.Random) -> int:
    """Send a code in two or three pieces, with time between them: how many."""
    cuts = sorted(chance.sample(range(1, len(code)), min(len(code) - 1, chance.randint(1, 2))))
    pieces = [code[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(code)], strict=True)]
    for piece in pieces:
        terminal.press(piece)
        terminal.read_until(time.perf_counter() + chance.uniform(0, LATEST))
    return len(pieces)
