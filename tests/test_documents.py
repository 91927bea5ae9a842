"""The documents say what is so."""

import os
import re
from pathlib import Path

import make_documents
import manual_page
import pytest

from tui.commands import MAIN
from tui.main_screen import MainScreen
from tui.sprint_commands import SPRINT
from tui.subcommands.options import COMMANDS
from tui.vocabulary_commands import VOCABULARY

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_has_the_table_of_keys() -> None:
    assert make_documents.with_key_table(README) == README, "run `make docs`"


def test_the_page_on_the_configuration_has_the_table_of_settings() -> None:
    page = make_documents.CONFIGURATION.read_text(encoding="utf-8")
    assert make_documents.with_settings_table(page) == page, "run `make docs`"


def test_every_command_stands_in_the_readme() -> None:
    table = README.partition(make_documents.BEGIN)[2]
    for command in MAIN:
        assert command.help in table
        assert all(f"`{keys}`".replace("|", "\\|") in table for keys in command.shown_keys)


def test_the_manual_page_is_as_the_program_is() -> None:
    page = (ROOT / "docs" / "grtui.1").read_text(encoding="utf-8")
    assert manual_page.manual_page() == page, "run `make docs`"


def test_the_manual_page_has_every_key_and_command() -> None:
    page = manual_page.manual_page()
    for command in (*MAIN, *SPRINT, *VOCABULARY):
        assert all(manual_page.plain(keys) in page for keys in command.shown_keys)
    assert all(f".SS {name}" in page for name in COMMANDS)


def test_every_command_has_its_action() -> None:
    for command in MAIN:
        if "*" not in command.keys:  # the letter of a tag is taken by the chord itself
            assert callable(getattr(MainScreen, f"action_{command.action}"))


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in MAIN for key in command.key_list]
    assert len(keys) == len(set(keys))


def test_every_command_of_the_command_line_stands_in_the_readme() -> None:
    for name in COMMANDS:
        assert f"grtui {name}" in README


def test_the_picture_is_there_and_of_the_samples() -> None:
    assert "grtui" in (ROOT / "docs" / "reader.svg").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the trials need fork")
def test_every_trial_stands_beside_its_promise() -> None:
    from tests.soak.trials import TRIALS

    page = (ROOT / "docs" / "robustness.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| P\d+ \|.*\| (.*) \|$", page, re.MULTILINE)
    named = [name for row in rows for name in re.findall("`([a-z-]+)`", row)]
    assert named == [trial.name for trial in TRIALS]
