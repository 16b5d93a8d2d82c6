"""The audit treats the archives and their addresses like any other site's."""

from __future__ import annotations

import pytest

from audit.association import Association
from parution.audit import LeakKind
from parution.domain import (
    ARCHIVE,
    ARCHIVES,
    FACILITATORS_ARCHIVE,
    PUBLIC_SITE,
    Audience,
    Site,
)

MEMBERS, FACILITATORS = Site("blain", Audience.MEMBER), Site("blain", Audience.FACILITATOR)


def plant_address(association: Association, where: Site, named: Site) -> set[LeakKind]:
    """Write the address of one site into the home of another; return the leaks found."""
    home = association.folder(where) / "index.html"
    address = (
        f"<a href='../../{association.folder(named).relative_to(association.site_dir)}/'>ici</a>"
    )
    said = home.read_text("utf-8").replace("</main>", f"{address}</main>")
    home.write_text(said, "utf-8")
    return {leak.kind for leak in association.leaks()}


@pytest.mark.parametrize("where", [PUBLIC_SITE, MEMBERS, ARCHIVE], ids=str)
def test_the_facilitators_archive_is_named_on_their_sites_alone(
    association: Association, where: Site
) -> None:
    """The facilitators' archive is a leak on every site but a facilitator's, who is led to it."""
    assert plant_address(association, where, FACILITATORS_ARCHIVE) == {LeakKind.OTHER_SITE}


@pytest.mark.parametrize(
    ("where", "named"), [(FACILITATORS, FACILITATORS_ARCHIVE), (MEMBERS, ARCHIVE)], ids=str
)
def test_the_way_to_the_own_archive_is_no_leak(
    association: Association, where: Site, named: Site
) -> None:
    """Every group's site may name the archive of its readers."""
    assert plant_address(association, where, named) == set()


def test_the_archive_is_not_named_in_public(association: Association) -> None:
    """The archive's address on the public site is a leak."""
    assert plant_address(association, PUBLIC_SITE, ARCHIVE) == {LeakKind.OTHER_SITE}


def test_another_folder_among_the_archives_is_found(association: Association) -> None:
    """An archive's folder named by an earlier secret is a leak."""
    (association.site_dir / "archives" / ("a" * 32)).mkdir()
    (leak,) = association.leaks()
    assert (leak.kind, leak.file) == (LeakKind.STALE_SITE, "archives/…")


@pytest.mark.parametrize("site", ARCHIVES, ids=str)
def test_a_current_dossier_is_found_in_an_archive(association: Association, site: Site) -> None:
    """A current dossier, open on the facilitator's site, is a leak in an archive."""
    dossier = association.folder(FACILITATORS) / "2026/douleur/dossier/index.html"
    target = association.folder(site) / "2026/douleur/dossier/index.html"
    target.parent.mkdir(parents=True)
    target.write_bytes(dossier.read_bytes())
    assert LeakKind.HIDDEN_TEXT in {leak.kind for leak in association.leaks()}
