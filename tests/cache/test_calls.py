"""A copy of the process helps with calls whose results are kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from parution.cache import Cache
from parution.cache import calls as kept_calls
from parution.cache.calls import Calls
from parution.private_store import PrivateStore

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process safely"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]

WORDS = ["un", "deux", "trois"]
MANY = 1000


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrivateStore:
    """A private folder on a machine that can copy processes."""
    monkeypatch.setattr(kept_calls, "can_fork", lambda: True)
    return PrivateStore(tmp_path)


class Reader:
    """Reads words, and remembers which; equal to every other reader for the cache."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __repr__(self) -> str:
        return "Reader()"


def read_word(reader: Reader, word: str) -> str:
    reader.read.append(word)
    return word.upper()


def read_with_help(
    calls: Calls, reader: Reader, files: int, fail: Callable[[], object] = lambda: None
) -> list[str]:
    """Return the words as read, the last two with help."""

    def read_late() -> list[str]:
        return [calls.of(read_word, reader, word) for word in WORDS[1:]]

    def help_read() -> None:
        read_late()
        fail()

    with calls.helped(help_read, files):
        read = [calls.of(read_word, reader, WORDS[0])]
    return read + read_late()


def make_calls(store: PrivateStore) -> Calls:
    return Calls(Cache(store).shelf("read"), "programs")


def test_what_the_copy_read_is_not_read_again(store: PrivateStore) -> None:
    """The results are the same, and this process made only its own share of them."""
    reader = Reader()
    assert read_with_help(make_calls(store), reader, MANY) == ["UN", "DEUX", "TROIS"]
    assert reader.read == ["un"]


def test_what_the_copy_read_is_kept(store: PrivateStore) -> None:
    """The next run finds all results, and needs no help."""
    calls = make_calls(store)
    read_with_help(calls, Reader(), MANY)
    calls.save()
    again = Reader()
    assert read_with_help(make_calls(store), again, MANY) == ["UN", "DEUX", "TROIS"]
    assert again.read == []


def test_this_process_does_what_the_copy_failed_to_do(store: PrivateStore) -> None:
    """If the copy fails, everything is read here."""
    reader = Reader()
    found = read_with_help(make_calls(store), reader, MANY, fail=lambda: 1 / 0)
    assert (found, reader.read) == (["UN", "DEUX", "TROIS"], WORDS)


def test_few_files_need_no_help(store: PrivateStore) -> None:
    """For a few files no process is started."""
    reader = Reader()
    read_with_help(make_calls(store), reader, kept_calls.WORTH_HELP - 1)
    assert reader.read == WORDS


def test_nobody_helps_where_nothing_is_kept(store: PrivateStore) -> None:
    """Without a cache, a copy could not hand its results over."""
    reader = Reader()
    assert store.added == 0
    assert read_with_help(Calls(), reader, MANY) == ["UN", "DEUX", "TROIS"]
    assert reader.read == WORDS


def test_nobody_helps_where_most_is_kept(
    store: PrivateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With results of an earlier run, no process is started."""
    calls = make_calls(store)
    calls.of(read_word, Reader(), "un")
    calls.save()
    monkeypatch.setattr(kept_calls, "Fork", None)
    reader = Reader()
    read_with_help(make_calls(store), reader, MANY)
    assert reader.read == WORDS[1:]
