"""The letters of both facets, in sight all the time of a sprint."""

from collections.abc import Sequence

from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive

from store.tags import Facet
from widgets.list_line import fit
from widgets.pressing import Pressable, pressing
from widgets.tag_choice import TagChoice

LABEL = 8
"""Columns for the name of a facet, at the left."""

BESIDE = 5
"""Columns of a tag beside its name: letter, blank, blank, mark, blank."""

ENOUGH = 9
"""Lines that make names long enough to be read, where they are not too many for the screen."""


class SprintStrip(Pressable):
    """Each tag with its letter and its mark, in columns; names are cut where the room is short."""

    DEFAULT_CSS = """
    SprintStrip {
        height: auto;
        padding: 0 1;
        display: none;
        background: $panel;
        & > .sprint--key { color: $text-accent; text-style: bold; }
        & > .sprint--dim { text-style: dim; }
        & > .sprint--held { text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"sprint--key", "sprint--dim", "sprint--held"}

    choices: reactive[Sequence[TagChoice]] = reactive[Sequence[TagChoice]](())
    """The tags of both facets; `letter` is what is pressed in a sprint, or nothing."""

    type_key = "/"
    """The key that finds all tags by typing, and makes new ones."""

    def offer(self, choices: Sequence[TagChoice]) -> None:
        """Show tags; other letters lay the screen out anew, other marks do not."""
        is_other = [one.letter for one in choices] != [one.letter for one in self.choices]
        self.choices = choices
        if is_other:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the tags take."""
        return len(self._lines(width))

    def render(self) -> Text:
        """Set the facets below each other, their tags across."""
        return Text("\n", no_wrap=True, end="").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Text]:
        facets = {
            facet: [one for one in self.choices if one.facet is facet and one.letter]
            for facet in Facet
        }
        lines_there = self.screen.size.height
        most = max(lines_there // 3, min(ENOUGH, lines_there * 2 // 5))
        columns = columns_for([len(tags) for tags in facets.values()], most, width - LABEL)
        cell = max(BESIDE + 1, (width - LABEL) // columns)
        lines, room = [], most
        for number, (facet, tags) in enumerate(facets.items()):
            fair = room // (len(facets) - number)
            shown = tags if -(-len(tags) // columns) <= fair else tags[: fair * columns - 1]
            rest = sum(one.facet is facet for one in self.choices) - len(shown)
            lines += self._facet(facet, shown, rest, columns, cell)
            room = most - len(lines)
        return lines

    def _facet(
        self, facet: Facet, tags: Sequence[TagChoice], rest: int, columns: int, cell: int
    ) -> list[Text]:
        """The lines of a facet; the last one tells how many tags have no letter here."""
        dim = self.get_component_rich_style("sprint--dim", partial=True)
        cells = [self._cell(tag, cell) for tag in tags]
        key = self.type_key
        if rest or not tags:
            cells.append(Text(f"{key} {rest} more" if rest else f"none yet, {key} makes one", dim))
        lines = []
        for start in range(0, len(cells), columns):
            label = str(facet).capitalize() if start == 0 else ""
            lines.append(Text.assemble((label.ljust(LABEL), dim), *cells[start : start + columns]))
        return lines

    def _cell(self, tag: TagChoice, width: int) -> Text:
        key = self.get_component_rich_style("sprint--key", partial=True)
        held = self.get_component_rich_style("sprint--held", partial=True)
        name = fit(tag.name, min(width - BESIDE, len(tag.name) * 2))
        name = name.rstrip()
        text = Text.assemble(
            (tag.letter, key), " ", (name, held if tag.is_held else ""), (f" {tag.mark}", key)
        )
        text.stylize(pressing(*tag.letter))
        text.pad_right(max(0, width - text.cell_len))
        return text


def columns_for(tags: Sequence[int], most_lines: int, width: int) -> int:
    """In how many columns some numbers of tags take no more lines, each facet beginning a new one.

    As few columns as will do, as names have more room then; at most as many as fit in `width`.
    """
    most_columns = max(1, width // (BESIDE + 4))
    for columns in range(1, most_columns):
        if sum(max(1, -(-number // columns)) for number in tags) <= most_lines:
            return columns
    return most_columns
