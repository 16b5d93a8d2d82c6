"""Writes the sentences of a reference: people, titles, publication, dates, links."""

from __future__ import annotations

import re
from types import MappingProxyType

from pybtex.richtext import HRef, Tag

from parution.bibliography.bibtex import entry_types
from parution.bibliography.partial_dates import (
    PartialDate,
    make_date,
    parse_end_of_range,
    parse_partial_date,
)
from parution.bibliography.vancouver import people
from parution.bibliography.vancouver.book_edition import describe_edition
from parution.bibliography.vancouver.document_kinds import (
    KINDS_OF_DOCUMENT,
    NAMES_OF_ENTRIES,
    STATES,
    SYNONYMS_OF_KINDS,
    UNDATED,
)
from parution.bibliography.vancouver.markup import mark_language
from parution.bibliography.vancouver.pieces import (
    DASH,
    Piece,
    capitalize,
    join_addition,
    join_subtitle,
    shorten_pages,
)
from parution.domain import Name, Reference
from parution.domain.messages import Message, Translate, message
from parution.language.dates import MONTHS
from parution.language.typography import NARROW, NO_BREAK, curve_apostrophes, typeset

IDENTIFIERS = MappingProxyType(
    {
        "doi": ("doi:", "https://doi.org/"),
        "pmid": (f"PMID{NO_BREAK}", "https://pubmed.ncbi.nlm.nih.gov/"),
        "pmcid": ("", "https://pmc.ncbi.nlm.nih.gov/articles/"),
        "hal": ("HAL ", "https://hal.science/"),
        "nnt": (f"NNT{NO_BREAK}", "https://theses.fr/"),
        "arxiv": ("arXiv:", "https://arxiv.org/abs/"),
        "jstor": (f"JSTOR{NO_BREAK}", "https://www.jstor.org/stable/"),
        "googlebooks": (f"Google{NO_BREAK}Books{NO_BREAK}", "https://books.google.com/books?id="),
        "hdl": ("hdl:", "https://hdl.handle.net/"),
    }
)
"""The label and the address before each identifier."""

IN_WORDS = MappingProxyType(
    {
        **dict(enumerate(MONTHS, start=1)),
        21: message("spring"),
        22: message("summer"),
        23: message("autumn"),
        24: message("winter"),
    }
)
"""Months and seasons by their numbers in EDTF."""

IN_ADDRESSES = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '<>"#?[]^`{|}'})
"""Characters that old DOIs may hold, escaped for the path of an address."""


PAGES_IN_ALL = re.compile(r"^(\d+)\s*(?:p|pp|pages)?\.?$", re.IGNORECASE)
"""« 250 », « 250 p. » in the field ``pages`` of a whole book."""

ON_PAPER_ELSE = (
    entry_types.BOOKS | entry_types.PROCEEDINGS | entry_types.THESES | entry_types.REPORTS
)
"""Kinds of documents that readers expect on paper unless marked as online."""


