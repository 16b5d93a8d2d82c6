"""Values that are known by their digest before anybody looks at them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

Content = TypeVar("Content")


class Lazy(Generic[Content]):
    """Something large with a digest: most builds ask for the digest alone.

    Where a value that is kept holds one of these, it is put apart and loaded when first looked at.
    """

    def __init__(self, digest: str, load: Callable[[], Content]) -> None:
        self.digest = digest
        """Names the content: equal digests mean equal contents."""
        self._load = load

    stands_apart = False
    """Whether the content lies in the private store, and need not be held."""

    @cached_property
    def content(self) -> Content:
        """What the digest stands for."""
        return self._load()

    def let_go(self) -> None:
        """Load a content that stands apart again when it is next looked at."""
        if self.stands_apart:
            vars(self).pop("content", None)
