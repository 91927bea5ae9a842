"""What the reader wants otherwise: the configuration file and the environment, as one value.

The file is TOML: settings, and under `[keys]`, `[keys.in-sprint]` and `[keys.in-tags]` the keys of
commands. What is wrong in it is told and passed over, so that nobody stands before a reader that
does not open.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from store import folder, locations
from store.errors import reason
from store.folder import shown
from store.harmless import harmless_line
from store.settings import NAMED, SETTINGS

KEY_TABLES = {"main": "keys", "sprint": "keys.in-sprint", "tags": "keys.in-tags"}
"""The tables of keys, by the screen that they are for."""

DEFAULT = "default"
"""Where a value comes from that nobody has set."""

Names = tuple[str, ...]
"""The name of a value in the file with those of the tables that it stands in, outermost first."""


class Value(NamedTuple):
    """What is set, and where."""

    value: object
    source: str = DEFAULT
    """The file and the line, or the variable of the environment."""


_DEFAULTS: Mapping[str, Value] = {one.name: Value(one.default) for one in SETTINGS}


class KeyChange(NamedTuple):
    """The keys that a command is to have."""

    screen: str
    """One of `KEY_TABLES`."""
    command: str
    keys: str
    """As the file has them: `j, page down`; empty for none."""
    source: str
    """The file and the line."""


class Config(NamedTuple):
    """All settings, the keys that were changed, and what is wrong with the file."""

    file: Path = Path("config.toml")
    values: Mapping[str, Value] = _DEFAULTS
    keys: tuple[KeyChange, ...] = ()
    troubles: tuple[str, ...] = ()
    """A sentence for each."""

    @property
    def shown_file(self) -> str:
        """The file, in a form that can be printed."""
        return _shown(self.file)

    def _get(self, name: str) -> object:
        return self.values[name].value

    @property
    def library(self) -> Path | None:
        """The folder of articles that opens when none is named."""
        path = self._get("library")
        return path if isinstance(path, Path) else None

    @property
    def tags(self) -> Path | None:
        """The tag file, where it is not the library's own."""
        path = self._get("tags")
        return path if isinstance(path, Path) else None

    @property
    def theme(self) -> str:
        """The name of the colours, or `auto`."""
        return str(self._get("theme"))

    @property
    def mouse(self) -> str:
        """`auto`, `on` or `off`."""
        return str(self._get("mouse"))

    @property
    def slow_line(self) -> str:
        """`auto`, `on` or `off`."""
        return str(self._get("slow_line"))

    @property
    def width(self) -> int | None:
        """The columns that an article is set to; None for as many as its pane has."""
        width = self._get("width")
        return width if isinstance(width, int) else None

    @property
    def restores(self) -> bool:
        """Do the query and the article of the last time come back?"""
        return bool(self._get("restore"))

    @property
    def watch(self) -> float:
        """Seconds between two looks for new files; 0 for never."""
        watch = self._get("watch")
        return float(watch) if isinstance(watch, int | float) else 0.0


UNCONFIGURED = Config()
"""Nothing is configured."""


def config_file(environ: Mapping[str, str]) -> Path:
    """The file: the one that `GRTUI_CONFIG` names, or the one in the user's configuration."""
    if named := environ.get("GRTUI_CONFIG"):
        return Path(os.path.expanduser(named)).absolute()  # noqa: PTH111 (no error for ~nobody)
    return locations.config_folder(environ) / "config.toml"


def read_config(environ: Mapping[str, str]) -> Config:
    """What is configured: the environment wins over the file, and the file over the defaults."""
    file = config_file(environ)
    config = Config(file)
    if os.path.lexists(file):
        config = _read(file)
    elif environ.get("GRTUI_CONFIG"):
        trouble = f"There is no file {_shown(file)}, which GRTUI_CONFIG names."
        config = Config(file, troubles=(trouble,))
    return _with_environment(config, environ)


def _with_environment(config: Config, environ: Mapping[str, str]) -> Config:
    named = {
        one.name: Value(Path(environ[one.variable]), one.variable)
        for one in SETTINGS
        if one.variable and environ.get(one.variable)
    }
    return Config(config.file, {**config.values, **named}, config.keys, config.troubles)


def _read(file: Path) -> Config:
    from tomllib import loads  # most readers have no such file

    default = Config(file)
    try:
        text = folder.read(os.fsencode(file))[0].decode("utf-8-sig")
        document = loads(text)
    except OSError as error:
        return _in_trouble(file, f"{_shown(file)} cannot be read: {reason(error)}.")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        why = f"{_shown(file)}, line {line}, is not UTF-8: save it in that encoding."
        return _in_trouble(file, why)
    except (ValueError, RecursionError) as error:  # tomllib lets that of a long number through
        return _in_trouble(file, f"{_shown(file)} is no TOML: {harmless_line(str(error))}.")
    return _Reading(file, _lines(text)).read(document, default)


