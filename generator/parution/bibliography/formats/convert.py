"""Converts a text in another format to that of a ``.bib`` file, and lists the lost fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from parution.bibliography.bibtex.entry_notes import is_retracted, read_note
from parution.bibliography.bibtex.entry_types import find_language_code
from parution.bibliography.bibtex.parse import make_key, parse_bibtex
from parution.bibliography.duplicates import list_traits
from parution.bibliography.export.bibtex_format import write_bibtex
from parution.bibliography.formats.csl import read_csl_json
from parution.bibliography.formats.detect import Format
from parution.bibliography.formats.endnote import read_endnote, read_endnote_xml
from parution.bibliography.formats.entry_builder import EntryBuilder
from parution.bibliography.formats.pubmed import read_pubmed
from parution.bibliography.formats.ris import DOI_ADDRESS, read_ris
from parution.bibliography.identifiers import find_identifier
from parution.domain import Reference
from parution.domain.problems import Place, Problem

DAY_OF_ENDNOTE = re.compile(r"\d{4}/\d\d")
"""The day of « Epub », which EndNote puts into the edition of an article."""

UNKNOWN_BY_CATALOGUE = re.compile(r"\[?s\. ?[nl]\.\]?", re.IGNORECASE)
"""« [s.n.] », « [S.l.] », by which library catalogues say that they know no publisher or place."""

READERS: Mapping[Format, Callable[[str], Iterator[EntryBuilder]]] = MappingProxyType(
    {
        Format.RIS: read_ris,
        Format.PUBMED: read_pubmed,
        Format.CSL_JSON: read_csl_json,
        Format.ENDNOTE_XML: read_endnote_xml,
        Format.ENDNOTE: read_endnote,
    }
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A bibliography in BibTeX."""

    text: str
    references: tuple[Reference, ...]
    """The references in the text."""
    problems: tuple[Problem, ...]
    """The problems in the text."""
    left: Mapping[str, int]
    """Number of records with each lost field, by the field's name in the other format."""
    known: tuple[str, ...] = ()
    """Titles of skipped records, which were present already."""


def convert(text: str, form: Format, file: str, present: Iterable[Reference] = ()) -> Converted:
    """Return a text in another format as a ``.bib`` file; ``file`` is its path in problems.

    Skip references that are ``present`` in that file already, and use none of their keys again.
    Raise `NotInFormat` if the text is not in the format.

    >>> convert("TY  - JOUR\\nTI  - Titre\\nPY  - 2020\\nER  - ", Format.RIS, "a.bib").text
    '@article{titre2020,\\n  title = {Titre},\\n  date = {2020},\\n}\\n'
    """
    present = tuple(present)
    taken = {reference.key.casefold() for reference in present}
    traits = set(chain.from_iterable(map(list_traits, present)))
    references, known, left = list[Reference](), list[str](), Counter[str]()
    for entry in READERS[form](drop_line_ends_of_systems(text)):
        keep_notes(entry)
        left.update(set(entry.left))
        reference = make_reference(entry, taken, file)
        if not traits.isdisjoint(list_traits(reference)):
            known.append(reference.fields.get("title", reference.key))
            continue
        taken.add(reference.key.casefold())
        references.append(reference)
    written = write_bibtex(references)
    return Converted(written, *parse_bibtex(written, file), left, tuple(known))


def drop_line_ends_of_systems(text: str) -> str:
    """Return a text whose lines end as on Unix, without a byte-order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def keep_notes(entry: EntryBuilder) -> None:
    """Keep what notes say of the document; count those with other words as lost."""
    for tag, written in entry.notes:
        note = read_note(written, entry.kind, entry.fields)
        entry.fields |= note.fields
        if is_retracted(written):
            entry.fields["pubstate"] = "retracted"
        elif note.left:
            entry.left += (tag,)


def drop_unknown_publishers(entry: EntryBuilder) -> None:
    for name in ("publisher", "institution", "address"):
        if UNKNOWN_BY_CATALOGUE.fullmatch(entry.fields.get(name, "")):
            del entry.fields[name]


def make_reference(entry: EntryBuilder, taken: set[str], file: str) -> Reference:
    """Return an entry as a reference, with a key that is not in ``taken`` (lower case)."""
    if found := DOI_ADDRESS.fullmatch(entry.fields.get("url", "")):
        entry.keep("doi", found[1])
        del entry.fields["url"]
    if known := find_identifier("doi", entry.fields.get("doi", "")):
        entry.fields["doi"] = known
    for archive, host in (("arxiv", "arxiv."), ("hal", "hal."), ("nnt", "theses.fr/")):
        address = entry.fields.get("url", "")
        if host in address and (known := find_identifier(archive, address)):
            entry.keep(archive, known)
            del entry.fields["url"]
    if entry.kind == "article" and DAY_OF_ENDNOTE.match(entry.fields.get("edition", "")):
        del entry.fields["edition"]
    if entry.kind in ("thesis", "report") and "institution" not in entry.fields:
        entry.keep("institution", entry.fields.pop("publisher", ""))
    drop_unknown_publishers(entry)
    entry.fields["langid"] = find_language_code(entry.fields.get("langid", ""))
    key = entry.key
    if not key or key.casefold() in taken:
        people = entry.authors or entry.editors
        named = (people[0].family or people[0].literal) if people else ""
        key = make_key({"author": f"{{{named}}}" if named else "", **entry.fields}, taken)
    return Reference(
        key=key,
        kind=entry.kind,
        fields=entry.fields,
        authors=entry.authors,
        editors=entry.editors,
        translators=entry.translators,
        place=Place(file),
    )
