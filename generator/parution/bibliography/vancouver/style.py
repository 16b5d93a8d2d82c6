"""Formats references in the French Vancouver style as HTML or plain text, with pybtex.

The style follows the recommendations of the ICMJE (*Citing Medicine*) in their French use: six
authors then *et al.*, bodies as authors, initials without full stops, the journal's title as given,
``year;volume(number):pages`` without spaces, shortened last pages, otherwise the spaces of French.
A cache keeps formatted references: one cited on many pages is composed once.
"""

from __future__ import annotations

from functools import lru_cache

from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from parution.bibliography.vancouver import people
from parution.bibliography.vancouver.composition import Composition
from parution.bibliography.vancouver.markup import Markup
from parution.bibliography.vancouver.pieces import join_sentences
from parution.domain import Reference
from parution.domain.messages import Translate
from parution.language.catalogues import load_translations

MARKUP = Markup()


def format_reference(
    reference: Reference, language: str = "fr", translate: Translate | None = None
) -> str:
    """Return a reference as inline HTML, escaped, links included."""
    return format_both(Remembered(reference), language, translate)[0]


def format_plain(
    reference: Reference, language: str = "fr", translate: Translate | None = None
) -> str:
    """Return a reference as plain text."""
    return format_both(Remembered(reference), language, translate)[1]


def name_document(reference: Reference, translate: Translate) -> str:
    """Return a document's short name for sentences: « Marret et al. », or its title."""
    names = [people.format_family(name) for name in reference.authors or reference.editors]
    match names:
        case []:
            body = reference.fields.get("institution") or reference.fields.get("organization")
            return body or reference.fields.get("title", reference.key)
        case [one]:
            return one
        case [one, "et al."]:
            return f"{one} et al."
        case [one, two]:
            return translate("%(one)s and %(two)s") % {"one": one, "two": two}
        case _:
            return f"{names[0]} et al."


REMEMBERED = 1000
"""Size of the cache: enough for the references of a theme, whose pages follow each other."""


class Remembered:
    """A reference as the key of a cache, hashed by key and title alone."""

    __slots__ = ("reference",)

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    def __hash__(self) -> int:
        return hash((self.reference.key, self.reference.fields.get("title")))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remembered) and (
            self.reference is other.reference or self.reference == other.reference
        )


@lru_cache(maxsize=REMEMBERED)
def format_both(
    hashable: Remembered, language: str, translate: Translate | None
) -> tuple[str, str]:
    style = FrenchVancouver(language, translate or load_translations(language).gettext)
    text = style.format_entry("", hashable.reference).text
    return str(text.render(MARKUP)), str(text)


class FrenchVancouver(BaseStyle):
    """A style of pybtex for references of this product."""

    def __init__(self, language: str, translate: Translate) -> None:
        self.language, self.translate = language, translate

    def format_entry(
        self,
        label: str,
        entry: Reference,
        bib_data: object = None,  # noqa: ARG002
    ) -> FormattedEntry:
        """Return an entry formatted as rich text."""
        composition = Composition(entry, self.language, self.translate)
        return FormattedEntry(entry.key, join_sentences(composition.pieces()), label)
