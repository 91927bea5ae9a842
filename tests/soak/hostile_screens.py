"""P8: a hostile library on every screen, and what the terminal is sent."""

import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from textual.markup import MarkupError
from textual.widgets import Label

from benchmarks.terminal import EndedError, Terminal
from tests.soak import hostile_library
from tests.soak.hostile_library import ESC, PAYLOADS, Hostile
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.stream import OWN, breaches

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 10.0
PATIENCE_ON_SMALL = 2.0
"""Where a word may have no room, it is not waited for so long."""
SIZES = ((120, 40), (80, 24), (50, 14))

ENTER, UP, TAB, BACKSPACE = "\r", "\x1b[A", "\t", "\x7f"
CTRL_P, CTRL_R, CTRL_U = "\x10", "\x12", "\x15"


PASTED = "\x1b[200~" + "".join(PAYLOADS) + "Pasted\x1b[201~"


class Step(NamedTuple):
    """Keys, and a word that is on the screen then."""

    keys: str
    word: str


def to_article(word: str) -> Iterator[Step]:
    """List one article."""
    yield Step("\\", "enter keep")
    yield Step(f"title:{word}", word)
    yield Step(ENTER, word)


STEPS = (
    Step("", "Lastquery"),
    Step(BACKSPACE, "Yamltitle"),
    *to_article("Plaintitle"),
    Step("", "Plainbody"),
    Step("l", "Plainauthor"),
    Step("/Plain", "find"),
    Step(ENTER, "Plain"),
    Step(ESC, "Plainauthor"),
    Step("BG", "Plaintail"),
    Step("gg", "Plainauthor"),
    Step("i", "Plainsource"),
    Step("G", "Givenregion"),
    Step("i", "Plainbody"),
    Step("c", "Givennote"),
    Step(PASTED, "Pasted"),
    Step(ESC, "Plainauthor"),
    Step("L", "Plainlink"),
    Step(ENTER, "copied"),
    Step("h", "Plaintitle"),
    Step("r", "Givenregion"),
    Step(ESC, "Plaintitle"),
    Step("t", "Newname"),
    Step(ESC, "Plaintitle"),
    Step("r/", "Givenregion"),
    Step("Given", "Givenregion"),
    Step(ESC, "Plaintitle"),
    Step("t/", "Newname"),
    Step("Brandnew", "Brandnew"),
    Step(ESC, "Plaintitle"),
    Step("+", "+"),
    Step("theme:Brandnew", "Brandnew"),
    Step(ENTER, "Brandnew"),
    Step("u", "undo of"),
    Step(CTRL_R, "Brandnew"),
    Step("r-", "Plainregion"),
    Step("u", "undo of no region"),
    Step("#", "Newname"),
    Step("/Given", "Givenregion"),
    Step(ENTER, "Givenregion"),
    Step("?", "keys"),
    Step(ESC, "Givenregion"),
    Step("q", "Plaintitle"),
    Step("?", "Moving"),
    Step(ESC, "Plaintitle"),
    Step(CTRL_P, "Search"),
    Step(PASTED, "Pasted"),
    Step(ESC, "Plaintitle"),
    Step(":", ":"),
    Step(PASTED, "Pasted"),
    Step(ESC, "Plaintitle"),
    Step(CTRL_P, "Search"),
    Step("undo", "Undo"),
    Step(ESC, "Plaintitle"),
    Step(":", ":"),
    Step("run-search ", "Savedname"),
    Step(ESC, "Plaintitle"),
    Step(":", ":"),
    Step("tag-region Given", "Givenregion"),
    Step(ESC, "Plaintitle"),
    Step("T", "0 done"),
    Step(ESC, "newest first"),
    Step("f", "Savedname"),
    Step(ESC, "Plaintitle"),
    Step("S", "name"),
    Step(f"{ESC}", "Plaintitle"),
    Step("X", "export"),
    Step(f"{CTRL_U}nowhere/x.txt{ENTER}", "no format"),
    Step(ESC, "Plaintitle"),
    Step("yt", "copied the title"),
    Step("yb", "copied the text"),
    Step("yc", "copied the citation"),
    Step("yx", "BibTeX"),
    Step("yr", "RIS"),
    Step("yq", "copied the paragraph"),
    Step("yp", "copied the path"),
    Step("E", "enter goes back"),
    Step(ENTER, "Plaintitle"),
    Step("e", "enter goes back"),
    Step(ENTER, "Plaintitle"),
    Step("|", "pipe"),
    Step(f"cat{ENTER}", "enter goes back"),
    Step(ENTER, "Plaintitle"),
    Step("z", "Plainbody"),
    Step("z", "Plaintitle"),
    Step("x", "marked"),
    Step(ESC, "Plaintitle"),
    Step("\\", "enter keep"),
    Step("(region:Given", "Given"),
    Step(ENTER, "closed"),
    Step(ESC, "Plaintitle"),
    Step("\\", "enter keep"),
    Step(f"{CTRL_U}{UP}{UP}", "Pastquery"),
    Step(ESC, "Plaintitle"),
    Step("\\", "enter keep"),
    Step(f"{CTRL_U}region:Giv", "Givenregion"),
    Step(f"{TAB}{ENTER}", "Yamltitle"),
    Step("\\", "enter keep"),
    Step(f"{CTRL_U}ferry Yamlbody{ENTER}", "Yamltitle"),
    Step("\\", "enter keep"),
    Step(f"{CTRL_U}{PASTED}", "Pasted"),
    Step(ESC, "Yamltitle"),
    *to_article("Pagetitle"),
    Step("l", "Pagebody"),
    Step("i", "Pagetheme"),
    Step(ESC, "Pagebody"),
    Step("h", "Pagetitle"),
    Step(":", ":"),
    Step(f"search path:empty{ENTER}", "empty"),
    Step("i", "empty"),
    Step(ESC, "empty"),
    *to_article("Yamltitle"),
    Step("R", "new"),
    Step("c", "Draftnote"),
    Step(ESC, "Yamltitle"),
)


