"""What tells whether work grows linearly must be able to say no."""

from growth import grows_linearly


def test_linear_work_grows_linearly() -> None:
    assert grows_linearly(lambda size: sum(range(size)), 1_000_000)


def test_quadratic_work_does_not() -> None:
    assert not grows_linearly(lambda size: [sum(range(size)) for _ in range(size)], 2_000)
