"""Each promise, in the short form of `make soak`."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs fork, SIGKILL and limits", allow_module_level=True)

from tests.soak import faults
from tests.soak.__main__ import main, row, table
from tests.soak.outcome import Control, Outcome, Trial
from tests.soak.trials import TRIALS

ROOT = Path(__file__).parent.parent
SHORT = [trial for trial in TRIALS if trial.short]

GOOD = Outcome("P0", "nothing", 3, 2, 0, (Control("a known-bad one", 3, 1),))


@pytest.mark.parametrize("trial", SHORT, ids=[trial.name for trial in SHORT])
def test_a_promise_is_kept(trial: Trial) -> None:
    # pytest may have threads, and what forks must have none.
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--short", "--json", trial.name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    told = done.stderr  # with the seed
    assert done.stdout, told
    (outcome,) = json.loads(done.stdout)
    if outcome["impossible"]:
        assert not os.environ.get("NOTHING_SKIPPED"), told
        pytest.skip(outcome["impossible"])
    assert outcome["violations"] == 0, told
    assert outcome["hits"] >= trial.least_hits, told
    assert all(control["violations"] > 0 for control in outcome["controls"]), told
    assert outcome["controls"], told
    assert done.returncode == 0, told


def test_every_trial_has_a_name_of_its_own() -> None:
    assert len({trial.name for trial in TRIALS}) == len(TRIALS)


def test_a_trial_fails_by_a_loss_by_a_tame_control_and_by_meeting_nothing() -> None:
    assert GOOD.holds
    assert not replace(GOOD, violations=1).holds
    assert not replace(GOOD, hits=0).holds
    assert not replace(GOOD, controls=(*GOOD.controls, Control("a good one", 3, 0))).holds


def test_the_table_says_what_did_not_hold_and_what_was_not_tried() -> None:
    assert table([GOOD], 1).endswith("seed 1: all promises hold\n")
    tame = replace(GOOD, controls=(Control("a good one", 3, 0),))
    assert row(tame)[-1] == "a good one: 0 of 3, DOES NOT BITE"
    assert table([GOOD, tame], 1).endswith("seed 1: NOT ALL PROMISES HOLD\n")
    untried = replace(GOOD, impossible="it may not mount")
    assert row(untried)[2:] == ("-", "-", "-", "not possible here")
    assert table([untried], 1).endswith("but for 1 that could not be tried here\n")


def test_a_trial_that_is_not_known_is_an_error_of_usage() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--short", "nonsense"])


@pytest.mark.parametrize(
    "calls",
    [
        ["write", "replace", "fsync", "fsync of the folder"],
        ["write", "fsync", "replace"],
        ["write", "fsync", "fsync of the folder", "replace"],
        ["fsync", "write", "replace", "fsync of the folder"],
    ],
)
def test_a_save_in_another_order_is_noticed(calls: list[str]) -> None:
    assert not faults.is_in_order(calls)
    assert faults.is_in_order(["write", "fsync", "replace", "fsync of the folder"])
