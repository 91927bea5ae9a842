"""`grtui config`."""

import argparse
import os
from typing import TYPE_CHECKING

from store.config import read_config
from tui.subcommands.options import DONE, NOTHING, USAGE, new_command, tell

if TYPE_CHECKING:
    from pathlib import Path

    from tui.subcommands.options import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    config = new_command(commands, "config", _config, has_library=False)
    instead = config.add_mutually_exclusive_group()
    instead.add_argument(
        "--init", action="store_true", help="write a file in which all settings are commented out"
    )
    instead.add_argument("--path", action="store_true", help="print where the file is")


def _config(arguments: argparse.Namespace) -> int:
    config = read_config(os.environ)
    if arguments.path:
        print(config.shown_file)
        return DONE
    if arguments.init:
        return _begin(config.file, config.shown_file)
    from tui.configuration import as_toml
    from tui.keymap import keymap_for

    keymap, clashes = keymap_for(config.keys)
    print(as_toml(config, keymap))
    for trouble in (*config.troubles, *clashes):
        tell(trouble)
    return USAGE if config.troubles or clashes else DONE


def _begin(file: "Path", shown_file: str) -> int:
    from store.atomic import create_file
    from tui.configuration import beginning

    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        create_file(file, beginning().encode())
    except FileExistsError:
        tell(f"{shown_file} is there already, and stays as it is.")
        return NOTHING
    print(shown_file)
    tell("All settings in it are commented out: take the # away from those that you change.")
    return DONE
