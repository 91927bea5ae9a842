"""docs/search.md tells what is so."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.library import Library
from store.query import CHOICES, FIELDS
from store.spans import WORDS
from store.tags import Facet, Tag
from tests.calling import ROOT, shell
from tui.formats import IDS, OF_ARTICLES, OF_OBJECTS, PATHS, TABLE
from tui.results import FIELDS as RESULT_FIELDS

DOCUMENT = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(.+?)` \| (\d+) \|", DOCUMENT, re.MULTILINE)
CONSOLES = re.findall(r"^```console\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
CALLS = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(CONSOLES), re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample articles are, as the page has them."""
    place = tmp_path_factory.mktemp("document")
    shutil.copytree(ROOT / "sample_articles", place / "sample_articles")
    with closing(opened(place)) as library:
        library.refresh()
        library.edit.set_read(library.keys(library.search("title:ferry").ids), read=True)
        library.edit.toggle_star(library.keys(library.search("title:clock").ids))
        library.edit.save_search("harbours", "harbour OR port")
        library.edit.rename(Tag(Facet.THEME, "Horology"), "Clocks")
    for command, printed in CALLS[:2]:
        assert called(place, command) == printed
    return place


@pytest.fixture(scope="module")
def library(place: Path) -> Iterator[Library]:
    with closing(opened(place)) as library:
        library.refresh()
        yield library


def opened(place: Path) -> Library:
    return Library.open(place / "sample_articles", cache=place / "cache")


def called(place: Path, command: str) -> str:
    """What a line prints, on standard output and standard error."""
    ended = shell(place, command, GRTUI_LIBRARY="sample_articles", XDG_CACHE_HOME=str(place))
    return (ended.stdout + ended.stderr).decode().replace("\r\n", "\n")


@pytest.mark.parametrize(("query", "number"), EXAMPLES)
def test_each_example_finds_what_the_page_says(library: Library, query: str, number: str) -> None:
    assert library.find.count(query.replace(r"\|", "|")) == int(number)


@pytest.mark.parametrize(("command", "printed"), CALLS[2:])
def test_each_call_prints_what_the_page_says(place: Path, command: str, printed: str) -> None:
    assert called(place, command) == printed


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) > 50
    assert len(CALLS) > 10


@pytest.mark.parametrize(
    "word",
    [
        *(f"{name}:" for name in FIELDS if "." not in name),
        *("source.", "added.", "removed."),
        *(choice for choices in CHOICES.values() for choice in choices),
        *(word for word in WORDS if word.isalpha() or "-" in word),
        *(TABLE, *OF_OBJECTS, *OF_ARTICLES, IDS, PATHS),
        *RESULT_FIELDS,
    ],
)
def test_the_page_names_everything_that_can_be_written(word: str) -> None:
    assert word in DOCUMENT
