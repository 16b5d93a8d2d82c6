"""Cached calls of functions whose result depends on their arguments alone, such as parsers."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from parution.cache.shelf import Shelf
from parution.forks import Fork, can_fork
from parution.private_store import digest_of

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")
Item = TypeVar("Item")
Done = TypeVar("Done")

WORTH_HELP = 10
"""Number of files below which another process costs more than it saves."""


class Calls:
    """Stores the results of function calls on a shelf; without a shelf, calls every time."""

    def __init__(self, shelf: Shelf | None = None, programs: str = "") -> None:
        """Reuse results only between runs with the same ``programs``, a digest of the libraries."""
        self._shelf = shelf
        self._programs = programs
        self._is_new = shelf is not None and shelf.is_empty
        """Whether no earlier run has stored any result."""

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

    def share(
        self,
        work: Callable[[Item], Done],
        items: Sequence[Item],
        count: Callable[[Sequence[Item]], int] = len,
    ) -> list[Done]:
        """Return the result of ``work`` for each item; a copy of this process helps with half.

        ``count`` returns the number of files that some items stand for.

        >>> Calls().share(str.upper, ["a", "b", "c"])
        ['A', 'B', 'C']
        """
        early, late = items[: len(items) // 2], items[len(items) // 2 :]
        with self.helped(lambda: [*map(work, late)], count(late)):
            done = [*map(work, early)]
        return [*done, *map(work, late)]

    @contextmanager
    def helped(self, work: Callable[[], object], files: int) -> Iterator[None]:
        """Let a copy of this process do ``work``, on so many files, during the block.

        Afterwards the results of its calls are on the shelf: do the work here too, which is quick
        then. Nobody helps where that would gain nothing.
        """
        if self._shelf is None or not self._is_new or files < WORTH_HELP or not can_fork():
            yield
            return
        with Fork(lambda: self._do_work(work)) as copy:
            yield
            done = copy.wait()
        if done is not None:
            self._shelf.adopt(pickle.loads(done))  # noqa: S301 - our own process's

    def _do_work(self, work: Callable[[], object]) -> bytes:
        """Do some work; return what it added to the shelf."""
        work()
        return pickle.dumps(self._shelf.changes if self._shelf else {}, pickle.HIGHEST_PROTOCOL)

    def save(self) -> None:
        """Write the shelf with the entries that this run used; drop all others."""
        if self._shelf is not None:
            self._shelf.save()
