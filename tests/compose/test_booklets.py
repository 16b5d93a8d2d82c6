"""A booklet's description names its chapters and files, all of them visible."""

from __future__ import annotations

import pytest

from builders import attachment, catalogue, edition, group, instant, meeting, theme
from compose.views import views_at
from parution.compose.booklets import compose_booklets
from parution.compose.plans import Booklet
from parution.domain import PUBLIC_SITE, Audience, Part, Site

PREPARATION, DOSSIER = "documents/preparation.txt", "documents/dossier.csv"
PAIN = theme("2026/douleur", attachments=[attachment(PREPARATION), attachment(DOSSIER, b"x")])
PARTS = [Part.PRESENTATION, Part.PREPARATION, Part.REFERENCES]
IN_ORDER = [
    Part.PRESENTATION, Part.PREPARATION, Part.SUMMARY, Part.DOSSIER, Part.COMMENTARY,
    Part.REFERENCES, Part.SOURCES,
]  # fmt: skip


def describe_booklets(at: str, site: Site, pdf_set_by: str = "typst") -> dict[str, Booklet]:
    """Return the booklets of a site of Blain, which reads the references first."""
    held = group("blain", meeting("2026/douleur", "2026-10-08 20:30"), policy="references-first")
    of = catalogue(edition("2026", PAIN), groups=[held])
    views = views_at(of, instant(at), pdf_set_by=pdf_set_by)
    return compose_booklets(views.context, views.of(site).theme("2026/douleur"))


MEMBER = Site("blain", Audience.MEMBER)
BEFORE, AFTER = "2026-09-25 12:00Z", "2026-10-09 12:00Z"


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_the_chapters_are_the_visible_parts(ending: str) -> None:
    """In either format, a booklet has the visible parts as chapters and no other."""
    found = describe_booklets(BEFORE, MEMBER)[f"2026/douleur/douleur.{ending}"]
    assert found.chapters == tuple(
        (part, f"chapter of 2026/douleur {part}: text") for part in PARTS
    )


def test_the_files_are_those_of_visible_parts() -> None:
    """A booklet names an attachment only if its part is visible."""
    path = "2026/douleur/douleur.html"
    assert [name for name, _ in describe_booklets(BEFORE, MEMBER)[path].files] == [PREPARATION]
    assert [name for name, _ in describe_booklets(AFTER, MEMBER)[path].files] == [
        DOSSIER,
        PREPARATION,
    ]


def test_a_theme_that_is_only_announced_gives_nothing() -> None:
    """A theme with only its presentation visible has no booklet."""
    assert describe_booklets(BEFORE, PUBLIC_SITE) == {}


def test_no_pdf_is_described_where_none_can_be_set() -> None:
    """Without Typst no PDF is described, so that no link leads to one."""
    assert set(describe_booklets(BEFORE, MEMBER, pdf_set_by="")) == {"2026/douleur/douleur.html"}


def test_the_essentials_come_before_the_references() -> None:
    """The essentials come before the references, as in a book."""
    found = describe_booklets(AFTER, MEMBER)["2026/douleur/douleur.pdf"]
    assert [part for part, _ in found.chapters] == IN_ORDER


def test_another_typesetter_makes_another_pdf_of_the_same() -> None:
    """Another typesetter or template changes the digest of the PDF, and of nothing else."""
    old, new = (describe_booklets(BEFORE, MEMBER, pdf_set_by=name) for name in ("old", "new"))
    changed = {path for path, booklet in new.items() if booklet.digest != old[path].digest}
    assert changed == {"2026/douleur/douleur.pdf"}


def test_an_opening_makes_another_document() -> None:
    """Each set of parts, in each format, has its own digest."""
    found = [
        *describe_booklets(BEFORE, MEMBER).values(),
        *describe_booklets(AFTER, MEMBER).values(),
    ]
    assert len({booklet.digest for booklet in found}) == 4
