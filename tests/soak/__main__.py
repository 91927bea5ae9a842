"""The command `python -m tests.soak`: runs trials and prints one table of what came of them."""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from benchmarks import process
from tests.soak.forking import in_child
from tests.soak.outcome import Control, Outcome, Trial
from tests.soak.trials import TRIALS

HEADER = ("promise", "what", "trials", "faults hit", "violations", "controls")
PATIENCE = 4 * 3600


def main(argv: Sequence[str] | None = None) -> int:
    """Run the trials that were asked for; 1 if a promise was broken or a control did not bite."""
    process.hear_signals()
    options = parser().parse_args(argv)
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    chosen = [
        trial
        for trial in TRIALS
        if (trial in options.names or not options.names) and (trial.short or not options.short)
    ]
    say(f"seed {seed}")
    outcomes = [tried(trial, options.short, options.times, seed) for trial in chosen]
    if options.json:
        sys.stdout.write(json.dumps([asdict(outcome) for outcome in outcomes]) + "\n")
    else:
        sys.stdout.write(table(outcomes, seed))
    return 0 if all(outcome.holds for outcome in outcomes) else 1


def parser() -> argparse.ArgumentParser:
    names = [trial.name for trial in TRIALS]
    made = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    told = f"of {', '.join(names)}; all of them if none is named"
    made.add_argument("names", nargs="*", metavar="trial", type=trial_named, help=told)
    made.add_argument("--seed", type=int, help="the seed of every chance (default: a new one)")
    many = "so many times the number of trials (default: 1)"
    made.add_argument("--times", type=int, default=1, metavar="N", help=many)
    made.add_argument("--short", action="store_true", help="as few trials as the tests run")
    made.add_argument("--json", action="store_true", help="the outcomes, for a program")
    return made


def trial_named(name: str) -> Trial:
    for trial in TRIALS:
        if trial.name == name:
            return trial
    raise argparse.ArgumentTypeError(f"there is no trial {name!r}")


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def tried(trial: Trial, is_short: bool, times: int, seed: int) -> Outcome:
    """Run a trial in a process of its own, whose home is an empty folder."""
    count = (trial.short if is_short else trial.long) * times
    begin = time.monotonic()
    say(f"{trial.name} ...")
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        place = Path(name).resolve()
        status, answer = in_child(partial(run, trial, count, seed, place), patience=PATIENCE)
    if status:
        outcome = Outcome("", trial.name, count, 0, 1, detail=f"it ended with {status}")
    else:
        controls = tuple(Control(**control) for control in answer.pop("controls"))
        outcome = Outcome(**answer, controls=controls)
    say(f"{trial.name}: {time.monotonic() - begin:.1f} s, {words(outcome)}")
    return outcome


def run(trial: Trial, count: int, seed: int, place: Path) -> dict[str, object]:
    for variable in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        home = place / variable.lower()
        home.mkdir()
        os.environ[variable] = str(home)
    (place / "trial").mkdir()
    return asdict(trial.run(count, random.Random(f"{seed}:{trial.name}"), place / "trial"))


def words(outcome: Outcome) -> str:
    if outcome.impossible:
        return f"not possible here: {outcome.impossible}"
    told = f"{outcome.violations} violations in {outcome.trials:,} trials"
    return f"{told}; {outcome.detail}" if outcome.detail else told


def shown(control: Control) -> str:
    bites = "bites" if control.bites else "DOES NOT BITE"
    return f"{control.name}: {control.violations} of {control.trials}, {bites}"


def row(outcome: Outcome) -> tuple[str, ...]:
    if outcome.impossible:
        return outcome.promise, outcome.what, "-", "-", "-", "not possible here"
    numbers = (f"{number:,}" for number in (outcome.trials, outcome.hits, outcome.violations))
    return outcome.promise, outcome.what, *numbers, "; ".join(map(shown, outcome.controls))


def table(outcomes: Sequence[Outcome], seed: int) -> str:
    """The table that the command prints, with what else was measured below it."""
    rows = [HEADER, *map(row, outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        " | ".join(
            cell.rjust(width) if 2 <= place <= 4 else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()
        for cells in rows
    ]
    lines.insert(1, "-+-".join("-" * width for width in widths))
    lines += [f"{outcome.what}: {words(outcome)}" for outcome in outcomes]
    ends = "all promises hold" if all(one.holds for one in outcomes) else "NOT ALL PROMISES HOLD"
    if untried := sum(bool(one.impossible) for one in outcomes):
        ends += f", but for {untried} that could not be tried here"
    return "\n".join([*lines, f"seed {seed}: {ends}", ""])


if __name__ == "__main__":
    raise SystemExit(main())
