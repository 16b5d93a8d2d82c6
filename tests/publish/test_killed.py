"""Publications killed without warning, while the programs they started still run."""

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
from publish.deliveries import bring, encode, make_project, open_target
from publish.places import need, read_site
from tiny_project import tiny_project

TESTS = Path(__file__).parent.parent

OLD = {**{f"{number:02}/index.html": f"old {number}" for number in range(40)}, "gone.pdf": "x"}
NEW = {**{f"{number:02}/index.html": f"new {number}" for number in range(40)}, "come.pdf": "y"}

BRINGING = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from parution.publish.targets import claim, order
from publish.deliveries import bring, open_target
from publish.test_killed import NEW
claim.SETTLING, order.MOST_FILES = 0.0, 10
print("begins", flush=True)
bring(open_target(Path({project!r}), {address!r}), 1, NEW)
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    need(shutil.which("rclone"), "rclone")
    monkeypatch.setattr(claim, "SETTLING", 0.0)
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)


def kill_when(is_time: Callable[[], bool], command: list[str], folder: Path) -> None:
    """Start a program, and kill it some time after it began, without its children."""
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
    """After a killed transfer, the next waits for the programs left behind, then finishes it."""
    project, host = make_project(tmp_path / "project"), tmp_path / "host"
    target = open_target(project, f":local:{host}")
    bring(target, 0, OLD)
    script = BRINGING.format(tests=str(TESTS), project=str(project), address=target.address)

    def have_arrived() -> bool:
        return sum(b"new" in data for data in read_site(host).values()) >= arrived

    kill_when(have_arrived, [sys.executable, "-c", script], tmp_path)
    bring(target, 2, OLD)
    assert read_site(host) == encode(OLD)
    time.sleep(0.3)
    assert read_site(host) == encode(OLD)
    assert not target.read_served().is_cut


def test_a_program_left_behind_is_waited_for(tmp_path: Path) -> None:
    """A program left behind holds its starter's lock until it ends."""
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
    """A project whose pages are all rendered already."""
    project = tiny_project(tmp_path_factory.mktemp("warm") / "project")
    for at in ("2026-09-30T12:00", "2026-10-09T12:00"):
        assert run(project, "build", "--at", at).code == 0
    return project


@pytest.mark.long
@pytest.mark.parametrize("moment", range(50))
def test_a_whole_publication_that_was_killed(warm: Path, tmp_path: Path, moment: int) -> None:
    """Killed at any of fifty moments, a publication leaves a folder with a whole version, and the
    next one, to the folder or to a host, leaves exactly its sites.
    """
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
    assert read_site(served_now.resolve()) == read_site(project / "site")
