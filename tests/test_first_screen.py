"""The screen that is there before the rest of the program is imported."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from importlib import import_module
from pathlib import Path
from threading import Event
from types import ModuleType

import pytest
from reading import Reader, configured, open_library, reading, until, write_article, write_three

from store.config import UNCONFIGURED, Config, KeyChange
from tui.app import GrtuiApp
from tui.first_screen import FirstScreen
from widgets.article_list import ArticleList

ROOT = Path(__file__).parent.parent

NOT_YET = (
    *("store.index", "store.mirror", "store.parser"),
    *("tinydb", "dateutil", "yaml", "selectolax", "ssl", "platformdirs"),
    *("textual.command", "textual.types", "textual.widgets._input"),
    *("textual.widgets._text_area", "textual.widgets._select"),
    *("tui.main_screen", "tui.keyed_screen", "tui.palette", "tui.help_screen"),
    *("widgets.article_view", "widgets.tag_picker", "widgets.query_line"),
)
"""What no first screen needs."""


class Start(Reader):
    """A reader whose main screen is held back until it is let come."""

    def __init__(self, app: GrtuiApp, held: Event, pilot: object) -> None:
        super().__init__(pilot)  # type: ignore[arg-type]
        self.app = app
        self._held = held

    @property
    def first_list(self) -> ArticleList:
        """The list on the first screen."""
        assert isinstance(self.app.screen, FirstScreen)
        return self.app.screen.article_list

    async def type(self, *keys: str) -> None:
        """Send keys in one piece, and wait until those that are moves were taken."""
        self.send(*keys)
        for _ in range(5):
            await self.pilot.pause()

    async def go_on(self) -> None:
        """Let the main screen come, and all that comes of the keys before end."""
        self._held.set()
        await self.settle()


@asynccontextmanager
async def starting(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    size: tuple[int, int] = (120, 30),
    config: Config = UNCONFIGURED,
) -> AsyncIterator[Start]:
    """Open the reader on the library in `place`, and wait for its first screen."""
    held = Event()

    def when_let(name: str) -> ModuleType:
        held.wait()
        return import_module(name)

    monkeypatch.setattr("tui.app.import_module", when_let)
    with closing(open_library(place)) as library:
        app = GrtuiApp(library, configured(config, watch=0))
        async with app.run_test(size=size) as pilot:
            start = Start(app, held, pilot)
            try:
                await until(lambda: isinstance(app.screen, FirstScreen), start)
                await until(lambda: getattr(app.screen, "is_drawn", False), start)
                yield start
            finally:
                held.set()


async def write_many(place: Path, number: int = 60) -> None:
    """Write articles, and look through them once."""
    for each in range(number):
        write_article(place / "articles", f"{each:03}.txt", title=f"Number {each}")
    async with reading(place, write=None):
        pass


async def write_library(place: Path) -> None:
    """Write three articles, and use them, so that no first keys are told."""
    async with reading(place) as reader:
        await reader.press("s", "s")


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (60, 20), (45, 12)])
async def test_it_shows_what_the_main_screen_will(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    await write_library(tmp_path)
    monkeypatch.setattr("tui.reading.ReadingScreen.read_article", lambda screen, key: None)
    async with starting(tmp_path, monkeypatch, size=size) as start:
        first = start.lines
        await start.go_on()
        assert "›" in first[1]
        assert first == start.lines


async def test_it_begins_where_the_reader_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("/", *"late", "enter", "j", "q")
    async with starting(tmp_path, monkeypatch) as start:
        first = start.lines
        assert "late" in start.title_line
        assert "Ferry" in start.chosen
        assert start.status.startswith(" the search of last time; backspace shows all articles")
        await start.go_on()
        assert start.lines[0] == first[0]
        assert "Ferry" in start.chosen
        assert start.status.startswith(" the search of last time")


async def test_a_list_that_was_made_narrower_is_so_from_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("<", "<", "q")
    async with starting(tmp_path, monkeypatch) as start:
        place = start.lines[1].index("│")
        await start.go_on()
        assert place == start.lines[1].index("│")
        assert place == start.screen.article_list.size.width


async def test_moves_are_answered_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await write_many(tmp_path)
    async with starting(tmp_path, monkeypatch, size=(80, 24)) as start:
        for keys, line in (
            (("j", "down", "j"), 3),
            (("k",), 2),
            (("ctrl+d",), 13),
            (("G",), 59),
            (("pageup", "up"), 47),
            (("g", "g"), 0),
            (("G", "pageup", "pageup", "pageup"), 26),
        ):
            await start.type(*keys)
            assert start.first_list.cursor == line
        assert start.title_line.endswith("27 of 60 · 60 unread · newest first")
        shown, top = start.chosen[:37], start.first_list.top
        assert top > 0
        await start.go_on()
        assert start.chosen[:37] == shown
        assert start.screen.article_list.top == top


async def test_other_keys_and_what_is_behind_them_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_library(tmp_path)
    async with starting(tmp_path, monkeypatch) as start:
        await start.type("j", "s", "j", "/", *"tax", "enter")
        assert "Ferry" in start.chosen
        await start.go_on()
        assert start.titles == ["Salt"]
        await start.press("backspace")
        assert [row.title for row in start.screen.rows if row.is_starred] == ["Ferry"]


async def test_a_key_that_waited_comes_before_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_library(tmp_path)
    monkeypatch.setattr("tui.following.SOONEST", 600.0)
    async with starting(tmp_path, monkeypatch) as start:
        await start.type("/")
        start._held.set()
        await until(lambda: not isinstance(start.app.screen, FirstScreen), start)
        await until(lambda: start.screen.query_line.is_open, start)
        assert not start.screen.article_view.key


async def test_keys_between_the_screens_are_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_library(tmp_path)
    async with starting(tmp_path, monkeypatch) as start:
        await start.type("j")
        start._held.set()
        while not start.app._takes_keys:
            start.send("j", "k")
            await start.pilot.pause(0)
        start.send("j")
        await start.settle()
        assert "Salt" in start.chosen


@pytest.mark.parametrize(
    "keys", [("question_mark", "x"), ("X", "question_mark"), ("question_mark", "q", "j")]
)
async def test_keys_for_a_screen_that_one_before_them_opens_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    await write_library(tmp_path)
    async with starting(tmp_path, monkeypatch) as start:
        await start.type(*keys)
        await start.go_on()
        assert start.app.is_running


async def test_a_chord_may_be_begun_on_one_screen_and_ended_on_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_library(tmp_path)
    async with starting(tmp_path, monkeypatch) as start:
        await start.type("j", "j", "g")
        assert "Salt" in start.chosen
        await start.go_on()
        assert "Salt" in start.chosen
        await start.press("g")
        assert "Bridge" in start.chosen


async def test_the_configured_keys_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await write_library(tmp_path)
    config = Config(keys=(KeyChange("main", "down", "ctrl+n", "here"),))
    async with starting(tmp_path, monkeypatch, config=config) as start:
        await start.type("ctrl+n")
        assert "Ferry" in start.chosen
        await start.type("j", "ctrl+n")  # which is no move now
        assert "Ferry" in start.chosen
        await start.go_on()
        assert "Salt" in start.chosen


async def test_the_end_of_a_long_list_is_that_of_all_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_many(tmp_path, 20)
    monkeypatch.setattr("tui.first_list.FIRST", 5)
    async with starting(tmp_path, monkeypatch) as start:
        await start.type("G")
        assert start.first_list.cursor == 0
        await start.go_on()
        assert start.screen.article_list.cursor == 19


async def test_quitting_waits_for_the_main_screen_which_remembers_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_library(tmp_path)
    async with starting(tmp_path, monkeypatch) as start:
        await start.type("j", "q")
        await start.go_on()
        assert start.app.return_code == 0
    async with reading(tmp_path) as reader:
        assert "Ferry" in reader.chosen


async def test_a_library_without_an_index_begins_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_three(tmp_path / "articles")
    async with starting(tmp_path, monkeypatch) as start:
        assert start.title_line.startswith(" grtui  articles")
        await start.type("j")
        await start.go_on()
        assert start.titles == ["Bridge", "Ferry", "Salt"]


async def test_it_uses_the_room_of_a_window_that_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write_library(tmp_path)
    async with starting(tmp_path, monkeypatch, size=(120, 30)) as start:
        await start.pilot.resize_terminal(70, 20)
        await start.pilot.pause()
        assert "│" not in start.lines[1]
        assert start.title_line.endswith("1 of 3 · 3 unread")
        await start.go_on()
        assert "│" not in start.lines[1]


def test_it_is_there_before_the_rest_is_imported() -> None:
    code = (
        "import sys, tui.cli\n"
        "with tui.cli.lean_imports():\n"
        "    import tui.app, store.vocabulary\n"
        f"print([one for one in {NOT_YET!r} if one in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    assert ran.stdout.strip() == "[]"


def test_what_was_left_out_of_the_start_can_be_imported_later() -> None:
    code = (
        "from tui.lean_imports import lean_imports\n"
        "with lean_imports():\n"
        "    import textual.app\n"
        "import asyncio, ssl, urllib.request, textual.command, textual.types, platformdirs\n"
        "asyncio.run(asyncio.sleep(0))\n"
        "assert ssl.create_default_context() and urllib.request.HTTPSHandler\n"
        "import tui.palette\n"
        "assert issubclass(tui.palette.Palette, textual.command.CommandPalette)\n"
        "assert issubclass(tui.palette.Commands, textual.command.Provider)\n"
        "assert textual.types.SelectType and textual.types.CallbackType\n"
        "assert textual.app.user_downloads_path() == platformdirs.user_downloads_path()\n"
        "with lean_imports():\n"
        "    import ssl, textual.types\n"
        "assert ssl.create_default_context and textual.types.SelectType\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
