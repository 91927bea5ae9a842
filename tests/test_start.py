"""What is imported until the first lines of the list are there, as each module delays them."""

import subprocess
import sys
from pathlib import Path

import pytest
from reading import open_library, write_three

ROOT = Path(__file__).parent.parent

FIRST_LINES = """
import os, sys
from pathlib import Path

from store.config import read_config
from store.library import Library

place = Path(sys.argv[1])
read_config(os.environ)
library = Library.open(place / "articles", cache=place / "cache")
query, key = library.last_time.read()
found = library.find.newest(sys.argv[2], 200)
library.ids([key])
assert len(library.rows(found.ids)) == 3
print(*sys.modules)
"""

NEEDED = {
    *("aliases", "answers", "article", "aside", "atomic", "cache", "config", "errors"),
    *("finding", "folder", "folding", "following", "harmless", "index_errors", "interrupts"),
    *("last_time", "library", "listing", "locations", "locking", "packing", "parts", "paths"),
    *("prefixes", "query", "remembered", "rows", "schema", "select", "settings", "stopping"),
    *("tag_rows", "tags", "watching"),
}
"""The modules of the store that the first lines need."""

OF_QUERIES = {"field_values", "parser", "spans"}
"""Those that a query needs besides."""


@pytest.mark.parametrize(
    ("query", "besides"), [("", set()), ("late OR old", OF_QUERIES)], ids=["all", "a query"]
)
def test_the_first_lines_need_these_modules_only(
    tmp_path: Path, query: str, besides: set[str]
) -> None:
    write_three(tmp_path / "articles")
    library = open_library(tmp_path)
    library.refresh()
    library.close()
    run = [sys.executable, "-c", FIRST_LINES, str(tmp_path), query]
    imported = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    names = {*imported.split()}
    own = {name.removeprefix("store.") for name in names if name.startswith("store.")}
    assert own == NEEDED | besides
    strangers = {name.partition(".")[0] for name in names}
    assert strangers.isdisjoint(
        {
            *("argcomplete", "dateutil", "filelock", "orjson", "rich", "selectolax"),
            *("textual", "tinydb", "yaml"),
            *("asyncio", "dataclasses", "difflib", "email", "hashlib", "html", "json"),
            *("logging", "subprocess", "tempfile", "tomllib"),
        }
    )
