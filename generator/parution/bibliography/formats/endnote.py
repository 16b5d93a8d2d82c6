"""Reads EndNote's XML, and its ``.enw`` tags, which Google Scholar and many publishers write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from parution.bibliography.formats.entry_builder import (
    EntryBuilder,
    NotInFormat,
    Values,
    choose_key,
    keep_address,
    keep_identifiers,
    keep_numbers,
    keep_pages,
    read_date,
    read_people,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

KINDS = (
    ("section", "incollection"), ("chapter", "incollection"), ("encyclop", "inreference"),
    ("conference paper", "inproceedings"), ("conference proc", "inproceedings"),
    ("conference", "inproceedings"), ("web", "online"), ("blog", "online"),
    ("online data", "dataset"),
    ("electronic article", "article"), ("electronic book", "book"), ("article", "article"),
    ("journal", "article"), ("book", "book"), ("thesis", "thesis"), ("report", "report"),
    ("government", "report"), ("standard", "report"), ("statute", "legislation"),
    ("bill", "legislation"), ("legal", "legislation"), ("case", "jurisdiction"),
    ("computer", "software"), ("dataset", "dataset"), ("patent", "patent"), ("film", "video"),
    ("audio", "video"), ("music", "audio"), ("unpublished", "unpublished"),
    ("manuscript", "unpublished"), ("personal", "letter"),
)  # fmt: skip
"""Entry types by words in the names of EndNote's types, the more specific ones first."""

IN_BOOKS = frozenset({"incollection", "inreference", "inproceedings"})

TAGS = {
    "title": "%T", "secondary": "%J", "book": "%B", "series": "%S", "volume": "%V", "number": "%N",
    "pages": "%P", "year": "%D", "day": "%8", "publisher": "%I", "place": "%C", "url": "%U",
    "doi": "%R", "issn": "%@", "edition": "%7", "type": "%9", "language": "%G", "accession": "%M",
    "consulted": "%[", "author": "%A", "editor": "%E", "translator": "%? %H", "kind": "%0",
    "key": "%F", "short": "", "pmcid": "%2", "chapter": "%&", "volumes": "%6", "eid": "%]",
}  # fmt: skip

ELEMENTS = {
    "title": "titles/title", "secondary": "periodical/full-title", "book": "titles/secondary-title",
    "series": "titles/tertiary-title", "volume": "volume", "number": "number", "pages": "pages",
    "year": "dates/year", "day": "dates/pub-dates/date", "publisher": "publisher",
    "place": "pub-location", "url": "urls/related-urls/url",
    "doi": "electronic-resource-num",
    "issn": "isbn", "edition": "edition", "type": "work-type", "language": "language",
    "accession": "accession-num", "consulted": "access-date",
    "author": "contributors/authors/author",
    "editor": "contributors/secondary-authors/author",
    "translator": "contributors/subsidiary-authors/author", "kind": "ref-type", "key": "label",
    "short": "periodical/abbr-1", "pmcid": "custom2", "chapter": "section", "volumes": "num-vols",
    "eid": "custom7",
}  # fmt: skip
"""The path of each value in the XML."""

DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
"""Names the encoding that the text had as bytes."""

LINE = re.compile(r"(%\S) ?(.*)")
NOTES = ("%Z", "notes")
ROUTINE = frozenset(
    {
        "database",
        "source-app",
        "rec-number",
        "foreign-keys/key",
        "titles/alt-title",
        "remote-database-name",
        "remote-database-provider",
        "alt-periodical/full-title",
        "alt-periodical/abbr-1",
        "titles/short-title",
        "%!",
        "%=",
        "%~",
        "%W",
    }
)
"""Fields that EndNote writes for itself, or twice."""


def read_endnote(text: str) -> Iterator[EntryBuilder]:
    """Yield the records of a text with EndNote's tags."""
    values: dict[str, list[str]] = {}
    last = ""
    for line in [*text.splitlines(), "%0"]:
        found = LINE.match(line)
        if found and found[1] == "%0" and values:
            yield build_entry(Values(values), TAGS)
            values, last = {}, ""
        if found:
            last = found[1]
            values.setdefault(last, []).append(found[2])
        elif last and line.strip():
            values[last][-1] += f" {line.strip()}"


