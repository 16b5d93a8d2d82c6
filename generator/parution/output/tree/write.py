"""Writes plans as plain files: only changed ones, never over a file being served.

WT1 The private folder holds a manifest of the written files, by layer, so that the next build
    compares a few digests instead of many files.
WT2 A build writes all new files beside the site first. Then it changes the site by deleting and
    renaming alone.
WT3 Files that must no longer be seen vanish before anything new appears: first the build deletes
    files, then it puts the pages that say a part is closed in place, then all else. It deletes a
    changed PDF first, so that readers never get the old one meanwhile.
WT4 The build deletes the manifest before it touches the site and writes it again after: the next
    build after an interrupted one writes everything anew.
WT5 Equal files are one file with several names (hard links); no file is ever changed in place.
WT6 A file that replaces another has a later time, in whole seconds: servers and `rsync` distinguish
    two versions of a file by size and time alone.
WT7 A server running as another user can read the files, whatever the umask.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parution.compose import Booklet, Composed, MeetingSheets, Object, SitePlan
from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.filesystem import let_be_served
from parution.output.pdf import Typesetter
from parution.output.search.index import is_search
from parution.output.tree.manifest import Manifest
from parution.output.tree.object_bytes import Maker
from parution.output.tree.site_folder import FolderWriter, make_empty
from parution.private_store import PrivateStore


@dataclass(frozen=True, slots=True)
class Written:
    """The numbers of files written and removed."""

    written: int
    removed: int


def write(
    plans: Iterable[SitePlan], store: PrivateStore, site_dir: Path, typesetter: Typesetter
) -> Written:
    """Make ``site_dir`` hold exactly the files of the plans."""
    with let_be_served():
        return write_plans(tuple(plans), store, site_dir, typesetter)


def write_plans(
    plans: Sequence[SitePlan], store: PrivateStore, site_dir: Path, typesetter: Typesetter
) -> Written:
    """Write all sites, or only what changed since the last build into the same folder."""
    refuse_published_folder(site_dir)
    before = Manifest.load(store, site_dir)
    if before is None:
        written = replace_site_dir(plans, store, site_dir, typesetter)
        after, report = Manifest.of(plans), Written(written, 0)
    else:
        after = Manifest.of(plans, before)
        changed, removed = find_differences(plans, before, after)
        if changed or removed:
            Manifest.forget(store, site_dir)
            replace_changed(changed, removed, store, site_dir, typesetter)
        report = Written(len(changed), len(removed))
    after.save(store, site_dir)
    return report


def replace_site_dir(
    plans: Iterable[SitePlan], store: PrivateStore, site_dir: Path, typesetter: Typesetter
) -> int:
    """Write every site into a new folder, then swap it with the old one."""
    refuse_other_folders(site_dir)
    Manifest.forget(store, site_dir)
    beside = make_empty(site_dir.with_name(f".{site_dir.name}.new"))
    maker = Maker(store, typesetter)
    maker.begin(entry for plan in plans for _, entry in list_objects(plan, of_search=False))
    folder = FolderWriter(beside, maker)
    # The search last: meanwhile its pieces are still being indexed.
    count = sum(
        folder.fill(list_objects(plan, of_search=late)) for late in (False, True) for plan in plans
    )
    folder.finish()
    swap(beside, site_dir)
    return count


def list_objects(plan: SitePlan, *, of_search: bool) -> Iterator[tuple[str, Object]]:
    """Yield path under ``site_dir`` and object: of a plan's search, or of all else."""
    for name in plan.layers:
        if is_search(name) is of_search:
            yield from plan.files_of(name)
            plan.layers[name].let_go()
    for layer in plan.layers.values():
        layer.let_go()  # To list files for offline reading, its layer loads others again.


def refuse_published_folder(site_dir: Path) -> None:
    """Raise `Failure` for the folder that publishing switches: a build there would be unaudited."""
    beside = site_dir.parent
    if site_dir.name == "current" and (beside / "snapshots").is_dir():
        raise Failure(
            message("%(folder)s holds what was published.", folder=str(site_dir)),
            message("Build into another folder, then use “parution publish”."),
        )


def refuse_other_folders(site_dir: Path) -> None:
    """Raise `OSError` if ``site_dir`` holds anything but a site, which a new site would delete."""
    if not site_dir.exists():
        return
    if not site_dir.is_dir():
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(site_dir))
    entries = [name for name in os.listdir(site_dir) if not name.startswith(".")]
    if entries and "index.html" not in entries:
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(site_dir))


def swap(beside: Path, site_dir: Path) -> None:
    """Replace the site by a new folder; keep hidden entries (``.git``), as MkDocs does."""
    old = site_dir.with_name(f".{site_dir.name}.old")
    settle(old, site_dir)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    if site_dir.exists():
        site_dir.rename(old)
    try:
        beside.rename(site_dir)
    finally:
        settle(old, site_dir)


