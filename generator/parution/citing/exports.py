"""References for other programs: BibTeX, RIS and CSL-JSON, with an allow-list of fields.

Only what a reader would see in a library catalogue leaves: no paths of files, no annotations, no
tags, no notes. The product's own fields (level, grade, interests, access) stay on the site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from parution.citing import vocabulary
from parution.citing.dates import PartialDate, partial_date
from parution.citing.names import OTHERS
from parution.citing.pieces import with_subtitle
from parution.citing.sentences import IDENTIFIERS
from parution.model import Name, Reference

EXPORTED = (
    "title", "subtitle", "booktitle", "booksubtitle", "journal", "shortjournal", "series", "volume",
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
    fields["langid"] = vocabulary.NAMES_OF_LANGUAGES.get(language, language)
    for name in EXPORTED:
        special = SPECIAL_IN_ADDRESSES if name in vocabulary.ADDRESSES else SPECIAL_IN_LATEX
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


def _record(reference: Reference) -> dict[str, str]:
    """Return the fields for programs that know neither subtitles nor archives."""
    fields = dict(reference.fields)
    for whole, more in (("title", "subtitle"), ("booktitle", "booksubtitle")):
        if fields.get(more):
            fields[whole] = with_subtitle(fields.get(whole, ""), fields[more])
    fields.setdefault("pages", fields.get("eid", ""))
    for name in ("institution", "organization", "howpublished"):
        fields.setdefault("publisher", fields.get(name, ""))
    for archive in ("hal", "arxiv"):
        if archive in fields:
            fields.setdefault("url", IDENTIFIERS[archive][1] + fields[archive])
    fields.setdefault("journal", fields.get("shortjournal", ""))
    return {name: value for name, value in fields.items() if value}


def _people(names: tuple[Name, ...]) -> list[Name]:
    """Return those who are named; « et al. » is nobody."""
    return [name for name in names if name != OTHERS]


RIS_TYPES = {
    **dict.fromkeys(vocabulary.ARTICLES, "JOUR"),
    **dict.fromkeys(vocabulary.BOOKS | vocabulary.PROCEEDINGS, "BOOK"),
    **dict.fromkeys(vocabulary.CHAPTERS, "CHAP"),
    "inproceedings": "CPAPER", "conference": "CPAPER",
    **dict.fromkeys(vocabulary.THESES, "THES"),
    **dict.fromkeys(vocabulary.REPORTS, "RPRT"),
    **dict.fromkeys(vocabulary.PAGES, "ELEC"),
    "software": "COMP", "dataset": "DATA", "patent": "PAT", "legislation": "STAT",
    "video": "VIDEO", "movie": "VIDEO", "audio": "SOUND", "unpublished": "UNPB",
}  # fmt: skip

RIS_FIELDS = (
    ("TI", "title"), ("T2", "journal"), ("T2", "booktitle"), ("J2", "shortjournal"),
    ("T3", "series"), ("VL", "volume"), ("IS", "number"), ("ET", "edition"), ("PB", "publisher"),
    ("CY", "address"), ("SN", "issn"), ("SN", "isbn"), ("DO", "doi"), ("AN", "pmid"),
    ("C2", "pmcid"), ("UR", "url"), ("LA", "langid"), ("M3", "type"),
)  # fmt: skip


def ris(references: Iterable[Reference]) -> str:
    """Return references in the RIS format of reference managers."""
    return "\n".join(_ris_record(reference) for reference in references)


def _ris_record(reference: Reference) -> str:
    fields = _record(reference)
    lines = [("TY", RIS_TYPES.get(reference.kind, "GEN")), ("ID", reference.key)]
    lines += [("AU", _ris_name(name)) for name in _people(reference.authors)]
    lines += [("ED", _ris_name(name)) for name in _people(reference.editors)]
    lines += [(tag, fields[name]) for tag, name in RIS_FIELDS if name in fields]
    if year := fields.get("year"):
        date = PartialDate(year, fields.get("month", ""), fields.get("day", ""))
        lines += [("PY", year), ("DA", _ris_date(date))]
    if consulted := partial_date(fields.get("urldate", "")):
        lines.append(("Y2", _ris_date(consulted)))
    first, _, last = fields.get("pages", "").replace("–", "-").partition("-")
    lines += [(tag, page.strip("- ")) for tag, page in (("SP", first), ("EP", last)) if page]
    return "".join(f"{tag}  - {value}\n" for tag, value in [*lines, ("ER", "")])


def _ris_date(date: PartialDate) -> str:
    parts = (date.month.zfill(2) if date.month else "", date.day.zfill(2) if date.day else "")
    return "/".join((date.year, *parts)) if date.month else date.year


def _ris_name(name: Name) -> str:
    if name.literal:
        return name.literal
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


CSL_TYPES = {
    **dict.fromkeys(vocabulary.ARTICLES, "article-journal"),
    **dict.fromkeys(vocabulary.BOOKS | vocabulary.PROCEEDINGS, "book"),
    **dict.fromkeys(vocabulary.CHAPTERS, "chapter"),
    "inproceedings": "paper-conference", "conference": "paper-conference",
    **dict.fromkeys(vocabulary.THESES, "thesis"),
    **dict.fromkeys(vocabulary.REPORTS, "report"),
    **dict.fromkeys(vocabulary.PAGES, "webpage"),
    "dataset": "dataset", "software": "software", "patent": "patent", "legislation": "legislation",
    "video": "motion_picture", "movie": "motion_picture", "audio": "song",
    "unpublished": "manuscript", "letter": "personal_communication",
}  # fmt: skip

CSL_FIELDS = (
    ("title", "title"), ("container-title", "journal"), ("container-title", "booktitle"),
    ("container-title-short", "shortjournal"), ("collection-title", "series"),
    ("volume", "volume"), ("issue", "number"), ("page", "pages"), ("edition", "edition"),
    ("publisher", "publisher"), ("publisher-place", "address"), ("event-title", "eventtitle"),
    ("genre", "type"), ("DOI", "doi"), ("URL", "url"), ("PMID", "pmid"), ("PMCID", "pmcid"),
    ("ISBN", "isbn"), ("ISSN", "issn"), ("language", "langid"), ("number-of-pages", "pagetotal"),
)  # fmt: skip


def csl_json(references: Iterable[Reference]) -> str:
    """Return references as the JSON of citeproc."""
    items = [_csl_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _csl_item(reference: Reference) -> dict[str, object]:
    fields = _record(reference)
    item: dict[str, object] = {
        "id": reference.key,
        "type": CSL_TYPES.get(reference.kind, "document"),
    }
    for name, own in CSL_FIELDS:
        if own in fields:
            item.setdefault(name, fields[own])
    for role, names in (("author", reference.authors), ("editor", reference.editors)):
        if people := _people(names):
            item[role] = [_csl_name(name) for name in people]
    if issued := _csl_date(fields.get("year", ""), fields.get("month", ""), fields.get("day", "")):
        item["issued"] = issued
    if consulted := partial_date(fields.get("urldate", "")):
        item["accessed"] = _csl_date(consulted.year, consulted.month, consulted.day)
    return item


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _csl_date(year: str, month: str, day: str) -> dict[str, object] | None:
    if not year.isdigit():
        return {"literal": year} if year else None
    parts = [int(part) for part in (year, month, day) if part.isdigit()]
    return {"date-parts": [parts]}


FORMATS: Mapping[str, Callable[[Iterable[Reference]], str]] = MappingProxyType(
    {"bib": bibtex, "ris": ris, "json": csl_json}
)
"""The exports by the ending of their files' names."""
