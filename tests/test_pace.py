"""When the article is drawn while moves come."""

import random

import pytest

from tui.pace import LATEST, REST, Pace


def test_a_move_alone_is_followed_at_once() -> None:
    pace = Pace()
    assert [pace.wait_after(now) for now in (1.0, 1.0 + 2 * REST, 9.0)] == [0, 0, 0]


@pytest.mark.parametrize("rate", [11, 25, 30, 33, 40])
def test_a_held_key_is_followed_only_when_it_is_let_go_and_soon_then(rate: int) -> None:
    pace, gap = Pace(), 1 / rate
    waits = [pace.wait_after(number * gap) for number in range(40)]
    assert waits[0] == 0
    assert all(gap < wait <= LATEST for wait in waits[1:])
    assert waits[-1] <= max(0.03, gap + 0.005)


def test_keys_that_come_unevenly_are_waited_for_longer() -> None:
    pace, now, chance = Pace(), 0.0, random.Random(1)
    early = 0
    for _ in range(200):
        wait, gap = pace.wait_after(now), chance.choice((0.02, 0.033, 0.05))
        now += gap
        early += wait < gap
    assert early < 50


def test_nothing_is_waited_for_longer_than_a_tenth_of_a_second() -> None:
    pace = Pace()
    assert max(pace.wait_after(number * REST * 0.99) for number in range(9)) == LATEST