def settle(old: Path, site_dir: Path) -> None:
    """Remove the old folder, saving its hidden entries; put it back if the site is missing."""
    if not old.exists():
        return
    if not site_dir.exists():
        old.rename(site_dir)
        return
    for entry in old.iterdir():
        if entry.name.startswith(".") and not (site_dir / entry.name).exists():
            entry.rename(site_dir / entry.name)
    shutil.rmtree(old, ignore_errors=True)


def find_differences(
    plans: Iterable[SitePlan], before: Manifest, after: Manifest
) -> tuple[dict[str, Object], set[str]]:
    """Return the objects to write, by path under ``site_dir``, and the paths to remove."""
    changed: dict[str, Object] = {}
    removed: set[str] = set()
    by_folder = {plan.folder: plan for plan in plans}
    for folder in before.sites.keys() | after.sites.keys():
        old, new = before.list_touched(folder, after), after.list_touched(folder, before)
        known = before.sites.get(folder, {}).values()
        prefix = f"{folder}/" if folder else ""
        removed.update(prefix + path for path in old.keys() - new.keys())
        paths = {path for path, digest in new.items() if old.get(path) != digest}
        if paths:
            changed.update(
                (prefix + path, entry)
                for layer in by_folder[folder].layers.values()
                if layer.digest not in known
                for path, entry in layer.entries.items()
                if path in paths
            )
    return changed, removed


def replace_changed(
    changed: Mapping[str, Object],
    removed: Iterable[str],
    store: PrivateStore,
    site_dir: Path,
    typesetter: Typesetter,
) -> None:
    """Make the changed files beside the site, then remove old files and put new ones in place."""
    beside = make_empty(site_dir.with_name(f".{site_dir.name}.part"))
    # Numbered files in one folder: no need to make and remove folders like the site's.
    places = {path: beside / str(number) for number, path in enumerate(changed)}
    maker = Maker(store, typesetter)
    maker.begin(changed.values())
    made = FolderWriter(beside, maker)
    made.fill((places[path].name, entry) for path, entry in changed.items())
    made.finish()
    set_later_times(places, site_dir)
    withdrawn = [
        path for path, entry in changed.items() if isinstance(entry, Booklet | MeetingSheets)
    ]
    for path in (*removed, *withdrawn):
        (site_dir / path).unlink(missing_ok=True)
    drop_empty({(site_dir / path).parent for path in removed}, site_dir)
    for folder in {(site_dir / path).parent for path in changed}:
        folder.mkdir(parents=True, exist_ok=True)
    for path in sort_closing_first(changed):
        os.replace(places[path], site_dir / path)
    shutil.rmtree(beside)


def set_later_times(places: Mapping[str, Path], site_dir: Path) -> None:
    """Give new files a time, in whole seconds, later than any file they replace (WT6).

    ``places`` maps each path under ``site_dir`` to the new file.
    """
    replaced = [
        int((site_dir / path).stat().st_mtime) for path in places if (site_dir / path).exists()
    ]
    latest = max(replaced, default=0)
    for made in places.values():
        if made.stat().st_mtime < latest + 1:
            os.utime(made, (latest + 1, latest + 1))


def sort_closing_first(changed: Mapping[str, Object]) -> list[str]:
    """Return paths in the order in which they may appear (WT3).

    Pages that say a part is closed come first. The other pages of their themes, which may have
    shown something of that part, come next.
    """
    locked = {path for path, entry in changed.items() if is_locked(entry)}
    themes = {locate_theme_folder(path) for path in locked}
    return sorted(
        changed,
        key=lambda path: (
            path not in locked,
            themes.isdisjoint((locate_folder(path), locate_theme_folder(path))),
        ),
    )


def is_locked(entry: Object) -> bool:
    """Return whether an object is a page that says a part is closed."""
    return isinstance(entry, Composed) and entry.is_locked


def locate_theme_folder(path: str) -> str:
    """Return the folder of the theme to which a part's page belongs.

    >>> locate_theme_folder("g/blain-abc/2026/douleur/dossier/index.html")
    'g/blain-abc/2026/douleur'
    """
    return locate_folder(locate_folder(path))


def locate_folder(path: str) -> str:
    """Return the folder of a path."""
    return path.rpartition("/")[0]


def drop_empty(folders: Iterable[Path], root: Path) -> None:
    """Remove the empty ones of these folders, and parents that become empty, below ``root``."""
    remaining = set(folders) - {root}
    while remaining:
        removed = {folder for folder in remaining if remove_if_empty(folder)}
        remaining = {folder.parent for folder in removed} - {root}


def remove_if_empty(folder: Path) -> bool:
    """Remove a folder if it is empty; return whether it was."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
