"""Addresses that must not answer: the folders beside the served one, archives before their day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from parution.compose.relative_links import locate_page, strip_index
from parution.domain import Catalogue, Edition, Part
from parution.release import list_opening_days

FARTHEST_UP = 3
"""Number of folders, that of the home included, in which the versions are looked for."""

LOOKED_AT = 3
"""Number of themes asked for of each edition that is no archive yet."""


def list_folders_up(root: str) -> Iterator[str]:
    """Yield the folder of an address and those around it.

    >>> [*list_folders_up("https://a.fr/b/current/")]
    ['https://a.fr/b/current/', 'https://a.fr/b/', 'https://a.fr/']
    """
    for _ in range(FARTHEST_UP):
        yield root
        if urlsplit(root).path in ("", "/"):
            return
        root = urljoin(root, "../")


def list_pages_to_come(catalogue: Catalogue, instant: datetime) -> Iterator[str]:
    """Yield pages, relative to an archive, of the editions that are no archive yet.

    The presentation of a theme is there before, as the page that says when it comes.
    """
    for edition in catalogue.editions:
        if not is_archive(edition, catalogue, instant):
            for theme in edition.themes[:LOOKED_AT]:
                parts = (part for part in theme.documents if part is not Part.PRESENTATION)
                yield from (strip_index(locate_page(theme.address, part)) for part in parts)


def is_archive(edition: Edition, catalogue: Catalogue, instant: datetime) -> bool:
    days = list_opening_days(edition, catalogue.settings.timezone)
    return any(day <= instant for day in days)
