"""Lists the folders of the sources.

Symbolic links and hidden files are problems: a build must not publish a file that its author does
not see.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from parution.domain.messages import message
from parution.domain.problems import Place, Problem
from parution.language.visible_text import make_visible
from parution.sources.files.text import describe_unfit_kind
from parution.sources.report import Report

LEFT_BY_SYSTEMS = re.compile(
    # Finder and Explorer
    r"\.DS_Store|\._.*|Icon\r|__MACOSX|\.(?:Trash.*|Spotlight-V100|TemporaryItems|fseventsd)"
    r"|\.directory|(?:eh)?Thumbs\.db.*|desktop\.ini"
    # Editors and Word
    r"|\..*\.sw[a-p]|\.~lock\..*#|~\$.*|~WR.*\.tmp|\.#.*|#.*#|.*~|\.goutputstream-.*"
    r"|\.(?:obsidian|trash|vscode|idea|editorconfig)"
    # Shared and synchronised folders, downloads that are under way
    r"|\.nfs.*|\.fuse_hidden.*|\.st(?:folder|ignore|versions)|[.~]syncthing[.~].*\.tmp"
    r"|\.dropbox.*|\.(?:owncloud|nextcloud)?sync.*|\._?sync_.*\.db.*|\.csync_journal.*"
    r"|\.tmp\.drive(?:down|up)load|.*\.(?:part|partial|crdownload|download)"
    # Notes for people who open the folder
    r"|(?:README|LISEZMOI|LICENSE)(?:\.md|\.txt)?"
    # Git
    r"|\.git(?:keep|ignore|attributes)?",
    re.DOTALL | re.IGNORECASE,
)
"""Names of files that operating systems, editors and synchronisation leave; skipped in silence."""

NOT_DOWNLOADED = re.compile(r"\.(?P<name>.+)\.icloud", re.DOTALL)
"""The name of a placeholder for a file that iCloud has not downloaded."""


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The content of a folder, without hidden files and links."""

    path: str
    """Relative to the project's folder, with forward slashes."""
    files: tuple[str, ...]
    """Names, in alphabetical order."""
    folders: Mapping[str, SourceFolder]

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files in it, at any depth."""
        yield from (f"{self.path}/{name}" for name in self.files)
        for folder in self.folders.values():
            yield from folder.paths()


def add_files(folder: SourceFolder, paths: Iterable[str]) -> SourceFolder:
    """Return a folder with further files added, by path, at any depth.

    >>> groups = SourceFolder("groups", (), {})
    >>> add_files(groups, ["groups/a/x.md", "themes/y.md"]).folders["a"].files
    ('x.md',)
    """
    below = [each.removeprefix(f"{folder.path}/") for each in paths if is_below(each, folder)]
    files = {each for each in below if "/" not in each}
    names = dict.fromkeys((*folder.folders, *(each.partition("/")[0] for each in below)))
    folders = {
        name: add_files(
            folder.folders.get(name) or SourceFolder(f"{folder.path}/{name}", (), {}),
            [f"{folder.path}/{each}" for each in below],
        )
        for name in names
        if name not in files
    }
    return SourceFolder(folder.path, tuple(sorted({*folder.files, *files})), folders)


def is_below(path: str, folder: SourceFolder) -> bool:
    """Return whether a path is within a folder, at any depth."""
    return path.startswith(f"{folder.path}/")


def walk(project: Path, path: str, report: Report) -> SourceFolder | None:
    """List a folder of the project; return None, and report it, if that fails."""
    try:
        with os.scandir(project / path) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        report.error(
            "unreadable-folder",
            Place(path),
            message("the folder “%(path)s” cannot be read", path=path),
            message("Create it, or give yourself the right to read it."),
        )
        return None
    named = [entry for entry in ordered if not LEFT_BY_SYSTEMS.fullmatch(entry.name)]
    problems = [describe_unfit_entry(entry, path) for entry in named]
    report.add(filter(None, problems))
    kept = [entry for entry, problem in zip(named, problems, strict=True) if problem is None]
    below = {
        entry.name: walk(project, f"{path}/{entry.name}", report)
        for entry in kept
        if entry.is_dir(follow_symlinks=False)
    }
    return SourceFolder(
        path,
        tuple(entry.name for entry in kept if entry.is_file(follow_symlinks=False)),
        {name: folder for name, folder in below.items() if folder is not None},
    )


def describe_unfit_entry(entry: os.DirEntry[str], path: str) -> Problem | None:
    """Return the problem of an entry of a folder that may not be read; None if it may."""
    place = Place(f"{path}/{make_printable(entry.name)}")
    kind = describe_unfit_kind(entry.stat(follow_symlinks=False).st_mode, place)
    if entry.is_symlink():
        return kind
    if elsewhere := NOT_DOWNLOADED.fullmatch(entry.name):
        return Problem(
            "unreadable-file",
            place,
            message("“%(name)s” is in iCloud and not on this machine", name=elsewhere["name"]),
            message("Open its folder in the Finder and download it."),
        )
    if entry.name.startswith("."):
        return Problem(
            "hidden-file",
            place,
            message("this file is hidden: its name begins with a dot"),
            message("Rename it without the dot, or move it out of the folder."),
        )
    if make_printable(entry.name) != entry.name:
        return Problem(
            "unreadable-name",
            place,
            message("the name of this file holds characters that cannot be read"),
            message("Rename it with plain letters, digits and hyphens."),
        )
    return kind


def make_printable(name: str) -> str:
    """Return a file's name with U+FFFD for undecodable bytes and for what turns or breaks a line.

    >>> make_printable("a\\nb.yml: erreur"), make_printable("note\\u202efdp.md")
    ('a\ufffdb.yml: erreur', 'note\ufffdfdp.md')
    """
    decoded = os.fsencode(name).decode("utf-8", "replace")
    return re.sub(r"[\t\n]", "\ufffd", make_visible(decoded))
