"""Publications killed without warning, with what they had started still at work."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import run
from parution.private_store import SECRET_VARIABLE
from parution.publish.snapshots import SnapshotStore
from parution.publish.targets import claim
from publish.deliveries import as_bytes, bring, opened, project_in
from publish.places import files_below, need
from tiny_project import tiny_project

TESTS = Path(__file__).parent.parent

OLD = {**{f"{number:02}/index.html": f"old {number}" for number in range(40)}, "gone.pdf": "x"}
NEW = {**{f"{number:02}/index.html": f"new {number}" for number in range(40)}, "come.pdf": "y"}

BRINGING = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from parution.publish.targets import claim, order
from publish.deliveries import bring, opened
from publish.test_killed import NEW
claim.SETTLING, order.MOST_FILES = 0.0, 10
print("begins", flush=True)
bring(opened(Path({project!r}), {address!r}), 1, NEW)
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    need(shutil.which("rclone"), "rclone")
    monkeypatch.setattr(claim, "SETTLING", 0.0)
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)


def kill_when(is_time: Callable[[], bool], command: list[str], folder: Path) -> None:
    """Start a program, and kill it when it has begun and it is time; what it started is let be."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    while not is_time():
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    if process.stderr:
        process.stderr.close()


@pytest.mark.parametrize("arrived", [0, 1, 15, 38])
def test_a_transfer_that_was_killed_is_finished_by_the_next(tmp_path: Path, arrived: int) -> None:
    """The next waits for programs left behind: they write nothing over what it brings."""
    project, host = project_in(tmp_path / "project"), tmp_path / "host"
    target = opened(project, f":local:{host}")
    bring(target, 0, OLD)
    script = BRINGING.format(tests=str(TESTS), project=str(project), address=target.address)

    def have_arrived() -> bool:
        return sum(b"new" in data for data in files_below(host).values()) >= arrived

    kill_when(have_arrived, [sys.executable, "-c", script], tmp_path)
    bring(target, 2, OLD)
    assert files_below(host) == as_bytes(OLD)
    time.sleep(0.3)
    assert files_below(host) == as_bytes(OLD)
    assert not target.read_served().is_cut


def test_a_program_left_behind_is_waited_for(tmp_path: Path) -> None:
    """It has the lock of whoever started it, and lets go of it when it ends."""
    lock, begun, ended = (tmp_path / name for name in ("lock", "begun", "ended"))
    touch = "pathlib.Path({!r}).touch()".format
    late = f"import time, pathlib; {touch(str(begun))}; time.sleep(1); {touch(str(ended))}"
    script = (
        "from pathlib import Path; from parution.publish.targets.programs import Programs;"
        f"p = Programs(Path({str(lock)!r})); a = p.alone(); a.__enter__(); print('begins',"
        f" flush=True); p.run([{sys.executable!r}, '-c', {late!r}])"
    )
    kill_when(begun.exists, [sys.executable, "-c", script], tmp_path)
    from parution.publish.targets.programs import Programs

    with Programs(lock).alone():
        assert ended.exists()


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project where nothing need be rendered any more."""
    project = tiny_project(tmp_path_factory.mktemp("warm") / "project")
    for at in ("2026-09-30T12:00", "2026-10-09T12:00"):
        assert run(project, "build", "--at", at).code == 0
    return project


@pytest.mark.long
@pytest.mark.parametrize("moment", range(50))
def test_a_whole_publication_that_was_killed(warm: Path, tmp_path: Path, moment: int) -> None:
    """At fifty moments, to a folder and to a host in turn: the folder has a whole version always,
    and the next publication to either leaves exactly its sites."""
    project = Path(shutil.copytree(warm, tmp_path / "project", copy_function=shutil.copy2))
    to = str(tmp_path / "folder") if moment % 2 else f":local:{tmp_path}/host"
    program = [sys.executable, "-m", "parution", "publish", "--to", to, "--at"]
    begun = time.monotonic()
    assert run(project, "publish", "--to", to, "--at", "2026-09-30T12:00").code == 0
    takes = time.monotonic() - begun + 1
    process = subprocess.Popen(
        [*program, "2026-10-09T12:00"], cwd=project, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(random.Random(moment).uniform(0.3, takes))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if moment % 2:
        store = SnapshotStore(tmp_path / "folder")
        served = store.current()
        assert served
        store.verify(served)
    done = run(project, "publish", "--to", to, "--at", "2026-10-10T12:00")
    assert done.code == 0, done.err
    assert run(project, "build", "--at", "2026-10-10T12:00").code == 0
    served_now = tmp_path / ("folder/current" if moment % 2 else "host")
    assert files_below(served_now.resolve()) == files_below(project / "site")
