"""A value is restored as it was, whatever its class."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from datetime import date

import pytest

from parution.cache.pickling import pickle_value


@dataclass(frozen=True, slots=True)
class Empty:
    """A value without fields."""


@dataclass(frozen=True, slots=True)
class One:
    """A value with one field, which may be a tuple."""

    only: object


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that makes one of its fields itself."""

    given: str
    made: str = field(init=False, default="made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A value whose fields are given by name."""

    first: int
    second: int = 2


@dataclass
class Plain:
    """A value without slots, to which somebody added an attribute."""

    first: int


@pytest.mark.parametrize(
    "value",
    [
        Empty(),
        One(()),
        One((One(date(2026, 10, 8)), Empty())),
        Derived("given"),
        Named(first=1),
        Plain(1),
        {"a": [One(None), One]},
    ],
    ids=repr,
)
def test_a_value_is_restored(value: object) -> None:
    """Values within values, and classes themselves, come back equal."""
    assert pickle.loads(pickle_value(value)) == value


def test_one_value_in_two_places_is_one_again() -> None:
    """Sharing is kept, so that restored values need no more memory."""
    shared = One("x" * 100)
    first, second = pickle.loads(pickle_value([shared, shared]))
    assert first is second


def test_an_added_attribute_is_restored() -> None:
    """A value that is no frozen one with slots keeps all its attributes."""
    value = Plain(1)
    vars(value)["added"] = 2
    assert vars(pickle.loads(pickle_value(value))) == {"first": 1, "added": 2}
