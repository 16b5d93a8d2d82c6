"""References for other programs: BibTeX, RIS and CSL-JSON, with an allow-list of fields.

Only what a reader would see in a library catalogue leaves: no paths of files, no annotations, no
tags, no notes. The product's own fields (level, grade, interests, access) stay on the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from parution.bibliography.bibtex import entry_types
from parution.bibliography.bibtex.person_names import OTHERS
from parution.bibliography.export.csl_format import csl_json
from parution.bibliography.export.ris_format import ris
from parution.domain import Name, Reference

EXPORTED = (
    "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "maintitle", "journal",
    "shortjournal", "series", "volume",
    "number", "pages", "eid", "chapter", "edition", "publisher", "institution", "organization",
    "address", "type", "howpublished", "eventtitle", "venue", "pubstate", "year", "month", "date",
    "urldate", "url", "doi", "eprint", "eprinttype", "pmid", "pmcid", "isbn", "issn", "langid",
    "pagetotal", "version",
)  # fmt: skip
"""The fields that leave, in the order in which they are written."""

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
"""A brace is written by name: BibTeX counts even those behind a backslash."""

SPECIAL_IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D"})


def bibtex(references: Iterable[Reference]) -> str:
    """Return references as a ``.bib`` file."""
    return "\n".join(_bibtex_entry(reference) for reference in references)


def _bibtex_entry(reference: Reference) -> str:
    lines = [f"@{reference.kind}{{{reference.key},"]
    for role, names in (("author", reference.authors), ("editor", reference.editors)):
        if names:
            lines.append(f"  {role} = {{{' and '.join(_bibtex_name(name) for name in names)}}},")
    fields = {
        **reference.fields,
        **_archived(reference.fields),
        "date": _whole_date(reference.fields),
    }
    language = fields.get("langid", "")
    fields["langid"] = entry_types.NAMES_OF_LANGUAGES.get(language, language)
    for name in EXPORTED:
        special = SPECIAL_IN_ADDRESSES if name in entry_types.ADDRESSES else SPECIAL_IN_LATEX
        if value := fields.get(name, "").translate(special):
            lines.append(f"  {name} = {{{value}}},")
    return "\n".join([*lines, "}", ""])


def _archived(fields: Mapping[str, str]) -> dict[str, str]:
    """Return where an archive keeps the document, as BibLaTeX writes it."""
    for archive in ("hal", "arxiv"):
        if archive in fields:
            return {"eprint": fields[archive], "eprinttype": archive}
    return {} if "eprint" in fields else {"eprinttype": ""}


def _whole_date(fields: Mapping[str, str]) -> str:
    """Return a date that is known to the day as BibLaTeX writes it, else nothing."""
    if "day" not in fields:
        return ""
    return f"{fields['year']}-{int(fields['month']):02}-{int(fields['day']):02}"


def _bibtex_name(name: Name) -> str:
    if name == OTHERS:
        return "others"
    if name.literal:
        return "{" + name.literal.translate(SPECIAL_IN_LATEX) + "}"
    family = " ".join(part for part in (name.particle, name.family) if part)
    parts = [family, *([name.suffix] if name.suffix else []), name.given]
    return ", ".join(parts).translate(SPECIAL_IN_LATEX).removesuffix(", ")


FORMATS: Mapping[str, Callable[[Iterable[Reference]], str]] = MappingProxyType(
    {"bib": bibtex, "ris": ris, "json": csl_json}
)
"""The exports by the ending of their files' names."""
