"""Words that a hidden text shares with a shown one are no leak where the shown one appears."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parution.audit import Premises
from parution.audit.comparable import split_words
from parution.audit.hidden_texts import fingerprint_hidden_texts
from parution.audit.rights import Book
from parution.audit.room_codes import RoomCodes
from parution.domain import Part
from parution.release import Decisions
from parution.sources import read
from tiny_project import DOSSIER, FILES, INDEX, OWN_BIBLIOGRAPHY, Changes, tiny_project

SHARED = "La revue des jeunes généralistes"
HIDDEN = {"themes/2026/douleur/dossier.md": f"{DOSSIER}\n| {SHARED} | oui |\n|---|---|\n"}

SHOWN: dict[str, tuple[Part, Changes]] = {
    "the journal of a reference": (
        Part.REFERENCES,
        {"bibliography/2026/douleur.bib": OWN_BIBLIOGRAPHY.replace("Exercer", SHARED)},
    ),
    "the name of a drawing": (
        Part.PRESENTATION,
        {
            "themes/2026/douleur/index.md": f"{INDEX}\n![](documents/dessin.svg)\n",
            "themes/2026/douleur/documents/dessin.svg": (
                f'<svg xmlns="http://www.w3.org/2000/svg" aria-label="{SHARED}"/>'
            ),
        },
    ),
}


@pytest.mark.parametrize(("part", "changes"), SHOWN.values(), ids=SHOWN)
def test_shared_words_are_no_leak(part: Part, changes: Changes, tmp_path: Path) -> None:
    """A heading or cell of a hidden part is no leak where a shown text has the same words."""
    project = tiny_project(tmp_path, {**FILES, **HIDDEN, **changes})
    catalogue = read(project).require()
    book = Book(Decisions(catalogue, datetime(2026, 9, 30, tzinfo=UTC)))
    known = fingerprint_hidden_texts(
        catalogue, book, Premises(project, {}, b"", project), RoomCodes(catalogue, book, b"")
    )
    (rights,) = {mark.rights for mark in known.found(split_words(SHARED))}
    assert rights & book.part("2026/douleur", Part.DOSSIER)
    assert rights & book.part("2026/douleur", part)
