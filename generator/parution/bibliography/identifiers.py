"""Patterns of identifiers, and of the forms in which programs write them."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from parution.patterns import compile_late

DOI = compile_late(r"10\.\d{4,9}/(?:[^\s\"<>\\]|<[^\s\"<>\\/:]*:[^\s\"<>\\/]*>)*[^\s\"<>\\.,;]")
"""Old DOIs hold a page and a code in angle brackets; the pattern refuses those that look like a
tag."""

DOI_IN_ADDRESS = compile_late(
    r"(?:https?://)?(?:[\w.-]+/)(?:[^?#]*/)?(10\.\d{4,9}/[^?#\s]+).*", re.IGNORECASE
)
"""The address of a publisher, a library's proxy or ``doi.org`` that holds a DOI."""

DOI_LABEL = compile_late(
    r"(?:https?://(?:dx\.)?doi\.org/|(?:urn:|info:)?doi[:\s/.]\s*)+", re.IGNORECASE
)
LESS = compile_late(r"\{\\textless\}|\\textless(?:\{\}|\b)|\$<\$|&lt;")
GREATER = compile_late(r"\{\\textgreater\}|\\textgreater(?:\{\}|\b)|\$>\$|&gt;")
"""Angle brackets as LaTeX and publishers' pages write them."""

DASHES = compile_late("[\u2010-\u2015\u2212]")
"""Dashes and minus signs that word processors put in place of a hyphen."""

