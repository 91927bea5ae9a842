"""P13: the reader can be used on any kind of terminal, with any colours, size and locale."""

import os
import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from benchmarks.screen import SEQUENCE
from benchmarks.terminal import EndedError, Terminal
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0

TERMS = (
    *("xterm", "xterm-256color", "screen", "screen-256color", "tmux-256color", "linux", "vt100"),
    *("vt220", "rxvt", "rxvt-unicode-256color", "foot", "ansi", "some-terminal"),
    *("dumb", "unknown", ""),
)
ONLY_PRINT = ("dumb", "unknown", "")
OLD = ("linux", "vt100", "vt220", "ansi")
COLOURS: Mapping[str, Mapping[str, str]] = {
    "truecolor": {"COLORTERM": "truecolor"},
    "as TERM says": {"COLORTERM": ""},
    "no colour": {"COLORTERM": "", "NO_COLOR": "1"},
    "no colour, truecolor": {"COLORTERM": "truecolor", "NO_COLOR": "1"},
}
SIZES = ((80, 24), (120, 40), (40, 12))
LOCALES: Mapping[str, Mapping[str, str]] = {
    "UTF-8": {"LANG": "C.UTF-8"},
    "C": {"LANG": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
}
LINES: Mapping[str, Mapping[str, str]] = {"": {}, "ssh": {"SSH_TTY": "/dev/pts/1"}}

READER = ("-m", "tui")
STOCK = (
    "-c",
    "import tui.terminal_stream as t, tui.terminal_kind as k; t.has_ascii_only = lambda *_: False;"
    "k.is_old = lambda _: False; k.why_it_only_prints = lambda _: '';"
    "import os; os.environ['COLORTERM'] = 'truecolor'; os.environ['GRTUI_DRIVER'] = 'stock';"
    "from tui.start import main; raise SystemExit(main())",
)
"""The reader that takes each terminal for one of today, on Textual's driver."""

_MANY_COLOURS = re.compile(rb"\x1b\[(?:[\d;:]*[;:])?[34]8[;:][25][;:][\d;:]*m")
_COLOUR = re.compile(rb"\x1b\[(?:[\d;:]*;)?(?:[34][0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m")
_MOUSE = re.compile(rb"\x1b\[\?(?:9|100[0-3])h")
_KNOWN_OF_OLD = re.compile(rb"\x1b\[[\d;]*[A-DHJKLMPXm@]|\x1b\[\?(?:7|25|1049)[hl]|\x1b[78]")
_STRONG = re.compile(rb"\x1b\[(?:[\d;]*;)?[147](?:;[\d;]*)?m")


@dataclass(frozen=True, slots=True)
class Kind:
    """A terminal as the reader may find it."""

    term: str
    colours: str
    size: tuple[int, int]
    locale: str
    line: str

    @property
    def environ(self) -> dict[str, str]:
        parts = COLOURS[self.colours], LOCALES[self.locale], LINES[self.line]
        return {"TERM": self.term, **{name: one for part in parts for name, one in part.items()}}

    def __str__(self) -> str:
        columns, lines = self.size
        words = f"{self.term or 'no TERM'}, {self.colours}, {columns}x{lines}, LANG {self.locale}"
        return f"{words}, {self.line}" if self.line else words


EVERY = [Kind(*one) for one in product(TERMS, COLOURS, SIZES, LOCALES, LINES)]


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Try so many kinds, each TERM about as often; all where there are no more."""
    by_term = [chance.sample(some, len(some)) for some in map(kinds_of, TERMS)]
    kinds = [one[at] for at in range(len(by_term[0])) for one in chance.sample(by_term, len(TERMS))]
    kinds = kinds[:trials]
    bad = [
        Kind(term, "as TERM says", SIZES[0], locale, "ssh")
        for term, locale in (("vt100", "UTF-8"), ("xterm-256color", "C"), ("dumb", "UTF-8"))
    ]
    works = [partial(use, READER, kinds[half::2], place / str(half)) for half in range(2)]
    works.append(partial(use, STOCK, bad, place / "stock"))
    *answers, control = in_children(works, patience=3 * 3600)
    return Outcome(
        "P13",
        f"list, article, search, picker and help on each of {len(EVERY):,} kinds of terminals",
        len(kinds),
        sum(hits for hits, _, _ in answers),
        sum(count for _, count, _ in answers),
        (Control("all terminals for one of today", len(bad), control[1]),),
        "; ".join(word for _, _, words in answers for word in words),
    )


def kinds_of(term: str) -> list[Kind]:
    return [one for one in EVERY if one.term == term]


def use(program: Sequence[str], kinds: Sequence[Kind], place: Path) -> tuple[int, int, list[str]]:
    """Use the reader on terminals: how many were used, what was wrong with them, and in words."""
    small_library.write(place / "articles")
    small_library.opened(place).close()
    breaches, hits = Breaches(), 0
    for number, kind in enumerate(kinds):
        columns, lines = kind.size
        homes = {"HOME": str(place), "XDG_CACHE_HOME": str(place / "cache")}
        states = {"XDG_STATE_HOME": str(place / f"state{number}")}
        with Terminal(
            [sys.executable, *program, str(place / "articles")],
            columns=columns,
            lines=lines,
            environ={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **homes, **states},
            cwd=str(place),
            kind=kind.environ,
        ) as terminal:
            try:
                begin = read_list if kind.term in ONLY_PRINT else look_around
                begin(terminal, kind)
                wrong = what_was_sent_wrong(terminal.written, kind)
                if terminal.not_given_back:
                    wrong = [*wrong, f"not given back: {terminal.not_given_back}"]
            except EndedError as error:
                wrong = [str(error)]
        hits += 1
        for each in wrong[:1]:
            breaches.add(f"{kind}: {each}")
    return hits, breaches.count, breaches.words


def read_list(terminal: Terminal, kind: Kind) -> None:
    """Get the list, and the end."""
    if status := terminal.wait_for_exit(10):
        raise EndedError(f"it ended with {status}")
    if terminal.written.count(b"\n") < small_library.COUNT:
        raise EndedError(f"there is no list: {terminal.text}")


def look_around(terminal: Terminal, kind: Kind) -> None:
    """Read in the list, an article, the help, a search and the tags; tag, and quit."""
    wait = partial(terminal.wait_for, patience=PATIENCE)
    wait("1 of 12")
    terminal.press("j")
    wait("2 of 12")
    terminal.press("\r")  # the article
    wait("read on" if kind.size[0] >= 80 else "Meridian Dispatch")
    terminal.press("h?")
    wait("Moving")
    terminal.press("\x1b")
    wait("2 of 12")
    terminal.press("t/")
    wait("theme")
    terminal.press("\x1b")
    terminal.press("/-xyzzy\r")
    wait("of 12")
    terminal.press("\x7f")
    terminal.press("tg")
    wait("saved")
    terminal.press("tg")
    terminal.press("q")
    if status := terminal.wait_for_exit(PATIENCE):
        raise EndedError(f"it ended with {status}")


def what_was_sent_wrong(written: bytes, kind: Kind) -> list[str]:
    """What such a terminal does not know, or was not to be sent."""
    wrong = []
    has_many = kind.term.endswith(("256color", "foot")) or (
        COLOURS[kind.colours]["COLORTERM"] and kind.term not in OLD
    )
    if (found := _COLOUR.search(written)) and "NO_COLOR" in COLOURS[kind.colours]:
        wrong.append(f"a colour, where there shall be none: {found[0]!r}")
    if not has_many and (found := _MANY_COLOURS.search(written)):
        wrong.append(f"one of 256 colours, of which there are 16: {found[0]!r}")
    if kind.locale != "UTF-8" and kind.term not in ONLY_PRINT and not written.isascii():
        wrong.append("characters beyond ASCII")
    if (kind.line or kind.term in OLD) and _MOUSE.search(written):
        wrong.append("a question for the mouse")
    sequences = {found[0] for found in SEQUENCE.finditer(written)}
    if kind.term in OLD:
        unknown = [one for one in sequences if not _KNOWN_OF_OLD.fullmatch(one)]
        if unknown:
            wrong.append(f"what it does not know: {sorted(unknown)[:3]}")
    if kind.term in ONLY_PRINT:
        if sequences:
            wrong.append(f"codes, where there are only lines: {sorted(sequences)[:3]}")
    elif not _STRONG.search(written):
        wrong.append("no sign of the cursor but a colour")
    return wrong
