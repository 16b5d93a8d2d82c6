"""Composes a Vancouver reference, with one method for each family of documents.

It composes sentences directly, because pybtex's templates take some 3 ms a reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from parution.bibliography.bibtex import entry_types
from parution.bibliography.bibtex.name_lists import parse_names
from parution.bibliography.vancouver.pieces import Piece, capitalize, drop_full_stops, shorten_pages
from parution.bibliography.vancouver.sentences import Sentences
from parution.domain.messages import message
from parution.language.typography import NO_BREAK

LOOSE = " ,;:"
"""Signs that people leave behind a number."""
VOLUME_SIGN = re.compile(r"(?:vol(?:ume)?|tome)\b\.?\s*(?=\d)", re.IGNORECASE)
NUMBER_SIGN = re.compile(r"(?:n[°ºo]|num[ée]ro)\.?\s*(?=\d)", re.IGNORECASE)

SUPPLEMENT = re.compile(r"\bsuppl(?:[eé]ments?)?(?![^\W\d_])\.?[\s_:]*", re.IGNORECASE)
"""« Suppl. 2 », « Supplement_2 », « supplément 2 »: the NLM writes « Suppl 2 »."""

LONGEST_LETTER = 2
"""Letters of a series that stand before a number: « L 88 » of the EU's official journal."""


