"""Hands values from one process to another that uses the same private folder.

A lazy value whose content stands in the private store is named alone; any other goes along whole.
"""

from __future__ import annotations

import io
import pickle
from typing import Any, TypeVar

from parution.cache.lazy import Lazy
from parution.cache.pickling import ValuePickler
from parution.cache.shelf import ShelfReader, take_up
from parution.private_store import PrivateStore

Content = TypeVar("Content")


def hand_over(value: object) -> bytes:
    """Return a value as bytes, for `take_over` in another process."""
    written = io.BytesIO()
    HandingWriter(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()


def take_over(handed: bytes, store: PrivateStore) -> Any:
    """Return the value that another process of ours handed over."""
    return ShelfReader(handed, store).load()


class HandingWriter(ValuePickler):
    """A pickler that names the lazy values in the private store."""

    def reducer_override(self, obj: object) -> Any:
        """Return a reference to a stored lazy value, or any other with its content."""
        if not isinstance(obj, Lazy):
            return super().reducer_override(obj)
        if obj.stands_apart:
            return take_up, (type(obj), obj.digest, obj.apart)
        return make_lazy, (type(obj), obj.digest, obj.content)


def make_lazy(kind: type[Lazy[Content]], digest: str, content: Content) -> Lazy[Content]:
    """Return a lazy value whose content is at hand."""
    return kind(digest, lambda: content)
