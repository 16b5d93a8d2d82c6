"""The addresses of sites: capability links derived from one master secret.

Only people who hold the link to a group's site can find it. The token is derived with HKDF-SHA-256
(RFC 5869) from the master secret, so it need not be stored, and from the group's ``generation``, so
that raising it gives all sites of the group new addresses. The archives, which all groups share,
have tokens of their own, which change only with the master secret.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable

from parution.domain import ARCHIVES, Audience, Catalogue, Group, Site
from parution.private_store import derive_key

TOKEN_BYTES = 20
"""160 bits: 32 characters of base32, without padding."""


def derive_site_token(secret: bytes, group: Group, audience: Audience) -> str:
    """Return the unguessable part of a site's address, in lower-case letters and digits."""
    return derive_token(
        secret, f"parution site\n{group.slug}\n{audience.value}\n{group.generation}"
    )


def derive_archive_token(secret: bytes, audience: Audience) -> str:
    """Return the unguessable part of an archive's address; it is the same for all editions."""
    return derive_token(secret, f"parution archive\n{audience}")


def derive_token(secret: bytes, purpose: str) -> str:
    """Return a token that looks random to anyone without the secret."""
    return b32encode(derive_key(secret, purpose, TOKEN_BYTES)).decode().lower()


def name_group_folder(secret: bytes, group: Group, audience: Audience) -> str:
    """Return the folder of a group's site relative to ``site_dir``, without a final slash."""
    return f"g/{group.slug}-{derive_site_token(secret, group, audience)}"


def list_tokens(secret: bytes, groups: Iterable[Group]) -> dict[str, str]:
    """Return the tokens of all sites, each with the name of its group.

    The archives belong to all groups, so their tokens have an empty name.
    """
    of_groups = (Audience.MEMBER, Audience.READER, Audience.FACILITATOR)
    of_archives = (site.audience for site in ARCHIVES)
    return {
        **{
            derive_site_token(secret, each, audience): each.name
            for each in groups
            for audience in of_groups
        },
        **{derive_archive_token(secret, each): "" for each in of_archives},
    }


def locate_site_folder(catalogue: Catalogue, secret: bytes, site: Site) -> str:
    """Return the folder of any site relative to ``site_dir``; empty for the public site."""
    if site in ARCHIVES:
        return f"archives/{derive_archive_token(secret, site.audience)}"
    for group in catalogue.groups:
        if group.slug == site.group:
            return name_group_folder(secret, group, site.audience)
    return ""
