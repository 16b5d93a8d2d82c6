"""Calls of functions that depend on their arguments alone, such as taking a text apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from parution.cache.shelf import Shelf
from parution.private_store import digest_of

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")


class Calls:
    """What functions returned, kept on a shelf; without one nothing is kept."""

    def __init__(self, shelf: Shelf | None = None, programs: str = "") -> None:
        """Calls are kept for the same ``programs`` (a digest of them)."""
        self._shelf = shelf
        self._programs = programs

    def of(
        self,
        function: Callable[Arguments, Found],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Found:
        """Return what ``function`` returns for these arguments."""
        if self._shelf is None:
            return function(*arguments, **options)
        called = (self._programs, function.__module__, function.__qualname__, arguments, options)
        key = digest_of(repr(called).encode())
        return self._shelf.get(key, lambda: function(*arguments, **options))

    def save(self) -> None:
        """Keep what this run has used, and nothing older."""
        if self._shelf is not None:
            self._shelf.save()
