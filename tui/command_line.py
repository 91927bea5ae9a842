"""A screen with a line in which commands are typed by their names."""

import asyncio
from collections.abc import Sequence

from textual import work

from store.change_line import complete_change
from store.completing import Choice, Completion, matching
from store.errors import GrtuiError
from store.library import Library
from store.settings import WIDTHS
from store.tags import Facet, Tag, fold
from store.vocabulary import names_of
from tui.about import AboutScreen
from tui.command import Command
from tui.typed_command import argument_of, complete_name, typed_command
from widgets.command_line import CommandLine
from widgets.completing_line import CompletingLine


class CommandLineScreen(AboutScreen):
    """Runs commands by their names, with what they are to act on behind them."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.command_line = CommandLine()

    async def action_command_line(self) -> None:
        """Type a command."""
        await self.have(self.command_line)
        self.command_line.open(back_to=self.focused)

    @property
    def _commands(self) -> Sequence[Command]:
        """Those that can be run now."""
        return [one for one in self.keymap.main if self.check_action(one.action, ())]

    async def action_enter_command(self) -> None:
        """Run the command that was typed; where it is none, say so, and let it be mended."""
        line = self.command_line
        typed = line.typed.strip()
        if not typed or typed.isdecimal():
            line.close()
            if typed:
                await self.go_to_line(int(typed[:9]))
            return
        try:
            asked = typed_command(typed, self.keymap.main)
            if not self.check_action(asked.command.action, ()):
                raise GrtuiError(f"There is nothing here for {asked.command.name} to act on.")
        except GrtuiError as error:
            line.complain(str(error))
            return
        line.close()
        if asked.text:
            await getattr(self, f"typed_{asked.command.action}")(asked.text)
        else:
            await self.run(asked.command.action, self)

    async def go_to_line(self, number: int) -> None:
        """Go to an article of the list by its number, from 1."""
        await self.list_all()
        self.article_list.cursor = max(0, number - 1)

    # What may stand there -------------------------------------------------------------------------

    def on_command_line_typed(self, message: CommandLine.Typed) -> None:
        """Offer what the word at the cursor may be."""
        if self.command_line.is_open and message.asks and message.text == self.command_line.typed:
            self._complete_command(message.text, message.cursor)

    @work(exclusive=True, group="complete")
    async def _complete_command(self, line: str, cursor: int) -> None:
        completion = await self._completed_command(line, cursor)
        if self.command_line.is_open and self.command_line.typed == line:
            self.command_line.offer(completion)

    async def completion_of(self, line: CompletingLine) -> Completion:
        """What the word at the cursor of a line may be."""
        if line is self.command_line:
            return await self._completed_command(line.typed, line.field.cursor_position)
        return await super().completion_of(line)

    async def _completed_command(self, line: str, cursor: int) -> Completion:
        found = argument_of(line, self.keymap.main)
        if found is None:
            return complete_name(line, cursor, self._commands)
        command, start = found
        text, at = line[start:], max(0, cursor - start)
        return (await self._completed(command.takes, text, at)).moved(start)

    async def _completed(self, what: str, text: str, cursor: int) -> Completion:
        """What may be meant by what stands behind a command's name."""
        try:
            match what:
                case "query":
                    return await asyncio.to_thread(self.library.find.complete, text, cursor)
                case "changes":
                    return complete_change(text, cursor, self.tag_counts, self.former_names)
                case "region" | "theme":
                    facet = Facet(what)
                    choices = matching(text, self.tag_counts[facet], self.former_names[facet])
                    return Completion(0, len(text), tuple(choices))
                case "columns":
                    fitting = [str(one) for one in WIDTHS if str(one).startswith(text)]
                    return Completion(0, len(text), tuple(map(Choice, fitting)))
                case "saved search":
                    names = {one.name: 0 for one in self.library.find.saved()}
                    return Completion(0, len(text), tuple(matching(text, names)))
        except GrtuiError:
            pass  # enter tells what is wrong
        return Completion()

    # Commands with what they act on ---------------------------------------------------------------

    async def typed_search(self, query: str) -> None:
        """Search among all articles."""
        await self.search_anew(query)

    async def typed_refine(self, query: str) -> None:
        """Search in the result that is listed."""
        await self.narrow(query)

    async def typed_type_changes(self, text: str) -> None:
        """Make changes of tags."""
        await self.action_type_changes()
        self.change_line.put(text, cursor=len(text))
        await self.action_enter_changes()

    async def typed_export(self, name: str) -> None:
        """Export into a file; a name that will not do can be mended."""
        await self.action_export()
        if self.prompt.is_open:
            self.prompt.field.value = name
            self.prompt.field.cursor_position = len(name)
            await self.action_write_export()

    async def typed_pipe(self, command: str) -> None:
        """Run a command with the text as its input."""
        await self.pipe_to(command)

    async def typed_find(self, words: str) -> None:
        """Find words in the article."""
        await self.action_find()
        self.find_line.field.value = words
        await self.action_keep_find()

    async def typed_text_width(self, columns: str) -> None:
        """Set the text so wide."""
        if columns not in map(str, WIDTHS):
            raise GrtuiError(f"A text is set {', '.join(map(str, WIDTHS))} wide, not {columns}.")
        self.set_text_width(int(columns) if columns.isdecimal() else None)

    async def typed_tag_region(self, name: str) -> None:
        """Give a region, or take it away."""
        await self._toggle_named(Facet.REGION, name)

    async def typed_tag_theme(self, name: str) -> None:
        """Give a theme, or take it away."""
        await self._toggle_named(Facet.THEME, name)

    async def _toggle_named(self, facet: Facet, name: str) -> None:
        names = {fold(one): now for one, now in names_of(self.hints[facet]).items()}
        known = names.get(fold(name.strip('"')))
        if known is None:
            pick = self.keymap.shown(f"pick-{facet}")
            raise GrtuiError(f"There is no {facet} {name}; {pick} makes new ones.")
        await self.toggle(Tag(facet, known), self.targets())

    async def typed_run_search(self, name: str) -> None:
        """Make a saved search."""
        await self.search_anew(f"@{name.lstrip('@')}")

    async def typed_forget_search(self, name: str) -> None:
        """Remove a saved search."""
        await self.remove_search(name.lstrip("@"))

    async def typed_save_search(self, name: str) -> None:
        """Save this search under a name."""
        await self.save_search_as(name.lstrip("@"))
