"""Checks citations: each must name a reference of the theme's own bibliography."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Set

from parution.bibliography.duplicates import is_common
from parution.citations.clusters import Mode
from parution.citations.syntax import find_citations, find_mentioned_keys
from parution.domain import Document
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, propose_one_of
from parution.sources.files.theme_paths import (
    is_of_minutes,
    locate_bibliography,
    locate_theme_folder,
)
from parution.sources.report import Report

WITH_LOCATOR = re.compile(r"(?P<key>.+?)[:#/.](?:pp?\.?|page)?(?P<page>\d+(?:-\d+)?)")
"""A key with a page glued to it: « durand2019:12 », « durand2019#p12 »."""

FEW = 8
"""The most keys that a remedy lists; in a longer list nobody finds the right one."""


Holder = Callable[[str], Place | None]
"""A function that returns the place of a key in another bibliography; None if no file has it."""


def check_citations(
    document: Document, keys: Set[str], report: Report, find_holder: Holder = lambda _: None
) -> None:
    """Report the citations of ``document`` whose key is not in ``keys``."""
    if find_mentioned_keys(document.body) <= keys:
        return
    for citation in find_citations(document.body):
        if citation.key not in keys:
            line = document.body_line + citation.line - 1
            is_in_sentence = citation.mode is Mode.NARRATIVE
            report.error(
                "unknown-citation",
                Place(document.path, line, citation.column),
                describe_unknown_key(document.path, citation.key),
                propose_reference(
                    citation.key,
                    keys,
                    document.path,
                    find_holder(citation.key),
                    is_in_sentence=is_in_sentence,
                ),
            )


def describe_unknown_key(path: str, key: str) -> Message:
    """Return the message for a key that a text may not cite."""
    if is_of_minutes(path):
        return message(
            "no reference “%(key)s”: neither in the group's bibliography, nor in its theme's,"
            " nor in a common one",
            key=key,
        )
    return message("the bibliography holds no reference “%(key)s”", key=key)


def propose_reference(
    key: str,
    keys: Collection[str],
    path: str,
    holder: Place | None = None,
    *,
    is_in_sentence: bool = False,
) -> Message:
    """Return the remedy for a key missing in the bibliography of a text's theme.

    ``holder`` is the key's place in another bibliography. Within a sentence, « @ » may not be meant
    as a citation.
    """
    if is_of_minutes(path):
        return propose_own_reference(key, keys, path, is_in_sentence=is_in_sentence)
    bibliography = locate_bibliography(path)
    if holder is not None:
        return borrow(key, holder, bibliography, f"{locate_theme_folder(path)}/index.md")
    if (glued := WITH_LOCATOR.fullmatch(key)) and glued["key"] in keys:
        meant = f"[@{glued['key']}, p. {glued['page']}]"
        return message("To cite, write “%(markdown)s”.", markdown=meant)
    near = find_nearest(key, keys)
    if is_in_sentence and not near:
        return message(
            "If it is no citation, write \\@%(key)s; else add its entry to %(file)s.",
            key=key,
            file=bibliography,
        )
    if keys and (len(keys) <= FEW or near):
        return propose_one_of(key, keys)
    return message("Add its entry to %(file)s.", file=bibliography)


def propose_own_reference(
    key: str, keys: Collection[str], path: str, *, is_in_sentence: bool
) -> Message:
    """Return the remedy for a key missing in all bibliographies that minutes may cite."""
    near = find_nearest(key, keys)
    file = f"{'/'.join(path.split('/')[:2])}/references.bib"
    if is_in_sentence and not near:
        return message(
            "If it is no citation, write \\@%(key)s; else add its entry to %(file)s.",
            key=key,
            file=file,
        )
    if near:
        return propose_one_of(key, keys)
    return message("Add its entry to %(file)s, exported from Zotero as BibTeX.", file=file)


def borrow(key: str, holder: Place, bibliography: str, index: str) -> Message:
    """Return the advice for citing a reference of another bibliography."""
    if is_common(holder):
        return message(
            "It stands in %(file)s: borrow it by “references: [%(key)s]” at the top of %(index)s.",
            file=holder.file,
            key=key,
            index=index,
        )
    return message(
        "It stands in %(file)s, which is not common: copy its entry to %(bibliography)s, or"
        " move it to bibliography/commune.bib and borrow it by “references: [%(key)s]” at the top"
        " of both index.md.",
        file=holder.file,
        bibliography=bibliography,
        key=key,
    )
