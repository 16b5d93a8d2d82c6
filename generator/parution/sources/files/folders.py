"""The folders of the sources, and what stands in them.

Nothing is followed or guessed: a link to elsewhere or a hidden file is a problem, because what its
author does not see must not be published.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from os.path import splitext
from pathlib import Path

from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, list_names
from parution.sources.files.text import FORBIDDEN
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
    # Git
    r"|\.git(?:keep|ignore|attributes)?",
    re.DOTALL | re.IGNORECASE,
)
"""What operating systems, editors and synchronisation leave behind; passed over in silence."""

NOT_DOWNLOADED = re.compile(r"\.(?P<name>.+)\.icloud", re.DOTALL)
"""Stands for a file that iCloud keeps elsewhere."""

WRITTEN_BY_WORD = (".doc", ".docx", ".odt", ".rtf", ".pages", ".wps")
"""Endings of texts with a layout, which no text editor reads."""

SECOND_ENDING = (".txt", ".text", ".bak", ".old")
"""Endings that Windows adds and hides."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in a folder, hidden files and links left out."""

    path: str
    """Relative to the project's folder, with forward slashes."""
    files: tuple[str, ...]
    """Names, in alphabetical order."""
    folders: Mapping[str, Folder]

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files in it, at any depth."""
        yield from (f"{self.path}/{name}" for name in self.files)
        for folder in self.folders.values():
            yield from folder.paths()


def walk(project: Path, path: str, report: Report) -> Folder | None:
    """Return what stands in a folder of the project; None when it cannot be listed."""
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
    kept = [entry for entry in ordered if acceptable(entry, path, report)]
    below = {
        entry.name: walk(project, f"{path}/{entry.name}", report)
        for entry in kept
        if entry.is_dir(follow_symlinks=False)
    }
    return Folder(
        path,
        tuple(entry.name for entry in kept if entry.is_file(follow_symlinks=False)),
        {name: folder for name, folder in below.items() if folder is not None},
    )


def acceptable(entry: os.DirEntry[str], path: str, report: Report) -> bool:
    """Tell whether an entry of a folder may be read, and report it when it may not."""
    if LEFT_BY_SYSTEMS.fullmatch(entry.name):
        return False
    place = Place(f"{path}/{printable(entry.name)}")
    if entry.is_symlink():
        report.error(
            "symbolic-link",
            place,
            message("this is a link to another file; a real file or folder was expected"),
            message("Replace the link by a copy of what it points to."),
        )
    elif elsewhere := NOT_DOWNLOADED.fullmatch(entry.name):
        report.error(
            "unreadable-file",
            place,
            message("“%(name)s” is in iCloud and not on this machine", name=elsewhere["name"]),
            message("Open its folder in the Finder and download it."),
        )
    elif entry.name.startswith("."):
        report.error(
            "hidden-file",
            place,
            message("this file is hidden: its name begins with a dot"),
            message("Rename it without the dot, or move it out of the folder."),
        )
    elif printable(entry.name) != entry.name or FORBIDDEN.search(entry.name):
        report.error(
            "unreadable-name",
            place,
            message("the name of this file holds characters that cannot be read"),
            message("Rename it with plain letters, digits and hyphens."),
        )
    elif not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
        report.error(
            "not-a-file",
            place,
            message("this is neither a file nor a folder"),
            message("Remove it."),
        )
    else:
        return True
    return False


def printable(name: str) -> str:
    """Return a file's name with its undecodable bytes and control characters made visible."""
    decoded = os.fsencode(name).decode("utf-8", "replace")
    return FORBIDDEN.sub("\ufffd", decoded)


def refuse_strays(
    folder: Folder, files: Collection[str], folders: Collection[str], report: Report
) -> None:
    """Report what stands in ``folder`` besides the expected files and folders.

    The name of a file may be a pattern: ``*.yml``.
    """
    for name in folder.files:
        if not is_expected(name, files):
            report.error(
                "unexpected-file",
                Place(f"{folder.path}/{name}"),
                message(
                    "unexpected file; these are expected here: %(known)s", known=list_names(files)
                ),
                rename_or_move(name, files, folder.files),
            )
    for name in folder.folders:
        if name not in folders:
            report.error(
                "unexpected-folder",
                Place(f"{folder.path}/{name}"),
                message("unexpected folder"),
                rename_or_move(name, folders, folder.folders),
            )


def is_expected(name: str, known: Collection[str]) -> bool:
    """Tell whether a name is one of those, or fits one of those patterns."""
    return any(fnmatchcase(name, pattern) for pattern in known)


def as_text(stem: str, known: Collection[str]) -> str | None:
    """Return the expected name of a text that a word processor gave another ending."""
    likely = find_nearest(f"{stem}.md", [name for name in known if "*" not in name])
    return likely or next((f"{stem}{name[1:]}" for name in known if name.startswith("*")), None)


def rename_or_move(name: str, known: Collection[str], present: Collection[str]) -> Message:
    """Return the remedy for a file or folder that is not expected where it stands.

    It is never to take the name of another that is ``present``.
    """
    stem, ending = splitext(name)
    if ending.lower() in SECOND_ENDING and is_expected(stem, known):
        return message(
            "Rename it to “%(name)s”, without “%(ending)s”. Windows hides the last ending: in the"
            " Explorer, choose View, then File name extensions.",
            name=stem,
            ending=ending,
        )
    endings = [pattern.removeprefix("*") for pattern in known if pattern.startswith("*")]
    likely = find_nearest(name, known)
    if ending.lower() in WRITTEN_BY_WORD and (likely := as_text(stem, known)):
        return message(
            "This is a document of a word processor: copy its text into a plain file called"
            " “%(name)s”.",
            name=likely,
        )
    if likely_ending := find_nearest(ending, endings):
        likely = f"{stem}{likely_ending}"
    if likely and likely in present:
        return message(
            "“%(nearest)s” already stands here: merge the two, or move this one elsewhere.",
            nearest=likely,
        )
    if likely:
        return message("Rename it to “%(nearest)s”.", nearest=likely)
    return message("Move it elsewhere; what readers may download goes into “documents/”.")
