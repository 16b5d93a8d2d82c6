"""Reads a theme's ``documents/``: the files released with the parts that link to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from parution.domain import Attachment, Document
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.nearest import list_names
from parution.sources.files.attachment_kinds import KINDS, SHOWN, get_kind, holds, recognize_kind
from parution.sources.files.folders import SourceFolder
from parution.sources.files.slugs import check_download, check_folder_of_downloads
from parution.sources.files.text import read_text
from parution.sources.html_policy.drawings import NotWellFormed, find_active
from parution.sources.source_context import SourceContext

MOST_BYTES = 50_000_000
"""Size of the largest attachment: a larger one loads badly on a phone, and some hosts refuse it."""


def read_attachments(
    folder: SourceFolder | None, theme: str, sources: SourceContext
) -> dict[str, Attachment]:
    """Return the attachments of a theme by path relative to its folder ``theme``."""
    read: dict[str, Attachment] = {}
    for path in folder.paths() if folder else ():
        *folders, name = path.removeprefix(f"{theme}/").split("/")
        for each in folders:
            check_folder_of_downloads(each, Place(path), sources.report)
        check_download(name, Place(path), sources.report)
        try:
            check_contents(path, sources)
            attachment = read_attachment(path, theme, sources)
        except OSError:
            report_unreadable(path, sources)
            continue
        report_namesake(attachment.path, read, theme, sources)
        read[attachment.path] = attachment
    return read


def check_contents(path: str, sources: SourceContext) -> None:
    """Report an attachment whose kind, size or content is not allowed."""
    file = sources.project / path
    kind, size = get_kind(file), file.stat().st_size
    if size > MOST_BYTES:
        report_excessive_size(path, size, sources)
    if kind not in KINDS:
        report_forbidden_kind(path, kind, sources)
    elif not holds(file, kind):
        report_unfit_contents(path, kind, recognize_kind(file), sources)
    elif kind == "svg":
        check_drawing(path, sources)


def read_attachment(path: str, theme: str, sources: SourceContext) -> Attachment:
    """Return one attachment; raise `OSError` if its bytes cannot be read."""
    with (sources.project / path).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Attachment(path.removeprefix(f"{theme}/"), digest, stream.tell())


def report_unreadable(path: str, sources: SourceContext) -> None:
    """Report an attachment that cannot be read."""
    sources.report.error(
        "unreadable-file",
        Place(path),
        message("the file “%(path)s” cannot be read", path=path),
        message("Give yourself the right to read it."),
    )


def report_forbidden_kind(path: str, kind: str, sources: SourceContext) -> None:
    """Report a kind of file that is not allowed: a browser or a host might run it."""
    if kind:
        said = message(
            "a browser, or the host, might run a file that ends in “.%(kind)s” instead of handing"
            " it out",
            kind=kind,
        )
    else:
        said = message("the name of this file has no ending to say what it is")
    sources.report.error(
        "active-attachment",
        Place(path),
        said,
        message("Give one of these kinds instead: %(known)s.", known=list_names(SHOWN)),
    )


def report_unfit_contents(path: str, kind: str, likely: str | None, sources: SourceContext) -> None:
    """Report a file whose content does not fit its ending."""
    remedy = message("Export it again as “.%(kind)s” from the program it was made with.", kind=kind)
    if likely:
        remedy = message("It looks like a file of the kind “.%(kind)s”: rename it.", kind=likely)
    sources.report.error(
        "attachment-mismatch",
        Place(path),
        message("the contents of this file are not those of a “.%(kind)s”", kind=kind),
        remedy,
    )


def report_excessive_size(path: str, size: int, sources: SourceContext) -> None:
    """Report a file that is too large for readers."""
    sources.report.error(
        "attachment-too-large",
        Place(path),
        message(
            "this file holds %(found)s MB; at most %(most)s MB were expected",
            found=size // 1_000_000,
            most=MOST_BYTES // 1_000_000,
        ),
        message("Make it smaller (pictures of a lower resolution), or link to where it stands."),
    )


def report_namesake(
    path: str, others: Mapping[str, Attachment], theme: str, sources: SourceContext
) -> None:
    """Report a file whose name differs from another's in case alone."""
    for other in others:
        if other.casefold() == path.casefold():
            sources.report.error(
                "unfit-name",
                Place(f"{theme}/{path}"),
                message("many computers take this name and “%(other)s” for the same", other=other),
                message("Give one of the two another name."),
            )


def check_drawing(path: str, sources: SourceContext) -> None:
    """Report an SVG drawing that runs code, loads from elsewhere, or is not well-formed."""
    text = read_text(sources.project, path, sources.report) or ""
    try:
        found = find_active(text) if text else None
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
    sources: SourceContext,
) -> None:
    """Warn of attachments to which no text links."""
    linked = {path for document in documents for path in document.attachments}
    for path in attachments:
        if path not in linked:
            sources.report.warn(
                "attachment-not-linked",
                Place(f"{theme}/{path}"),
                message("no text links to this file: nobody will see it"),
                message("Link to it from a part: [its title](%(path)s).", path=path),
            )