def _in_trouble(file: Path, trouble: str) -> Config:
    return Config(file, troubles=(f"{trouble} All settings are the defaults.",))


class _Reading:
    """Goes through a file's document, and collects what is wrong with it."""

    def __init__(self, file: Path, lines: Mapping[Names, int]) -> None:
        self._file = file
        self._lines = lines
        self._troubles: list[str] = []

    def read(self, document: Mapping[str, object], default: Config) -> Config:
        """The configuration that a document asks for."""
        values = dict(default.values)
        keys: list[KeyChange] = []
        for name, value in document.items():
            if name == KEY_TABLES["main"]:
                keys += self._keys(value)
            elif setting := NAMED.get(name):
                try:
                    values[name] = Value(setting.check(value), self._source(name))
                except ValueError as error:
                    self._wrong(f"`{name}` must be {error}, not {_said(value)}", name)
            else:
                self._unknown("setting", (name,), (*NAMED, *KEY_TABLES.values()))
        return Config(self._file, values, tuple(keys), tuple(self._troubles))

    def _keys(self, table: object) -> Iterator[KeyChange]:
        if not isinstance(table, dict):
            self._wrong("`keys` must be a table, [keys]", "keys")
            return
        inner = {
            path.partition(".")[2]: screen for screen, path in KEY_TABLES.items() if "." in path
        }
        for name, value in table.items():
            if screen := inner.get(name):
                for command, keys in value.items() if isinstance(value, dict) else ():
                    yield from self._change(screen, command, keys, ("keys", name, command))
                if not isinstance(value, dict):
                    self._wrong(f"`keys.{name}` must be a table, [keys.{name}]", "keys", name)
            elif isinstance(value, dict):
                self._unknown("table", ("keys", name), KEY_TABLES.values())
            else:
                yield from self._change("main", name, value, ("keys", name))

    def _change(self, screen: str, command: str, keys: object, names: Names) -> Iterator[KeyChange]:
        if isinstance(keys, str):
            yield KeyChange(screen, command, keys, self._source(*names))
        else:
            allowed = 'keys with commas between them, as in "j, down"'
            self._wrong(f"`{harmless_line(command)}` must be {allowed}, not {_said(keys)}", *names)

    def _unknown(self, what: str, names: Names, known: Iterable[str]) -> None:
        from store.field_values import nearest

        name = ".".join(names)
        near = nearest(name, known)
        meant = f"; did you mean `{near}`?" if near else "."
        sentence = f"There is no {what} `{_cut(harmless_line(name))}`{meant}"
        self._troubles.append(f"{sentence} ({self._source(*names)})")

    def _wrong(self, sentence: str, *names: str) -> None:
        self._troubles.append(f"{sentence}. ({self._source(*names)})")

    def _source(self, *names: str) -> str:
        """The file and the line in which something stands, or else the table that it is in."""
        found = (self._lines.get(names[:end]) for end in range(len(names), 0, -1))
        line = next(filter(None, found), 0)
        return f"{_shown(self._file)}, line {line}" if line else _shown(self._file)


def _lines(text: str) -> dict[Names, int]:
    """The lines that names stand in, from 1: tomllib does not tell."""
    lines: dict[Names, int] = {}
    table: Names = ()
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            table = _path(line.strip())
            lines.setdefault(table, number)
        elif "=" in line:
            lines.setdefault((*table, *_path(f"{line.partition('=')[0]}= 0")), number)
    return lines


def _path(line: str) -> Names:
    """The names in the head of a table, or before an equals sign; none where it is neither."""
    from tomllib import TOMLDecodeError, loads

    try:
        inner: object = loads(line)
    except TOMLDecodeError:
        return ()
    names: list[str] = []
    while isinstance(inner, dict) and inner:
        name, inner = next(iter(inner.items()))
        names.append(name)
    return tuple(names)


def _said(value: object) -> str:
    """A wrong value, as the file may have it, cut where it is long."""
    try:
        text = f"{value}".lower() if isinstance(value, bool) else f"{value!r}".replace("'", '"')
    except ValueError:  # Python prints no integer of more than 4,300 digits
        return "a number that is far too long"
    except RecursionError:
        return "a table that is far too deep"
    return _cut(harmless_line(text))


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _shown(file: Path) -> str:
    return shown(os.fsencode(file))
