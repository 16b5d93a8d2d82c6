"""Citations in a text: each must name a reference of the theme's own bibliography."""

from __future__ import annotations

from collections.abc import Collection

from parution.citing.syntax import citations
from parution.messages import message
from parution.model import Document
from parution.problems import Place
from parution.reading.nearest import instead
from parution.reading.recollection import Recollection
from parution.reading.report import Report


def check_citations(
    document: Document, keys: Collection[str], report: Report, recollection: Recollection
) -> None:
    """Report the citations of ``document`` whose key is none of the theme's ``keys``."""
    if "@" not in document.body:
        return
    for citation in recollection.of(citations, document.body):
        if citation.key not in keys:
            line = document.body_line + citation.line - 1
            report.error(
                "unknown-citation",
                Place(document.path, line, citation.column),
                message("the theme's bibliography holds no reference “%(key)s”", key=citation.key),
                instead(citation.key, keys),
            )
