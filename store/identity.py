"""Decides which article is which when files change: the records whose bytes are gone move on.

Everything here is told from two listings, each a file's path with the key of its bytes: `before`,
as the index had them, and `now`. A listing may be cut down to the files of the keys in question.
"""

from collections.abc import Collection, Iterator, Mapping

Keys = Mapping[bytes, str]


def moves(before: Keys, now: Keys, unseen: Collection[bytes]) -> dict[str, str]:
    """The records that go to another key: those of edited files whose old bytes no file has.

    None goes to bytes that were an article before: those have tags of their own, or none. None
    goes anywhere while there are files or folders that could not be looked at, as the old bytes may
    be there. If copies were edited apart, the record goes to the first by name (see `copies`).
    """
    found: dict[str, str] = {}
    for old, new in _edited(before, now, unseen):
        found.setdefault(old, new)
    return found


def copies(before: Keys, now: Keys, unseen: Collection[bytes]) -> list[tuple[str, str]]:
    """Which records go to a second key besides, as copies of an article were edited apart.

    Each is the old key, whose record moves, with the key that gets the same.
    """
    moved = moves(before, now, unseen)
    return sorted({pair for pair in _edited(before, now, unseen) if moved[pair[0]] != pair[1]})


def _edited(before: Keys, now: Keys, unseen: Collection[bytes]) -> Iterator[tuple[str, str]]:
    """The old and the new key of each file whose record may move, by name."""
    if unseen:
        return
    known, present = set(before.values()), set(now.values())
    for path in sorted(before.keys() & now.keys()):
        old, new = before[path], now[path]
        if old not in present and new not in known:
            yield old, new


def undecided(before: Keys, now: Keys, recorded: Collection[str]) -> set[bytes]:
    """The files to leave in the index as they were, if their records cannot be moved in this look.

    These are the edited ones with a record, and all that tells the next look that the bytes of
    another are no new ones.
    """
    left = {path for path, key in before.items() if now.get(path) != key}
    edited = left & now.keys()
    arrived = {now[path] for path in edited}
    with_record = {path for path in edited if before[path] in recorded or now[path] in recorded}
    targets = {now[path] for path in with_record}
    alike = {path for path in edited if now[path] in targets}
    return with_record | alike | {path for path in left if before[path] in arrived}
