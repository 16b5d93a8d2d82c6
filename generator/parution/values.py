"""Dataclasses whose methods are compiled when they are first called.

`dataclasses.dataclass` compiles six methods for each class, a third of a millisecond. That was a
sixth of a release, which calls few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as list_fields
from typing import TYPE_CHECKING, Any

Fields = Sequence[Field[Any]]

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

    from _typeshed import DataclassInstance
else:

    def dataclass(cls=None, *, frozen=False, slots=False, eq=True, order=False):
        """Make a class as `dataclasses.dataclass` does; it calls no ``__post_init__``.

        >>> @dataclass(frozen=True, slots=True)
        ... class Span:
        ...     "A span of time."
        ...     hours: int
        ...     minutes: int = 0
        >>> Span(1)
        Span(hours=1, minutes=0)
        """

        def decorate(cls):
            made = list_fields(init=False, repr=False, eq=False, slots=slots)(cls)
            for name in (*SHOWN, *(COMPARED if eq else ()), *(ORDERED if order else ())):
                if name not in vars(cls):
                    setattr(made, name, compile_late(made, name))
            if frozen:
                freeze(made, slots)
            elif eq:
                made.__hash__ = None
            return made

        return decorate if cls is None else decorate(cls)


SHOWN = ("__init__", "__repr__")
COMPARED = ("__eq__", "__hash__")
ORDERED = ("__lt__", "__le__", "__gt__", "__ge__")

SIGNS = {"__eq__": "==", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def compile_late(cls: type[DataclassInstance], name: str) -> Callable[..., Any]:
    """Return a method that puts the compiled one in its place when it is first called."""

    def method(self: object, *arguments: object, **named: object) -> object:
        compiled = compile_method(cls, name)
        setattr(cls, name, compiled)
        return compiled(self, *arguments, **named)

    return method


def compile_method(cls: type[DataclassInstance], name: str) -> Callable[..., Any]:
    """Return a method of a class by its name."""
    known: dict[str, Any] = {
        "missing_": MISSING,
        "put_": object.__setattr__,
        "fields_": {each.name: each for each in fields(cls)},
    }
    exec(write_method(name, fields(cls)), known)  # noqa: S102 - it has nothing but names of fields
    method: Callable[..., Any] = known[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


def write_method(name: str, fields: Fields) -> str:
    """Return the source of a method.

    >>> write_method("__hash__", [])
    'def __hash__(self): return hash(())'
    """
    match name:
        case "__init__":
            return write_init(fields)
        case "__repr__":
            shown = ", ".join(f"{each.name}={{self.{each.name}!r}}" for each in fields if each.repr)
            return f"def __repr__(self): return f'{{self.__class__.__qualname__}}({shown})'"
        case "__hash__":
            return f"def __hash__(self): return hash({write_tuple('self', fields)})"
    compared = f"{write_tuple('self', fields)} {SIGNS[name]} {write_tuple('other', fields)}"
    same = "other.__class__ is self.__class__"
    return f"def {name}(self, other): return {compared} if {same} else NotImplemented"


def write_tuple(of: str, fields: Fields) -> str:
    """Return the source of a tuple of the fields that are compared."""
    return f"({''.join(f'{of}.{each.name},' for each in fields if each.compare)})"


def write_init(fields: Fields) -> str:
    """Return the source of a method that sets all fields."""
    arguments = "".join(f", {each.name}{write_default(each)}" for each in fields)
    made = [each.name for each in fields if each.default_factory is not MISSING]
    lines = [
        f"def __init__(self{arguments}):",
        *(f" if {name} is missing_: {name} = fields_[{name!r}].default_factory()" for name in made),
        *(f" put_(self, {each.name!r}, {each.name})" for each in fields),
        " return",
    ]
    return "\n".join(lines)


def write_default(field: Field[Any]) -> str:
    """Return the source of a field's default, as it stands in a list of arguments."""
    if field.default is not MISSING:
        return f"=fields_[{field.name!r}].default"
    return "" if field.default_factory is MISSING else "=missing_"


def freeze(cls: Any, slots: bool) -> None:
    """Let no field of a class's objects be changed; let those with slots be pickled and copied."""
    cls.__setattr__, cls.__delattr__ = refuse_change, refuse_change
    if slots:
        cls.__getstate__, cls.__setstate__ = get_state, set_state


def refuse_change(self: object, name: str, *_: object) -> None:
    """Refuse to set a field or to remove it."""
    raise FrozenInstanceError(f"cannot change field {name!r} of {type(self).__qualname__}")


def get_state(self: DataclassInstance) -> list[object]:
    """Return the values of the fields."""
    return [getattr(self, each.name) for each in fields(self)]


def set_state(self: DataclassInstance, state: list[object]) -> None:
    """Restore an object from the values of its fields."""
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
