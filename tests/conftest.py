"""Settings for all tests. Its place also lets every folder import `builders`.

Examples are drawn anew each time, fifty of each law; one that fails is printed as a blob that
brings it back. ``pytest --hypothesis-profile=long`` tries forty times as many.
"""

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from scratch import write_in_memory

write_in_memory()

settings.register_profile("parution", max_examples=50, deadline=None, print_blob=True)
settings.register_profile("long", settings.get_profile("parution"), max_examples=2000)
settings.load_profile("parution")


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Start one process more than there are cores: tests wait for browsers and servers."""
    return (yield) + 1


@pytest.fixture(autouse=True, scope="session")
def _no_power_cut() -> Iterator[None]:
    """Skip flushing to disk: the tests' files need not survive a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield
