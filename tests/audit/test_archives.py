"""The archives are audited like any site, and their addresses like those of any other."""

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


def naming(association: Association, where: Site, named: Site) -> set[LeakKind]:
    """Write the address of one site into the home of another; return what the audit finds."""
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
    """Its address on any other site is a leak; on a facilitator's it is the way there."""
    assert naming(association, where, FACILITATORS_ARCHIVE) == {LeakKind.OTHER_SITE}


@pytest.mark.parametrize(
    ("where", "named"), [(FACILITATORS, FACILITATORS_ARCHIVE), (MEMBERS, ARCHIVE)], ids=str
)
def test_the_way_to_the_own_archive_is_no_leak(
    association: Association, where: Site, named: Site
) -> None:
    """Every group's site names the archive of its readers."""
    assert naming(association, where, named) == set()


def test_the_archive_is_not_named_in_public(association: Association) -> None:
    """Who is in no group is not led there."""
    assert naming(association, PUBLIC_SITE, ARCHIVE) == {LeakKind.OTHER_SITE}


def test_another_folder_among_the_archives_is_found(association: Association) -> None:
    """What an earlier secret named stands there no more."""
    (association.site_dir / "archives" / ("a" * 32)).mkdir()
    (leak,) = association.leaks()
    assert (leak.kind, leak.file) == (LeakKind.STALE_SITE, "archives/…")


@pytest.mark.parametrize("site", ARCHIVES, ids=str)
def test_what_is_still_closed_to_some_is_found_in_an_archive(
    association: Association, site: Site
) -> None:
    """The facilitator sees a current dossier on her site; no archive has it yet."""
    dossier = association.folder(FACILITATORS) / "2026/douleur/dossier/index.html"
    target = association.folder(site) / "2026/douleur/dossier/index.html"
    target.parent.mkdir(parents=True)
    target.write_bytes(dossier.read_bytes())
    assert LeakKind.HIDDEN_TEXT in {leak.kind for leak in association.leaks()}
