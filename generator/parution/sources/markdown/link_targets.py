"""Resolves links to files of the sources, and reports broken or forbidden ones.

Within ``themes/``, and from a group's own subject, a link to a text of a theme is always allowed,
because addresses are public. A link to an attachment releases it with the text, so it may only lead
to one of the same theme.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote

from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest
from parution.patterns import compile_late
from parution.sources.files.slugs import make_slug
from parution.sources.files.theme_paths import (
    ROOT,
    is_of_minutes,
    is_of_subject,
    locate_theme_folder,
)
from parution.sources.markdown.broken_citations import describe_broken
from parution.sources.markdown.link_syntax import Link
from parution.sources.markdown.links_on_site import TO_THEMES
from parution.sources.report import Report

SCHEME = compile_late(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
INVISIBLE_TO_BROWSERS = compile_late(r"[\t\n\r]")
"""Characters that browsers drop from an address before they read it: ``java\\tscript:`` is a
script."""

WEB = ("http:", "https:", "mailto:", "tel:")
WEB_ADDRESS = compile_late(r"https?://[^/?#]", re.IGNORECASE)
SLIPPED = compile_late(r"(?P<scheme>https?)(?::/?|/{1,2}|;//)(?=[\w-]+\.)", re.IGNORECASE)
"""The mistyped beginning of a web address: ``https:/``, ``https//``."""
BARE = compile_late(
    r"www\.|(?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu|info|io|int|edu|gov|uk|ch|be|ca|lu|re|bzh)(?:[/?:]|$)",
    re.IGNORECASE,
)
"""The beginning of a web address without ``https://``."""
E_MAIL = compile_late(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DOI_SCHEME = compile_late(r"doi:(?=10\.)", re.IGNORECASE)
TO_DOI = "https://doi.org/"
DOI = compile_late(r"10\.\d{4,9}/")

ON_THIS_MACHINE = compile_late(r"[a-zA-Z]:[\\/]|file:|[\\/]|~/", re.IGNORECASE)


CHECK_THE_PATH = message("Check the path; it is counted from the folder of this file.")


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """A file of the sources to which a link leads."""

    path: str
    """Relative to the project's folder."""
    place: Place
    """The place of the link itself."""


def find_target(
    link: Link, place: Place, paths: Collection[str], report: Report
) -> LinkTarget | None:
    """Return the file to which a link leads; None for the web, anchors, and reported mistakes.

    ``paths`` are the paths of all files under ``themes/``, and of the subject that the text belongs
    to; ``place`` is the link's.
    """
    destination = INVISIBLE_TO_BROWSERS.sub("", link.destination)
    if destination.startswith("#"):
        return None
    if link.is_locator:
        report_locator_as_address(link.citation, destination, place, report)
    elif not destination:
        report.error(
            "empty-link",
            place,
            message("a link leads nowhere; an address was expected between the parentheses"),
            message("Write the address, for example (dossier.md)."),
        )
    elif " " in destination:
        report_space_in_address(destination, place, report)
    elif destination.startswith("//") or SCHEME.match(destination):
        check_scheme(destination, link.is_image, place, paths, report)
    elif ON_THIS_MACHINE.match(destination):
        report_local_path(destination, place, paths, report)
    else:
        return find_file_target(destination, place, paths, report, in_html=link.in_html)
    return None


def report_locator_as_address(citation: str, locator: str, place: Place, report: Report) -> None:
    """Report a page in parentheses behind a citation, as if it were an address."""
    described = describe_broken(f"[{citation}]({locator})", f"[{citation}, {locator}]")
    report.error("broken-citation", place, *described)


def check_scheme(
    destination: str, loaded: bool, place: Place, paths: Collection[str], report: Report
) -> None:
    """Report an address with a scheme if that is forbidden, mistyped or loaded from elsewhere."""
    scheme = SCHEME.match(destination.casefold())
    if loaded and (scheme is None or scheme[0] in WEB):
        report.error(
            "remote-image",
            place,
            message("the page would load “%(address)s” from another host", address=destination),
            message("Put a copy of the image into “documents/” and link to that."),
        )
    elif scheme is None:
        report.error(
            "bad-link",
            place,
            message("“%(address)s” does not say how it is reached", address=destination),
            message("Write “%(address)s”.", address=f"https:{destination}"),
        )
    elif ON_THIS_MACHINE.match(destination):
        report_local_path(destination, place, paths, report)
    elif loaded or scheme[0] not in WEB:
        if DOI_SCHEME.match(destination):
            report_missing_beginning(DOI_SCHEME.sub("", destination), TO_DOI, place, report)
            return
        meant = find_nearest(scheme[0], WEB)
        otherwise = message(
            "Link to a page (https://…), an e-mail (mailto:…) or a file in “documents/”."
        )
        report.error(
            "bad-link",
            place,
            message("“%(scheme)s” links are not allowed", scheme=scheme[0]),
            message("Write “%(address)s”.", address=meant + destination[scheme.end() :])
            if meant
            else otherwise,
        )
    elif scheme[0].startswith("http") and not WEB_ADDRESS.match(destination):
        report_slip_in_address(destination, place, report)


def report_slip_in_address(destination: str, place: Place, report: Report) -> None:
    """Report a web address that does not begin with ``https://`` and a host."""
    meant = SLIPPED.sub(r"\g<scheme>://", destination)
    report.error(
        "bad-link",
        place,
        message("“%(address)s” is no address of the web", address=destination),
        message("Write “%(address)s”.", address=meant)
        if WEB_ADDRESS.match(meant)
        else message("Copy the whole address from the browser: https://www.example.org/page."),
    )


def report_local_path(
    destination: str, place: Place, paths: Collection[str], report: Report
) -> None:
    """Report a path that only exists on its author's computer, or on one server."""
    report.error(
        "absolute-link",
        place,
        message("“%(address)s” is a path from the root of a computer", address=destination),
        propose_same_name(re.split(r"[\\/]", destination)[-1], place, paths)
        or message("Write the path from this file, for example “documents/grille.pdf”."),
    )


def find_file_target(
    destination: str, place: Place, paths: Collection[str], report: Report, *, in_html: bool
) -> LinkTarget | None:
    """Return the file to which a relative link leads; None, reported, if it may not or cannot."""
    if is_of_minutes(place.file):
        report_link_from_minutes(destination, place, report)
        return None
    written = unquote(re.split(r"[?#]", destination, maxsplit=1)[0])
    path = posixpath.normpath(posixpath.join(posixpath.dirname(place.file), written))
    if path not in paths and SLIPPED.match(written):
        report_slip_in_address(destination, place, report)
        return None
    if path not in paths and (beginning := complete_address(written)):
        report_missing_beginning(destination, beginning, place, report)
        return None
    if "\\" in written:
        report_backslashes(written, place, report)
        return None
    leaves_subject = is_of_subject(place.file) and locate_theme_folder(path) != locate_theme_folder(
        place.file
    )
    if leaves_subject and (in_html or not TO_THEMES.match(destination)):
        report_link_from_subject(destination, place, report)
        return None
    if not (path.startswith(f"{ROOT}/") or is_of_subject(place.file)):
        report.error(
            "link-leaves-themes",
            place,
            message("“%(address)s” leads out of the folder “themes/”", address=destination),
            message("Link to a file of the themes; put what readers may download in “documents/”."),
        )
        return None
    if path in paths:
        return check_target(LinkTarget(path, place), destination, report)
    report.error(
        "broken-link",
        place,
        message("“%(address)s” leads to no file", address=destination),
        suggest_existing(path, place, paths),
    )
    return None


def report_link_from_minutes(destination: str, place: Place, report: Report) -> None:
    """Report a link from minutes to a file: minutes have no files beside them."""
    written = unquote(re.split(r"[?#]", destination, maxsplit=1)[0])
    if beginning := complete_address(written):
        report_missing_beginning(destination, beginning, place, report)
        return
    report.error(
        "link-in-minutes",
        place,
        message("“%(address)s” leads to a file; minutes link to the web only", address=destination),
        message(
            "Leave the link out: the page of the meeting leads to its theme, and to what was open."
        ),
    )


def report_link_from_subject(destination: str, place: Place, report: Report) -> None:
    """Report a link from a group's own subject to a file elsewhere that is no text of a theme."""
    report.error(
        "link-leaves-subject",
        place,
        message("“%(address)s” leads out of the folder of the subject", address=destination),
        message(
            "Link to a file of the subject, to a text of a theme (%(example)s) or to the web; put"
            " what readers may download in its folder “documents/”.",
            example="[…](../../../../themes/2026/…/index.md)",
        ),
    )


def complete_address(written: str) -> str:
    """Return the missing beginning of a web, DOI or e-mail address; empty for a path.

    >>> [*map(complete_address, ("www.has-sante.fr", "a@b.fr", "10.1000/x", "dossier.md"))]
    ['https://', 'mailto:', 'https://doi.org/', '']
    """
    if E_MAIL.fullmatch(written):
        return "mailto:"
    if DOI.match(written):
        return TO_DOI
    return "https://" if BARE.match(written) else ""


def report_missing_beginning(
    destination: str, beginning: str, place: Place, report: Report
) -> None:
    """Report an address that lacks its beginning."""
    report.error(
        "bad-link",
        place,
        message("“%(address)s” lacks its beginning", address=destination),
        message("Write “%(address)s”.", address=beginning + destination),
    )


def report_backslashes(written: str, place: Place, report: Report) -> None:
    """Report a path with backslashes."""
    report.error(
        "bad-link",
        place,
        message("the path “%(path)s” holds the sign “\\”, which only Windows knows", path=written),
        message("Write “%(path)s”.", path=written.replace("\\", "/")),
    )


def report_space_in_address(destination: str, place: Place, report: Report) -> None:
    """Report an address with a space, at which some programs would cut it."""
    folder, slash, name = destination.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    joined = "".join(destination.split())
    if destination.startswith("mailto:") or (DOI_SCHEME.match(joined) and DOI.search(joined)):
        remedy = message("Write “%(address)s”.", address=DOI_SCHEME.sub(TO_DOI, joined))
    elif ":" in folder or not stem or not ending.isalnum():
        remedy = message(
            "Correct the address, or write %(sign)s in place of the space.", sign="%20"
        )
    else:
        fit = f"{make_slug(stem)}{dot}{ending}"
        remedy = message(
            "Rename the file to “%(name)s” and write “%(path)s”.",
            name=fit,
            path=f"{folder}{slash}{fit}",
        )
    report.error(
        "bad-link",
        place,
        message("the address “%(address)s” holds a space", address=destination),
        remedy,
    )


def check_target(target: LinkTarget, destination: str, report: Report) -> LinkTarget | None:
    """Return a target if a text may link to it; else report it and return None."""
    if target.path.endswith((".yml", ".yaml")):
        said = message("“%(address)s” is a file of settings, not for readers", address=destination)
        remedy = message("Link to a text (….md) or to a file in “documents/”.")
    elif not target.path.endswith(".md") and locate_theme_folder(
        target.path
    ) != locate_theme_folder(target.place.file):
        said = message("“%(address)s” belongs to another theme", address=destination)
        remedy = message(
            "Copy the file into the “documents/” beside this text and link to the copy."
        )
    else:
        return target
    report.error("bad-link", target.place, said, remedy)
    return None


def suggest_existing(path: str, place: Place, paths: Collection[str]) -> Message:
    """Return the remedy for a link to a file that does not exist.

    Never propose a text for an image, nor a file with an entirely different name.
    """
    folder = posixpath.dirname(place.file)
    if f"{path}/index.md" in paths:
        return did_you_mean(posixpath.relpath(f"{path}/index.md", folder))
    theme = locate_theme_folder(path)
    if path.endswith(".md") and theme != locate_theme_folder(place.file):
        return propose_likely_theme(path, folder, paths)
    if namesake := propose_same_name(posixpath.basename(path), place, paths):
        return namesake
    is_text = posixpath.splitext(path)[1] in ("", ".md", ".htm", ".html")
    near = [posixpath.relpath(each, folder) for each in paths if is_text or each[-3:] != ".md"]
    if likely := find_nearest(posixpath.relpath(path, folder), near):
        return did_you_mean(likely)
    return CHECK_THE_PATH


def propose_likely_theme(path: str, folder: str, paths: Collection[str]) -> Message:
    """Return the remedy for a path to a missing theme, or to a text that a theme lacks."""
    theme = locate_theme_folder(path)
    themes = {each.rpartition("/")[2]: each for each in map(locate_theme_folder, paths)}
    meant = themes.get(find_nearest(theme.rpartition("/")[2], themes) or "")
    other = f"{meant}{path.removeprefix(theme)}"
    return did_you_mean(posixpath.relpath(other, folder)) if other in paths else CHECK_THE_PATH


def propose_same_name(name: str, place: Place, paths: Collection[str]) -> Message | None:
    """Return the remedy that proposes the file called ``name`` in the same theme, if any."""
    theme, folder = locate_theme_folder(place.file), posixpath.dirname(place.file)
    named = (each for each in paths if posixpath.basename(each) in (name, f"{name}.md"))
    found = min((each for each in named if locate_theme_folder(each) == theme), default=None)
    return did_you_mean(posixpath.relpath(found, folder)) if name and found else None


def did_you_mean(nearest: str) -> Message:
    """Return the remedy that proposes a path."""
    return message("Did you mean “%(nearest)s”?", nearest=nearest)
