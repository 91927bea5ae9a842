"""Parts of an object that are made when they are asked for first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from store.parts import part


class Whole:
    def __init__(self) -> None:
        self.made = 0

    @part
    def own(self) -> list[str]:
        """A part."""
        self.made += 1
        return []


def test_a_part_is_made_when_it_is_asked_for_and_once() -> None:
    whole = Whole()
    assert not whole.made
    assert whole.own is whole.own
    assert whole.made == 1
    assert Whole().own is not whole.own


def test_threads_that_ask_at_once_get_the_same_part() -> None:
    whole, together = Whole(), Barrier(8)

    def ask(number: int) -> list[str]:
        together.wait()
        return whole.own

    with ThreadPoolExecutor(8) as threads:
        assert len({id(own) for own in threads.map(ask, range(8))}) == 1
    assert whole.made == 1


def test_a_class_tells_what_its_part_is() -> None:
    assert Whole.own.__doc__ == "A part."
