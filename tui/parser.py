"""What understands the arguments of a call, and says of wrong ones only what can do no harm."""

import argparse
from typing import NoReturn

from store.harmless import harmless


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` of which a terminal cannot be told by the words that it repeats."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        super().error(harmless(message))
