"""Imports Textual without what it imports for things that grtui never does."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType


@contextmanager
def lean_imports() -> Iterator[None]:
    """Let some modules be others for as long as Textual is imported; then they are as ever.

    - asyncio does without `ssl`, as where Python was built without: there are no connections.
    - Textual asks `platformdirs` where downloads go: it is imported when that is asked.
    - `textual.types` exports types of widgets, too, and imports all of these: here those that
      Textual needs itself.

    That saves a tenth of what Textual's imports take, and 5 MB.
    """
    with (
        _standing_in("ssl", None),
        _standing_in("platformdirs", _downloads()),
        _standing_in("textual.types", import_module("textual._types")),
    ):
        yield


@contextmanager
def _standing_in(name: str, other: ModuleType | None) -> Iterator[None]:
    """Let a module be another one; None is for one that cannot be imported."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = other  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def _downloads() -> ModuleType:
    def user_downloads_path() -> Path:
        path: Path = import_module("platformdirs").user_downloads_path()
        return path

    module = ModuleType("platformdirs")
    module.user_downloads_path = user_downloads_path  # type: ignore[attr-defined]
    return module
