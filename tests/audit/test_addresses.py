"""The audit's rule about which site may hold which address, pair by pair."""

from __future__ import annotations

from itertools import product

import pytest

from builders import catalogue, edition, group, instant, theme
from parution.audit.hidden_texts import list_site_tokens
from parution.audit.rights import Book
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Audience, Site
from parution.release import Decisions, list_sites

SECRET = b"secret" * 8
CATALOGUE = catalogue(
    edition("2026", theme("2026/douleur")), groups=[group("blain", readers=True), group("laval")]
)
SITES = list_sites(CATALOGUE)
HANDED_OUT = (Audience.MEMBER, Audience.READER)


def may_hold(holder: Site, told: Site) -> bool:
    """Tell whether the audit lets a site hold the address of another."""
    book = Book(Decisions(CATALOGUE, instant("2026-09-25 12:00Z")))
    places = {site: locate_site_folder(CATALOGUE, SECRET, site) for site in SITES}
    marks = [mark for token, mark in list_site_tokens(places, book) if places[told].endswith(token)]
    (mark,) = marks
    return bool(mark.rights & book.all_of(holder))


@pytest.mark.parametrize(
    ("holder", "told"),
    [pair for pair in product(SITES, SITES) if pair[1].group is not None],
    ids=lambda site: f"{site.group or 'public'}-{site.audience}",
)
def test_an_address_stands_where_it_may_and_nowhere_else(holder: Site, told: Site) -> None:
    """A site holds its own address; a facilitator's also those of her members and readers."""
    is_hers = holder.audience is Audience.FACILITATOR and told.audience in HANDED_OUT
    assert may_hold(holder, told) == (holder == told or (is_hers and holder.group == told.group))
