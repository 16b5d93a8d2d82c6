"""Exports references as BibTeX, with an allow-list of fields.

Exports hold only the fields of a library catalogue: no paths of files, no annotations, no tags, no
notes, and none of the product's own fields (level, grade, interests, access).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from parution.bibliography.bibtex import entry_types
from parution.bibliography.bibtex.person_names import OTHERS
from parution.bibliography.export.csl_format import write_csl_json
from parution.bibliography.export.library_record import credit_authors
from parution.bibliography.export.ris_format import write_ris
from parution.bibliography.partial_dates import make_date
from parution.bibliography.vancouver.people import join_particle
from parution.domain import Name, Reference

EXPORTED = (
    "bookauthor", "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "booktitleaddon",
    "maintitle", "mainsubtitle", "journal", "shortjournal", "series", "volume", "volumes", "part",
    "number", "pages", "eid", "chapter", "edition", "publisher", "institution", "organization",
    "address", "type", "howpublished", "eventtitle", "eventdate", "venue", "pubstate", "year",
    "month", "date", "origdate", "urldate", "url", "doi", "eprint", "eprinttype", "pmid", "pmcid",
    "nnt", "isbn", "issn", "langid", "pagetotal", "version", "addendum",
)  # fmt: skip
"""The exported fields, in order."""

TITLES = frozenset({"title", "subtitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle"})

LISTS = frozenset({"publisher", "institution", "organization", "address"})
"""Fields in which « and » separates bodies or places for BibLaTeX."""

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?")
AND = re.compile(r"\band\b", re.IGNORECASE)

SPECIAL_IN_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\u00a0": "~",
        **{sign: f"\\{sign}" for sign in "%&#$_"},
    }
)
"""Braces are written by name, because BibTeX counts even those after a backslash."""

SPECIAL_IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D"})


def write_bibtex(references: Iterable[Reference]) -> str:
    """Return references as a ``.bib`` file."""
    return "\n".join(write_entry(reference) for reference in references)


def write_entry(reference: Reference) -> str:
    lines = [f"@{reference.kind}{{{reference.key},"]
    people = (credit_authors(reference), reference.editors, reference.translators)
    for role, names in zip(("author", "editor", "translator"), people, strict=True):
        if names:
            lines.append(f"  {role} = {{{' and '.join(format_name(name) for name in names)}}},")
    fields = {
        **reference.fields,
        **say_archive(reference.fields),
        **derive_dates(reference.fields),
    }
    if reference.kind in entry_types.ARTICLES:
        # Programs that do not know ``eid`` would lose it.
        fields.setdefault("pages", fields.get("eid", ""))
    language = fields.get("langid", "")
    fields["langid"] = entry_types.NAMES_OF_LANGUAGES.get(language, language)
    for name in EXPORTED:
        special = SPECIAL_IN_ADDRESSES if name in entry_types.ADDRESSES else SPECIAL_IN_LATEX
        value = fields.get(name, "").translate(special)
        if name in TITLES and language in ("", "en"):
            value = protect_capitals(value)
        if name in LISTS and AND.search(value):
            value = f"{{{value}}}"
        if value:
            lines.append(f"  {name} = {{{value}}},")
    return "\n".join([*lines, "}", ""])


def protect_capitals(title: str) -> str:
    """Return an English title with braces around words whose capitals a style must keep.

    >>> protect_capitals("Care of French women: the FIGO system")
    'Care of {French} women: the {FIGO} system'
    """
    first = WORD.search(title)
    begin = first.start() if first else 0

    def protect(found: re.Match[str]) -> str:
        word = found[0]
        is_plain = found.start() == begin and word[1:].islower()
        return word if is_plain or len(word) == 1 == begin or word.islower() else f"{{{word}}}"

    return WORD.sub(protect, title)


def say_archive(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the BibLaTeX fields of a document's identifier in an archive."""
    for archive in ("hal", "arxiv", "jstor", "googlebooks", "hdl"):
        if archive in fields:
            return {"eprint": fields[archive], "eprinttype": archive}
    return {} if "eprint" in fields else {"eprinttype": ""}


def derive_dates(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the date fields of BibLaTeX that must replace year and month; empty if none."""
    if "date" in fields:
        return {}
    date = make_date(fields)
    if "day" in fields or "enddate" in fields:
        return {"date": f"{date}/{fields['enddate']}" if "enddate" in fields else str(date)}
    if fields.get("month", "").isdigit() and int(fields["month"]) > 12:
        return {"date": str(date), "month": ""}
    return {}


def format_name(name: Name) -> str:
    if name == OTHERS:
        return "others"
    if name.literal:
        return "{" + name.literal.translate(SPECIAL_IN_LATEX) + "}"
    family = name.family.translate(SPECIAL_IN_LATEX)
    if AND.search(family) or (family[:1].islower() and not name.particle):
        family = f"{{{family}}}"
    parts = [join_particle(name.particle.translate(SPECIAL_IN_LATEX), family)]
    parts += [part.translate(SPECIAL_IN_LATEX) for part in (name.suffix,) if part]
    return ", ".join([*parts, name.given.translate(SPECIAL_IN_LATEX)]).removesuffix(", ")


FORMATS: Mapping[str, Callable[[Iterable[Reference]], str]] = MappingProxyType(
    {"bib": write_bibtex, "ris": write_ris, "json": write_csl_json}
)
"""The exports by the ending of their files' names."""
