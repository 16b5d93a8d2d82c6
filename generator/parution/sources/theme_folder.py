"""Reads a theme's folder: its parts, the summaries of its sources, its attachments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Set

from parution.domain import COLLECTED, Attachment, Document, Part, Theme
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.limits import EXCEEDED, SECONDS_TO_READ, limiting
from parution.sources.files.attachments import read_attachments, warn_of_unlinked
from parution.sources.files.folders import SourceFolder
from parution.sources.files.strays import report_strays
from parution.sources.files.theme_paths import (
    REFERENCES,
    derive_theme_address,
    find_owner,
    is_of_subject,
)
from parution.sources.markdown.citation_keys import check_citations, propose_reference
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.document import make_document, read_document, report_complex_text
from parution.sources.markdown.front_matter import LATE, MarkdownFile
from parution.sources.markdown.pasted_text import warn_of_shouted_title
from parution.sources.markdown.slips import list_keys_without_at, report_slips
from parution.sources.report import Report
from parution.sources.source_context import SourceContext
from parution.sources.yaml.fields import Fields

INDEX = "index.md"
DATED = ("searched_until", "reviewed", "replaced_by")
PART_FILES = {
    INDEX: Part.PRESENTATION,
    **{f"{part}.md": part for part in Part if part not in (Part.PRESENTATION, *COLLECTED)},
}
"""The file of each part that has a text of its own."""

MOST_MESSAGES = 5
"""« L'essentiel »: beyond five messages nobody remembers any."""

NUMBERED = re.compile(r"^\d+[.)][ \t]+\S", re.MULTILINE)
BULLETED = re.compile(r"^[-*+][ \t]+\S", re.MULTILINE)


def read_theme(folder: SourceFolder, sources: SourceContext) -> Theme | None:
    """Return a theme, or a group's own subject; None, reported, without a readable presentation."""
    is_subject = is_of_subject(f"{folder.path}/{INDEX}")
    files = (*PART_FILES, REFERENCES) if is_subject else tuple(PART_FILES)
    meant = report_strays(folder, files, ("sources", "documents"), sources.report)
    parts = read_parts(folder, sources)
    summaries = read_summaries(folder.folders.get("sources"), sources)
    attachments = read_attachments(folder.folders.get("documents"), folder.path, sources)
    file = None if INDEX in meant else sources.markdown(f"{folder.path}/{INDEX}")
    if file is None or file.table is None:
        return None
    if not file.table.values:
        report_missing_front_matter(file, sources)
        return None
    fields = Fields(file.table, sources.report)
    presentation = make_document(file, fields, None, sources)
    theme = make_theme(
        fields, {Part.PRESENTATION: presentation, **parts}, summaries, attachments, sources
    )
    fields.refuse_unknown()
    check_theme(theme, sources)
    return theme


def make_theme(
    fields: Fields,
    documents: Mapping[Part, Document],
    summaries: Mapping[str, Document],
    attachments: Mapping[str, Attachment],
    sources: SourceContext,
) -> Theme:
    """Return a theme made of its presentation's front matter, its texts and its attachments."""
    fields.need("title")
    place = Place(documents[Part.PRESENTATION].path, fields.where("title").line, 1)
    address = derive_theme_address(place.file)
    borrowed = fields.read_placed_words("references")
    title = fields.text("title") or address
    warn_of_shouted_title(title, fields.where("title"), sources.report)
    return Theme(
        address=address,
        title=title,
        question=fields.text("question"),
        authors=fields.texts("authors"),
        interests=fields.text("interests"),
        searched_until=fields.day("searched_until"),
        reviewed=fields.day("reviewed"),
        keywords=fields.texts("keywords"),
        synonyms=fields.texts("synonyms"),
        draft=fields.flag("draft"),
        documents=documents,
        sources=summaries,
        references=sources.bibliographies.of_theme(address, borrowed, sources.report),
        attachments=attachments,
        place=place,
        days_at={name: fields.where(name) for name in DATED},
        replaced_by=fields.word("replaced_by"),
        owner=find_owner(place.file),
    )


def read_parts(folder: SourceFolder, sources: SourceContext) -> dict[Part, Document]:
    """Return the texts of the parts except the presentation."""
    read = {
        part: read_document(f"{folder.path}/{name}", sources)
        for name, part in PART_FILES.items()
        if name in folder.files and name != INDEX
    }
    return {part: document for part, document in read.items() if document}


