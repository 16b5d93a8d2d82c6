"""Records the inputs that a function reads while it makes a value, and again on each reuse.

A function that uses an earlier value depends on everything that value was made from. So a recorder
stores a value together with its trace, and adds the trace to the record of each function that gets
the value:

>>> from datetime import UTC, datetime
>>> noon = Instant(datetime(2026, 10, 8, 12, tzinfo=UTC))
>>> recorder = Recorder(noon, {"title of 2026/pain": "La douleur"})
>>> def title() -> str:
...     return recorder.read("title of 2026/pain")
>>> for _ in range(2):  # Made once, used twice.
...     made, trace = recorder.record(lambda: recorder.once("title", title))
...     sorted(trace.inputs)
['title of 2026/pain']
['title of 2026/pain']
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from parution.cache.digests import digest_texts
from parution.domain.instant import ALWAYS, Instant, Window

Made = TypeVar("Made")

Inputs = Mapping[str, str]
"""Each input by name: a digest of its content, or the content itself."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The inputs that a function read and the comparisons it made while it computed a value."""

    inputs: frozenset[str] = frozenset()
    window: Window = ALWAYS
    """The instants at which every comparison has the same result."""


NOTHING = Trace()


class Recorder:
    """Hands out inputs, and records which were read."""

    def __init__(self, instant: Instant, inputs: Inputs) -> None:
        self.instant = instant
        self._inputs = inputs
        self._read: set[str] = set()
        self._used: dict[int, Trace] = {}
        """Traces of the values used so far, by identity: sites use some of them many times."""
        self._made: dict[Hashable, tuple[Any, Trace]] = {}
        self._unused: dict[Hashable, tuple[Any, Trace]] = {}
        """Values that nobody has used since `forget_unused` was last called."""

    def read(self, name: str) -> str:
        """Record that an input is read, and return it; raise KeyError if there is none."""
        self._read.add(name)
        return self._inputs[name]

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the value of ``make()``, computed the first time this key is needed."""
        known = self._made.get(key) or self._take_up(key)
        if known is None:
            known = self._made[key] = self.record(make)
        elif known[1] is not NOTHING:
            self.replay(known[1])
        return cast(Made, known[0])

    def _take_up(self, key: Hashable) -> tuple[Any, Trace] | None:
        """Return a value that nobody has used for a while, from now on a used one."""
        if key in self._unused:
            self._made[key] = self._unused.pop(key)
        return self._made.get(key)

    def forget_unused(self) -> None:
        """Drop from memory the values of `once` that nobody has used since the last call.

        They are made again if they are needed after all.
        """
        self._unused, self._made = self._made, {}

    def forget_after(self, make: Callable[[], object]) -> None:
        """Call ``make``, then drop from memory the values that it made with `once`."""
        before = len(self._made)
        make()
        while len(self._made) > before:
            self._made.popitem()

    def record(self, make: Callable[[], Made]) -> tuple[Made, Trace]:
        """Return the value of ``make()`` and its trace."""
        around = self._read, self._used
        self._read, self._used = set(), {}
        try:
            with self.instant.note_comparisons() as seen:
                made = make()
        finally:
            read = self._read.union(*(each.inputs for each in self._used.values()))
            is_free = not read and seen.window is ALWAYS
            trace = NOTHING if is_free else Trace(frozenset(read), seen.window)
            self._read, self._used = around
            self._used[id(trace)] = trace
        return made, trace

    def replay(self, trace: Trace) -> None:
        """Record the trace of a value that is used again."""
        if id(trace) not in self._used:
            self._used[id(trace)] = trace
            self.instant.note(trace.window)

    def digest_inputs(self, names: tuple[str, ...]) -> str | None:
        """Return a digest of inputs as they are now; None if one of them is no more."""
        try:
            return digest_texts(map(self._inputs.__getitem__, names))
        except KeyError:
            return None