def read_endnote_xml(text: str) -> Iterator[EntryBuilder]:
    """Yield the records of EndNote's XML; raise `NotInFormat` for other texts."""
    # Loaded here, because few commands need it.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(DECLARATION.sub("", text.strip(), count=1).encode())
    except ParseError as broken:
        raise NotInFormat(broken.position[0]) from broken
    except DefusedXmlException as hostile:
        raise NotInFormat from hostile
    for record in root.iter("record"):
        values: dict[str, list[str]] = {}
        for path, element in list_leaves(record, ""):
            words = " ".join("".join(element.itertext()).split())
            name = element.get("name", "") if path == "ref-type" else ""
            path = "number" if path == "issue" else path  # Mendeley's name for it.
            values.setdefault(path, []).append(name or words)
        yield build_entry(Values(values), ELEMENTS)


def list_leaves(element: Element, path: str) -> Iterator[tuple[str, Element]]:
    """Yield the elements that hold text, perhaps styled, each with its path in the record."""
    for child in element:
        below = f"{path}/{child.tag}".lstrip("/")
        if len(child) and any(each.tag != "style" for each in child):
            yield from list_leaves(child, below)
        else:
            yield below, child


def build_entry(values: Values, where: dict[str, str]) -> EntryBuilder:
    said = values.first(where["kind"]).lower()
    kind = next((kind for word, kind in KINDS if word in said), "misc")
    entry = EntryBuilder(kind, key=choose_key(values.first(where["key"])))
    for name in ("title", "series", "publisher", "edition", "volumes"):
        entry.keep(name, values.first(where[name]))
    keep_all_numbers(entry, values, where)
    keep_container(entry, values, where)
    entry.keep("langid", values.first(where["language"]))
    entry.keep("doi", values.first(where["doi"]))
    if keep_address(entry, values.all(where["url"])):
        entry.left += (where["url"],)
    if kind in ("thesis", "report"):
        entry.keep("type", values.first(where["type"]))
    keep_pages(entry, values.first(where["pages"]))
    year, day = values.first(where["year"]), values.first(where["day"])
    entry.keep("date", read_date(day if year and year in day else f"{year} {day}"))
    if consulted := values.first(where["consulted"]):
        entry.keep("urldate", read_date(consulted))
    if (number := values.first(where["accession"])).isdigit():
        entry.keep("pmid", number)
    keep_identifiers(entry, values.all(where["accession"], where["pmcid"]))
    entry.authors = read_people(values.all(where["author"]))
    entry.editors = read_people(values.all(where["editor"]))
    entry.translators = read_people(values.all(*where["translator"].split()))
    entry.notes = tuple((tag, each) for tag in NOTES for each in values.all(tag))
    entry.left += tuple(tag for tag in values.left() if tag not in ROUTINE)
    return entry


def keep_all_numbers(entry: EntryBuilder, values: Values, where: dict[str, str]) -> None:
    """Set volume, number and chapter, which EndNote uses otherwise for pages of the web."""
    volume, number = values.first(where["volume"]), values.first(where["number"])
    if entry.kind == "online":
        entry.keep("urldate", read_date(f"{volume} {number}"))
    else:
        entry.keep("volume", volume)
        entry.keep("number", number)
    if entry.kind in IN_BOOKS:
        entry.keep("chapter", values.first(where["chapter"]))
    if entry.kind == "article":
        entry.keep("eid", values.first(where["eid"]))
    written = values.all(where["issn"])
    keep_numbers(entry, written)
    if entry.kind == "report" and written and entry.fields.keys().isdisjoint(("isbn", "issn")):
        entry.keep("number", written[0])


def keep_container(entry: EntryBuilder, values: Values, where: dict[str, str]) -> None:
    """Set the journal, the book, or the congress that a document belongs to, and its place."""
    journal, book = values.first(where["secondary"]), values.first(where["book"])
    place = values.first(where["place"])
    is_talk = entry.kind == "inproceedings" and not values.first(where["publisher"])
    if is_talk and not values.first(where["pages"]):
        entry.keep("eventtitle", book or journal)
        entry.keep("venue", place)
        return
    if entry.kind in IN_BOOKS:
        entry.keep("booktitle", book or journal)
    elif entry.kind in ("article", "misc", "legislation"):
        entry.keep("journal", journal or book)
        short = values.first(where["short"])
        entry.keep("shortjournal", short if short != (journal or book) else "")
    else:
        entry.keep("series", book or journal)
    entry.keep("address", place)
