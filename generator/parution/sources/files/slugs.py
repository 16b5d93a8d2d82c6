"""Checks the names of files and folders that become parts of addresses."""

from __future__ import annotations

import re

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.sources.report import Report

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A name fit for an address: lower-case ASCII letters, digits and single hyphens."""

DOWNLOAD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9]+)?")
"""A name that every system and browser writes alike: no spaces, accents or signs. At most one dot,
because hosts look at every ending of a name (``grille.php.txt`` may be run)."""

FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

OURS = frozenset(
    {
        *("404", "app", "archive", "archives", "assets", "bibliography", "calendar", "changes"),
        *("current", "desk", "documents", "feed", "g", "groups", "help", "home", "icons"),
        *("index", "javascripts", "manifest", "meetings", "minutes", "offline", "opened"),
        *("pagefind", "pages", "pdf", "questions", "records", "references", "robots", "room"),
        *("search", "secret", "service-worker", "site", "sitemap", "sources", "status"),
        *("stylesheets", "subjects", "themes"),
    }
)
"""First parts of addresses that the sites use, or may use later."""

DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows refuses, with any ending."""


def check_slug(name: str, place: Place, report: Report, *, ending: str = "") -> bool:
    """Return whether the name of a theme, edition or group fits an address; report it if not.

    ``ending`` is the file's, which the remedy adds to the proposed name.
    """
    fit = make_slug(name)
    if name.lower() in DEVICES:
        report_device_name(name, place, report)
    elif not SLUG.fullmatch(name):
        report.error(
            "unfit-name",
            place,
            message(
                "the name “%(name)s” becomes part of an address:"
                " lower-case letters without accents, digits and hyphens were expected",
                name=name,
            ),
            message("Rename it to “%(fit)s”.", fit=f"{fit}{ending}"),
        )
    return bool(SLUG.fullmatch(name)) and name.lower() not in DEVICES


def check_edition(name: str, place: Place, report: Report) -> bool:
    """Return whether the name of an edition fits an address that no page of ours has."""
    if name not in OURS:
        return check_slug(name, place, report)
    report.error(
        "reserved-name",
        place,
        message("“%(name)s” is an address that every site needs for itself", name=name),
        message("Rename this folder to the year of its themes, for example “2026”."),
    )
    return False


def report_device_name(name: str, place: Place, report: Report) -> None:
    """Report a name that Windows reserves for a device."""
    stem, dot, ending = name.partition(".")
    report.error(
        "reserved-name",
        place,
        message("“%(name)s” is a name that Windows keeps for itself", name=name),
        message("Rename it, for example to “%(fit)s”.", fit=f"{stem}-1{dot}{ending}"),
    )


def check_download(name: str, place: Place, report: Report) -> None:
    """Report the name of an attachment that some systems write or understand differently."""
    stem, dot, ending = name.rpartition(".")
    if name.partition(".")[0].lower() in DEVICES:
        report_device_name(name, place, report)
    elif not DOWNLOAD.fullmatch(name):
        fit = f"{make_slug(stem)}{dot}{make_slug(ending)}" if stem else make_slug(name)
        report_unfit_name(name, fit, place, report)


def check_folder_of_downloads(name: str, place: Place, report: Report) -> None:
    """Report the name of a folder of attachments that some systems write differently."""
    if name.lower() in DEVICES:
        report_device_name(name, place, report)
    elif not FOLDER.fullmatch(name):
        report_unfit_name(name, make_slug(name), place, report)


def report_unfit_name(name: str, fit: str, place: Place, report: Report) -> None:
    """Report a name that is unfit for an address, and propose ``fit``."""
    report.error(
        "unfit-name",
        place,
        message(
            "the name “%(name)s” becomes part of an address:"
            " letters without accents, digits and hyphens were expected, and one dot",
            name=name,
        ),
        message("Rename it to “%(fit)s”.", fit=fit),
    )


def make_slug(name: str) -> str:
    """Return a slug made of a name.

    >>> make_slug("Grille d’évaluation")
    'grille-d-evaluation'
    """
    plain = fold(name).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
