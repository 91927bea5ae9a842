"""A mistake of the program itself, and what is said of it."""

from pathlib import Path

import pytest
from reading import reading
from rich.console import Console
from textual.app import App

from tui.app import GrtuiApp
from tui.crash import SENTENCE, report

OUTSIDE = "a title \x1b]52;c;aGVsbG8=\x07 [red]\x1b[31m\u202e"


def mistake() -> KeyError:
    body = "what an article says"
    try:
        raise KeyError(OUTSIDE) from ValueError(body[:0])
    except KeyError as error:
        return error


def test_a_report_says_where_and_what_but_holds_no_values_and_no_codes() -> None:
    said = report(mistake())
    assert "in mistake" in said
    assert "KeyError: " in said
    assert said.endswith(SENTENCE)
    assert "what an article says" not in said.replace('body = "what an article says"', "")
    assert not set("\x1b\x07\u202e") & set(said)


async def test_a_mistake_ends_the_reader_with_status_1_and_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(app: GrtuiApp) -> None:
        raise KeyError(OUTSIDE)

    monkeypatch.setattr(GrtuiApp, "_clear", fail)
    apps: list[App[None]] = []

    async def press_it() -> None:
        async with reading(tmp_path) as reader:
            apps.append(reader.pilot.app)
            apps[0].error_console = Console(stderr=True, width=1000)
            await reader.press("ctrl+l")

    with pytest.raises(KeyError):
        await press_it()
    assert apps[0].return_code == 1
    said = capsys.readouterr().err
    assert said.count("Traceback") == 1
    assert SENTENCE in said
    assert "\x1b" not in said


async def test_what_fails_after_a_signal_is_no_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with reading(tmp_path) as reader:
        app = reader.pilot.app
        app.exit(return_code=143)
        app._handle_exception(mistake())
    assert app.return_code == 143
    assert SENTENCE not in capsys.readouterr().err
