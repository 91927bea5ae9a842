"""What is said where the program itself made a mistake."""

import traceback

from store.harmless import harmless

SENTENCE = (
    "grtui made a mistake of its own and ended. All that it showed as saved is saved. "
    "Please report what stands above; the last line may quote an article."
)


def report(error: BaseException) -> str:
    """Where an error came from, and the sentence: no values of variables, no code for terminals."""
    return harmless("".join(traceback.format_exception(error))) + f"\n{SENTENCE}"
