"""A screen that exports: the marked articles, or the whole result, into a file."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from textual import events, on, work
from textual.message import Message

from store.errors import GrtuiError, StoppedError
from store.library import Library
from store.opening import Opened
from store.stopping import Stop
from tui import wording
from tui.copying import CopyingScreen
from tui.exporting import ExportError, export, named_file, proposed_name
from tui.results import opened_of

LONG = 1000
"""From so many articles on an export goes on in the background."""

REPORT_AFTER = 0.3
"""Seconds between two words on how far an export is."""


class Export(NamedTuple):
    """What is exported, and where to."""

    path: Path
    keys: tuple[str, ...]
    overwrites: bool


class ExportScreen(CopyingScreen):
    """Exports what is marked or listed."""

    @dataclass
    class ExportProgressed(Message):
        """Some articles of a long export are written."""

        done: int
        total: int

    @dataclass
    class ExportEnded(Message):
        """A long export is done, or was stopped, or failed."""

        export: Export
        written: int = 0
        error: GrtuiError | None = None

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._exporting: Stop | None = None
        self._may_overwrite: Path | None = None

    async def action_export(self) -> None:
        """Ask for the name of a file to export to."""
        if self._exporting:
            self.say("An export is still being written: esc stops it.")
            return
        self._may_overwrite = None
        await self._ask_for_file(proposed_name(self.search_text, self.library))

    async def _ask_for_file(self, name: str) -> None:
        what = "all that is found"
        if self.uses_marks:
            what = f"{len(self.targets()):,} marked"
        elif self.found.is_complete:
            what = wording.counted(len(self.rows), "article", "articles")
        await self.have(self.prompt)
        self.prompt.open(
            f"export {what} to",
            name,
            keys=(("enter", "write"), ("esc", "leave it")),
            back_to=self.focused,
            then="write_export",
        )

    async def action_write_export(self) -> None:
        """Write the articles into the file that was named; what is there is asked about first."""
        try:
            path = named_file(self.prompt.typed, self.library)
            if os.path.lexists(path) and path != self._may_overwrite:
                self._may_overwrite = path
                raise ExportError(f"{path.name} is there; enter again writes over it.")
            await self.all_saved()
            asked = Export(path, await self._exported_keys(), path == self._may_overwrite)
            if len(asked.keys) >= LONG:
                self.prompt.close()
                self._exporting = Stop()
                self._export_long(asked, self._exporting)
                return
            written = await asyncio.to_thread(self._write, asked)
        except ExportError as error:
            self.notice.open(str(error), higher=True)
        else:
            self.prompt.close()
            self._tell_of(asked, written)

    async def _exported_keys(self) -> tuple[str, ...]:
        if self.uses_marks:
            return await self.ordered_target()
        await self.list_all()
        return tuple(await asyncio.to_thread(self.library.keys, self.rows.ids))

    def _write(self, asked: Export, passed: Callable[[int], None] = lambda number: None) -> int:
        """Write the articles; how many there were. `passed` is told each number."""
        number = 0

        def counted() -> Iterator[Opened]:
            nonlocal number
            for opened in opened_of(self.library, asked.keys):
                passed(number)
                yield opened
                number += 1

        export(asked.path, counted(), self.marks, overwrites=asked.overwrites)
        return number

    @work(thread=True, group="export")
    def _export_long(self, asked: Export, stop: Stop) -> None:
        told = time.monotonic()

        def passed(number: int) -> None:
            nonlocal told
            stop.wait(0)
            if time.monotonic() - told > REPORT_AFTER:
                told = time.monotonic()
                self.post_message(self.ExportProgressed(number, len(asked.keys)))

        try:
            ended = self.ExportEnded(asked, self._write(asked, passed))
        except GrtuiError as error:
            ended = self.ExportEnded(asked, error=error)
        self.post_message(ended)

    @on(ExportProgressed)
    def _show_export_progress(self, message: ExportProgressed) -> None:
        if self._exporting:
            self.progress = f"exporting {message.done:,} of {message.total:,} · esc stops it"
            self.show_status()

    @on(ExportEnded)
    async def _show_export_end(self, message: ExportEnded) -> None:
        self._exporting, self.progress = None, ""
        match message.error:
            case None:
                self._tell_of(message.export, message.written)
            case StoppedError():
                self.say("The export was stopped; no file was written.")
            case error:
                if not self.is_typing:
                    await self._ask_for_file(str(message.export.path))
                self.notice.open(str(error), higher=self.prompt.is_open)

    def _tell_of(self, done: Export, written: int) -> None:
        gone = len(done.keys) - written
        left_out = f" ({gone:,} are not in the library any more)" if gone else ""
        articles = wording.counted(written, "article", "articles")
        self.say(f"exported {articles}{left_out} to {wording.short_path(done.path)}")

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Stop a long export, or run what a key stands for."""
        is_escape = isinstance(event, events.Key) and event.key == "escape"
        if self._exporting and is_escape and not self.is_typing:
            self._exporting.set()
            return True
        return await super().take(event)

    async def action_leave(self) -> None:
        """Back to the list; from there, quit, unless an export is being written."""
        if self._exporting and self.focused is self.article_list:
            self.say("An export is still being written: esc stops it, ctrl+q quits without it.")
        else:
            await super().action_leave()

    def on_unmount(self) -> None:
        """Stop what nobody waits for."""
        if self._exporting:
            self._exporting.set()
