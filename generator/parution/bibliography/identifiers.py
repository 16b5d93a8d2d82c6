"""What identifiers and addresses look like, and the forms in which programs write them."""

from __future__ import annotations

import re
from types import MappingProxyType

WEB_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>\\]+[^\s\"<>\\]*", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/(?:[^\s\"<>\\]|<[^\s\"<>\\/:]*:[^\s\"<>\\/]*>)*[^\s\"<>\\.,;]")
"""Old DOIs hold a page and a code between angle brackets; what could be a tag is no DOI."""

DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
LESS = re.compile(r"\{\\textless\}|\\textless(?:\{\}|\b)|\$<\$|&lt;")
GREATER = re.compile(r"\{\\textgreater\}|\\textgreater(?:\{\}|\b)|\$>\$|&gt;")
"""Angle brackets as LaTeX and the pages of publishers write them."""

PMID = re.compile(r"\d{1,9}")
PMCID = re.compile(r"PMC\d{1,9}")
ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
HAL = re.compile(r"[a-z][a-z_]*-\d{6,10}(?:v\d+)?")
PMID_IN_NOTE = re.compile(r"\bPM(C?)ID:\s*(?:PMC)?(\d{1,9})")

IDENTIFIERS = MappingProxyType(
    {
        "doi": (DOI, "10.1136/bmj.i2002"),
        "pmid": (PMID, "27164970"),
        "pmcid": (PMCID, "PMC4862376"),
        "hal": (HAL, "hal-01234567"),
        "arxiv": (ARXIV, "2305.01234"),
    }
)
"""What each looks like, and an example."""

ARCHIVES = MappingProxyType(
    {
        "hal": "hal", "pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid",
        "arxiv": "arxiv",
    }
)  # fmt: skip
"""The identifier that ``eprint`` holds, by ``eprinttype``."""

URL_COMMAND = re.compile(r"\{?\\url\s*\{([^{}]*)\}\}?")


def with_angle_brackets(doi: str) -> str:
    """Return a DOI as written with its angle brackets as signs.

    >>> with_angle_brackets(r"10.1002/x:1{\\textless}2::A{\\textgreater}3")
    '10.1002/x:1<2::A>3'
    """
    return GREATER.sub(">", LESS.sub("<", doi))


def address_in(written: str) -> str:
    """Return what stands in a field that is nothing but an address, by ``\\url`` or bare."""
    command = URL_COMMAND.fullmatch(written.strip())
    return command[1] if command else written.strip()
