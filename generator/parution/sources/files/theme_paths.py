"""Paths of the files of themes, and of groups' own subjects.

themes/2026/menstruations/dossier.md          the theme 2026/menstruations
bibliography/2026/menstruations.bib           its references
groups/reze/subjects/plaies/dossier.md        the subject reze/plaies
groups/reze/subjects/plaies/references.bib    its references
"""

from __future__ import annotations

ROOT = "themes"
PAGES = f"{ROOT}/pages"
GROUPS = "groups"
SUBJECTS = "subjects"
REFERENCES = "references.bib"


def locate_theme_folder(path: str) -> str:
    """Return the folder of a file's theme or subject; the association's pages have one in common.

    >>> locate_theme_folder("themes/2026/menstruations/documents/grille.svg")
    'themes/2026/menstruations'
    >>> locate_theme_folder("groups/reze/subjects/plaies/sources/a2020.md")
    'groups/reze/subjects/plaies'
    """
    if path.startswith(f"{PAGES}/"):
        return PAGES
    return "/".join(path.split("/")[: 4 if is_of_subject(path) else 3])


def derive_theme_address(path: str) -> str:
    """Return the address of a file's theme or subject.

    >>> derive_theme_address("groups/reze/subjects/plaies/index.md")
    'reze/plaies'
    """
    folders = locate_theme_folder(path).split("/")
    return f"{folders[1]}/{folders[-1]}"


def find_owner(path: str) -> str | None:
    """Return the slug of the group that owns a subject's file; None for the association's."""
    return path.split("/")[1] if is_of_subject(path) else None


def is_of_subject(path: str) -> bool:
    """Return whether a file belongs to a group's own subject."""
    folders = path.split("/")
    return len(folders) > 3 and folders[0] == GROUPS and folders[2] == SUBJECTS


def is_of_minutes(path: str) -> bool:
    """Return whether a file lies directly in a group's folder, as minutes do."""
    return path.startswith(f"{GROUPS}/") and path.count("/") == 2


def locate_bibliography(path: str) -> str:
    """Return the path of the bibliography of a file's theme or subject.

    >>> locate_bibliography("themes/2026/menstruations/dossier.md")
    'bibliography/2026/menstruations.bib'
    """
    if is_of_subject(path):
        return f"{locate_theme_folder(path)}/{REFERENCES}"
    return f"bibliography/{derive_theme_address(path)}.bib"