class Sentences:
    """The sentences for references of all kinds."""

    def __init__(self, reference: Reference, language: str, translate: Translate) -> None:
        self.reference, self.kind = reference, reference.kind
        self.fields = reference.fields
        self.language, self._translate = language, translate
        self.document_language = self.fields.get("langid", "")

    # Sentences

    def _people(self) -> Piece:
        if self.reference.authors:
            return self._names(self.reference.authors)
        if self.reference.editors:
            return self._editors()
        body = self._body()
        return [curve_apostrophes(body)] if body else []

    def _names(self, names: tuple[Name, ...]) -> Piece:
        if not names:
            return []
        shown, more = people.choose_names(names)
        if not more:
            return [", ".join(shown)]
        return [", ".join([*shown, ""]), Tag("em", "et al.")]

    def _editors(self) -> Piece:
        if not self.reference.editors:
            return []
        many = len(self.reference.editors) > 1
        word = message("editors") if many else message("editor")
        return [*self._names(self.reference.editors), f", {self._say(word)}"]

    def _translators(self) -> Piece:
        if not self.reference.translators:
            return []
        many = len(self.reference.translators) > 1
        word = message("translators") if many else message("translator")
        return [*self._names(self.reference.translators), f", {self._say(word)}"]

    def _others(self) -> list[Piece]:
        """Return the editors and translators of a document with authors."""
        editors = self._editors() if self.reference.authors else []
        return [editors, self._translators()]

    def _title(self) -> Piece:
        return self._join_title("title", "subtitle", "titleaddon")

    def _join_title(self, title: str, subtitle: str, more: str) -> Piece:
        text = join_subtitle(self.fields.get(title, ""), self.fields.get(subtitle, ""))
        if more in self.fields:
            text = join_addition(text, self.fields[more])
        if not text:
            return []
        language = self.document_language
        if language in ("", self.language):
            return [typeset(text, language)]
        return [mark_language(typeset(text, language), language)]

    def _in_brackets(self) -> Piece:
        written = self.fields.get("type", "")
        code = SYNONYMS_OF_KINDS.get(written.lower(), written.lower())
        known = KINDS_OF_DOCUMENT.get(code) or KINDS_OF_DOCUMENT.get(self.kind)
        if written and code not in KINDS_OF_DOCUMENT and code not in NAMES_OF_ENTRIES:
            return [f" [{typeset(written, self.language)}]"]
        return [f" [{self._say(known)}]"] if known else []

    def _medium(self) -> Piece:
        """Return « [online] » for a document whose address is printed; else an empty piece."""
        if "url" not in self.fields or "doi" in self.fields:
            return []
        is_online = self.kind in ON_PAPER_ELSE or self._say_consulted()
        return [f" [{self._say(message('online'))}]"] if is_online else []

    def _state(self) -> Piece:
        """Return the state of an unpublished document in brackets; else an empty piece."""
        state = STATES.get(self.fields.get("pubstate", "").lower())
        return [f" [{self._say(state)}]"] if state else []

    def _publication(self) -> list[Piece]:
        """Return edition, then place, publisher and date."""
        publisher = self._body_not_author(
            "publisher", "institution", "organization", "howpublished"
        )
        consulted = self._say_consulted_online()
        return [
            self._edition(),
            self._version(),
            *(self._others() if self._stands_alone() else [self._translators()]),
            self._volume(),
            self._say_publisher(publisher, consulted),
        ]

    def _stands_alone(self) -> bool:
        """Return whether a document is not a chapter, whose book names its editors itself."""
        is_part = bool(self.fields.keys() & {"booktitle", "maintitle"})
        return self.kind not in entry_types.CHAPTERS or not is_part

    def _volume(self) -> Piece:
        """Return « Vol. 2, partie 1 » of a book, or « 3 vol. »."""
        if self.fields.keys() & {"journal", "shortjournal"}:
            return []
        pieces = []
        if volume := self.fields.get("volume", ""):
            is_number = volume[0].isdigit() or len(volume) < 5
            pieces.append(f"Vol.{NO_BREAK}{volume}" if is_number else volume)
        elif volumes := self.fields.get("volumes", ""):
            pieces.append(f"{volumes}{NO_BREAK}vol." if volumes.isdigit() else volumes)
        if part := self.fields.get("part", ""):
            pieces.append(self._say(message("part %(number)s", number=part)))
        return [capitalize(", ".join(pieces))] if pieces else []

    def _edition(self) -> Piece:
        written = self.fields.get("edition", "")
        if not written:
            return []
        edition = describe_edition(written)
        return [capitalize(self._say(edition) if edition else written)]

    def _version(self) -> Piece:
        version = self.fields.get("version")
        return [self._say(message("Version %(number)s", number=version))] if version else []

    def _say_publisher(self, publisher: str, consulted: str = "") -> Piece:
        """Return ``Place : Publisher ; date [consulté le …]``."""
        place = self.fields.get("address", "")
        by = f"{place}{NO_BREAK}: {publisher}" if place and publisher else place or publisher
        date = self._date()
        if not date and not consulted:
            date = self._no_date()
        when = " ".join(part for part in (date, consulted) if part)
        sentence = f"{by}{NARROW}; {when}" if by and when else by or capitalize(when)
        return [sentence] if sentence else []

    def _event(self) -> Piece:
        """Return the congress of a book of proceedings, or of a talk without a book."""
        titles = (self.fields.get("booktitle"), self.fields.get("title"))
        title = self.fields.get("eventtitle", "")
        parts = (
            title if title not in titles else "",
            self._dates_of(self.fields.get("eventdate", "")),
            self.fields.get("venue", ""),
        )
        event = f"{NARROW}; ".join(part for part in parts if part)
        if not event:
            return []
        if "booktitle" in self.fields or self.kind in entry_types.PROCEEDINGS or title in titles:
            return [event]
        return [self._say(message("Presented at")) + f"{NO_BREAK}: {event}"]

    def _original(self) -> Piece:
        """Return the first publication of a translated or reprinted document."""
        date = self._dates_of(self.fields.get("origdate", ""))
        return [self._say(message("First published in %(date)s", date=date))] if date else []

    def _extent(self, field: str) -> Piece:
        value = self.fields.get(field, "")
        if field == "pagetotal" and not value:
            # BibTeX has no other field for it.
            value = PAGES_IN_ALL.sub(rf"\1{NO_BREAK}p.", self.fields.get("pages", ""))
            field = "pages" if DASH.search(value) and not value.endswith("p.") else field
        value = shorten_pages(value) if field == "pages" else value
        parts = []
        if chapter := self.fields.get("chapter", ""):
            parts.append(f"chap.{NO_BREAK}{chapter}")
        if value and field == "pages":
            parts.append(f"p.{NO_BREAK}{value}")
        elif value:
            parts.append(f"{value}{NO_BREAK}p." if value.isdigit() else value)
        if len(parts) == 1 and value:
            return parts
        return [capitalize(", ".join(parts))] if parts else []

    def _series(self) -> Piece:
        series, number = self.fields.get("series", ""), self.fields.get("number", "")
        if number in (
            label + self.fields.get(name, "") for name, (label, _) in IDENTIFIERS.items()
        ):
            number = ""  # « arXiv:1706.03762 », which follows as a link.
        if series and number:
            return [f"({series}{NARROW}; {number})"]
        if number:
            return [f"n°{NO_BREAK}{number}" if number[0].isdigit() else number]
        return [f"({series})"] if series else []

    # Bodies and dates

    def _body(self) -> str:
        names = ("institution", "organization") if not self.reference.authors else ()
        return next((self.fields[name] for name in names if name in self.fields), "")

    def _body_not_author(self, *names: str) -> str:
        """Return the first body of these fields.

        Without a place, skip a body that is the author already.
        """
        authors = {name.literal for name in self.reference.authors} or {self._body()}
        named = authors if "address" not in self.fields else set()
        bodies = (self.fields[name] for name in names if name in self.fields)
        return curve_apostrophes(next((body for body in bodies if body not in named), ""))

    def _no_date(self) -> str:
        """Return « [date unknown] »; an empty string if the state implies that there is none."""
        if self.fields.get("pubstate", "").lower() in UNDATED:
            return ""
        return f"[{self._say(message('date unknown'))}]"

    def _date(self) -> str:
        end = parse_partial_date(self.fields.get("enddate", ""))
        return self._between(make_date(self.fields), end)

    def _dates_of(self, written: str) -> str:
        """Return a date, or a range of dates, in words."""
        date = parse_partial_date(written)
        return self._between(date, parse_end_of_range(written)) if date else ""

    def _between(self, first: PartialDate, last: PartialDate | None) -> str:
        """Return « 23-27 mai 2012 », « juillet-août 2020 »: parts that both ends share once."""
        if last is None:
            return self._in_words(first)
        begin = first
        if first.year == last.year:
            same_month = first.month == last.month and first.day
            begin = PartialDate("", "" if same_month else first.month, first.day)
        return f"{self._in_words(begin)}-{self._in_words(last)}"

    def _in_words(self, date: PartialDate) -> str:
        number = int(date.month) if date.month.isdigit() else 0
        name = self._say(IN_WORDS[number]) if number in IN_WORDS else ""
        day = self._say(message("1st")) if date.day == "1" else date.day
        return " ".join(part for part in (day, name, date.year) if part)

    def _say_consulted_online(self) -> str:
        """Return the day a document was consulted, if its address is printed."""
        return self._say_consulted() if "doi" not in self.fields else ""

    def _say_consulted(self) -> str:
        date = parse_partial_date(self.fields.get("urldate", ""))
        if not date or "url" not in self.fields:
            return ""
        on = self._in_words(date)
        if not date.day:
            return f"[{self._say(message('consulted in %(date)s', date=on))}]"
        return f"[{self._say(message('consulted on %(date)s', date=on))}]"

    # Links

    def _address(self) -> Piece:
        url = self.fields.get("url")
        if url is None or "doi" in self.fields:
            return []
        return [self._say(message("Available at")) + f"{NO_BREAK}: ", HRef(url, url)]

    def _identifiers(self) -> Piece:
        piece: Piece = []
        for name, (label, base) in IDENTIFIERS.items():
            if value := self.fields.get(name):
                link = HRef(base + value.translate(IN_ADDRESSES), label + value)
                piece += [" ", link] if piece else [link]
        return piece

    def _say(self, words: Message) -> str:
        return words.text(self._translate)
