"""Values go from one process to another with their lazy values."""

from __future__ import annotations

from pathlib import Path

import pytest

from parution.cache import Cache
from parution.cache.handing import hand_over, take_over
from parution.cache.lazy import Lazy
from parution.private_store import ObjectLost, PrivateStore


def test_a_lazy_value_goes_along_whole(tmp_path: Path) -> None:
    """A lazy value that the private store lacks arrives with its content; the store gets none."""
    store = PrivateStore(tmp_path)
    found = take_over(hand_over([Lazy("digest", lambda: ["content"])]), store)
    assert [(each.digest, each.content) for each in found] == [("digest", ["content"])]
    assert [*store.names()] == []


def test_a_stored_lazy_value_is_named_alone(tmp_path: Path) -> None:
    """A lazy value in the private store is loaded from there, when somebody asks for it."""
    store = PrivateStore(tmp_path)
    lazy = Lazy("digest", lambda: ["content"])
    Cache(store).shelf("some").keep("key", lazy)
    handed = hand_over(lazy)
    assert take_over(handed, PrivateStore(tmp_path)).content == ["content"]
    for name in [*store.names()]:
        store.drop(name)
    lost = take_over(handed, store)
    with pytest.raises(ObjectLost):
        lost.content  # noqa: B018 - loads it


def test_a_stored_value_is_not_pickled_again(tmp_path: Path) -> None:
    """A lazy value kept twice, under two keys, is stored once and not loaded for the second."""
    store = PrivateStore(tmp_path)
    shelf = Cache(store).shelf("some")
    lazy = Lazy("digest", lambda: ["content"])
    shelf.keep("one", lazy)
    lazy.let_go()
    shelf.keep("other", lazy)
    assert "content" not in vars(lazy)
    (found,) = {shelf.find(key).value.apart for key in ("one", "other")}  # type: ignore[union-attr]
    assert [*store.names()] == [found]
