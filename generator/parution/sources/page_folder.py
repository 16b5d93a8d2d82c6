"""Reads ``themes/pages/``: the association's pages about itself.

---
title: Votre première réunion
order: 1
audience: all          # or facilitators
---
"""

from __future__ import annotations

from parution.domain import AssociationPage, AssociationPages
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.nearest import list_names
from parution.sources.files.attachments import read_attachments, warn_of_unlinked
from parution.sources.files.folders import SourceFolder
from parution.sources.files.slugs import check_slug
from parution.sources.files.strays import report_strays
from parution.sources.markdown.document import make_document
from parution.sources.source_context import SourceContext
from parution.sources.yaml.fields import Fields

PAGES = "pages"
"""The name of the folder, which no edition may have."""

ALL, FACILITATORS = "all", "facilitators"
ENDING = ".md"


def read_pages(folder: SourceFolder | None, sources: SourceContext) -> AssociationPages:
    """Return the pages in their order: by ``order``, then by title."""
    if folder is None:
        return AssociationPages()
    report_strays(folder, (f"*{ENDING}",), ("documents",), sources.report)
    names = [name for name in folder.files if name.endswith(ENDING)]
    read = [page for name in names if (page := read_page(folder, name, sources))]
    pages = tuple(sorted(read, key=lambda page: (page.order, page.title)))
    attachments = read_attachments(folder.folders.get("documents"), folder.path, sources)
    warn_of_unlinked(attachments, [page.document for page in pages], folder.path, sources)
    return AssociationPages(pages, attachments)


def read_page(folder: SourceFolder, name: str, sources: SourceContext) -> AssociationPage | None:
    """Return one page; None, reported, if it cannot be read."""
    path, slug = f"{folder.path}/{name}", name.removesuffix(ENDING)
    file = sources.markdown(path)
    fits = check_slug(slug, Place(path), sources.report, ending=ENDING)
    if file is None or file.table is None or not fits:
        return None
    fields = Fields(file.table, sources.report)
    fields.need("title")
    title = fields.text("title")
    audience = fields.word("audience") or ALL
    if audience not in (ALL, FACILITATORS):
        sources.report.error(
            "unknown-audience",
            fields.where("audience"),
            message(
                "unknown audience “%(found)s”; one of these was expected: %(known)s",
                found=audience,
                known=list_names((ALL, FACILITATORS)),
            ),
            message("Write “all” for everybody, or “facilitators” for their sites alone."),
        )
    page = AssociationPage(
        slug=slug,
        title=title or slug,
        order=fields.whole_number("order", default=0),
        # Hidden if the audience is unknown.
        for_facilitators=audience != ALL,
        document=make_document(file, fields, title, sources),
    )
    fields.refuse_unknown()
    return page
