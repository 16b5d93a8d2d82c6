"""Small sites written by hand, and their way to a target.

target = opened(project, place)
bring(target, 0, {"index.html": "a"})
bring(target, 1, {"index.html": "b"}, closes=lambda path: True)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from parution.publish.digests import digests_of
from parution.publish.showing import Showing
from parution.publish.snapshots import Candidate, Snapshot
from parution.publish.targets.opening import Opener
from parution.publish.targets.target import Delivery, Progress, Target
from publish.test_snapshots import FIRST_DAY, SHOWING

SECRET = b"s" * 64


def project_in(folder: Path) -> Path:
    """Make a folder that has a master secret and nothing else."""
    (folder / ".parution").mkdir(parents=True)
    (folder / ".parution" / "secret").write_bytes(SECRET)
    return folder


def opened(
    project: Path,
    address: str,
    *,
    take_over: bool = False,
    now: datetime = FIRST_DAY,
    progress: Progress | None = None,
) -> Target:
    """Open a target as the commands do."""
    return Opener(project, lambda: now, take_over, progress).open(address)


def bring(
    target: Target,
    day: float,
    files: Mapping[str, str],
    *,
    showing: Showing = SHOWING,
    closes: Callable[[str], bool] = lambda _: False,
    homes: frozenset[str] = frozenset(),
) -> Snapshot:
    """Publish these files, by path, some days after the first; what `publish` does of it."""
    now = FIRST_DAY + timedelta(days=day)
    with target.lock(), target.snapshots.stage() as made:
        served = target.read_served()
        for path, text in files.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_text(text)
        candidate = Candidate(made, digests_of(made), replace(showing, instant=now), "fingerprint")
        snapshot = target.snapshots.add(candidate, served.kept, now)
        target.bring(Delivery(snapshot, candidate.digests, closes, homes), served)
    return snapshot


def as_bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return files as they are read."""
    return {path: text.encode() for path, text in files.items()}
