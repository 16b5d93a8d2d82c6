"""A theme's ``documents/``: the files released with the parts that link to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from parution.domain import Attachment, Document
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.sources.context import Sources
from parution.sources.files.folders import Folder
from parution.sources.files.slugs import check_download
from parution.sources.files.text import read_text
from parution.sources.html_policy.drawings import NotWellFormed, active_in

RUN_BY_BROWSERS = (".html", ".htm", ".xhtml", ".xht", ".xml", ".js", ".mjs", ".css", ".svgz", ".md")
"""Endings of files that could ask something of another host, or be taken for a page of ours."""


def read_attachments(folder: Folder | None, theme: str, sources: Sources) -> dict[str, Attachment]:
    """Return the attachments of a theme by path relative to its folder ``theme``."""
    read: dict[str, Attachment] = {}
    for path in folder.paths() if folder else ():
        for name in path.removeprefix(f"{theme}/").split("/"):
            check_download(name, Place(path), sources.report)
        if path.lower().endswith(RUN_BY_BROWSERS):
            refuse_kind(path, sources)
        elif path.lower().endswith(".svg"):
            check_drawing(path, sources)
        attachment = read_attachment(path, theme, sources)
        if attachment:
            read[attachment.path] = attachment
    return read


def read_attachment(path: str, theme: str, sources: Sources) -> Attachment | None:
    """Return one attachment; None when its bytes cannot be read."""
    try:
        with (sources.project / path).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return Attachment(path.removeprefix(f"{theme}/"), digest, stream.tell())
    except OSError:
        sources.report.error(
            "unreadable-file",
            Place(path),
            message("the file “%(path)s” cannot be read", path=path),
            message("Give yourself the right to read it."),
        )
        return None


def refuse_kind(path: str, sources: Sources) -> None:
    """Report a kind of file that browsers run or lay out as a page."""
    sources.report.error(
        "active-attachment",
        Place(path),
        message("a browser would run this file instead of only showing it"),
        message("Give a PDF, an image, a text or a table (CSV) instead."),
    )


def check_drawing(path: str, sources: Sources) -> None:
    """Report what a drawing would run, or fetch from elsewhere."""
    text = read_text(sources.project, path, sources.report) or ""
    try:
        found = active_in(text) if text else None
    except NotWellFormed as error:
        sources.report.error(
            "active-attachment",
            Place(path, *error.args),
            message("this drawing is not well-formed: nobody can tell what a browser makes of it"),
            message("Export it again as a plain SVG, or as PNG."),
        )
        return
    if found:
        sources.report.error(
            "active-attachment",
            Place(path, found.line),
            message(
                "this drawing runs a program or loads another file: “%(found)s”", found=found.what
            ),
            message("Export it again as a plain SVG, or as PNG."),
        )


def warn_of_unlinked(
    attachments: Mapping[str, Attachment],
    documents: Iterable[Document],
    theme: str,
    sources: Sources,
) -> None:
    """Warn of attachments to which no text links: nobody will ever see them."""
    linked = {path for document in documents for path in document.attachments}
    for path in attachments:
        if path not in linked:
            sources.report.warning(
                "attachment-not-linked",
                Place(f"{theme}/{path}"),
                message("no text of the theme links to this file: nobody will see it"),
                message("Link to it from a part: [its title](%(path)s).", path=path),
            )
