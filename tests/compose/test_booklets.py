"""The description of what can be taken away: which chapters and which files are named."""

from __future__ import annotations

import pytest

from builders import attachment, catalogue, edition, group, instant, meeting, theme
from compose.views import views_at
from parution.compose.booklets import booklets
from parution.compose.plans import Booklet
from parution.domain import PUBLIC_SITE, Audience, Part, Site

PREPARATION, DOSSIER = "documents/preparation.txt", "documents/dossier.csv"
PAIN = theme("2026/douleur", attachments=[attachment(PREPARATION), attachment(DOSSIER, b"x")])
PARTS = [Part.PRESENTATION, Part.PREPARATION, Part.REFERENCES]
IN_ORDER = [
    Part.PRESENTATION, Part.PREPARATION, Part.SUMMARY, Part.DOSSIER, Part.COMMENTARY,
    Part.REFERENCES, Part.SOURCES,
]  # fmt: skip


def described(at: str, site: Site, pdf_set_by: str = "typst") -> dict[str, Booklet]:
    """Return the booklets of a site of Blain, which reads the references first."""
    held = group("blain", meeting("2026/douleur", "2026-10-08 20:30"), policy="references-first")
    of = catalogue(edition("2026", PAIN), groups=[held])
    views = views_at(of, instant(at), pdf_set_by=pdf_set_by)
    return booklets(views.context, views.of(site).theme("2026/douleur"))


MEMBER = Site("blain", Audience.MEMBER)
BEFORE, AFTER = "2026-09-25 12:00Z", "2026-10-09 12:00Z"


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_the_chapters_are_the_visible_parts(ending: str) -> None:
    """A part that is hidden is not named, whatever the form."""
    found = described(BEFORE, MEMBER)[f"2026/douleur/douleur.{ending}"]
    assert found.chapters == tuple(
        (part, f"chapter of 2026/douleur {part}: text") for part in PARTS
    )


def test_the_files_are_those_of_visible_parts() -> None:
    """An attachment of a hidden part is not named; of a visible one it is."""
    path = "2026/douleur/douleur.html"
    assert [name for name, _ in described(BEFORE, MEMBER)[path].files] == [PREPARATION]
    assert [name for name, _ in described(AFTER, MEMBER)[path].files] == [DOSSIER, PREPARATION]


def test_a_theme_that_is_only_announced_gives_nothing() -> None:
    """The presentation is a page already."""
    assert described(BEFORE, PUBLIC_SITE) == {}


def test_no_pdf_is_described_where_none_can_be_set() -> None:
    """So no link leads to one."""
    assert set(described(BEFORE, MEMBER, pdf_set_by="")) == {"2026/douleur/douleur.html"}


def test_the_essentials_come_before_the_references() -> None:
    """As in a book: what documents say stands behind what was made of them."""
    found = described(AFTER, MEMBER)["2026/douleur/douleur.pdf"]
    assert [part for part, _ in found.chapters] == IN_ORDER


def test_another_typesetter_makes_another_pdf_of_the_same() -> None:
    """So that templates that changed are seen in PDF that stand published, and there alone."""
    old, new = (described(BEFORE, MEMBER, pdf_set_by=name) for name in ("old", "new"))
    changed = {path for path, booklet in new.items() if booklet.digest != old[path].digest}
    assert changed == {"2026/douleur/douleur.pdf"}


def test_what_opens_makes_another_document() -> None:
    """The digest tells one set of parts from another, and the two forms from each other."""
    found = [*described(BEFORE, MEMBER).values(), *described(AFTER, MEMBER).values()]
    assert len({booklet.digest for booklet in found}) == 4
