"""Citations in a text: each must name a reference of the theme's own bibliography."""

from __future__ import annotations

from collections.abc import Collection, Set

from parution.citations.syntax import citations, mentioned_keys
from parution.domain import Document
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, propose_one_of
from parution.sources.markdown.link_targets import theme_folder
from parution.sources.report import Report

FEW = 8
"""Keys that a remedy may list; among more of them nobody finds the right one."""


def check_citations(document: Document, keys: Set[str], report: Report) -> None:
    """Report the citations of ``document`` whose key is none of the theme's ``keys``."""
    if mentioned_keys(document.body) <= keys:
        return
    for citation in citations(document.body):
        if citation.key not in keys:
            line = document.body_line + citation.line - 1
            report.error(
                "unknown-citation",
                Place(document.path, line, citation.column),
                message("the theme's bibliography holds no reference “%(key)s”", key=citation.key),
                instead_of_reference(citation.key, keys, document.path),
            )


def instead_of_reference(key: str, keys: Collection[str], path: str) -> Message:
    """Return the remedy for a key that the bibliography of a text's theme does not hold."""
    if keys and (len(keys) <= FEW or find_nearest(key, keys)):
        return propose_one_of(key, keys)
    address = theme_folder(path).removeprefix("themes/")
    return message("Add its entry to bibliography/%(address)s.bib.", address=address)
