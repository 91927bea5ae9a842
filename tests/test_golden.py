"""The main screens look as they shall."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from golden import SIZES, is_golden, write_thirty
from reading import reading, strip_shown, write_article

SCREENS: dict[str, Sequence[str]] = {
    "list-and-article": ("j",),
    "help": ("question_mark",),
    "help-filtered": ("enter", "question_mark", "slash", *"mark"),
    "palette": ("ctrl+p",),
    "palette-searched": ("ctrl+p", *"star"),
    "command-line": ("colon", *"tag"),
    "command-line-wrong": ("colon", *"hepl", "enter"),
    "tagged": ("r", "a", "t", "h"),
    "strip": ("r", "a", "r"),
    "strip-of-themes": ("j", "t"),
    "strip-of-marked": ("r", "a", "x", "x", "x", "r"),
    "picker": ("t", "slash", *"hist"),
    "picker-meant": ("t", "slash", *"hsitory"),
    "marked": ("x", "j", "x", "V", "j", "j", "slash", *"salt", "enter"),
    "preview": ("asterisk", "r", "e", "t", "g", "r", "minus"),
    "typed": ("x", "x", "plus", *"lat"),
    "typed-wrong": ("plus", *"eurpoe", "enter"),
    "vocabulary": (
        "t",
        "slash",
        *"Europe",
        "enter",
        "slash",
        *"title:harbour",
        "enter",
        "number_sign",
    ),
    "vocabulary-merge": ("r", "slash", *"Oceanias", "down", "enter", "number_sign", "n", "m"),
    "zen": ("j", "z", "r", "e"),
    "find": ("enter", "slash", *"the"),
    "info": ("j", "s", "i"),
    "note": ("j", "c", *"Ask the board, again", "enter", "enter", *"It sat on the", *" 3rd."),
    "note-shown": ("j", "c", *"Ask the board", "enter", "enter", *"It sat on the 3rd.", "escape"),
    "pipe": ("vertical_line", *"wc -w"),
    "searches": ("slash", *"salt", "enter", "S", "enter", "f"),
    "sprint": ("T", "A", "h", "enter", "e"),
}
"""The keys that lead to each of them; the last wait is that for a strip."""


@dataclass(frozen=True, slots=True)
class Opened:
    """How the reader is opened, and the keys that lead to a screen."""

    write: Callable[[Path], None] | None = write_thirty
    keys: Sequence[str] = ()
    shows_samples: bool = False
    sizes: Sequence[tuple[int, int]] = SIZES


OPENED = {
    "first-time": Opened(shows_samples=True),
    "first-time-with-a-library": Opened(),
    "empty-library": Opened(write=None),
    "nothing-found": Opened(keys=("slash", *"ferry date:2016", "enter")),
    "search-with-an-error": Opened(keys=("slash", *"ferry )", "enter")),
    "narrow": Opened(keys=("j", "enter"), sizes=((60, 20), (40, 10))),
    "tiny": Opened(sizes=((32, 8),)),
}


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name, how in OPENED.items() for size in how.sizes]
)
async def test_a_screen_without_much_to_show_looks_as_it_shall(
    name: str, size: tuple[int, int]
) -> None:
    how = OPENED[name]
    # What names the folder is broken into the same lines wherever the tests run.
    with TemporaryDirectory(prefix="grtui", dir="/tmp") as place:
        opened = reading(Path(place), write=how.write, size=size, shows_samples=how.shows_samples)
        async with opened as reader:
            await reader.press(*how.keys)
            assert is_golden(reader, name)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_shall(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    async with reading(tmp_path, write=write_thirty, size=size) as reader:
        await reader.press(*SCREENS[name])
        await strip_shown(reader)
        assert is_golden(reader, name)


@pytest.mark.parametrize("size", SIZES)
async def test_the_links_look_as_they_shall(tmp_path: Path, size: tuple[int, int]) -> None:
    def write(folder: Path) -> None:
        write_thirty(folder)
        body = (
            "The [tide tables](https://tides.example.org/tables/of/the/outer/islands/2018-2019.pdf)"
            " and the [minutes](https://board.example.org/3) of the [harbour board](#) are there."
        )
        write_article(folder, "links.txt", title="Tide Tables", date="May 30, 2018", body=body)

    async with reading(tmp_path, write=write, size=size) as reader:
        await reader.press("L", "j")
        assert is_golden(reader, "links")
