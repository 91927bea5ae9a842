"""Parts of an object that are made when they are asked for first."""

from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar, overload

Whole = TypeVar("Whole")
Part = TypeVar("Part")


class part(Generic[Whole, Part]):  # noqa: N801 (as `property` is)
    """A method that makes a part of an object, which is an attribute from then on: it runs once.

    Any thread may ask; `functools.cached_property` has no lock from Python 3.12 on.
    """

    def __init__(self, make: Callable[[Whole], Part]) -> None:
        self._make = make
        self._making = RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type[Whole], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, whole: None, owner: type[Whole]) -> "part[Whole, Part]": ...
    @overload
    def __get__(self, whole: Whole, owner: type[Whole]) -> Part: ...
    def __get__(self, whole: Whole | None, owner: type[Whole]) -> "Part | part[Whole, Part]":
        """Make the part; it is found in the object itself from then on."""
        if whole is None:
            return self
        with self._making:
            parts = vars(whole)
            if self._name not in parts:
                parts[self._name] = self._make(whole)
            made: Part = parts[self._name]
        return made
