"""A small library on disk and the application on it, for tests that press keys."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from store.config import UNCONFIGURED, Config, Value
from store.library import Library
from tui.app import GrtuiApp
from tui.main_screen import MainScreen
from tui.themed_app import NOWHERE


def write_article(
    folder: Path,
    name: str,
    *,
    title: str = "A Title",
    date: str = "May 14, 2018",
    region: str = "",
    theme: str = "",
    body: str = "It was late again.",
) -> Path:
    """Write an article in the print form, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [title, "By [Maren Tollefsen](#)", f"Meridian Dispatch, {date}"]
    lines += [f"Region: {region}", f"Theme: {theme}", body, "Copyright © Meridian Dispatch"]
    path = folder / name
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_three(folder: Path) -> None:
    """Write three articles: Bridge (newest, Asia), Ferry (Europe, History), Salt (no tags)."""
    write_article(folder, "bridge.txt", title="Bridge", date="May 16, 2018", region="[Asia](#)")
    write_article(
        folder,
        "ferry.txt",
        title="Ferry",
        date="May 15, 2018",
        region="[Europe](#)",
        theme="[History](#)",
    )
    write_article(folder, "salt.txt", title="Salt", date="May 14, 2018", body="The tax is old.")


def tag_file(place: Path) -> dict[str, Any]:
    """What is in the tag file of the library in `place`; nothing where there is none."""
    path = place / "articles/.grtui/tags.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def records(place: Path) -> dict[str, dict[str, Any]]:
    """What the tag file says of the articles, by path."""
    articles = tag_file(place).get("articles", {})
    return {record.get("path", ""): record for record in articles.values()}


def open_library(place: Path) -> Library:
    """Open the library `articles` of a folder, with its index beside it."""
    return Library.open(place / "articles", cache=place / "cache")


SIGNS = {"minus": "-", "plus": "+", "slash": "/", "backslash": "\\"}
"""The characters of keys that Textual calls otherwise than Unicode."""


class Reader:
    """The application as its user has it: keys go in, and what is on the screen comes out."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> MainScreen:
        """The main screen."""
        screen = self.pilot.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and let everything that comes of them end."""
        for key in keys:
            self.send(key)
            await self.pilot.pause(0)
        await self.settle()

    async def burst(self, *keys: str | events.Paste) -> None:
        """Send keys (and pasted text) in one piece, as they come over a slow line."""
        self.send(*keys)
        await self.settle()

    def send(self, *keys: str | events.Paste) -> None:
        """Send keys, and wait for nothing."""
        for key in keys:
            event = key
            if isinstance(key, str):
                name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
                character = key if len(key) == 1 else SIGNS.get(key) or key_to_character(key)
                event = events.Key(name, character)
            self.pilot.app.post_message(event)

    async def settle(self) -> None:
        """Wait until no key, message or worker is left, and all is drawn."""
        rounds_at_rest = 0
        for _ in range(5000):
            await self.pilot.pause(0)
            if not self.pilot.app.is_running:
                return
            rounds_at_rest = 0 if self._is_busy else rounds_at_rest + 1
            if rounds_at_rest == 3:
                await self.pilot.pause()  # until the process does nothing
                if not self._is_busy:
                    return
                rounds_at_rest = 0
            elif not rounds_at_rest:
                await asyncio.sleep(0.002)
        raise AssertionError("the reader does not come to rest")

    @property
    def _is_busy(self) -> bool:
        app, shown = self.pilot.app, self.pilot.app.screen
        assert isinstance(app, GrtuiApp)
        if not isinstance(app.screen_stack[0], MainScreen):  # it follows the first screen
            return True
        return (
            bool(app._keys and app._takes_keys)
            or app._resize_event is not None
            or self.screen.is_waiting_to_draw
            or any(not one.is_finished and one.group != "watch" for one in app.workers)
            or any(one.message_queue_size for one in (app, *app.screen_stack))
            or any(one.message_queue_size for one in shown.walk_children())
            or bool(shown._layout_required or shown._dirty_widgets or shown._callbacks)
        )

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        app = self.pilot.app
        strips = app.screen._compositor.render_strips(app.size)
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def title_line(self) -> str:
        return self.lines[0]

    @property
    def status(self) -> str:
        return self.lines[-1]

    @property
    def titles(self) -> list[str]:
        """The titles in the list, from the top."""
        return [row.title for row in self.screen.article_list.rows]

    @property
    def chosen(self) -> str:
        """The cursor's line in the list."""
        return next(line for line in self.lines if line.startswith(("›", "·")))


async def until(is_so: Callable[[], bool], reader: Reader) -> None:
    """Wait until something is so that comes in its own time."""
    for _ in range(1500):
        if is_so():
            return
        await reader.pilot.pause(0.02)
    raise AssertionError(reader.text)


async def shows(reader: Reader, is_so: Callable[[], bool]) -> None:
    """Wait until something is so, and then until all that comes of it has ended."""
    await until(is_so, reader)
    await reader.settle()


async def strip_shown(reader: Reader) -> None:
    """Wait for the strip that shows what may follow the first key of a chord, if one was begun."""
    screen = reader.screen
    strips = (screen.strip, screen.key_strip, screen.search_strip)
    await shows(reader, lambda: not screen._chords.pending or any(one.is_open for one in strips))


def configured(config: Config = UNCONFIGURED, **settings: object) -> Config:
    """A configuration with other values of some settings."""
    values = {name: Value(value) for name, value in settings.items()}
    return config._replace(values={**config.values, **values})


@asynccontextmanager
async def reading(
    place: Path,
    *,
    size: tuple[int, int] = (120, 30),
    write: Callable[[Path], None] | None = write_three,
    shows_samples: bool = False,
    config: Config = UNCONFIGURED,
    environ: Mapping[str, str] = NOWHERE,
    watch: float = 0,
) -> AsyncIterator[Reader]:
    """Open the reader on a library in `place`, and wait until it has looked through the folder.

    It looks there again every `watch` seconds, if it is to.
    """
    (place / "articles").mkdir(exist_ok=True)
    if write:
        write(place / "articles")
    with closing(open_library(place)) as library:
        config = configured(config, watch=watch)
        app = GrtuiApp(library, config, environ, shows_samples=shows_samples)
        async with app.run_test(size=size) as pilot:
            reader = Reader(pilot)
            await reader.settle()
            yield reader
