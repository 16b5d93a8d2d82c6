"""Our dataclasses are like those of `dataclasses`, but a method is compiled on its first call."""

from __future__ import annotations

import copy
import dataclasses
import gc
import importlib
import itertools
import operator
import pickle
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest

import parution
from parution import values

Decorate = Callable[..., Any]


def make_class(decorate: Decorate) -> Any:
    """Return a class with a field of each kind."""

    class Session:
        """A session."""

        day: int
        place: str = "here"
        guests: list[str] = dataclasses.field(default_factory=list)
        note: str = dataclasses.field(default="", compare=False, repr=False)

    Session.__module__, Session.__qualname__ = __name__, "Session"
    return decorate(Session)


SETTINGS = [
    {},
    {"eq": False},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True, "slots": True, "order": True},
]
PAIRS = [
    tuple(make_class(each.dataclass(**settings)) for each in (values, dataclasses))
    for settings in SETTINGS
]

Session = make_class(values.dataclass(frozen=True, slots=True))

ARGUMENTS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((2, "there", (), "quiet"), {}),
    ((2, "there", ()), {"note": "loud"}),
    ((), {"day": 1, "guests": ("Ada",)}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((1, "", (), "", 5), {}),
    ((1,), {"x": 1}),
]

every_kind = pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=map(str, SETTINGS))


def try_to(act: Callable[..., object], *arguments: object, **named: object) -> object:
    """Return the result, or the type of the failure."""
    try:
        return act(*arguments, **named)
    except (TypeError, AttributeError) as failure:
        return type(failure)


@every_kind
def test_objects_are_made_and_shown_alike(ours: Any, theirs: Any) -> None:
    """Arguments, defaults, fields and `repr` are those of a dataclass."""
    for arguments, named in ARGUMENTS + WRONG:
        one, other = (try_to(kind, *arguments, **named) for kind in (ours, theirs))
        assert repr(one) == repr(other)
    assert ours.__match_args__ == theirs.__match_args__


@every_kind
def test_objects_compare_alike(ours: Any, theirs: Any) -> None:
    """Equality and order ask the same fields, or are not there."""
    one, other = (
        [kind(*arguments, **named) for arguments, named in ARGUMENTS] for kind in (ours, theirs)
    )
    for compare in (operator.eq, operator.lt, operator.le, operator.gt, operator.ge):
        found = [
            [try_to(compare, *pair) for pair in itertools.product(each, each)]
            for each in (one, other)
        ]
        assert found[0] == found[1]
    assert one[0] != other[0]


@every_kind
def test_objects_are_hashed_alike(ours: Any, theirs: Any) -> None:
    """An object that can be changed has no hash; others have one if their fields do."""
    for arguments in [(1, "there", (), "quiet"), (1,)]:
        one, other = (try_to(hash, kind(*arguments)) for kind in (ours, theirs))
        assert isinstance(one, int) == isinstance(other, int)


@every_kind
def test_objects_change_alike(ours: Any, theirs: Any) -> None:
    """A frozen object lets no field be set or removed."""
    for act, arguments in [(setattr, ("day", 2)), (delattr, ("day",))]:
        one, other = (try_to(act, kind(1), *arguments) for kind in (ours, theirs))
        assert one == other


def test_equal_objects_have_one_hash() -> None:
    """What is not compared is not in the hash either."""
    assert hash(Session(1, "", (), "quiet")) == hash(Session(1, "", (), "loud"))


def test_each_object_has_its_own_default() -> None:
    """A default that is made is made for each object."""
    assert Session(1).guests is not Session(1).guests


def test_objects_are_copied_and_replaced() -> None:
    """`pickle`, `copy` and `replace` know what a frozen object with slots holds."""
    session = Session(1, "there", ["Ada"], "quiet")
    for made in (pickle.loads(pickle.dumps(session)), copy.deepcopy(session)):
        assert (made, made.note) == (session, "quiet")
    assert dataclasses.replace(session, day=2) == Session(2, "there", ["Ada"])


def test_a_method_is_compiled_on_its_first_call() -> None:
    """A class that nobody uses costs nothing: the methods it calls replace themselves."""
    kind = make_class(values.dataclass(frozen=True, slots=True))
    before = {name: vars(kind)[name] for name in ("__init__", "__eq__", "__hash__", "__repr__")}
    repr(kind(1))
    assert [name for name in before if vars(kind)[name] is not before[name]] == [
        "__init__",
        "__repr__",
    ]


def test_each_method_of_the_package_can_be_compiled() -> None:
    """Nobody meets a mistake in a class on its first use."""
    for module in pkgutil.walk_packages(parution.__path__, "parution."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {
        each
        for each in gc.get_objects()
        if isinstance(each, type)
        and str(each.__module__).startswith("parution.")
        and dataclasses.is_dataclass(each)
    }
    assert len(found) > 200
    for each in found:
        for name in {*values.SHOWN, *values.COMPARED} & {*vars(each)}:
            if vars(each)[name]:
                assert values.compile_method(each, name).__name__ == name
