"""What is written and not saved yet is not lost with the connection."""

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from reading import records, write_three
from test_terminal import reader

import store.drafts
from store.drafts import KEPT, Draft, Drafts
from store.remembered import lines_in, put

DRAFT = Draft("a" * 20, "ferry.txt", "", "Ask the\nboard.")
ENDED = 2**22 + 1
"""A process that cannot be: Linux counts to less."""


def written_by(process: int, *drafts: Draft) -> str:
    rows = [[process, one.key, one.path, one.before, one.text] for one in drafts]
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def test_what_two_readers_keep_at_once_is_whole(tmp_path: Path) -> None:
    texts = [letter * 20_000 for letter in "ab"]
    path = tmp_path / "kept"
    with ThreadPoolExecutor(2) as readers:
        for _ in range(100):
            list(readers.map(lambda text: put(path, text.encode()), texts))
            assert path.read_text(encoding="utf-8") in texts
    assert [*tmp_path.iterdir()] == [path]


def test_a_draft_is_there_until_it_is_dropped(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "state/drafts")
    drafts.keep(DRAFT)
    assert drafts.of(DRAFT.key) == DRAFT
    assert drafts.mine == (DRAFT,)
    drafts.drop(DRAFT.key)
    assert drafts.of(DRAFT.key) is None
    assert (tmp_path / "state/drafts").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("process", [ENDED, os.getpid()], ids=["gone", "of the same number"])
def test_the_draft_of_a_process_that_ended_is_taken_over(tmp_path: Path, process: int) -> None:
    (tmp_path / "drafts").write_text(written_by(process, DRAFT), encoding="utf-8")
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.of(DRAFT.key) == DRAFT
    assert drafts.mine == ()
    drafts.drop(DRAFT.key)
    assert Drafts(tmp_path / "drafts").of(DRAFT.key) is None


def test_the_drafts_of_several_that_ended_are_one(tmp_path: Path) -> None:
    other = Draft(DRAFT.key, "ferry.txt", "", "Ask Maren.")
    text = "".join(written_by(ENDED + number, one) for number, one in enumerate([DRAFT, other] * 2))
    (tmp_path / "drafts").write_text(text, encoding="utf-8")
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.of(DRAFT.key) == Draft(
        DRAFT.key, "ferry.txt", "", "Ask the\nboard.\n\nAsk Maren."
    )
    drafts.drop(DRAFT.key)
    assert (tmp_path / "drafts").read_text(encoding="utf-8") == ""


def test_a_draft_of_one_who_ended_meanwhile_stays_until_it_is_seen(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.of(DRAFT.key) is None
    (tmp_path / "drafts").write_text(written_by(ENDED, DRAFT), encoding="utf-8")
    drafts.keep(Draft(DRAFT.key, "ferry.txt", "", "Mine."))
    drafts.drop(DRAFT.key)
    assert drafts.of(DRAFT.key) == DRAFT


def test_the_draft_of_one_who_is_still_writing_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text(written_by(os.getppid(), DRAFT), encoding="utf-8")
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.of(DRAFT.key) is None
    drafts.keep(Draft(DRAFT.key, "ferry.txt", "", "Mine."))
    drafts.drop(DRAFT.key)
    assert (tmp_path / "drafts").read_text(encoding="utf-8") == written_by(os.getppid(), DRAFT)


def test_a_home_that_cannot_be_written_keeps_drafts_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    drafts = Drafts(tmp_path / "file/drafts")
    drafts.keep(DRAFT)
    assert drafts.of(DRAFT.key) == DRAFT


@pytest.mark.parametrize(
    "line", ["{", "[]", "7", "null", '["a","b","c","d","e"]', "[1,2,3,4,5]", "[" * 10000]
)
def test_a_line_of_others_is_passed_over(tmp_path: Path, line: str) -> None:
    text = f"{line}\n{written_by(ENDED, DRAFT)}"
    (tmp_path / "drafts").write_text(text, encoding="utf-8")
    assert Drafts(tmp_path / "drafts").of(DRAFT.key) == DRAFT


def test_readers_that_keep_drafts_at_once_keep_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_slowly(path: Path) -> list[str]:
        lines = lines_in(path)
        time.sleep(0.01)  # whoever does not wait overwrites what comes meanwhile
        return lines

    def keep_ten(letter: str) -> None:
        drafts = Drafts(tmp_path / "drafts")
        for number in range(10):
            drafts.keep(Draft(f"{letter}{number}", "", "", "Ask the board."))

    monkeypatch.setattr(store.drafts, "lines_in", read_slowly)
    monkeypatch.setattr(store.drafts, "PATIENCE", 60)  # on a busy machine one waits for longer
    with ThreadPoolExecutor(2) as readers:
        list(readers.map(keep_ten, "ab"))
    assert len(lines_in(tmp_path / "drafts")) == 20


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    many = [Draft(f"{number:020x}", "", "", "x") for number in range(KEPT + 5)]
    (tmp_path / "drafts").write_text(written_by(ENDED, *many), encoding="utf-8")
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep(DRAFT)
    assert drafts.of(many[5].key) is None
    assert drafts.of(many[6].key) == many[6]


def test_a_note_that_was_being_written_survives_a_kill(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("jc")
        terminal.wait_for("note on Ferry")
        terminal.press("ask the\rboard")
        for _ in range(300):
            if [*tmp_path.glob(".local/state/grtui/*.drafts")]:
                break
            terminal.wait_until_quiet(0.1, 0.1)
        terminal.kill()
    assert records(tmp_path) == {}
    with reader(tmp_path) as terminal:
        terminal.wait_for("1 of 3 ·")
        terminal.press("jc")
        terminal.wait_for("never saved")
        terminal.press("!\x1b")
        terminal.wait_for("saved ")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert records(tmp_path)["ferry.txt"]["note"] == "ask the\nboard!"
