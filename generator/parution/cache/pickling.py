"""Pickles frozen dataclasses by their fields, twice as fast as they would by themselves.

Those with slots look up their fields for each object that they write or restore.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any


class ValuePickler(pickle.Pickler):
    """A pickler that restores each value by calling its class with its fields."""

    def reducer_override(self, obj: object) -> Any:
        """Return the class and the fields of a value; pickle all else as usual."""
        get_fields = GETTERS[type(obj)]
        return NotImplemented if get_fields is None else (type(obj), get_fields(obj))


def pickle_value(value: object) -> bytes:
    """Return a pickled value, for `pickle.loads`.

    >>> from parution.domain.problems import Place
    >>> pickle.loads(pickle_value(Place("a.md", 1)))
    Place(file='a.md', line=1, column=None)
    """
    written = io.BytesIO()
    ValuePickler(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()


FieldGetter = Callable[[object], tuple[Any, ...]]
"""Returns the values of all fields."""


class FieldGetters(dict[type, FieldGetter | None]):
    """The getter of each class; None for those that are no frozen dataclass with slots."""

    def __missing__(self, kind: type) -> FieldGetter | None:
        self[kind] = make_field_getter(kind)
        return self[kind]


GETTERS = FieldGetters()


def make_field_getter(kind: type) -> FieldGetter | None:
    """Return a getter for a dataclass with slots; None for other classes."""
    if not is_dataclass(kind) or "__slots__" not in vars(kind) or hasattr(kind, "__post_init__"):
        return None
    names = [each.name for each in fields(kind) if each.init and not each.kw_only]
    if not names or len(names) < len(fields(kind)):
        return None
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)
