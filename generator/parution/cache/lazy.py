"""Values with a known digest that are loaded on first use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

Content = TypeVar("Content")


class Lazy(Generic[Content]):
    """A large value with a digest, loaded on first use: most builds need the digest alone.

    When the cache stores a value that holds one of these, it puts the content into the private
    store.
    """

    def __init__(self, digest: str, load: Callable[[], Content]) -> None:
        self.digest = digest
        """Identifies the content: equal digests mean equal contents."""
        self._load = load

    def __repr__(self) -> str:
        """Name the content, as the keys of the cache do."""
        return f"{type(self).__name__}({self.digest})"

    apart = ""
    """The name of the content in the private store; empty if it is not there."""

    @property
    def stands_apart(self) -> bool:
        """Whether the private store has the content, so that it need not stay in memory."""
        return bool(self.apart)

    def put_apart(self, apart: str, load: Callable[[], Content]) -> None:
        """Note the name of the content in the private store, from where ``load`` reads it again."""
        self.apart, self._load = apart, load

    @cached_property
    def content(self) -> Content:
        """The value itself; the first access loads it."""
        return self._load()

    def let_go(self) -> None:
        """Free the memory of a content that the private store has; the next access reloads it."""
        if self.stands_apart:
            vars(self).pop("content", None)
