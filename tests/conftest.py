"""Settings for all tests. Its place also lets every folder import `builders`.

Examples are drawn anew each time, fifty of each law; one that fails is printed as a blob that
brings it back. ``pytest --hypothesis-profile=long`` tries forty times as many, and
``--hypothesis-profile=steady`` draws the same ones each time, until a test changes (decision 182).
"""

import functools
import gc
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from parution.audit import scanner
from scratch import write_in_memory

write_in_memory()
gc.set_threshold(100_000, 20, 50)  # As the command line has it.

LINES = 30_000
"""Lines that audits remember: those of the tests' projects, for some ten megabytes."""

TESTS = Path(__file__).parent
LONGEST = {TESTS, TESTS / "output/pdf"} | {
    TESTS / name
    for name in ("audit", "browser", "cli", "compose", "output", "proof", "publish", "timetable")
}
"""The folders whose tests take longest."""

settings.register_profile("parution", max_examples=50, deadline=None, print_blob=True)
settings.register_profile("long", settings.get_profile("parution"), max_examples=2000)
settings.register_profile("steady", settings.get_profile("parution"), derandomize=True)
settings.load_profile("parution")


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Start one process more than there are cores: tests wait for browsers and servers."""
    return (yield) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders that take longest, so that at the end no process waits for another."""
    items.sort(key=lambda item: item.path.parent not in LONGEST)


@pytest.fixture(autouse=True, scope="session")
def _no_power_cut() -> Iterator[None]:
    """Skip flushing to disk: the tests' files need not survive a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def _equal_lines_read_once() -> Iterator[None]:
    """Let audits remember how a line reads: the tests' sites share most lines with one another."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("read_in_every_way", "join_letters", "split_plain_words"):
            patch.setattr(scanner, name, remember(getattr(scanner, name)))
        yield


def remember(read: Callable[[bytes], Iterable[object]]) -> Callable[[bytes], tuple[object, ...]]:
    """Return a function that reads as another does, each line once."""
    return functools.lru_cache(LINES)(lambda line: tuple(read(line)))
