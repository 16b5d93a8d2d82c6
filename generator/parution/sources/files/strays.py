"""Reports unexpected files and folders, and guesses the names that were meant.

Readers skip unexpected files; so each is an error, with a remedy: rename it to the name that was
probably meant, move its text elsewhere, remove a copy.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fnmatch import fnmatchcase
from os.path import splitext

from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, list_names
from parution.sources.files.folders import SourceFolder
from parution.sources.files.theme_paths import REFERENCES, SUBJECTS
from parution.sources.report import Report

WRITTEN_BY_WORD = (".doc", ".docx", ".odt", ".rtf", ".pages", ".wps")
"""Endings of word processors' documents."""

SECOND_ENDING = (".txt", ".text", ".bak", ".old")
"""Endings that Windows adds and hides."""

OF_TEXTS = (".md", ".markdown", ".txt", ".text", ".yml", ".yaml", ".json")
"""Endings of text files."""

OF_YAML = (".yml", ".yaml")

BIB = ".bib"
OF_OTHER_PROGRAMS = (".ris", ".nbib", ".enw", ".medline", ".xml")
"""Endings of bibliographies that `parution import` converts."""

COPY = re.compile(
    r"(?P<stem>.+?)(?: - Copie.*| \(\d+\)| [Cc]op(?:ie|y)\b.*"
    r"| ?\(.*(?:[Cc]onfli[ct]t?|[Cc]opie).*\)|[ _.-]sync-conflict-.*|_conf\(\d+\))(?P<ending>\.\w+)"
)
"""Names that systems and shared folders give to a second version of a file."""


def report_strays(
    folder: SourceFolder, files: Collection[str], folders: Collection[str], report: Report
) -> frozenset[str]:
    """Report the entries of ``folder`` other than the expected files and folders.

    ``files`` may hold patterns: ``*.yml``. Return the missing names for which a file was probably
    meant, so that the caller does not report these as missing.
    """
    meant: set[str] = set()
    for name in folder.files:
        if not is_expected(name, files):
            likely = find_meant_name(name, files)
            if likely and likely not in folder.files:
                meant.add(likely)
            report.error(
                "unexpected-file",
                Place(f"{folder.path}/{name}"),
                message(
                    "unexpected file; these are expected here: %(known)s", known=list_names(files)
                ),
                propose_for_file(name, likely, files, folder),
            )
    for name in folder.folders:
        if name not in folders:
            report.error(
                "unexpected-folder",
                Place(f"{folder.path}/{name}"),
                message("unexpected folder"),
                rename(find_nearest(name, folders), folder.folders)
                or propose_for_folder(folder.folders[name], folders)
                or move(folder),
            )
    return frozenset(meant)


def is_expected(name: str, known: Collection[str]) -> bool:
    """Return whether a name is one of ``known``, or fits one of its patterns."""
    return any(fnmatchcase(name, pattern) for pattern in known)


def find_meant_name(name: str, known: Collection[str]) -> str | None:
    """Return the expected name that was probably meant by ``name``; None without one."""
    stem, ending = splitext(name)
    endings = [pattern[1:] for pattern in known if pattern.startswith("*")]
    if ending.lower() in SECOND_ENDING and is_expected(stem, known):
        return stem
    if ending.lower() in WRITTEN_BY_WORD:
        likely = find_nearest(f"{stem}.md", [each for each in known if "*" not in each])
        return likely or (f"{stem}{endings[0]}" if endings else None)
    if ending.lower() == BIB and REFERENCES in known:
        return REFERENCES
    if likely_ending := find_nearest(ending, endings):
        return f"{stem}{likely_ending}"
    if endings and ending.lower() in OF_TEXTS:
        return f"{stem}{endings[0]}"
    return find_nearest(name, [each for each in known if "*" not in each])


def propose_for_file(
    name: str, likely: str | None, known: Collection[str], folder: SourceFolder
) -> Message:
    """Return the remedy for an unexpected file; ``likely`` is its probable right name."""
    _, ending = splitext(name)
    copy = COPY.fullmatch(name)
    if copy and is_expected(original := f"{copy['stem']}{copy['ending']}", known):
        return message(
            "This looks like a copy of “%(original)s”: compare the two, then remove it.",
            original=original,
        )
    if likely and ending.lower() in SECOND_ENDING and name == f"{likely}{ending}":
        return propose_single_ending(likely, ending)
    if likely and ending.lower() in WRITTEN_BY_WORD:
        return message(
            "This is a document of a word processor: copy its text into a plain file called"
            " “%(name)s”.",
            name=likely,
        )
    if REFERENCES in known and ending.lower() in OF_OTHER_PROGRAMS:
        return message(
            "Convert it, then remove it: parution import %(file)s --to %(target)s",
            file=f"{folder.path}/{name}",
            target=f"{folder.path}/{REFERENCES}",
        )
    if folder.path == f"groups/{splitext(name)[0]}" and ending.lower() in OF_YAML:
        return message("Move it beside this folder: “%(path)s”.", path=f"{folder.path}.yml")
    if remedy := rename(likely, folder.files):
        return remedy
    if folder.path.count("/") == 1 and folder.path.startswith("themes/") and ending == ".md":
        return message(
            "A theme is a folder: put the text into “%(path)s”.",
            path=f"{folder.path}/{splitext(name)[0]}/index.md",
        )
    return move(folder)


def propose_for_folder(stray: SourceFolder, known: Collection[str]) -> Message | None:
    """Return the remedy for a subject that stands too high, or for minutes within a folder."""
    if SUBJECTS not in known:
        return None
    parent, _, name = stray.path.rpartition("/")
    if "index.md" in stray.files and not name[0].isdigit():
        return message("Move it to “%(path)s”.", path=f"{parent}/{SUBJECTS}/{name}")
    if any(file.endswith(".md") for file in stray.files):
        return message("Minutes are no folder: move its files to “%(path)s/”.", path=parent)
    return None


def propose_for_bibliography(name: str) -> Message | None:
    """Return the remedy for a bibliography with a wrong ending; None for another file."""
    stem, _, ending = name.rpartition(".")
    if stem.lower().endswith(".bib"):
        return propose_single_ending(stem, f".{ending}")
    if ending.lower() in ("bibtex", "biblatex", "tex"):
        return message("Rename it to “%(nearest)s”.", nearest=f"{stem}.bib")
    return None


def propose_single_ending(name: str, ending: str) -> Message:
    """Return the remedy for a file with a second ending that Windows hides."""
    return message(
        "Rename it to “%(name)s”, without “%(ending)s”. Windows hides the last ending: in the"
        " Explorer, choose View, then File name extensions.",
        name=name,
        ending=ending,
    )


def rename(likely: str | None, present: Collection[str]) -> Message | None:
    """Return the advice to rename to ``likely``, or to merge with it if it is ``present``."""
    if likely is None:
        return None
    if likely in present:
        return message(
            "“%(nearest)s” already stands here: merge the two, or move this one elsewhere.",
            nearest=likely,
        )
    return message("Rename it to “%(nearest)s”.", nearest=likely)


def move(folder: SourceFolder) -> Message:
    """Return the advice to move a file elsewhere; within a theme, mention ``documents/``."""
    if folder.path.count("/") >= 2:
        return message("Move it elsewhere; what readers may download goes into “documents/”.")
    return message("Move it out of this folder.")
