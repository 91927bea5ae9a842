"""What a terminal sends, cut into whole codes: one that comes in pieces is one key all the same.

Over a slow line the pieces of a code may be long apart, and what a terminal answers may come late.
Textual types the rest of what it did not understand, and `^[[A` cut in two runs the commands of `[`
and `A`: https://github.com/Textualize/textual/issues/4816 says why the time alone cannot tell. Here
the grammar of codes (ECMA-48) says where one ends, and one that nobody knows is no key. Where
Textual leaves out what it does not know, this goes.
"""

import re
import time
from collections.abc import Callable, Iterator

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from store.harmless import harmless

ESC = "\x1b"

WAITS = 1.0
"""Seconds after which the rest of a code is not waited for any more."""

WAITS_FOR_PASTE = 5.0
"""Seconds without anything after which a key ends a paste; more than that is the rest of it."""

LONGEST = 1 << 16
"""Characters of a code without an end that are kept; the longest that are known have some 4,000."""

LONGEST_PASTE = 1 << 20
"""Characters of a paste that are handed on."""

LONGEST_KEY = 32
"""Characters of the longest code that is looked up: Textual types those that are longer."""

WIDEST = 5000
"""Columns or lines that no terminal has."""

_STRING_BEGINS = re.compile(r"\x1b(?:\](?=[0-9])|P(?=[0-9>!=$+|])|_(?=G))")
_STRING = rf"{_STRING_BEGINS.pattern}[^\x07\x18\x1a\x1b]*"

_WHOLE = re.compile(
    r"[^\x1b]+"  # what is typed
    r"|\x1b\[\[[A-E]"  # the first keys of functions at the console of Linux
    r"|\x1b\[M[^\x1b]{3}"  # the mouse of old
    r"|\x1b\[(?![\[M])[0-?]*[ -/]*[@-~]"  # CSI
    rf"|{_STRING}(?:\x07|\x1b\\)"  # what a terminal answers: OSC, DCS, APC
    r"|\x1bO[0-9;]*[@-~]"  # SS3
    # Alt, or escape and a key.
    r"|\x1b(?:[^\x1b\[O\]P_]|O(?=[^0-9;@-~])|\](?=[^0-9])|P(?=[^0-9>!=$+|])|_(?=[^G]))",
    re.DOTALL,
)

_BEGUN = re.compile(
    rf"{_STRING}\x1b?|\x1b(?:\[(?:\[|M[^\x1b]{{0,2}}|[0-?]*[ -/]*)|O[0-9;]*|[\]P_])?", re.DOTALL
)

_REMAINDER = re.compile(r"\[[0-9;]*[~A-HPQRSZ]|O[A-HM-Z]")
"""What a key sends behind the escape, all of it."""


