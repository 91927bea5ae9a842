"""What others would use instead, on the same articles: programs of Debian in homes of their own."""

import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import figures, measuring
from benchmarks.as_mail import text_of, write_feed, write_maildir
from benchmarks.figures import Figures
from benchmarks.measuring import matches, shows
from benchmarks.reader import COMMANDS, HELD, MOVES, PAGES, Reader
from benchmarks.search import LIMIT, milliseconds
from benchmarks.terminal import Terminal
from store.opening import parsed

DOWN = "\x1bOB"
OPENINGS = 7

FILES = {
    "newsboat/.newsboat/config": "auto-reload no\n",
    "newsboat/.newsboat/urls": "file://{feed}\n",
    "neomutt/.neomuttrc": (
        "set folder={mail}\nset spoolfile={mail}\nset mbox_type=Maildir\n"
        "set header_cache={home}/headers\nset mark_old=no\nset sort=reverse-date\n"
    ),
    "notmuch/.notmuch-config": (
        "[database]\npath={mail}\n[user]\nname=Reader\nprimary_email=reader@localhost\n"
        "[new]\ntags=unread;inbox\n[maildir]\nsynchronize_flags=false\n"
    ),
    "notmuch/.config/alot/config": "auto_remove_unread = False\n",
}
"""How they are set up, by the places in their homes."""

VERSIONS = {
    "newsboat": "newsboat --version",
    "neomutt": "neomutt -v",
    "notmuch": "notmuch --version",
    "alot": "alot --version",
    "ripgrep": "rg --version",
    "less": "less --version",
}
"""How each of them tells its version."""


def version_of(name: str) -> str | None:
    """The version of a program that is installed."""
    argv = VERSIONS[name].split()
    if not shutil.which(argv[0]):
        return None
    told = subprocess.run(argv, capture_output=True, text=True, check=False).stdout
    numbers = (word for word in told.split() if word[0].isdigit())
    return next(numbers, "of no version")


