"""Reads a text: checks its front matter, its links and its HTML."""

from __future__ import annotations

import re

from parution.domain import Change, Document
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.limits import EXCEEDED, SECONDS_TO_READ, limiting
from parution.sources.files.theme_paths import is_of_subject, locate_theme_folder
from parution.sources.html_policy.elements import list_html_links
from parution.sources.markdown.anchors import find_anchor
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.comments import leave_out_comments
from parution.sources.markdown.front_matter import MarkdownFile
from parution.sources.markdown.link_syntax import list_links
from parution.sources.markdown.link_targets import find_target
from parution.sources.markdown.links_on_site import lead_from_site
from parution.sources.markdown.slips import list_slips, report_slips
from parution.sources.source_context import SourceContext
from parution.sources.yaml.fields import Fields, read_table
from parution.sources.yaml.nodes import Table

INCLUDE = re.compile(r"-8<-|\{%-?\s*include|\{!")
"""Markers by which Markdown extensions paste another file into a text."""


def read_document(path: str, sources: SourceContext) -> Document | None:
    """Return a part's text, or the summary of a source; None, reported, if unreadable."""
    file = sources.markdown(path)
    if file is None or file.table is None:
        return None
    fields = Fields(file.table, sources.report)
    document = make_document(file, fields, fields.text("title"), sources)
    fields.refuse_unknown()
    return document


def make_document(
    file: MarkdownFile, fields: Fields, title: str | None, sources: SourceContext
) -> Document:
    """Return the text of a file; ``fields`` reads its front matter.

    Report a text that takes too long to check, and treat it as empty.
    """
    try:
        with limiting(SECONDS_TO_READ):
            return look_through(file, fields, title, sources)
    except EXCEEDED:
        report_complex_text(file.path, sources)
        return Document(file.path, title, "", file.body_line)


def look_through(
    file: MarkdownFile, fields: Fields, title: str | None, sources: SourceContext
) -> Document:
    """Check a text; return it without comments, with its attachments and changes."""
    file = leave_out_comments(file)
    text = MarkdownText.of(file)
    warn_if_empty(text, sources)
    report_includes(text, sources)
    slips = sources.calls.of(list_slips, text, tuple(sorted(sources.extensions)))
    report_slips(slips, text, sources.report)
    return Document(
        path=file.path,
        title=title,
        body=lead_from_site(text) if is_of_subject(text.path) else text.body,
        body_line=file.body_line,
        attachments=collect_attachments(text, sources),
        changes=read_changes(fields, sources),
    )


def collect_attachments(text: MarkdownText, sources: SourceContext) -> tuple[str, ...]:
    """Return the attachments a text links to, each once; add its other links to ``sources``."""
    attachments: dict[str, None] = {}
    found = [*list_links(text.without_code), *list_html_links(text, sources.report)]
    for link in sorted(found, key=lambda link: link.offset):
        place = text.place(link.offset)
        target = find_target(link, place, sources.paths, sources.report)
        leads_within = target.path if target else text.path
        if (target or link.destination.startswith("#")) and (
            anchor := find_anchor(leads_within, link.destination, place)
        ):
            sources.anchors.append(anchor)
        if target is None:
            continue
        if target.path.endswith(".md"):
            sources.links.append(target)
        else:
            attachments[target.path.removeprefix(f"{locate_theme_folder(target.path)}/")] = None
    return tuple(attachments)


def read_changes(fields: Fields, sources: SourceContext) -> tuple[Change, ...]:
    """Return the notes under ``changes``, newest first."""
    changes: list[Change] = []
    for item in fields.items("changes"):
        table = read_table(item, "changes", sources.report)
        change = read_change(table, sources) if table else None
        if change:
            changes.append(change)
    return tuple(sorted(changes, key=lambda change: change.day, reverse=True))


def read_change(table: Table, sources: SourceContext) -> Change | None:
    """Return one note: ``{date: 2026-05-12, text: …}``."""
    fields = Fields(table, sources.report)
    fields.need("date", "text")
    day, text = fields.day("date"), fields.text("text")
    fields.refuse_unknown()
    return Change(day, text) if day and text else None


def report_complex_text(path: str, sources: SourceContext) -> None:
    """Report a text that takes too long to check."""
    sources.report.error(
        "text-too-complex",
        Place(path),
        message("this text takes too long to lay out"),
        message(
            "Look for a long run of the same signs, such as [ { * or -, and remove it; or"
            " spread the text over several parts."
        ),
    )


def warn_if_empty(text: MarkdownText, sources: SourceContext) -> None:
    """Warn of a file without a text."""
    if not text.body.strip():
        sources.report.warn(
            "empty-text",
            Place(text.path, text.body_line),
            message("this file holds no text"),
            message("Write the text, or remove the file."),
        )


def report_includes(text: MarkdownText, sources: SourceContext) -> None:
    """Report markers that would paste another file, which could bypass that file's release."""
    for found in INCLUDE.finditer(text.body):
        sources.report.error(
            "include-not-allowed",
            text.place(found.start()),
            message("“%(marker)s” would paste another file into this text", marker=found[0]),
            message("Write the text here, or link to the other part."),
        )
