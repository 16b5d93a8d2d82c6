"""Work on one text is limited in time, memory and depth."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from parution.domain.problems import ProblemsFound
from parution.limits import EXCEEDED, TEXT_BYTES, TooCostly, limiting
from parution.pipeline import prepare
from parution.private_store import PrivateStore
from parution.sources import read
from sources.rows import THEME
from tiny_project import tiny_project


def loop_for_ever() -> None:
    while True:
        pass


def backtrack() -> None:
    re.match(r"(a+)+b", "a" * 40)


@pytest.mark.parametrize("work", [loop_for_ever, backtrack])
def test_time_is_bounded(work: Callable[[], None]) -> None:
    """A loop is interrupted, and so is one regular expression."""
    with pytest.raises(TooCostly), limiting(seconds=0.1):
        work()


def test_time_is_bounded_in_other_threads() -> None:
    """Where no signal can be sent, another thread interrupts."""
    raised: list[BaseException] = []

    def work() -> None:
        try:
            with limiting(seconds=0.05):
                loop_for_ever()
        except TooCostly as exceeded:
            raised.append(exceeded)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=60)
    assert len(raised) == 1


def test_memory_is_bounded() -> None:
    """A block cannot take more memory than its limit; the code after it can."""
    with pytest.raises(MemoryError), limiting(memory=1 << 26):
        bytearray(1 << 28)
    assert len(bytearray(1 << 28)) == 1 << 28


NESTED = "".join(f"{'    ' * depth}- x\n" for depth in range(300))

HEAVY = {
    "lists in lists": NESTED,
    "quotations in quotations": "> " * 3000 + "x",
    "numbers in numbers": "1. " * 3000,
    "elements in elements": "<div>\n" * 3000,
}


@pytest.mark.parametrize("body", HEAVY.values(), ids=HEAVY)
def test_a_text_that_nests_too_deep_is_named(body: str, tmp_path: Path) -> None:
    """Too deep a text is reported with its file, without a `RecursionError`."""
    project = tiny_project(tmp_path, {f"{THEME}/guide.md": f"{body}\n"})
    with pytest.raises(ProblemsFound) as raised:
        prepare(project, project / "mkdocs.yml", PrivateStore(project))
    found = {(each.code, each.place.file) for each in raised.value.problems}
    assert found == {("text-too-complex", f"{THEME}/guide.md")}


SLOW = {
    "lists of attributes": "{: title='x' " * 300 + "}" * 300,
    "brackets": "[" * 8000,
    "citations": "[@" * 10000,
    "footnotes": "[^" * 10000,
    "abbreviations": "*[a" * 8000,
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_a_text_that_would_take_minutes_is_named(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading or rendering gives up on such a text and names its file."""
    monkeypatch.setattr("parution.sources.markdown.document.SECONDS_TO_READ", 0.2)
    monkeypatch.setattr("parution.sources.theme_folder.SECONDS_TO_READ", 0.2)
    monkeypatch.setattr("parution.render.text_review.SECONDS", 0.3)
    project = tiny_project(tmp_path, {f"{THEME}/guide.md": f"{body}\n"})
    with pytest.raises(ProblemsFound) as raised:
        prepare(project, project / "mkdocs.yml", PrivateStore(project))
    found = [(each.code, each.place.file) for each in raised.value.problems]
    assert ("text-too-complex", f"{THEME}/guide.md") in found


def test_a_text_of_many_megabytes_is_not_even_read(tmp_path: Path) -> None:
    """A file too large to be written by hand is refused by its size."""
    body = "---\ntitle: " + "x" * TEXT_BYTES + "\n---\n"
    project = tiny_project(tmp_path, {f"{THEME}/index.md": body})
    found = [(each.code, str(each.place)) for each in read(project).problems]
    assert ("text-too-long", f"{THEME}/index.md") in found


def test_everything_that_exceeds_bounds_is_caught() -> None:
    """Depth and memory count like time."""
    assert {RecursionError, MemoryError, TooCostly} == set(EXCEEDED)