@dataclass(frozen=True, slots=True)
class Peers:
    """The programs of others, with the articles of a reader as each of them has them."""

    place: Path
    reader: Reader
    word: str
    """What is searched for."""

    @property
    def runs(self) -> dict[str, Callable[[], Figures]]:
        """One run of each program that is installed, by its name."""
        runs = {
            "newsboat": self._newsboat,
            "neomutt": self._neomutt,
            "notmuch": self._notmuch,
            "alot": self._alot,
            "ripgrep": self._ripgrep,
            "less": self._less,
        }
        return {name: run for name, run in runs.items() if version_of(name)}

    def prepare(self) -> None:
        """Write the articles as mail and as a feed, and let the programs read them."""
        self.place.mkdir(exist_ok=True)
        feed, mail = self.place / "feed.xml", self.place / "mail"
        if not feed.exists():
            write_feed(self.reader.folder, feed, "Articles")
        if not mail.exists():
            write_maildir(self.reader.folder, mail)
        for name, text in FILES.items():
            file = self.place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            home = self.place / name.partition("/")[0]
            file.write_text(text.format(feed=feed, mail=mail, home=home))
        if "newsboat" in self.runs and not (self.place / "newsboat/.newsboat/cache.db").exists():
            self._run("newsboat", "newsboat", "-x", "reload")
        if "notmuch" in self.runs:
            self._run("notmuch", "notmuch", "new")

    def _newsboat(self) -> Figures:
        """Open the feed as soon as it is listed, move, flag articles, open some."""
        with tempfile.TemporaryDirectory() as home:
            shutil.copytree(self.place / "newsboat", home, dirs_exist_ok=True)
            with self._running(["newsboat"], Path(home)) as terminal:
                newest = shows("   2 N  ")
                began = measuring.start_and_press(terminal, "Articles", "\r", newest)
                found = figures.answering(began) | figures.settled(terminal)
                found |= _moved(terminal, DOWN)
                found |= figures.reactions("tag", _flagged(terminal))
                found |= figures.reactions("open", _opened(terminal, "Author: "))
                measuring.react(terminal, "q", shows("Your feeds"))
                return found | figures.leaving(measuring.leave(terminal, "q"))

    def _neomutt(self) -> Figures:
        """Open the mailbox, move, open messages; pages in a smaller terminal."""
        argv = ["neomutt", "-R"]
        newest = "   1 N "
        with self._running(argv, self.place / "neomutt") as terminal:
            prompt = shows("Jump to message")
            began = measuring.start_and_press(terminal, newest, "1", prompt)
            found = figures.answering(began)
            found |= figures.leaving(measuring.leave(terminal, "\x07q"))
        with self._running(argv, self.place / "neomutt") as terminal:
            measuring.start(terminal, shows(newest))
            found |= figures.settled(terminal) | _moved(terminal, "j")
            found |= figures.reactions("open", _opened(terminal, "Date: "))
        with self._running(argv, self.place / "neomutt", (80, 24)) as terminal:
            measuring.start(terminal, shows(newest))
            measuring.react(terminal, "\r", shows("Date: "))
            pages = [measuring.react(terminal, " ") for _ in range(PAGES)]
        return found | figures.reactions("page at 80x24", pages)

    def _alot(self) -> Figures:
        """List all messages, move, and open some of them."""
        with self._running(["alot", "search", "tag:inbox"], self.place / "notmuch") as terminal:
            began = measuring.start(terminal, shows("  Nov 2022 "))
            found = {"visible": began.visible or 0.0}
            found |= figures.settled(terminal) | _moved(terminal, "j")
            opened = []
            for _ in range(OPENINGS):
                opened.append(measuring.react(terminal, "\r", shows("Subject")))
                measuring.react(terminal, "d", matches(r"Nov 2022 \(1\) (?s:.)*Nov 2022 "))
                measuring.react(terminal, "j")
            found |= figures.reactions("open", opened)
            return found | figures.leaving(measuring.leave(terminal, "q"))

    def _less(self) -> Figures:
        """Open an article, and read on."""
        paths = sorted(self.reader.folder.glob("*.txt"))[:5]
        articles = [parsed(path.read_bytes(), bytes(path)) for path in paths]
        (self.place / "five").write_text("\n".join(map(text_of, articles)))
        argv = ["less", str(self.place / "five")]
        with self._running(argv, self.place / "less", (80, 24)) as terminal:
            began = measuring.start_and_press(terminal, "/five", " ", matches(r"\n:$"))
            pages = [measuring.react(terminal, " ") for _ in range(PAGES)]
            found = figures.answering(began) | figures.reactions("page at 80x24", pages)
            return found | figures.leaving(measuring.leave(terminal, "q"))

    def _notmuch(self) -> Figures:
        """Tag a message, and search, a process each."""
        message = "id:000000@localhost"
        tags = [("notmuch", "tag", f"{sign}Africa", message) for sign in "+-" * COMMANDS]
        search = ("notmuch", "search", f"--limit={LIMIT}", self.word)
        return {
            "tag: visible": statistics.median(self._run("notmuch", *tag) for tag in tags),
            "search": statistics.median(self._run("notmuch", *search) for _ in range(COMMANDS)),
        }

    def _ripgrep(self) -> Figures:
        argv = ("rg", "-l", self.word, str(self.reader.folder))
        return {"search": statistics.median(self._run("rg", *argv) for _ in range(COMMANDS))}

    def _run(self, home: str, *argv: str) -> float:
        """Run a command: its milliseconds."""
        return milliseconds(argv, _environ(self.place / home))

    def _running(self, argv: list[str], home: Path, size: tuple[int, int] = (120, 40)) -> Terminal:
        home.mkdir(exist_ok=True)
        columns, lines = size
        return Terminal(argv, columns=columns, lines=lines, environ=_environ(home), cwd=str(home))


def _environ(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}


def _moved(terminal: Terminal, down: str) -> Figures:
    moves = [measuring.react(terminal, down) for _ in range(MOVES)]
    held = measuring.hold(terminal, down, HELD)
    return figures.reactions("move", moves) | figures.holding(held)


def _opened(terminal: Terminal, shown: str) -> list[measuring.Reaction]:
    """Open what the cursor is on, go back and down, so many times."""
    opened = []
    for _ in range(OPENINGS):
        opened.append(measuring.react(terminal, "\r", shows(shown)))
        measuring.react(terminal, "q", lambda screen: shown not in screen)
        measuring.react(terminal, DOWN)
    return opened


def _flagged(terminal: Terminal) -> list[measuring.Reaction]:
    """Flag the articles below the cursor: from the last letter to the mark on the screen."""
    flagged = []
    for number in range(1, 1 + OPENINGS):
        line = 1 + MOVES + HELD + number
        measuring.react(terminal, DOWN)
        measuring.react(terminal, "\x05", shows("Flags:"))
        flagged.append(measuring.react(terminal, "a\r", matches(rf"\n +{line} N?!")))
    return flagged
