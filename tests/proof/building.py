"""Build worlds for real, and collect the bytes of every site."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

from parution import pipeline
from parution.compose import SitePlan
from proof.oracle import PUBLIC, Site
from proof.worlds import World, bring, files_of

REAL_BUILDS = settings(
    max_examples=settings.default.max_examples // 16,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
"""Few examples, none of them shrunk, because each takes seconds."""

Files = Mapping[str, bytes]
"""Contents by path within a site."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a new folder for a project; Hypothesis needs one per example, not per test."""
    with tempfile.TemporaryDirectory(prefix="parution-") as folder:
        yield Path(folder)


def build(project: Path, world: World, instant: datetime) -> dict[Site, Files]:
    """Bring a project to a world's state, build it in place, and return the bytes of every site."""
    plans = build_plans(project, world, instant)
    folders = {plan.folder: (plan.site.group, plan.site.audience.value) for plan in plans}
    return sites_in(project / "site", folders)


def build_plans(project: Path, world: World, instant: datetime) -> Sequence[SitePlan]:
    """Bring a project to a world's state, build it in place, and return the plans."""
    bring(project, files_of(world))
    return pipeline.build(project, project / "mkdocs.yml", instant, project / "site").plans


def sites_in(site_dir: Path, folders: Mapping[str, Site]) -> dict[Site, Files]:
    """Return every file under a folder by site; files outside all groups' folders are public."""
    found: dict[Site, dict[str, bytes]] = {site: {} for site in folders.values()}
    for path in site_dir.rglob("*"):
        if not path.is_file():
            continue
        name = path.relative_to(site_dir).as_posix()
        folder = "/".join(name.split("/")[:2])
        if folder in folders:
            found[folders[folder]][name.removeprefix(f"{folder}/")] = path.read_bytes()
        else:
            found[PUBLIC][name] = path.read_bytes()
    return dict(found)


def find_differences(before: Files, after: Files) -> list[str]:
    """Return the paths of the files that differ between two sites."""
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )
