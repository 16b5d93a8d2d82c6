"""Publish small sites, written by hand, to a target.

target = open_target(project, place)
bring(target, 0, {"index.html": "a"})
bring(target, 1, {"index.html": "b"}, closes=lambda path: True)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from parution.publish.folder_digests import digest_files
from parution.publish.showing import Showing
from parution.publish.snapshots import Candidate, Snapshot
from parution.publish.targets.opening import Opener
from parution.publish.targets.target import Delivery, Target, TransferProgress
from publish.test_snapshots import FIRST_DAY, SHOWING

SECRET = b"s" * 64


def make_project(folder: Path) -> Path:
    """Make a folder that has a master secret and nothing else."""
    (folder / ".parution").mkdir(parents=True)
    (folder / ".parution" / "secret").write_bytes(SECRET)
    return folder


def open_target(
    project: Path,
    address: str,
    *,
    take_over: bool = False,
    now: datetime = FIRST_DAY,
    progress: TransferProgress | None = None,
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
    """Publish these files, by path, some days after the first, as `publish` does."""
    now = FIRST_DAY + timedelta(days=day)
    with target.lock(), target.snapshots.stage() as made:
        served = target.read_served()
        for path, text in files.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_text(text)
        candidate = Candidate(
            made, digest_files(made), replace(showing, instant=now), "fingerprint"
        )
        snapshot = target.snapshots.add(candidate, served.kept, now)
        target.bring(Delivery(snapshot, candidate.digests, closes, homes), served)
    return snapshot


def encode(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return files with their texts encoded."""
    return {path: text.encode() for path, text in files.items()}
