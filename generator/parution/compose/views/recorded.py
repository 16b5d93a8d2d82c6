"""Properties that are computed once and report their inputs to everyone who reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, overload

from parution.compose.context import Context
from parution.domain import Site

Said = TypeVar("Said")


class Recording(Protocol):
    """A view of a site."""

    site: Site
    context: Context


class recorded(Generic[Said]):  # noqa: N801 - used like `property`
    """A property of a site's view, computed once; each reader depends on its inputs.

    (`functools.cached_property` would record the inputs for the first reader only, so that the
    cache would miss them for the second.)
    """

    def __init__(self, find: Callable[[Any], Said]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, view: None, owner: type[Recording]) -> recorded[Said]: ...
    @overload
    def __get__(self, view: Recording, owner: type[Recording]) -> Said: ...
    def __get__(self, view: Recording | None, owner: type[Recording]) -> Said | recorded[Said]:
        """Return the value for this view."""
        if view is None:
            return self
        return view.context.recorder.once((self, view.site), lambda: self._find(view))
