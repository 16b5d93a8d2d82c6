"""Detects the format of a bibliography by its name or the beginning of its text."""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType


class Format(StrEnum):
    """A format that can be converted to BibTeX."""

    RIS = "ris"
    PUBMED = "nbib"
    CSL_JSON = "json"
    ENDNOTE_XML = "xml"
    ENDNOTE = "enw"

    @property
    def label(self) -> str:
        """Its name for users."""
        return LABELS[self]


LABELS = MappingProxyType(
    {
        Format.RIS: "RIS",
        Format.PUBMED: "PubMed",
        Format.CSL_JSON: "CSL-JSON",
        Format.ENDNOTE_XML: "EndNote XML",
        Format.ENDNOTE: "EndNote",
    }
)

ENDINGS = MappingProxyType(
    {
        "ris": Format.RIS,
        "nbib": Format.PUBMED,
        "medline": Format.PUBMED,
        "json": Format.CSL_JSON,
        "csljson": Format.CSL_JSON,
        "xml": Format.ENDNOTE_XML,
        "enw": Format.ENDNOTE,
    }
)
"""The format by file ending."""

BEGINNINGS = (
    (re.compile(r"\s*(?:[^\n]*\n){0,20}?TY {1,2}- ?\S"), Format.RIS),
    (re.compile(r"\s*PMID ?- ?\d"), Format.PUBMED),
    (re.compile(r"\s*[\[{]\s*[\[{\"\]]"), Format.CSL_JSON),
    (re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:xml|records)\b"), Format.ENDNOTE_XML),
    (re.compile(r"\s*%[0-9A-Z] \S"), Format.ENDNOTE),
)
"""Patterns of their beginnings; some programs write a heading before the first record of RIS."""

ENTRY_OF_BIBTEX = re.compile(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE)


def detect_format_by_name(name: str) -> Format | None:
    """Return the format of a file by its ending; None for other endings."""
    return ENDINGS.get(name.rpartition(".")[2].lower())


def detect_format(text: str) -> Format | None:
    """Return the format of a text; None if it may be BibTeX, or is unknown.

    >>> detect_format("TY  - JOUR\\nTI  - Titre\\nER  - \\n").label
    'RIS'
    """
    text = text.removeprefix("\ufeff")
    if ENTRY_OF_BIBTEX.search(text):
        return None
    return next((found for pattern, found in BEGINNINGS if pattern.match(text)), None)
