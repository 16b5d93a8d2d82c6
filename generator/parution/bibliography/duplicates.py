"""When two references are one document, and when one key names two."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from parution.domain import Reference
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity

NOT_A_WORD = re.compile(r"[\W_]+")


def fold_title(reference: Reference) -> str:
    """Return a title without accents, case, punctuation or spaces."""
    decomposed = unicodedata.normalize("NFKD", reference.fields.get("title", "").casefold())
    return NOT_A_WORD.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))


def traits(reference: Reference) -> Iterator[tuple[str, ...]]:
    """Yield what identifies a document: its DOI, its title and year."""
    if doi := reference.fields.get("doi"):
        yield "doi", doi.casefold()
    if title := fold_title(reference):
        yield "title", title, reference.fields.get("year", "")


def same_document(one: Reference, other: Reference) -> bool:
    """Tell whether two references have the same DOI, or the same title and year."""
    return not set(traits(one)).isdisjoint(traits(other))


def across_files(files: Mapping[str, tuple[Reference, ...]]) -> tuple[Problem, ...]:
    """Return the problems of keys that stand in several files.

    Themes may each hold a record of the same document under the same key. A key that names
    different documents is a warning between the own files of two themes, because neither sees the
    other's; it is an error when a common file is one of them, and so is a key that stands in two
    common files, because nothing tells which is borrowed.
    """
    by_key: dict[str, list[Reference]] = defaultdict(list)
    for references in files.values():
        for reference in references:
            by_key[reference.key].append(reference)
    found = (_conflicts(references) for references in by_key.values() if len(references) > 1)
    return tuple(problem for problems in found for problem in problems)


def _conflicts(references: Iterable[Reference]) -> Iterator[Problem]:
    first, *others = sorted(references, key=lambda reference: not is_common(reference.place))
    for other in others:
        common, both = is_common(first.place), is_common(other.place)
        if not same_document(first, other):
            yield _two_documents(other, first, Severity.ERROR if common else Severity.WARNING)
        elif common and both:
            yield _in_two_common_files(other, first)


def is_common(place: Place) -> bool:
    """Tell whether a file may be borrowed from: not ``bibliography/<edition>/<theme>.bib``.

    A group's own file lends to all subjects of that group, theirs to none.
    """
    if place.file.startswith("groups/"):
        return place.file.count("/") == 2
    return place.file.count("/") != 2


def _two_documents(reference: Reference, earlier: Reference, severity: Severity) -> Problem:
    return Problem(
        "key-of-two-documents",
        reference.place,
        message(
            "the key “%(key)s” names another document here than in %(place)s",
            key=reference.key,
            place=str(earlier.place),
        ),
        message("Give one of the two another key."),
        severity,
    )


def _in_two_common_files(reference: Reference, earlier: Reference) -> Problem:
    return Problem(
        "duplicate-citekey",
        reference.place,
        message(
            "the key “%(key)s” already stands in another common file: %(place)s",
            key=reference.key,
            place=str(earlier.place),
        ),
        message("Keep one of the two."),
    )