def read_summaries(folder: SourceFolder | None, sources: SourceContext) -> dict[str, Document]:
    """Return the summaries of documents by key of the reference."""
    if folder is None:
        return {}
    report_strays(folder, ("*.md",), (), sources.report)
    # macOS may store an accent apart from its letter; bibliographies do not.
    read = {
        unicodedata.normalize("NFC", name.removesuffix(".md")): read_document(
            f"{folder.path}/{name}", sources
        )
        for name in folder.files
        if name.endswith(".md")
    }
    return {key: document for key, document in read.items() if document}


def report_missing_front_matter(file: MarkdownFile, sources: SourceContext) -> None:
    """Report a presentation that has no front matter, hence no title."""
    if LATE.match(file.body):
        return  # Reported already as late front matter.
    sources.report.error(
        "no-front-matter",
        file.place,
        message("the front matter, between two lines “---”, is missing"),
        message("Begin the file with three lines: “---”, “title: …” and “---”."),
    )


def check_theme(theme: Theme, sources: SourceContext) -> None:
    """Report citations and summaries without reference, unlinked attachments, long summaries."""
    documents = (*theme.documents.values(), *theme.sources.values())
    keys = {reference.key for reference in theme.references}
    if not report_missing_bibliography(theme, documents, keys, sources):
        for document in documents:
            check_within_bounds(document, keys, sources.report, sources)
        for key, document in theme.sources.items():
            if key not in keys:
                report_unknown_document(key, keys, document, sources)
    warn_of_unlinked(theme.attachments, documents, theme.folder, sources)
    if Part.SUMMARY in theme.documents:
        warn_if_long(theme.documents[Part.SUMMARY], sources)


def report_missing_bibliography(
    theme: Theme, documents: Collection[Document], keys: Set[str], sources: SourceContext
) -> bool:
    """Report, once, a theme that cites but has no bibliography; return whether it is one.

    Otherwise every citation would be a problem. A theme that borrows ``keys``, and has no file that
    was probably meant for it, needs no file.
    """
    bibliographies = sources.bibliographies
    if bibliographies.own.get(theme.address) or (
        keys and theme.address not in bibliographies.expected and not theme.sources.keys() - keys
    ):
        return False
    cited = Report()
    for document in documents:
        check_within_bounds(document, keys, cited, sources)
    if not cited.problems and not theme.sources.keys() - keys:
        return False
    bibliographies.refuse_missing(theme.folder, sources.report)
    return True


def check_within_bounds(
    document: Document, keys: Set[str], report: Report, sources: SourceContext
) -> None:
    """Check the citations of a text; report a text that takes too long."""
    try:
        with limiting(SECONDS_TO_READ):
            check_citations(document, keys, report, sources.bibliographies.find_holder)
            text = MarkdownText(document.path, document.body, document.body_line)
            slips = sources.calls.of(list_keys_without_at, text, tuple(sorted(keys)))
            report_slips(slips, text, report)
    except EXCEEDED:
        report_complex_text(document.path, sources)


def report_unknown_document(
    key: str, keys: Collection[str], document: Document, sources: SourceContext
) -> None:
    """Report the summary of a document that is not in the theme's bibliography."""
    sources.report.error(
        "summary-without-reference",
        Place(document.path),
        message("the bibliography holds no reference “%(key)s”", key=key),
        propose_reference(key, keys, document.path, sources.bibliographies.find_holder(key)),
    )


def warn_if_long(summary: Document, sources: SourceContext) -> None:
    """Warn of a summary with more than `MOST_MESSAGES` messages."""
    messages = list(NUMBERED.finditer(summary.body)) or list(BULLETED.finditer(summary.body))
    if len(messages) > MOST_MESSAGES:
        line = summary.body.count("\n", 0, messages[MOST_MESSAGES].start()) + summary.body_line
        sources.report.warn(
            "summary-too-long",
            Place(summary.path, line, 1),
            message(
                "%(count)s messages; at most %(most)s were expected",
                count=len(messages),
                most=MOST_MESSAGES,
            ),
            message("Keep the messages that change a practice; the dossier holds the rest."),
        )
