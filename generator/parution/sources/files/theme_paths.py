"""Where the files of themes stand, and those of the subjects that are a group's own.

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


def theme_folder(path: str) -> str:
    """Return the folder of the theme or subject in which a file stands; of pages, that of all.

    >>> theme_folder("themes/2026/menstruations/documents/grille.svg")
    'themes/2026/menstruations'
    >>> theme_folder("groups/reze/subjects/plaies/sources/a2020.md")
    'groups/reze/subjects/plaies'
    """
    if path.startswith(f"{PAGES}/"):
        return PAGES
    return "/".join(path.split("/")[: 4 if is_of_subject(path) else 3])


def theme_address(path: str) -> str:
    """Return the address of the theme or subject in whose folder a file stands.

    >>> theme_address("groups/reze/subjects/plaies/index.md")
    'reze/plaies'
    """
    folders = theme_folder(path).split("/")
    return f"{folders[1]}/{folders[-1]}"


def owner_of(path: str) -> str | None:
    """Return the slug of the group whose subject a file belongs to; None for the association's."""
    return path.split("/")[1] if is_of_subject(path) else None


def is_of_subject(path: str) -> bool:
    """Tell whether a file stands in the folder of a group's own subject."""
    folders = path.split("/")
    return len(folders) > 3 and folders[0] == GROUPS and folders[2] == SUBJECTS


def is_of_minutes(path: str) -> bool:
    """Tell whether a file of a group is one of those that stand in its folder: minutes."""
    return path.startswith(f"{GROUPS}/") and path.count("/") == 2


def bibliography_of(path: str) -> str:
    """Return where the references stand of the theme or subject to which a file belongs.

    >>> bibliography_of("themes/2026/menstruations/dossier.md")
    'bibliography/2026/menstruations.bib'
    """
    if is_of_subject(path):
        return f"{theme_folder(path)}/{REFERENCES}"
    return f"bibliography/{theme_address(path)}.bib"
