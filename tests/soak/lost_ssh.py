"""P10: who loses the connection of a real SSH loses no tag, and leaves nothing behind there."""

import random
import time
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from benchmarks.terminal import Terminal
from tests.over_ssh import Host, impossible
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.reader_kills import PATIENCE, Given, tag_some, tags_in
from tests.soak.small_library import Contents
from tests.ssh_drops import AT_ONCE, IGNORING, IN_TIME, Way, lose

GONE_AFTER = 2.0
"""Seconds after the end of sshd in which all is gone, where nobody else uses the machine."""

GONE_IN_A_CROWD = 10.0
"""The same in the short form, beside which other tests run."""

MOST_CPU = 1.0
"""Seconds of processor time that the end may take; what spins takes that in one."""

LATEST = 0.1
"""How long after the last key the connection is lost, at most, in seconds."""

STARTS = ("grtui", "bash --login -i -c 'grtui; echo'", IGNORING)
STOCK = f"export GRTUI_DRIVER=stock; {IGNORING}"

KEYS = ("", "", "jj", "G", " ", "/a", "?", "\r", "T", "z", "#", "cA note", "V", ":", "x*")
"""What else is pressed in the moment before."""


class Place:
    """A host with a library, and what the readers there have shown as saved."""

    def __init__(self, place: Path, way: Way) -> None:
        """Set it up in an empty folder, for such a way to lose a connection."""
        home = place / "home"
        place.mkdir()
        self.host = Host(place, server=way.server, client=way.client)
        small_library.write(home / "articles")
        with closing(small_library.opened(home)) as library:
            self.contents: Contents = small_library.contents(library)
            self.tags = library.tag_file
        self.given: Given = {line.key: set() for line in self.contents.lines}

    def check(self) -> str:
        """Say what of the tags that were shown is not in the tag file, or is there besides."""
        there = tags_in(self.tags)
        shown, self.given = self.given, {key: there.get(key, set()) for key in self.given}
        return "" if shown == self.given else f"shown were {shown}, there are {there}"


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Lose so many connections, two at a time, and those of a reader that spins then."""
    what = "connection of ssh -tt lost: gone in time, no processor time, no tag lost"
    if why := impossible():
        return Outcome("P10", what, 0, 0, 0, impossible=why)
    limit = GONE_AFTER if trials >= 20 else GONE_IN_A_CROWD
    works = [
        partial(lose_some, number, limit, chance.random(), place / name)
        for number, name in ((trials - trials // 2, "one"), (trials // 2, "two"))
    ]
    stock = max(1, trials // 10)
    works.append(partial(lose_stock, stock, chance.random(), place / "stock"))
    *answers, lost = in_children(works, patience=3000)
    slowest, cpu = (max(answer[name] for answer in answers) for name in ("slowest", "cpu"))
    told = f"the last was gone {slowest:.2f} s after its sshd, with {cpu:.2f} s of CPU"
    return Outcome(
        "P10",
        what,
        trials,
        sum(answer["hits"] for answer in answers),
        sum(answer["breaches"] for answer in answers),
        (Control("Textual's driver, SIGHUP ignored", stock, lost),),
        "; ".join([told, *(words for answer in answers for words in answer["words"])]),
    )


def lose_some(trials: int, limit: float, seed: float, place: Path) -> dict[str, object]:
    """Lose connections: how often a reader was at work then, breaches, the most that it took."""
    chance, breaches, hits = random.Random(seed), Breaches(), 0
    slowest = cpu = 0.0
    place.mkdir()
    places: dict[tuple[str, str], Place] = {}
    with ExitStack() as hosts:
        for number in range(trials):
            way = chance.choice(AT_ONCE if chance.random() < 0.8 else IN_TIME)
            kind = (way.server, way.client)
            if kind not in places:
                places[kind] = Place(place / str(number), way)
                hosts.enter_context(places[kind].host)
            at, start = places[kind], chance.choice(STARTS)
            with at.host.terminal(start, size=way.size) as terminal:
                work(terminal, at, chance)
                hits += bool(at.host.processes)
                lose(at.host, terminal, way)
                seen = at.host.aftermath(limit, MOST_CPU)
            slowest, cpu = max(slowest, seen.seconds), max(cpu, seen.cpu)
            how = f"{way.name}, {start}"
            if seen.left or seen.cpu > MOST_CPU:
                breaches.add(f"{how}: {seen}")
                at.host.end_all()
            if wrong := at.check():
                breaches.add(f"{how}: {wrong}")
    return {
        "hits": hits,
        "breaches": breaches.count,
        "words": breaches.words,
        "slowest": slowest,
        "cpu": cpu,
    }


def work(terminal: Terminal, at: Place, chance: random.Random) -> None:
    """Tag some articles, until that is shown, and press something else."""
    terminal.wait_for(f" of {small_library.COUNT} ·", PATIENCE)
    terminal.press("gg")  # it opens where one was
    tag_some(terminal, at.contents, at.given, chance)
    terminal.press(chance.choice(KEYS))
    time.sleep(chance.uniform(0, LATEST))


def lose_stock(trials: int, seed: float, place: Path) -> int:
    """The same with Textual's own driver: how many went on."""
    chance, lost = random.Random(seed), 0
    at = Place(place, AT_ONCE[0])
    with at.host:
        for _ in range(trials):
            with at.host.terminal(STOCK) as terminal:
                work(terminal, at, chance)
                lose(at.host, terminal, chance.choice(AT_ONCE))
                seen = at.host.aftermath(GONE_IN_A_CROWD, MOST_CPU)
            lost += bool(seen.left)
            at.host.end_all()
    return lost
