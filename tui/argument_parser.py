"""What understands the command line; what it says of a wrong argument can be shown."""

import argparse
from typing import NoReturn

from store.harmless import harmless_line


class ArgumentParser(argparse.ArgumentParser):
    """Says what is wrong on one line: an argument may be the name of anyone's file."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, and leave."""
        super().error(harmless_line(message))
