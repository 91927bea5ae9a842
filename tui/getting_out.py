"""A screen that hands what it shows to other programs: a pager, an editor, a shell command."""

import asyncio
import os
from collections.abc import Callable
from pathlib import PurePath

from textual.app import SuspendNotSupported

from store.library import Library
from tui import copies, wording
from tui.export_screen import ExportScreen
from tui.outside import OutsideError, in_words, private_copy, program, run
from tui.plain_text import whole_text
from tui.results import opened_of
from widgets.measure import MEASURE

BETWEEN = f"\n{'=' * 72}\n\n"
"""What stands between two articles in a pager."""


class GettingOutScreen(ExportScreen):
    """Gives other programs a copy of the articles; their files are not given to anybody."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._command = ""

    async def action_open_in_pager(self) -> None:
        """Show a copy in the pager."""
        await self._show_copy_in(program(["PAGER"], ["less", "more"], os.environ))

    async def action_open_in_editor(self) -> None:
        """Show a copy in the editor."""
        await self._show_copy_in(program(["VISUAL", "EDITOR"], ["vi", "nano"], os.environ))

    async def _show_copy_in(self, argv: list[str]) -> None:
        await self.all_saved()
        keys = await self.ordered_target()
        name, text = await asyncio.to_thread(self._copy_of, keys)
        if not text:
            self.say("There is nothing to show: the article is not in the library any more.")
            return
        with private_copy(name, text) as path:
            status = self._away(lambda: run([*argv, str(path)]))
            is_changed = not path.exists() or path.read_bytes() != text.encode("utf-8", "replace")
        if is_changed:
            self.say("That was a copy: what you wrote into it is gone, the article is as it was.")
        else:
            self.say(f"{argv[0]} {in_words(status)}." if status else "")

    def _copy_of(self, keys: tuple[str, ...]) -> tuple[str, str]:
        """The name and the text of a copy of some articles."""
        width = min(MEASURE, self.size.width)
        opened = list(opened_of(self.library, keys))
        text = BETWEEN.join(whole_text(one, width) for one in opened)
        if len(opened) == 1:
            return f"{PurePath(opened[0].row.path).stem or 'article'}.txt", text
        return f"{len(opened)}-articles.txt", text

    async def action_pipe(self) -> None:
        """Ask for a command to pipe the text to."""
        what = f"the texts of {len(self.targets()):,} marked" if self.uses_marks else "the text"
        await self.have(self.prompt)
        self.prompt.open(
            f"pipe {what} to",
            self._command,
            keys=(("enter", "run it"), ("esc", "leave it")),
            back_to=self.focused,
            then="run_pipe",
        )

    async def action_run_pipe(self) -> None:
        """Run the command that was typed, with the text as its input."""
        if command := self.prompt.taken().strip():
            await self.pipe_to(command)
        else:
            self.say("No command was typed.")

    async def pipe_to(self, command: str) -> None:
        """Run a command with the text as its input."""
        self._command = command
        await self.all_saved()
        keys = await self.ordered_target()

        def text_of() -> str:
            texts = copies.BODY.each(opened_of(self.library, keys))
            return copies.BODY.between.join(texts) + "\n"

        text = await asyncio.to_thread(text_of)
        status = self._away(lambda: run(["/bin/sh", "-c", command], text))
        self.say(f"{wording.cut(command)} {in_words(status)}.")

    def _away(self, work: Callable[[], int]) -> int:
        """Do something while another program has the terminal: its exit status.

        Raises:
            OutsideError: The program or the terminal does not allow it.
        """
        outcome: int | OutsideError = 0
        try:
            with self.app.suspend():  # which does not come back where an error goes through it
                try:
                    outcome = work()
                except OutsideError as error:
                    outcome = error
        except SuspendNotSupported as error:
            raise OutsideError("This terminal cannot be given to another program.") from error
        if isinstance(outcome, OutsideError):
            raise outcome
        return outcome
