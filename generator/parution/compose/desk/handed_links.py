"""The links that a facilitator hands to her group: her members' site, her readers' site.

No site but hers holds these two links, and hers holds no others (docs/decisions/0116).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from parution.compose.context import Context
from parution.compose.relative_links import link_to_root
from parution.compose.views import SiteView
from parution.domain import Audience


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link to another site of her group."""

    audience: Audience
    link: str
    """Relative to the desk."""

    address: str
    """Absolute; empty if the settings have no ``site_url``."""

    code: Markup
    """The address as a QR code, an SVG element; empty if the address is."""


def list_site_links(context: Context, view: SiteView, origin: str) -> Iterator[SiteLink]:
    """Yield the links to the members' site and, if it exists, to the readers' site."""
    root = link_to_root(origin, view.folder)
    base = (context.settings.site_url or "").rstrip("/")
    for their in filter(None, (view.members, view.readers)):
        address = f"{base}/{their.folder}/" if base else ""
        code = draw_qr_code(address) if address else Markup()
        yield SiteLink(their.site.audience, f"{root}{their.folder}/", address, code)


@lru_cache(maxsize=1024)
def draw_qr_code(address: str) -> Markup:
    """Return a QR code as SVG, black on white even in dark mode, so that phones read it."""
    # Imported here, because it imports half of Python's network libraries.
    import segno

    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)  # noqa: S704 - drawn by segno, which escapes
