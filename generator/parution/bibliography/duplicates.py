"""Finds references to the same document, and keys that name two documents."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from parution.bibliography.identifiers import find_identifier
from parution.domain import Reference
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity

YEAR = re.compile(r"\d{4}")
NOT_A_WORD = re.compile(r"[\W_]+")


def fold_title(reference: Reference) -> str:
    """Return a title without accents, case, punctuation or spaces."""
    decomposed = unicodedata.normalize("NFKD", reference.fields.get("title", "").casefold())
    return NOT_A_WORD.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))


def list_traits(reference: Reference) -> Iterator[tuple[str, ...]]:
    """Yield the traits that identify a document: its DOI or PMID, given or in its address; its
    title and year.
    """
    url = reference.fields.get("url", "")
    for kind, sign in (("doi", "10."), ("pmid", "ubmed")):
        in_address = find_identifier(kind, url) if sign in url else None
        if found := reference.fields.get(kind) or in_address:
            yield kind, found.casefold()
    if title := fold_title(reference):
        year = YEAR.search(reference.fields.get("year") or reference.fields.get("date", ""))
        yield "title", title, year[0] if year else ""


def is_same_document(one: Reference, other: Reference) -> bool:
    """Return whether two references have the same DOI, or the same title and year."""
    return not set(list_traits(one)).isdisjoint(list_traits(other))


def check_across_files(files: Mapping[str, tuple[Reference, ...]]) -> tuple[Problem, ...]:
    """Return the problems of keys in several files.

    Themes may each have a record of the same document under the same key. A key for different
    documents in the own files of two themes is a warning, because neither theme uses the other's.
    It is an error if one of the files is common. A key in two common files is an error too, because
    a theme that borrows it could mean either.
    """
    by_key: dict[str, list[Reference]] = defaultdict(list)
    for references in files.values():
        for reference in references:
            by_key[reference.key].append(reference)
    found = (find_conflicts(references) for references in by_key.values() if len(references) > 1)
    return tuple(problem for problems in found for problem in problems)


def find_conflicts(references: Iterable[Reference]) -> Iterator[Problem]:
    first, *others = sorted(references, key=lambda reference: not is_common(reference.place))
    for other in others:
        common, both = is_common(first.place), is_common(other.place)
        if not is_same_document(first, other):
            yield describe_two_documents(
                other, first, Severity.ERROR if common else Severity.WARNING
            )
        elif common and both:
            yield describe_two_common_files(other, first)


def is_common(place: Place) -> bool:
    """Return whether a file is common; not ``bibliography/<edition>/<theme>.bib``.

    All subjects of a group may borrow from the group's own file; nobody borrows from a subject's.
    """
    if place.file.startswith("groups/"):
        return place.file.count("/") == 2
    return place.file.count("/") != 2


def describe_two_documents(reference: Reference, earlier: Reference, severity: Severity) -> Problem:
    return Problem(
        "key-of-two-documents",
        reference.place,
        message(
            "the key “%(key)s” names another document here than in %(place)s",
            key=reference.key,
            place=str(earlier.place),
        ),
        message("Give one of the two another key, and write it in the texts that cite it."),
        severity,
    )


def describe_two_common_files(reference: Reference, earlier: Reference) -> Problem:
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
