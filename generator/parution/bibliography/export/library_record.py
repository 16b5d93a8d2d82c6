"""Reduces a reference for programs with fewer fields than BibLaTeX: no subtitles, no archives."""

from __future__ import annotations

from parution.bibliography.bibtex import entry_types
from parution.bibliography.bibtex.person_names import OTHERS
from parution.bibliography.vancouver.document_kinds import KINDS_OF_DOCUMENT
from parution.bibliography.vancouver.pieces import (
    capitalize,
    join_addition,
    join_subtitle,
)
from parution.bibliography.vancouver.sentences import IDENTIFIERS
from parution.domain import Name, Reference
from parution.domain.messages import message
from parution.language.catalogues import load_translations

PUBLISHERS = ("publisher", "institution", "organization", "howpublished")
"""Fields for the publisher, of which the first with a value counts."""

TITLES = (
    ("title", "subtitle", "titleaddon"),
    ("maintitle", "mainsubtitle", ""),
    ("booktitle", "booksubtitle", "booktitleaddon"),
    ("booktitle", "", "maintitle"),
)
"""A title, its subtitle, and what follows it as a sentence."""

SAID_BY_KIND = entry_types.THESES | entry_types.REPORTS
"""Kinds that programs know as one, but readers as several: « thèse », « mémoire »."""


def derive_library_fields(reference: Reference) -> dict[str, str]:
    """Return the fields with a value, reduced to those of library catalogues."""
    fields = dict(reference.fields)
    for whole, subtitle, more in TITLES:
        if fields.get(subtitle):
            fields[whole] = join_subtitle(fields.get(whole, ""), fields[subtitle])
        if fields.get(more):
            fields[whole] = join_addition(fields.get(whole, ""), fields[more])
    if part := fields.get("part"):
        is_issue = reference.kind in entry_types.ARTICLES
        said = message("part %(number)s", number=part).text(load_translations().gettext)
        numbered = "number" if is_issue else "volume"
        number = (fields.get(numbered), f"Pt {part}" if is_issue else said)
        fields[numbered] = ", ".join(filter(None, number))
    fields.setdefault("pages", fields.get("eid", ""))
    fields["publisher"] = next((fields[name] for name in PUBLISHERS if fields.get(name)), "")
    fields["type"] = word_kind(reference)
    for archive in ("hal", "nnt", "arxiv"):
        if archive in fields:
            fields.setdefault("url", IDENTIFIERS[archive][1] + fields[archive])
    fields.setdefault("journal", fields.get("shortjournal", ""))
    return {name: value for name, value in fields.items() if value}


def word_kind(reference: Reference) -> str:
    """Return the words for the kind of a document, where BibLaTeX has ``phdthesis``."""
    written = reference.fields.get("type", "")
    code = written.lower() or (reference.kind if reference.kind in SAID_BY_KIND else "")
    known = KINDS_OF_DOCUMENT.get(code)
    return capitalize(known.text(load_translations().gettext)) if known else written


def credit_authors(reference: Reference) -> tuple[Name, ...]:
    """Return the first names of a reference: its authors, or the body responsible for it."""
    if reference.authors or reference.editors:
        return reference.authors
    bodies = (reference.fields.get(name, "") for name in ("institution", "organization"))
    return tuple(Name(literal=body) for body in bodies if body)[:1]


def name_people(names: tuple[Name, ...]) -> list[Name]:
    """Return names without « et al. »."""
    return [name for name in names if name != OTHERS]
