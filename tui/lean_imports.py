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
    - `textual.command`, the palette, needs more widgets: it is imported when that is opened, by
      `tui.palette`. What `textual.app` has of it is nothing, so an application opens its own.

    That saves a sixth of what Textual's imports take, and 6 MB.
    """
    with (
        _standing_in("ssl", None),
        _standing_in("platformdirs", _downloads()),
        _standing_in("textual.types", import_module("textual._types")),
        _standing_in("textual.command", _no_palette()),
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


def _no_palette() -> ModuleType:
    def of_palette(name: str) -> type[object]:
        if name.startswith("__"):  # what Python asks of each module
            raise AttributeError(name)
        return object

    module = ModuleType("textual.command")
    module.__getattr__ = of_palette  # type: ignore[method-assign]
    return module
