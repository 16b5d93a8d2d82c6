"""The second run that ``.ci/run`` grants to browser tests, and to no others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FAILS_ONCE = """
from pathlib import Path

def test_fails_once():
    seen = Path(__file__).with_suffix(".seen")
    first = not seen.exists()
    seen.touch()
    assert not first, "the reason of the first failure"
"""

FILES = {
    "browser/conftest.py": "from tests.browser.conftest import pytest_itemcollected\n",
    "browser/test_browser.py": FAILS_ONCE,
    "other/test_other.py": FAILS_ONCE,
}


def run(folder: Path, **environment: str) -> str:
    """Run two tests that fail once, one of them a browser's, and return the end of the run."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "PARUTION_"))
    }
    settings = ("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder))
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "-p", "no:cacheprovider", str(folder)],
        env={**inherited, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout


@pytest.fixture(scope="module")
def in_ci(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The end of a run in CI."""
    return run(tmp_path_factory.mktemp("ci"), PARUTION_TEST_RERUNS="1")


def test_in_ci_a_browser_test_runs_again(in_ci: str) -> None:
    """One that fails once passes; a test of another folder fails."""
    assert "1 failed, 1 passed, 1 rerun" in in_ci
    failed = in_ci.partition("short test summary info")[2]
    assert "other/test_other.py::test_fails_once" in failed


def test_what_ran_twice_is_listed_with_its_failure(in_ci: str) -> None:
    """The end of the run names the test and why it failed at first, for it to be mended."""
    listed = in_ci.partition("rerun test summary info")[2]
    assert "browser/test_browser.py::test_fails_once" in listed
    assert "the reason of the first failure" in listed


def test_elsewhere_nothing_runs_again(tmp_path: Path) -> None:
    """Without the variable a browser test that fails once fails the run."""
    assert "2 failed in" in run(tmp_path)


def test_ci_grants_one_more_run() -> None:
    """``.ci/run`` sets the variable, to one."""
    assert "export PARUTION_TEST_RERUNS=1 " in (ROOT / ".ci" / "run").read_text()
