"""The tables of examples in docstrings, which the tests read."""

import re
from types import ModuleType


def rows(module: ModuleType) -> list[tuple[str, str]]:
    """The rows of a module's table: what is printed, and what is read."""
    found = re.findall(r"^ {4}(\S.*?) {2,}(\S.*?)$", module.__doc__ or "", re.MULTILINE)
    assert len(found) > 5
    return found


def lists(module: ModuleType) -> list[list[str]]:
    """The indented lists of a module's docstring."""
    blocks = re.split(r"\n\n", (module.__doc__ or "").replace("\n    ", "\n\t"))
    return [block.strip("\n").removeprefix("\t").split("\n\t") for block in blocks if "\t" in block]
