"""Numbers the references of a page in order of citation, and collapses ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

SHORTEST_RUN = 3
"""The fewest consecutive numbers written as a range."""


@lru_cache(maxsize=10_000)
def escape_key(key: str) -> str:
    """Return a key as part of an HTML id, in characters that addresses may hold as they are.

    >>> escape_key("dupont:2010")
    'dupont~3a~2010'
    """
    return "".join(
        letter
        if letter.isascii() and (letter.isalnum() or letter in "-_.")
        else f"~{ord(letter):x}~"
        for letter in key
    )


class Numbering:
    """The numbers of the keys cited on one page, and the ids of each citation."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, list[str]] = {}

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys in order of citation."""
        return tuple(self._numbers)

    def number(self, key: str) -> int:
        """Return the number of a key; give a new key the next number."""
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def add_anchor(self, key: str) -> str:
        """Return a new id, for another citation of the key."""
        anchors = self._anchors.setdefault(key, [])
        anchors.append(f"cite-{escape_key(key)}-{len(anchors) + 1}")
        return anchors[-1]

    def anchors(self, key: str) -> Sequence[str]:
        """Return the ids of all citations of a key."""
        return self._anchors.get(key, [])


def group_into_runs(numbers: Iterable[int]) -> Iterator[Sequence[int]]:
    """Yield sorted numbers without repetition: each range as one list, others alone.

    >>> list(group_into_runs([5, 1, 2, 3, 7, 8]))
    [[1, 2, 3], [5], [7], [8]]
    """
    run: list[int] = []
    for number in sorted(set(numbers)):
        if run and number != run[-1] + 1:
            yield from split_if_short(run)
            run = []
        run.append(number)
    yield from split_if_short(run)


def split_if_short(run: list[int]) -> Iterator[Sequence[int]]:
    if len(run) >= SHORTEST_RUN:
        yield run
    else:
        yield from ([number] for number in run)
