"""A copy of the process hands back what it made, and reports no failure of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from parution.forks import Fork, can_fork

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process safely"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def fail() -> bytes:
    raise LookupError("in the copy")


def exit_in_silence() -> bytes:
    os._exit(0)


def end_at_once() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_a_copy_hands_back_what_it_made() -> None:
    """The bytes come from another process, which has this one's values."""
    here = {"value": b"some"}
    with Fork(lambda: here["value"] + str(os.getpid()).encode()) as copy:
        made = copy.wait()
    assert made is not None
    assert made.startswith(b"some")
    assert made != b"some%d" % os.getpid()


@pytest.mark.parametrize("make", [fail, exit_in_silence, end_at_once])
def test_a_failed_copy_gives_nothing(
    make: Callable[[], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever ends the copy, it hands back nothing, and prints nothing."""
    with Fork(make) as copy:
        assert copy.wait() is None
    assert capfd.readouterr() == ("", "")


def test_a_copy_ends_with_its_block() -> None:
    """A copy that is not waited for is ended."""

    def wait_for_ever() -> bytes:
        time.sleep(3600)
        return b""

    with Fork(wait_for_ever):
        (process,) = multiprocessing.active_children()
        number = process.pid
    assert number
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


@pytest.mark.parametrize(
    ("platform", "processors", "threads", "expected"),
    [
        pytest.param("linux", 2, 1, True, id="two processors"),
        pytest.param("linux", 1, 1, False, id="one processor"),
        pytest.param("linux", None, 1, False, id="nobody knows how many"),
        pytest.param("linux", 2, 2, False, id="other threads"),
        pytest.param("darwin", 2, 1, False, id="another system"),
    ],
)
def test_a_process_is_copied_where_that_is_safe(
    platform: str,
    processors: int | None,
    threads: int,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only on Linux, with a processor to spare and no other thread."""
    monkeypatch.setattr("parution.forks.sys.platform", platform)
    monkeypatch.setattr("parution.forks.os.cpu_count", lambda: processors)
    monkeypatch.setattr("parution.forks.threading.active_count", lambda: threads)
    assert can_fork() is expected
