"""A site's address cannot be found without the master secret."""

from __future__ import annotations

import re
from base64 import b32decode
from dataclasses import replace

from builders import catalogue, edition, group
from parution.compose.site_addresses import derive_site_token, locate_site_folder, name_group_folder
from parution.domain import ARCHIVES, Audience

SECRET = b"a master secret for tests, long enough"
BLAIN = group("blain", readers=True)


def test_an_address_cannot_be_guessed() -> None:
    """A site's folder ends with at least 128 bits, in letters that keyboards and e-mail keep."""
    written = derive_site_token(SECRET, BLAIN, Audience.MEMBER)
    assert name_group_folder(SECRET, BLAIN, Audience.MEMBER) == f"g/blain-{written}"
    assert len(b32decode(written.upper())) * 8 >= 128
    assert written.isalnum()
    assert written == written.lower()


def test_whatever_names_a_site_changes_its_address() -> None:
    """Another secret, group, audience or generation gives another address; nothing else does."""
    sites = [
        (SECRET, BLAIN, Audience.MEMBER),
        (SECRET + b".", BLAIN, Audience.MEMBER),
        (SECRET, replace(BLAIN, slug="laval"), Audience.MEMBER),
        (SECRET, BLAIN, Audience.READER),
        (SECRET, BLAIN, Audience.FACILITATOR),
        (SECRET, replace(BLAIN, generation=2), Audience.MEMBER),
    ]
    assert len({derive_site_token(*site) for site in sites}) == len(sites)
    renamed = replace(BLAIN, name="Blain-Nord", policy="after", readers=False)
    assert derive_site_token(SECRET, renamed, Audience.MEMBER) == derive_site_token(*sites[0])


def test_the_archives_have_addresses_of_their_own() -> None:
    """Groups share one archive's address and facilitators another, whatever the generations."""
    of = catalogue(edition("2018"), groups=[BLAIN])
    later = replace(of, editions=(), groups=(replace(BLAIN, generation=2),))
    found = {locate_site_folder(of, SECRET, site) for site in ARCHIVES}
    assert found == {locate_site_folder(later, SECRET, site) for site in ARCHIVES}
    assert len(found) == 2
    assert all(re.fullmatch(r"archives/[a-z2-7]{32}", folder) for folder in found)