AFTER_DAMAGE = (Step("s", "cannot be used"), Step(ESC, "Yamltitle"), Step("c", "Yamltitle"))
"""What is done when others have spoilt the tag file."""

AFTER_LOSS = (Step(f"{ESC}R", "gone"), Step("i", "gone"), Step(ESC, "Yamltitle"))
"""What is done when the article's file is gone."""


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Walk through all screens, in so many sizes."""
    found, hits, steps = Breaches(), 0, 0
    for number, size in enumerate(SIZES[:trials]):
        patience = PATIENCE if size == SIZES[0] else PATIENCE_ON_SMALL
        hostile = hostile_library.write(place / str(number))
        with reader(hostile, size) as terminal:
            for step, was_seen in walk(terminal, hostile, patience):
                hits += was_seen
                steps += 1
                if not was_seen and size == SIZES[0]:
                    found.add(f"{step.word} was not seen after {step.keys!r}")
            is_alive = not terminal.has_ended()
        for breach in breaches(terminal.written, OWN):
            found.add(f"{size}: {breach}")
        if not is_alive:
            found.add(f"{size}: it ended with {terminal.status}")
        if (hostile.place / "ran").exists():
            found.add(f"{size}: a shell ran what it was not to run")
    return Outcome(
        "P8",
        "a hostile library on every screen: nothing in it reaches the terminal",
        steps,
        hits,
        found.count,
        (raw_control(place), markup_control()),
        found.told(f"{trials} sizes, {steps} steps, {hits} showed what they were to show"),
    )


def walk(terminal: Terminal, hostile: Hostile, patience: float) -> Iterator[tuple[Step, bool]]:
    """Each step, and whether its word was seen."""
    yield from tried(terminal, STEPS, patience)
    hostile.tag_file.write_text("{" + "".join(PAYLOADS), encoding="utf-8")
    yield from tried(terminal, AFTER_DAMAGE, patience)
    hostile.folder.rename(hostile.place / "away")
    yield from tried(terminal, AFTER_LOSS, patience)


def tried(
    terminal: Terminal, steps: Sequence[Step], patience: float
) -> Iterator[tuple[Step, bool]]:
    """Press the keys of steps one after the other."""
    for step in steps:
        if terminal.has_ended():
            return
        if step.keys:
            terminal.press(step.keys)
        try:
            terminal.wait_for(step.word, patience)
        except EndedError:
            yield step, False
        else:
            yield step, True


def raw_control(place: Path) -> Control:
    """A program that shows the articles as they are."""
    articles = place / "raw.txt"
    articles.write_bytes(b"".join(data for _, data in hostile_library.articles()))
    with Terminal(["cat", str(articles)]) as terminal:
        terminal.wait_for_exit()
    return Control("cat", 1, int(any(breaches(terminal.written, OWN))))


def markup_control() -> Control:
    """Textual's own label, which takes a title for markup."""
    wrong = 0
    for text in ("[bold]Salt", "[AFP] Salt", "x [/]"):
        try:
            wrong += text not in str(Label(text).render())
        except MarkupError:
            wrong += 1
    return Control("a label with markup", 3, wrong)


def reader(hostile: Hostile, size: tuple[int, int]) -> Terminal:
    """The reader in a terminal of a size."""
    columns, lines = size
    return Terminal(
        [sys.executable, "-m", "tui"],
        columns=columns,
        lines=lines,
        environ={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PAGER": "cat",
            "EDITOR": "cat",
            **hostile.environ,
        },
        cwd=str(hostile.place),
    )
