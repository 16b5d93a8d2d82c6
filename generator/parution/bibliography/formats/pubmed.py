"""Reads PubMed's own format, ``.nbib``, with MEDLINE's tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.bibliography.formats.entry_builder import (
    EntryBuilder,
    Values,
    keep_numbers,
    read_date,
    read_people,
)
from parution.domain.messages import message
from parution.language.catalogues import load_translations

LINE = re.compile(r"([A-Z]{2,4}) *- ?(.*)")
NEW_RECORD = re.compile(r"\n(?:[ \t]*\n)+(?=PMID *-)|\n(?=PMID *-)")
IDENTIFIER = re.compile(r"(\S+) \[(\w+)\]")
FULL_STOP = re.compile(r"(?<!\.)\.$")


ROUTINE = frozenset(
    {
        "SO", "PT", "STAT", "OWN", "JID", "PST", "DA", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "PHST",
        "OTO", "SB", "PMCR", "DEP", "NR", "RF", "PUBM", "AUID", "PL", "DRDT", "CDAT", "CTDT", "MID",
        "IRAD", "JC", "SFM",
    }
)  # fmt: skip
"""Tags that PubMed writes for itself, or twice."""


def read_pubmed(text: str) -> Iterator[EntryBuilder]:
    """Yield the records of a text in PubMed's format."""
    for record in NEW_RECORD.split(text.removeprefix("\ufeff").strip()):
        values: dict[str, list[str]] = {}
        last = ""
        for line in record.splitlines():
            if found := LINE.match(line):
                last = found[1]
                values.setdefault(last, []).append(found[2])
            elif last and line.strip():
                values[last][-1] += f" {line.strip()}"
        if values:
            yield build_entry(Values(values))


def build_entry(values: Values) -> EntryBuilder:
    title, book = values.first("TI"), values.first("BTI")
    entry = EntryBuilder("incollection" if title and book else "book" if book else "article")
    original = values.first("TT")
    entry.keep("title", FULL_STOP.sub("", original or title or book))
    if original and title:
        entry.keep("titleaddon", FULL_STOP.sub("", title))
    if title:
        entry.keep("booktitle", FULL_STOP.sub("", book))
    for name, tag in (
        ("journal", "JT"), ("shortjournal", "TA"), ("volume", "VI"), ("number", "IP"),
        ("pages", "PG"), ("langid", "LA"), ("edition", "EN"), ("series", "CTI"),
        ("pmid", "PMID"), ("pmcid", "PMC"),
    ):  # fmt: skip
        entry.keep(name, values.first(tag))
    if book:
        entry.keep("publisher", values.first("PB"))
        entry.keep("address", values.first("PL"))
    for written in values.all("LID", "AID"):
        found = IDENTIFIER.fullmatch(written)
        if found and found[2] == "doi":
            entry.keep("doi", found[1])
        elif found and found[2] == "pii" and not values.first("PG"):
            entry.keep("eid", found[1] if len(found[1]) <= 12 else "")
    entry.keep("date", read_date(values.first("DP") or values.first("DEP")))
    keep_numbers(entry, values.all("IS", "ISBN"))
    full, short = values.all("FAU"), values.all("AU")
    people = full if len(full) >= len(short) else short
    entry.authors = (*read_people(people), *read_people(f"{each}," for each in values.all("CN")))
    short = values.all("ED")
    entry.editors = read_people(values.all("FED") or short)
    keep_fate(entry, values)
    entry.left = tuple(tag for tag in values.left() if tag not in ROUTINE)
    return entry


def keep_fate(entry: EntryBuilder, values: Values) -> None:
    """Keep whether an article is a preprint, was retracted or corrected: readers must know."""
    translate = load_translations().gettext
    kinds = values.all("PT")
    if "Preprint" in kinds:
        entry.keep("pubstate", "prepublished")
    retractions, corrections = values.all("RIN"), values.all("EIN", "CRI")
    if retractions or "Retracted Publication" in kinds:
        said = message("Retracted: %(where)s", where=" ; ".join(retractions))
        bare = message("Retracted article")
        entry.keep("addendum", (said if retractions else bare).text(translate))
    elif concerns := values.all("ECI"):
        said = message("Expression of concern in: %(where)s", where=" ; ".join(concerns))
        entry.keep("addendum", said.text(translate))
    elif corrections:
        said = message("Erratum in: %(where)s", where=" ; ".join(corrections))
        entry.keep("addendum", said.text(translate))
