"""Both drivers paint the same: Textual's, and ours that sends only what changes."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from emulator import Emulator
from reading import configured, reading, write_article
from test_random_keys import KEYS, press_or_resize, random_keys, write_thirty
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

from store.config import UNCONFIGURED
from tui.driver import CellDriver
from tui.ending_driver import EndingDriver
from tui.screen_model import ScreenModel
from tui.themed_app import _driver_class


class Both:
    """Two terminals: one shows what Textual writes, the other what the model makes of it."""

    def __init__(self, model: type[ScreenModel], *, erases_in_colour: bool) -> None:
        self._size = (0, 0)
        self._model = model(1, 1, erases_in_colour=erases_in_colour)
        self._asked = Emulator(1, 1, erases_in_colour=erases_in_colour)
        self._shown = Emulator(1, 1, erases_in_colour=erases_in_colour)
        self.asked_bytes = 0
        self.sent_bytes = 0
        self.updates = 0

    def write(self, app: App[None], data: str) -> None:
        """Show both, and compare them cell by cell."""
        if app.size != self._size:
            self._size = app.size
            self._model.resize(*app.size)
            self._asked.resize(*app.size)
            self._shown.resize(*app.size)
        sent = self._model.update(data)
        self._asked.write(data)
        self._shown.write(sent)
        self._shown.assert_same(self._asked)
        self.asked_bytes += len(data.encode())
        self.sent_bytes += len(sent.encode())
        self.updates += 1

    @property
    def lines(self) -> list[str]:
        return self._shown.lines


@pytest.fixture
def paints(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Both]:
    """Lets the application of a test draw on two terminals; what differs fails the test."""

    def paint(model: type[ScreenModel] = ScreenModel, *, erases_in_colour: bool = True) -> Both:
        both = Both(model, erases_in_colour=erases_in_colour)
        monkeypatch.setattr(HeadlessDriver, "is_headless", False)
        monkeypatch.setattr(
            HeadlessDriver, "write", lambda driver, data: both.write(driver._app, data)
        )
        return both

    return paint


def write_scripts(folder: Path) -> None:
    """Write thirty articles, and some in other scripts and with emoji."""
    write_thirty(folder)
    texts = {
        "wide": ("你好，世界 and a ferry", "渡轮今天早上离开了港口。 " * 20),
        "hearts": (
            "\u2764\ufe0f Ferries 👨‍👩‍👧 in July 🇳🇴",
            "A 😀 word, 👍🏽 another, and e\u0301te\u0301. " * 20,
        ),
        "mixed": ("Café — “Über” ½ № 5", "Добрый день. שלום. 안녕하세요! " * 20),
    }
    for name, (title, body) in texts.items():
        write_article(folder, f"{name}.txt", title=title, body=body, date="June 1, 2018")


SCREENS = (
    *("j", "j enter space", "G", "g g", "q", "slash f e r r y enter", "escape", "question_mark"),
    *("escape", "number_sign j", "q", "ctrl+p", "escape", "X", "escape", "c N o t e", "escape"),
    *("z", "z", "T", "escape", "r e", "t h", "x V j", "escape", "80x24", "60x16", "39x9", "100x30"),
    *("enter slash f e", "escape q", "colon h e l p enter", "escape", "i", "i", "ctrl+l"),
)
"""One after the other: the screens of the program."""

LOOKS = {
    "dark": ({"theme": "textual-dark"}, {}),
    "light": ({"theme": "solarized-light"}, {}),
    "ansi": ({"theme": "ansi"}, {"TERM": "xterm"}),
    "no colour": ({}, {"NO_COLOR": "1"}),
}


@pytest.mark.parametrize("look", LOOKS)
async def test_every_screen_is_painted_as_textual_does(
    tmp_path: Path, paints: Callable[..., Both], look: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, environ = LOOKS[look]
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    both = paints(erases_in_colour=look != "light")
    config = configured(UNCONFIGURED, **settings)
    async with reading(
        tmp_path, write=write_scripts, size=(100, 30), config=config, environ=environ
    ) as reader:
        for keys in SCREENS:
            await press_or_resize(reader, keys)
        assert both.lines == reader.lines
    assert both.updates > len(SCREENS)
    assert both.sent_bytes < both.asked_bytes / 3


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_are_painted_as_textual_does(
    tmp_path: Path, paints: Callable[..., Both], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random_keys(tmp_path, seed, monkeypatch)
    both = paints(erases_in_colour=seed > 0)
    async with reading(tmp_path, write=write_scripts, size=(80, 24)) as reader:
        for _ in range(40):
            await press_or_resize(reader, chance.choice(KEYS))
        assert both.lines == reader.lines


class Forgetless(ScreenModel):
    """Is known to be bad: it believes what it knew of the screen, whatever came between."""

    def forget(self) -> None:
        rows = self.__dict__.get("_rows", [])
        super().forget()
        for before, now in zip(rows, self._rows, strict=False):
            width = min(len(before.cells), len(now.cells))
            now.cells[:width] = before.cells[:width]
            now._shown[:width] = before.cells[:width]


@pytest.mark.parametrize("keys", ["100x30", "ctrl+l"])
async def test_a_model_that_does_not_forget_is_found_out(
    tmp_path: Path, paints: Callable[..., Both], keys: str
) -> None:
    paints(Forgetless)
    with pytest.raises(AssertionError, match="line"):
        async with reading(tmp_path, size=(80, 24)) as reader:
            await press_or_resize(reader, keys)


# The driver itself


@pytest.fixture
def signals() -> Iterator[None]:
    """Leave the handlers as they were."""
    numbers = (signal.SIGTSTP, signal.SIGCONT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def driver_into(written: list[str]) -> CellDriver:
    """The driver of a screen of 20 columns and 4 lines, with what it writes in a list."""
    app: Any = SimpleNamespace(size=Size(20, 4))
    driver = CellDriver(app)
    thread: Any = SimpleNamespace(write=written.append)
    driver._writer_thread = thread
    return driver


ONE = "\x1b[1;1Hone\x1b[1;1H"


async def test_after_a_resize_all_is_sent_again(
    signals: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LinuxDriver, "process_message", lambda driver, message: None)
    written: list[str] = []
    driver = driver_into(written)
    for _ in range(2):
        driver.write(ONE)
    assert len(written) == 1
    driver.process_message(Resize(Size(20, 4), Size(20, 4)))
    driver.write(ONE)
    assert written == ["\x1b[H\x1b[mone\x1b[H"] * 2


async def test_of_two_resizes_at_once_the_last_one_is_told_last(signals: None) -> None:
    driver = driver_into([])
    terminal, told = [80], []

    app: Any = driver._app
    app.screen_stack = []

    def tell(*_: object) -> None:
        width = terminal[-1]
        if width == 80:  # the next signal comes before this one has told what it saw
            terminal.append(90)
            handle(signal.SIGWINCH, None)
        told.append(width)

    handle = driver._forgetting(tell)
    handle(signal.SIGWINCH, None)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert told == [80, 90]


async def test_threads_write_one_after_the_other(signals: None) -> None:
    written: list[str] = []
    driver = driver_into(written)
    asked, shown = Emulator(20, 4), Emulator(20, 4)
    code = "\x1b]52;c;b25l\x07"
    copying = [Thread(target=lambda: [driver.write(code) for _ in range(200)]) for _ in range(3)]
    for thread in copying:
        thread.start()
    for number in range(400):
        data = f"\x1b[{1 + number % 4};{1 + number % 9}H{number}\x1b[1;1H"
        asked.write(data)
        driver.write(data)
    for thread in copying:
        thread.join()
    assert written.count(code) == 600
    for sent in written:
        shown.write(sent)
    shown.assert_same(asked)


@pytest.mark.parametrize(
    ("environ", "is_ours"),
    [
        ({}, True),
        ({"GRTUI_DRIVER": "", "TEXTUAL_DRIVER": ""}, True),
        ({"GRTUI_DRIVER": "stock"}, False),
        ({"TEXTUAL_DRIVER": "my.driver:Driver"}, False),
    ],
)
def test_the_driver_is_ours_unless_another_one_is_asked_for(
    environ: dict[str, str], is_ours: bool
) -> None:
    assert (_driver_class(environ) is CellDriver) is is_ours


def test_the_driver_is_another_one_where_ours_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sys.__stderr__", TextIOWrapper(BytesIO(), encoding="ascii"))
        assert _driver_class({}) is EndingDriver
    with monkeypatch.context() as patch:
        patch.setattr("os.name", "nt")
        patch.delitem(sys.modules, "tui.driver")
        patch.delitem(sys.modules, "tui.ending_driver")
        patch.setitem(sys.modules, "termios", None)
        assert _driver_class({}) is None