BETWEEN_DIGITS = compile_late(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
"""A space between the thousands of a number, as « 38 123 456 »."""
LABEL_BEHIND = compile_late(
    r"\s*[(\[](?:doi|pmid|pmcid|pubmed|indexed[^)\]]*)[)\]]$", re.IGNORECASE
)
"""« 10.1000/x [doi] », as PubMed writes it."""

PMID_IN_NOTE = compile_late(r"\b(?:PM(C?)ID|PubMed):\s*(?:PMC)?(\d{1,9})")
DOI_IN_NOTE = compile_late(
    r"\bdoi:\s*(10\.\d{4,9}/[^\s\]\"<>\\,;]*[^\s\]\"<>\\.,;])", re.IGNORECASE
)
OF_COCHRANE = compile_late(r"\b(?:CD|MR)\d{6}\b")
"""The number of a Cochrane review, which stands in place of pages."""


class Identifier(NamedTuple):
    """The patterns of one kind of identifier."""

    pattern: re.Pattern[str]
    example: str
    written: re.Pattern[str]
    """The identifier with the text that programs add around it; the identifier is group 1."""
    before: str = ""
    """A prefix to add if it is missing."""


def compile_written(label: str, address: str, identifier: str) -> re.Pattern[str]:
    return compile_late(
        rf"(?:{label})?(?:https?://)?(?:(?:www\.)?(?:{address})/(?:\?term=)?)?({identifier})(?:\.\d)?"
        r"(?:[/?#].*|,?\s+version\s+\d+)?",
        re.IGNORECASE,
    )


HAL = r"[a-z][a-z0-9]*(?:[-_][a-z]+)*[-_]\d{6,10}(?:v\d+)?"
ARXIV = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"

NNT = r"(?:19|20)\d\d[A-Z][A-Z0-9]{3}[A-Z0-9]{4}"
"""The national number of a thesis: year, university, number."""

IDENTIFIERS = MappingProxyType(
    {
        "doi": Identifier(DOI, "10.1136/bmj.i2002", compile_late(r"(.*)", re.DOTALL)),
        "pmid": Identifier(
            compile_late(r"\d{1,9}"),
            "27164970",
            compile_written(
                r"(?:PMID|PubMed(?: ?ID)?|MEDLINE)\s*:?\s*",
                r"pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|pubmed\.gov",
                r"\d{1,9}",
            ),
        ),
        "pmcid": Identifier(
            compile_late(r"PMC\d{1,9}"),
            "PMC4862376",
            compile_written(
                r"PMC(?:ID)?\s*:?\s*(?=PMC|\d|http)",
                r"pmc\.ncbi\.nlm\.nih\.gov/articles|ncbi\.nlm\.nih\.gov/pmc/articles"
                r"|europepmc\.org/(?:articles?|article/PMC)",
                r"(?:PMC)?\d{1,9}",
            ),
            "PMC",
        ),
        "hal": Identifier(
            compile_late(HAL),
            "hal-01234567",
            compile_written(r"hal(?:\s?id)?\s*:\s*", r"[\w.-]+(?:/[\w-]+)?", HAL),
        ),
        "nnt": Identifier(
            compile_late(NNT),
            "2021NANT1234",
            compile_written(r"NNT\s*:?\s*", r"theses\.fr", NNT),
        ),
        "arxiv": Identifier(
            compile_late(ARXIV),
            "2305.01234",
            compile_late(
                rf"(?:arXiv\s*:\s*)?(?:https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf)/)?({ARXIV})"
                r"(?:\.pdf|\s*\[.*|[?#].*)?",
                re.IGNORECASE,
            ),
        ),
        "jstor": Identifier(
            compile_late(r"[\w.:/-]+"),
            "2118559",
            compile_written("", r"jstor\.org/stable", r"[\w.:/-]+"),
        ),
        "googlebooks": Identifier(
            compile_late(r"[\w-]+"), "o_kmEAAAQBAJ", compile_late(r"(?:.*[?&]id=)?([\w-]+)(?:&.*)?")
        ),
        "hdl": Identifier(
            compile_late(r"[\w.]+/[^\s\"<>\\]+"),
            "10066/1234",
            compile_written(r"(?:hdl|handle)\s*:\s*", r"hdl\.handle\.net", r"[\w.]+/[^\s\"<>\\]+"),
        ),
    }
)  # fmt: skip
"""By field name, in order of printing."""

BETWEEN_IDENTIFIERS = compile_late(
    r"[\s;,|]+(?:(?:and|et|ou)\s+)?(?:(?:PMC?ID|DOI)\s*:\s*)?", re.IGNORECASE
)
BESIDE = MappingProxyType(
    {"doi": compile_late(r"10\.|http"), "pmcid": compile_late("PMC", re.IGNORECASE)}
)
"""The beginnings of identifiers that may stand in the field of another: « 123; PMCID: PMC5 »."""

MISTYPED_PREFIX = compile_late(r"^[1lI][0Oo] ?[.,;] ?(?=\d{4,9}/)")
NEXT_DOI = compile_late(r"[;,|]\s*10\.\d{4,9}/")

ARCHIVES = MappingProxyType(
    {
        "hal": "hal", "pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid",
        "arxiv": "arxiv", "jstor": "jstor", "googlebooks": "googlebooks", "hdl": "hdl",
        "handle": "hdl",
    }
)  # fmt: skip
"""The identifier that ``eprint`` holds, by ``eprinttype``."""

ARCHIVES_BY_FORM = ("hal", "arxiv")
"""Archives whose identifiers cannot be mistaken, without ``eprinttype``."""


def find_identifier(kind: str, written: str) -> str | None:
    """Return the identifier of a kind in a field; None without one.

    >>> find_identifier("pmid", "PMID: 123"), find_identifier("pmcid", "4862376")
    ('123', 'PMC4862376')
    >>> find_identifier("pmid", "38 123 456")
    '38123456'
    >>> find_identifier("doi", "https://doi-org.proxy.univ.fr/10.1016/j.x.2020.01.001?via=y")
    '10.1016/j.x.2020.01.001'

    A dash of a word processor is a hyphen; of two DOIs none is taken.

    >>> find_identifier("doi", "10.1000/a\u2013b"), find_identifier("doi", "10.1000/a;10.1000/b")
    ('10.1000/a-b', None)
    """
    identifier = IDENTIFIERS[kind]
    written = LABEL_BEHIND.sub("", written.strip().replace("\\(", "(").replace("\\)", ")"))
    if kind in ("pmid", "pmcid"):
        written = BETWEEN_DIGITS.sub("", written)
    if kind == "doi":
        written = DASHES.sub("-", strip_address(written))
        if NEXT_DOI.search(written):
            return None
    found = identifier.written.fullmatch(written.rstrip(" .,;") if kind != "doi" else written)
    if not found:
        return None
    value = found[1]
    if identifier.before and not value.upper().startswith(identifier.before):
        value = identifier.before + value
    if kind in ("hal", "pmcid", "nnt"):
        value = value.lower() if kind == "hal" else value.upper()
    return value if identifier.pattern.fullmatch(value) else None


def find_identifiers(kind: str, written: str) -> list[tuple[str, str]]:
    """Return the different identifiers in a field that holds several, each after its kind.

    >>> find_identifiers("doi", "10.1000/a; 10.1000/b"), find_identifiers("pmid", "12, PMC34")
    ([('doi', '10.1000/a'), ('doi', '10.1000/b')], [('pmid', '12'), ('pmcid', 'PMC34')])
    >>> find_identifiers("doi", "10.1000/a b")
    []
    """
    found: dict[tuple[str, str], str] = {}
    for part in filter(None, BETWEEN_IDENTIFIERS.split(written)):
        kinds = (kind, *(other for other, begins in BESIDE.items() if begins.match(part)))
        known = [(each, value) for each in kinds if (value := find_identifier(each, part))]
        if not known:
            return []
        found.setdefault((known[0][0], known[0][1].lower()), known[0][1])
    return [(each, value) for (each, _), value in found.items()]


def guess_identifier(kind: str, written: str) -> str:
    """Return the identifier that was meant by a mistyped one; an empty string if none is certain.

    >>> guess_identifier("doi", "1O.1000/a"), guess_identifier("doi", "10,1000/a")
    ('10.1000/a', '10.1000/a')
    """
    mended = MISTYPED_PREFIX.sub("10.", written) if kind == "doi" else written
    return (find_identifier(kind, mended) or "") if mended != written else ""


def strip_address(doi: str) -> str:
    if "%2f" in doi.lower():
        doi = unquote(doi)
    doi = DOI_LABEL.sub("", doi, count=1)
    if not doi.startswith("10.") and (found := DOI_IN_ADDRESS.fullmatch(doi)):
        doi = found[1]
    return doi.rstrip(" .,;")


def restore_angle_brackets(doi: str) -> str:
    """Return a raw DOI with plain angle brackets.

    >>> restore_angle_brackets(r"10.1002/x:1{\\textless}2::A{\\textgreater}3")
    '10.1002/x:1<2::A>3'
    """
    return GREATER.sub(">", LESS.sub("<", doi))
