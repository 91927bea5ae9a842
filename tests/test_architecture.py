"""The import rules that keep the store usable without a terminal."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from tui.help_screen import Help
from tui.main_screen import MainScreen
from tui.vocabulary_screen import VocabularyScreen

ROOT = Path(__file__).parent.parent
BEHIND_THE_DOOR = {"store.database", "store.index", "store.listing", "store.cache"}
FORBIDDEN = {
    "store": {"textual", "rich", "widgets", "tui"},
    "widgets": {"tinydb", "sqlite3", "tui", "store.library", *BEHIND_THE_DOOR},
    "tui": {"tinydb", "sqlite3", "store.reader", *BEHIND_THE_DOOR},
}


def imported(path: Path) -> set[str]:
    """The modules that a module imports, each also by its package."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names | {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("package", FORBIDDEN)
def test_packages_import_downwards_only(package: str) -> None:
    modules = sorted((ROOT / package).rglob("*.py"))
    assert modules
    for path in modules:
        wrong = {
            name
            for name in imported(path)
            for rule in FORBIDDEN[package]
            if name == rule or name.startswith(f"{rule}.")
        }
        assert not wrong, path


def test_only_the_database_rooms_know_tinydb() -> None:
    knowing = {path.name for path in (ROOT / "store").rglob("*.py") if "tinydb" in imported(path)}
    assert knowing <= {"database.py", "storage.py", "tables.py"}


@pytest.mark.parametrize(
    "heavy", ["textual", "rich", "tinydb", "yaml", "selectolax", "dateutil", "argcomplete"]
)
def test_the_command_line_starts_without(heavy: str) -> None:
    code = f"import sys, tui.cli, store.library; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_no_file_of_the_project_names_a_place_outside_it() -> None:
    rooms = ("tui", "widgets", "store", "tests", "docs", "benchmarks")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.*")]
    for path in [*ROOT.glob("*.*"), ROOT / "Makefile", *files]:
        if path.suffix in {".py", ".md", ".toml", ".txt", ".tcss", ""} and path.is_file():
            assert b"../" + b"shared" not in path.read_bytes(), path


def test_no_layer_of_a_screen_takes_a_private_name_of_another() -> None:
    clashes = {
        f"{layer.__name__}.{name}"
        for screen in (MainScreen, VocabularyScreen, Help)
        for layer in screen.__mro__
        if layer.__module__.startswith("tui.")
        for name, function in vars(layer).items()
        if inspect.isfunction(function) and name.startswith("_") and not name.startswith("__")
        for below in layer.__mro__[1:]
        # A layer that means to do more calls the one below.
        if name in vars(below) and f"super().{name}(" not in inspect.getsource(function)
    }
    assert clashes == set()
