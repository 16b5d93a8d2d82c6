"""Names of files and folders that become parts of addresses."""

from __future__ import annotations

import re

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.sources.report import Report

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A name fit for an address: lower-case ASCII letters, digits and single hyphens."""

DOWNLOAD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
"""A name that every system and browser writes alike: no spaces, accents or signs."""


def check_slug(name: str, place: Place, report: Report) -> None:
    """Report the name of a theme, edition or group that is not fit for an address."""
    if not SLUG.fullmatch(name):
        report.error(
            "unfit-name",
            place,
            message(
                "the name “%(name)s” becomes part of an address:"
                " lower-case letters without accents, digits and hyphens were expected",
                name=name,
            ),
            message("Rename it to “%(fit)s”.", fit=slug_of(name)),
        )


def check_download(name: str, place: Place, report: Report) -> None:
    """Report the name of an attachment that not every system writes alike."""
    if not DOWNLOAD.fullmatch(name):
        stem, dot, ending = name.rpartition(".")
        report.error(
            "unfit-name",
            place,
            message(
                "the name “%(name)s” becomes part of an address:"
                " letters without accents, digits, hyphens and dots were expected",
                name=name,
            ),
            message("Rename it to “%(fit)s”.", fit=f"{slug_of(stem)}{dot}{slug_of(ending)}"),
        )


def slug_of(name: str) -> str:
    """Return the slug nearest to a name.

    >>> slug_of("Grille d’évaluation")
    'grille-d-evaluation'
    """
    plain = fold(name).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
