"""The arguments of a command, put so that argparse takes what is a query for a query."""

from collections.abc import Sequence

QUERYING = ("search", "count", "tags")
"""The commands of which a query is all that is no option."""

VALUED = ("--library", "--tags", "--limit", "--sort", "--format", "--facet")
"""The options that a value follows."""

OF_ADD = ("--library", "--tags", "--into", "--tag")
"""The options of `add` that a value follows."""

_HELP = ("-h", "--help")


def with_query_last(arguments: Sequence[str]) -> list[str]:
    """The options of a command first, then a `--`, then its query, in which words may begin with -.

    >>> with_query_last(["search", "ferry", "-war", "--sort", "-date", "tuba"])
    ['search', '--sort=-date', '--', 'ferry', '-war', 'tuba']
    """
    command, *rest = arguments
    options: list[str] = []
    query: list[str] = []
    while rest:
        one = rest.pop(0)
        if one == "--":
            query += rest
            break
        if one in VALUED:
            if not rest or rest[0] == "--":
                return [command, *options, one]  # argparse tells what is wrong with that
            options.append(f"{one}={rest.pop(0)}")
        elif one in _HELP or (one.startswith("--") and len(one) > 2):
            options.append(one)
        else:
            query.append(one)
    return [command, *options, *(["--", *query] if query else [])]


def with_values_joined(arguments: Sequence[str]) -> list[str]:
    """The arguments of `add`, each option with its value: argparse has `-Asia` for an option.

    >>> with_values_joined(["add", "--tag", "-Asia", "ferry.txt", "--", "--tag"])
    ['add', '--tag=-Asia', 'ferry.txt', '--', '--tag']
    """
    rest, joined = list(arguments), []
    while rest and rest[0] != "--":
        one = rest.pop(0)
        joined.append(f"{one}={rest.pop(0)}" if one in OF_ADD and rest else one)
    return joined + rest
