"""What a text was found to say, kept for the next run of reading.

Taking a bibliography or a text's citations apart depends on their letters alone; so what was found
once is found again by the digest of the letters, and an edit costs what was edited.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from parution.private_store import UNREADABLE, PrivateStore, digest_of, replace_file

FILE = "recollection.pickle"

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")


class Recollection:
    """Results of functions of texts, by function and arguments; empty unless loaded."""

    def __init__(self, before: dict[str, Any] | None = None) -> None:
        self._before = before or {}
        self._now: dict[str, Any] = {}

    def of(
        self,
        function: Callable[Arguments, Found],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Found:
        """Return what ``function`` returns; it must depend on its arguments alone."""
        asked = (function.__module__, function.__qualname__, arguments, options)
        key = digest_of(repr(asked).encode())
        if key not in self._now:
            known = key in self._before
            self._now[key] = self._before[key] if known else function(*arguments, **options)
        return cast(Found, self._now[key])

    @classmethod
    def load(cls, store: PrivateStore, programs: str) -> Recollection:
        """Return what earlier runs of the same ``programs`` (a digest of them) have found."""
        try:
            by_whom, before = pickle.loads((store.folder / FILE).read_bytes())  # noqa: S301 - ours
            return cls(before if by_whom == programs else None)
        except UNREADABLE:
            return cls()

    def save(self, store: PrivateStore, programs: str) -> None:
        """Keep what this run has used, and nothing older."""
        replace_file(store.folder / FILE, pickle.dumps((programs, self._now)), 0o600)