class Composition(Sentences):
    """Composes the sentences of one reference."""

    def pieces(self) -> list[Piece]:
        """Return the sentences in order."""
        return [
            *self._for_kind()(),
            self._address(),
            self._identifiers(),
            self._original(),
            [self.fields["addendum"]] if "addendum" in self.fields else [],
        ]

    def _for_kind(self) -> Callable[[], list[Piece]]:
        if self.kind in entry_types.ARTICLES:
            return self._article
        if self.kind in entry_types.CHAPTERS:
            return self._chapter
        if self.kind in entry_types.THESES:
            return self._thesis
        if self.kind in entry_types.PAGES:
            return self._web_page
        return self._book

    # Families of documents

    def _article(self) -> list[Piece]:
        journal = self._journal()
        title = [*self._title(), *self._state()]
        return [
            self._people(),
            title,
            *self._others(),
            journal,
            self._journal_series(),
            self._issue_consulted(),
            self._event(),
        ]

    def _journal(self) -> Piece:
        journal = self.fields.get("shortjournal") or self.fields.get("journal", "")
        return [drop_full_stops(journal)] if journal else []

    def _journal_series(self) -> Piece:
        series = self.fields.get("series", "")
        if len(series) <= LONGEST_LETTER and series.isalpha():
            return []
        if series.isdigit():
            return [capitalize(self._say(message("series %(number)s", number=series)))]
        return [series] if series else []

    def _issue_consulted(self) -> Piece:
        """Return the issue, and the day of consultation if the address is printed."""
        consulted = self._say_consulted_online()
        text = " ".join(filter(None, [*self._issue(), consulted]))
        return [text] if text else []

    def _issue(self) -> Piece:
        """Return ``year;volume(number):pages``, without the parts that are missing."""
        fields = self.fields
        pages = shorten_pages(fields.get("pages", "").rstrip(LOOSE)) or fields.get("eid", "")
        number, volume = (fields.get(name, "").rstrip(LOOSE) for name in ("number", "volume"))
        if self.kind in entry_types.ARTICLES:
            volume, number = VOLUME_SIGN.sub("", volume), NUMBER_SIGN.sub("", number)
            volume, number = name_supplement(volume), name_supplement(number)
        if NUMBER_SIGN.sub("", volume) in (number, "") or NUMBER_SIGN.match(volume):
            # Cairn says « N° 123 » in both.
            number, volume = number or NUMBER_SIGN.sub("", volume), ""
        if (series := fields.get("series", "")).isalpha() and len(series) <= LONGEST_LETTER:
            number = f"{series}{NO_BREAK}{number}".strip()
        if part := fields.get("part"):
            number = f"{number} Pt{NO_BREAK}{part}".strip()
        volume += f"({number})" if number else ""
        by_volume = volume if self.kind in entry_types.ARTICLES else "volume" in fields
        date = (fields.get("year", "") if by_volume else self._date()) or self._no_date()
        issue = ";".join(part for part in (capitalize(date), volume) if part)
        if not issue and pages and "pages" in fields:
            return [f"p.{NO_BREAK}{pages}"]
        text = ":".join(part for part in (issue, pages) if part)
        return [text] if text else []

    def _chapter(self) -> list[Piece]:
        kind = self._in_brackets() if self.kind in entry_types.TALKS else []
        title = [*self._title(), *kind, *self._state()]
        if not self.fields.keys() & {"booktitle", "maintitle"}:
            title += self._medium()
            within: Piece = []
        else:
            within = [self._say(message("In")) + NO_BREAK + ": "]
            for people in (self._people_of_book(), self._editors_of_book()):
                within += [*people, ". "] if people else []
            within += [*self._title_of_book(), *self._medium()]
        if self.fields.keys() & {"journal", "shortjournal"}:
            return [self._people(), title, within, self._event(), *self._in_journal()]
        return [
            self._people(),
            title,
            within,
            self._event(),
            *self._publication(),
            self._extent("pages"),
            self._series(),
        ]

    def _people_of_book(self) -> Piece:
        """Return the author of the book of a chapter."""
        return self._names(parse_names(self.fields.get("bookauthor", "")))

    def _editors_of_book(self) -> Piece:
        return self._editors() if self.reference.authors else []

    def _title_of_book(self) -> Piece:
        """Return the title of a chapter's book, then that of the work in several volumes."""
        book = self._join_title("booktitle", "booksubtitle", "booktitleaddon")
        whole = self._join_title("maintitle", "mainsubtitle", "")
        return [*book, ". ", *whole] if book and whole else [*book, *whole]

    def _thesis(self) -> list[Piece]:
        return [
            self._people(),
            [*self._title(), *self._in_brackets(), *self._state(), *self._medium()],
            self._say_publisher(
                self.fields.get("institution") or self.fields.get("publisher", ""),
                self._say_consulted_online(),
            ),
            self._extent("pagetotal"),
            self._series(),
        ]

    def _web_page(self) -> list[Piece]:
        online = f" [{self._say(message('online'))}]"
        publisher = self._body_not_author("organization", "institution", "publisher")
        return [
            self._people(),
            [*self._title(), online, *self._state()],
            self._say_publisher(publisher, self._say_consulted()),
        ]

    def _book(self) -> list[Piece]:
        """Return a book, a report, or a document without a form of its own."""
        return [
            self._people(),
            [*self._title(), *self._in_brackets(), *self._state(), *self._medium()],
            self._join_title("maintitle", "mainsubtitle", ""),
            self._event(),
            *(self._in_journal() if "journal" in self.fields else self._publication()),
            *([self._extent("pagetotal"), self._series()] if "journal" not in self.fields else []),
        ]

    def _in_journal(self) -> list[Piece]:
        """Return the journal, or official gazette, of a document that is no article."""
        journal = self._journal()
        publisher = self._body_not_author("publisher", "institution", "organization")
        place = self.fields.get("address", "")
        by = f"{place}{NO_BREAK}: {publisher}" if place and publisher else place or publisher
        return [
            self._edition(),
            self._version(),
            *self._others(),
            [by] if by else [],
            journal,
            self._journal_series(),
            self._issue_consulted(),
        ]


def name_supplement(number: str) -> str:
    """Return a number of an issue or volume with its supplement as the NLM writes it.

    >>> [*map(name_supplement, ("Suppl. 2", "suppl_1", "12 Supplement", "12"))]
    ['Suppl 2', 'Suppl 1', '12 Suppl', '12']
    """
    return SUPPLEMENT.sub("Suppl ", number).strip()
