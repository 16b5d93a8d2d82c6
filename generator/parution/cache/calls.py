"""Cached calls of functions whose result depends on their arguments alone, such as parsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from parution.cache.shelf import Shelf
from parution.private_store import digest_of

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")


class Calls:
    """Stores the results of function calls on a shelf; without a shelf, calls every time."""

    def __init__(self, shelf: Shelf | None = None, programs: str = "") -> None:
        """Reuse results only between runs with the same ``programs``, a digest of the libraries."""
        self._shelf = shelf
        self._programs = programs

    def of(
        self,
        function: Callable[Arguments, Found],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Found:
        """Return the result of ``function`` for these arguments, from the shelf if it has one."""
        if self._shelf is None:
            return function(*arguments, **options)
        called = (self._programs, function.__module__, function.__qualname__, arguments, options)
        key = digest_of(repr(called).encode())
        return self._shelf.get(key, lambda: function(*arguments, **options))

    def save(self) -> None:
        """Write the shelf with the entries that this run used; drop all others."""
        if self._shelf is not None:
            self._shelf.save()
