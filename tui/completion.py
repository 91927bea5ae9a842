"""Answers a shell that asks what may stand in the place of the word before the cursor."""

import argparse
import os
from typing import Any

from argcomplete.completers import BaseCompleter
from argcomplete.finders import CompletionFinder

from store.errors import GrtuiError
from store.folder import SUFFIXES
from store.folding import plain
from tui.completed_words import Typed, changes, files, words_of_query

ENDS = {
    "library": (),
    "tags": (".json",),
    "article": tuple(map(os.fsdecode, SUFFIXES)),
    "file": ("",),
    "files": ("",),
}
"""The arguments that name a file or, as all of them may, a folder, and what its name ends in."""


def answer(parser: argparse.ArgumentParser) -> None:
    """Print what may stand there in the shell's own form, and end the process."""
    finder = Finder(parser)
    finder(
        parser,
        always_complete_options=False,
        validator=fits,
        default_completer=finder.values,
    )


def fits(completion: str, prefix: str) -> bool:
    """Does it begin with what is typed, whatever the case, accents and quotation marks?"""
    return plain(completion.replace('"', "")).startswith(plain(prefix.replace('"', "")))


class Values(BaseCompleter):
    """Finds the values of arguments that have no list of choices."""

    typed = Typed()
    """The words before the one that the cursor is in."""

    def __call__(self, *, prefix: str, action: argparse.Action, **others: Any) -> dict[str, str]:
        """The values that begin so, each with what is said of it."""
        if action.dest in ENDS:
            return dict.fromkeys(files(prefix, ENDS[action.dest]), "")
        return self.words(prefix) if action.dest in ("query", "changes") else {}

    def words(self, prefix: str) -> dict[str, str]:
        """The words of a query, or the changes of tags, that begin so."""
        try:
            if self.typed.is_change:
                return dict.fromkeys(changes(self.typed, prefix), "")
            return words_of_query(self.typed, prefix) if self.typed.has_query else {}
        except (GrtuiError, OSError):
            return {}  # nobody wants to read about it in the middle of a line


class Finder(CompletionFinder):
    """Finds commands and options by argparse, and the rest by `Values`."""

    values = Values()

    def _get_completions(self, comp_words: list[str], *word: Any) -> list[str]:
        typed = self.values.typed = Typed.of(comp_words[1:])
        words = [comp_words[0], *typed.arguments]
        found: list[str] = super()._get_completions(words, *word)  # type: ignore[no-untyped-call]
        return found

    def collect_completions(
        self,
        active_parsers: list[argparse.ArgumentParser],
        parsed_args: argparse.Namespace,
        cword_prefix: str,
    ) -> list[str]:
        """All that may stand there, not yet quoted for the shell."""
        found = super().collect_completions(active_parsers, parsed_args, cword_prefix)
        more: dict[str, str] = {}
        if not self.values.typed.command and cword_prefix:  # the folder that the reader is to open
            more = dict.fromkeys(files(cword_prefix, ()), "")
        elif cword_prefix.startswith("-") and not cword_prefix.startswith("--"):
            # What argparse takes for an option is `-region:` or `-Europe`.
            more = self.values.words(cword_prefix)
        more = {text: what for text, what in more.items() if fits(text, cword_prefix)}
        self._display_completions.update(more)
        return [*found, *more]

    def quote_completions(
        self, completions: list[str], cword_prequote: str, last_wordbreak_pos: int | None
    ) -> list[str]:
        """The same as the shell reads them."""
        if cword_prequote and last_wordbreak_pos is not None:
            # In `region:"lat` the word of bash begins behind the colon.
            completions = [one[last_wordbreak_pos + 1 :] for one in completions]
        return super().quote_completions(completions, cword_prequote, last_wordbreak_pos)
