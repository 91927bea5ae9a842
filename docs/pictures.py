"""Pictures of the reader on the sample articles, made by keys from the real program."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.library import Library
from tui.app import GrtuiApp

ROOT = Path(__file__).parent.parent

SIZE = (100, 30)
"""Columns and lines."""

TAGGED = ("j", "m", "j", "s", "m", "r", "e", "t", "h", "j", "j", "r", "s", "t", "g")
"""Keys after which some articles are read, starred and tagged, as after some minutes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown, and how one comes there."""

    name: str
    keys: Sequence[str]
    size: tuple[int, int] = SIZE
    waits: float = 0.0
    """Seconds before it is taken, for what comes only then."""

    @property
    def path(self) -> Path:
        """Its file."""
        return ROOT / "docs" / f"{self.name}.svg"


PICTURES = (
    Picture("reader", TAGGED, (120, 34)),
    Picture("tagging", (*TAGGED, "r"), waits=0.5),
    Picture("searching", (*TAGGED, "slash", *"harbour region:e")),
    Picture("many", (*TAGGED, "asterisk", "r", "e", "t", "g"), waits=0.5),
    Picture("sprint", (*TAGGED, "T", "h"), waits=0.5),
    Picture(
        "note",
        (
            *TAGGED,
            "c",
            *"Ask the bus company for its numbers.",
            "enter",
            *"Due on the 3rd.",
            "escape",
        ),
    ),
    Picture("info", (*TAGGED, "i")),
    Picture("vocabulary", (*TAGGED, "number_sign", "j", "j")),
)


async def taken(picture: Picture) -> str:
    """A picture as SVG."""
    with tempfile.TemporaryDirectory() as place:
        library = Library.open(
            ROOT / "sample_articles", tag_file=Path(place, "tags.json"), cache=Path(place)
        )
        library.refresh()
        app = GrtuiApp(library)
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause(0.5)
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause(0.1)
            await pilot.pause(0.5 + picture.waits)
            svg = app.export_screenshot(title="grtui")
        library.close()
    svg = re.sub(r"terminal-\d+", "terminal", svg)  # else each run would give another file
    svg = re.sub(r"(saved&#160;)\d\d:\d\d", r"\g<1>14:02", svg)
    svg = re.sub(r"\d{4}-\d\d-\d\d&#160;\d\d:\d\d", "2026-05-14&#160;14:02", svg)
    return re.sub(r"\d+\.\d(?=&#160;s&#160;an)", "4.1", svg)