class TerminalCodes:
    r"""Makes keys, pastes and answers of what a terminal sends.

    >>> codes = TerminalCodes()
    >>> [[key.key for key in codes.read(piece)] for piece in ("j\x1b", "[", "Bk", "\x1b[?62;22c")]
    [['j'], [], ['down', 'k'], []]
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin, with a clock that tells how long ago a piece came."""
        self._now = now
        self._names = _Names()
        self._rest = ""
        self._is_pasting = self._has_stalled = False
        self._pasted: list[str] = []
        self._pasted_length = 0
        self._last = float("-inf")
        self._escaped = float("-inf")

    @property
    def waits(self) -> float | None:
        """After how many seconds to call `give_up`, unless more comes; None if it need not be."""
        if self._has_stalled or not (self._rest or self._is_pasting):
            return None
        return max(0.0, self._last + self._patience - self._now())

    @property
    def _patience(self) -> float:
        if self._is_pasting:
            return WAITS_FOR_PASTE
        return constants.ESCAPE_DELAY if self._rest == ESC else WAITS

    def read(self, piece: str) -> Iterator[Message]:
        """Take in what has come, and give what is whole."""
        now = self._now()
        if not self._rest and now - self._escaped < WAITS and _REMAINDER.fullmatch(piece):
            piece = ESC + piece  # the escape came first, and was taken for the key
        self._last, self._escaped = now, float("-inf")
        if self._has_stalled:
            self._go_on_pasting(piece)
        self._rest += piece
        while self._rest:
            if self._is_pasting:
                if not self._takes_paste():
                    return
                yield from self._paste()
            elif whole := self._next():
                if whole == BRACKETED_PASTE_START:
                    self._is_pasting = True
                else:
                    yield from self._names.of(whole)
            elif len(self._rest) < LONGEST:
                return
            else:
                self._rest = ""

    def _paste(self) -> Iterator[Message]:
        if text := harmless("".join(self._pasted)):
            yield events.Paste(text)
        self._pasted, self._pasted_length = [], 0

    def _go_on_pasting(self, piece: str) -> None:
        """Go on, unless this is a key: the end of the paste was lost."""
        is_end = (self._rest + piece).endswith(BRACKETED_PASTE_END)
        if len(piece) < len(BRACKETED_PASTE_END) and not is_end:
            self._is_pasting, self._rest = False, ""
        self._has_stalled = False

    def _takes_paste(self) -> bool:
        """Take what is pasted off what has come, up to the end: is that there?"""
        text, end, after = self._rest.partition(BRACKETED_PASTE_END)
        if end:
            self._rest, self._is_pasting = after, False
        else:  # it may have begun
            begun = next(n for n in range(5, -1, -1) if text.endswith(BRACKETED_PASTE_END[:n]))
            cut = len(text) - begun
            text, self._rest = text[:cut], text[cut:]
        text = text[: LONGEST_PASTE - self._pasted_length]
        self._pasted.append(text)
        self._pasted_length += len(text)
        return bool(end)

    def _next(self) -> str:
        """Take the next whole code off what has come; nothing where it may still go on."""
        while self._rest:
            if self._rest.endswith("$") and self._rest in ANSI_SEQUENCES_KEYS:  # as rxvt has them
                whole, self._rest = self._rest, ""
                return whole
            if found := _WHOLE.match(self._rest):
                self._rest = self._rest[found.end() :]
                return found[0]
            if _BEGUN.fullmatch(self._rest):
                return ""
            begun = _BEGUN.match(self._rest)  # another one, or what is none, broke it off
            broken = begun[0] if begun else ESC
            self._rest = self._rest[max(1, len(broken.rstrip(ESC))) :]
            if broken.rstrip(ESC) == "":
                return ESC
        return ""

    def give_up(self) -> Iterator[Message]:
        """Do not wait any more for the rest of what has begun, where it is time."""
        if self.waits != 0.0:
            return
        if self._is_pasting:
            self._has_stalled = True
            yield from self._paste()
            return
        rest, self._rest = self._rest, ""
        if rest == ESC:
            self._escaped = self._now()
        if len(rest) == 1 or rest in (f"{ESC}O", f"{ESC}]", f"{ESC}P", f"{ESC}_"):
            yield from self._names.of(rest)
        elif rest == f"{ESC}[":
            yield from self._names.of(ESC)


class _Names(XTermParser):
    """Textual's names of keys, by which its parser calls whole codes."""

    def of(self, code: str) -> list[Message]:
        """What a code means; nothing where it means nothing, or what cannot be."""
        if code == ESC:
            return [events.Key("escape", ESC)]
        if (code.startswith(ESC) and len(code) > LONGEST_KEY) or _STRING_BEGINS.match(code):
            return []
        try:
            told = [one for one in self.feed(code) if _can_be(one)]
            if self._timeout_time is not None and len(code) == 2:
                self._timeout_time = 0.0
                return [*told, *self.tick()]
        except (ArithmeticError, ValueError):  # numbers that no terminal sends
            told = []
            self._begin_anew()
        if self._timeout_time is not None:
            self._begin_anew()
        return told

    def _begin_anew(self) -> None:
        self._tokens.clear()
        self._timeout_time = None
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)


def _can_be(message: Message) -> bool:
    """Can a terminal have sent that?"""
    if isinstance(message, events.Resize):
        return 0 < message.size.width < WIDEST and 0 < message.size.height < WIDEST
    if isinstance(message, events.Key) and message.character:
        return not any("\ud800" <= character <= "\udfff" for character in message.character)
    return True
